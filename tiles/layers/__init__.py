"""Tile layers: one folder each with its definition (layer.yml) and source view (layer.sql)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import orjson
import yaml
from psycopg import sql

from geo import words
from geo.settings import Audience

FieldType = Literal["text", "uuid", "integer", "smallint", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a feature; its meaning is the word of the same name."""

    name: str
    type: FieldType
    audience: Audience
    first_zoom: int

    @property
    def word(self) -> words.Word:
        """Return names and definition for people."""
        return words.columns()[self.name]


@dataclass(frozen=True, slots=True)
class Zoom:
    """What is drawn at one zoom: how coarse, in tile units, and which rows."""

    tolerance: float = 0.0
    rows: str = "true"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer as its folder defines it."""

    name: str
    title: dict[str, str]
    geometry: Literal["point", "line", "polygon"]
    audience: Audience
    zooms: dict[int, Zoom]
    fields: tuple[Field, ...]
    also: dict[str, tuple[Field, ...]]
    sources: dict[str, str]
    is_clipped: bool
    own_query: str | None
    public_rows: str
    counts: dict[str, str]

    def fields_for(self, audience: Audience) -> tuple[Field, ...]:
        """Return the properties that an audience may see at some zoom."""
        return tuple(f for f in self.fields if audience == "intern" or f.audience == "public")

    def definition(self) -> dict[str, Any]:
        """Return what the database needs to make tables and triggers."""
        counts = {"counts": self.counts} if self.counts else {}
        zooms = {} if self.own_query else self.zooms
        return counts | {
            "zooms": {str(z): {"tolerance": s.tolerance, "rows": s.rows} for z, s in zooms.items()},
            "fields": {f.name: _column(f) for f in self.fields},
            "sources": self.sources,
            "audience": self.audience,
            "public_rows": self.public_rows,
        }


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL made from the definitions, applied like a file."""

    name: str
    text: str

    def read_text(self, encoding: str = "utf-8") -> str:  # noqa: ARG002 - as a file has it
        """Return the statements."""
        return self.text


@cache
def layers() -> dict[str, Layer]:
    """Return all layers by name."""
    folders = (f for f in files(__package__).iterdir() if (f / "layer.yml").is_file())
    return {f.name: _read(f) for f in sorted(folders, key=lambda f: f.name)}


def layers_for(audience: Audience) -> dict[str, Layer]:
    """Return the layers that an audience may see, with the fields that it may see."""
    return {
        name: replace(layer, fields=layer.fields_for(audience))
        for name, layer in layers().items()
        if audience == "intern" or layer.audience == "public"
    }


def sql_files() -> list[Traversable | Statements]:
    """Return what every migrate applies last: source views, then tables, functions and triggers."""
    folders = [files(__package__) / name / "layer.sql" for name in layers()]
    return [
        Statements("tile_sources.sql", _drops()),
        *(f for f in folders if f.is_file()),
        Statements("tile_layers.sql", _definitions()),
    ]


def _drops() -> str:
    # A view that is only replaced could never lose or move a column.
    views = [sql.Identifier("tile", f"{name}_source") for name in layers()]
    names = sql.SQL(", ").join(views)
    return sql.SQL("DROP VIEW IF EXISTS {} CASCADE;").format(names).as_string()


def _definitions() -> str:
    defines = [
        sql.SQL("SELECT tile.define({}, {}::jsonb);").format(
            layer.name, orjson.dumps(layer.definition(), option=orjson.OPT_SORT_KEYS).decode()
        )
        for layer in layers().values()
    ]
    attach = sql.SQL("SELECT tile.attach({});").format(list(layers()))
    return sql.SQL("\n").join([*defines, attach]).as_string()


def _read(folder: Traversable) -> Layer:
    entry = yaml.load((folder / "layer.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    own_query = folder / "tile.sql"
    audience: Audience = entry["audience"]
    return Layer(
        name=folder.name,
        title=entry["title"],
        geometry=entry["geometry"],
        audience=audience,
        zooms={zoom: Zoom(**what) for zoom, what in entry["zooms"].items()},
        fields=_fields(entry["fields"], audience),
        also={name: _fields(each, audience) for name, each in entry.get("also", {}).items()},
        sources=entry["sources"],
        is_clipped=entry.get("clip", False),
        own_query=own_query.read_text(encoding="utf-8") if own_query.is_file() else None,
        public_rows=entry.get("public_rows", "true"),
        counts={name: str(count) for name, count in entry.get("counts", {}).items()},
    )


def _column(field: Field) -> dict[str, Any]:
    # A tile knows no uuid; writing it out once is cheaper than in every tile.
    kept = "text" if field.type == "uuid" else field.type
    return {"type": kept, "audience": field.audience, "from": field.first_zoom}


def _fields(entries: dict[str, dict[str, Any]], audience: Audience) -> tuple[Field, ...]:
    return tuple(
        Field(name, each["type"], each.get("audience", audience), each.get("from", 0))
        for name, each in entries.items()
    )
