"""All settings of Elbraum: read once by the command line or the web app and passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

Audience = Literal["public", "intern"]


class BaseMap(BaseModel):
    """One background map that the installation offers; none is built in."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title_de: str
    title_en: str
    kind: Literal["wms", "wmts", "xyz", "style"]
    url: str = Field(description="service, tile template or style document")
    layers: str = Field(default="", description="WMS or WMTS layer names")
    attribution: str = Field(min_length=1, description="credit, always shown")


class Settings(BaseSettings):
    """Settings from the environment (`ELBRAUM_…`) or the file `elbraum.env` beside the checkout."""

    model_config = SettingsConfigDict(
        env_prefix="ELBRAUM_", env_file="elbraum.env", extra="ignore", env_nested_delimiter="__"
    )

    region: str = Field(
        default="dresden", pattern=r"^[a-z][a-z0-9_]{0,40}$", description="region, one database"
    )
    database_url: str | None = Field(
        default=None,
        description="existing PostGIS, without database name; empty: private cluster",
    )
    owner_url: str | None = Field(
        default=None, description="login for migrations; empty: database_url"
    )
    state_dir: Path | None = Field(
        default=None, description="where the private cluster lies; empty: chosen"
    )
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="port to listen on")
    hosts: list[str] = Field(
        default_factory=list,
        description="names under which it is asked besides localhost, JSON list",
    )
    container: bool = Field(
        default=False, description="the network in front is closed: listen on all addresses"
    )
    audience: Audience = Field(
        default="intern", description="what a visitor without login may read"
    )
    actor: str = Field(
        default="local", min_length=1, max_length=100, description="who edits before accounts exist"
    )
    base_path: str = Field(
        default="", pattern=r"^(/[A-Za-z0-9._-]+)*$", description="path prefix behind a proxy"
    )
    base_maps: list[BaseMap] = Field(
        default_factory=list, description="background maps to choose from, JSON list"
    )
    pool_size: int = Field(default=8, ge=1, le=100, description="database connections of each pool")
    tile_cache_mb: int = Field(
        default=128, ge=0, description="memory for finished tiles, megabytes"
    )
