"""The frame of the app: configuration, search, health."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from geo.query import Phrase, SearchQuery
from geo.store import find_home, get_region, search
from services.api.answers import json_answer
from services.api.door import ALONE, DoorOf
from services.api.openapi import refusing
from services.api.schemas import Config, Health, Hits

ROUTER = APIRouter(tags=["app"])
LANGUAGES = ["de", "en"]


@ROUTER.get("/health", response_model=Health, responses=refusing(503), dependencies=[ALONE])
def health(request: Request, door: DoorOf) -> Response:
    """Tell that Elbraum answers and reaches its database."""
    with door.reading() as now:
        region = get_region(now.conn, now.ground)
    body = {"status": "ok", "version": version("elbraum"), "region": region.name}
    return json_answer(request, body)


@ROUTER.get("/api/config", response_model=Config, dependencies=[ALONE])
def config(request: Request, door: DoorOf) -> Response:
    """Return what the app needs before it draws: region, extent, languages, base maps, sources."""
    with door.reading() as now:
        region = get_region(now.conn, now.ground)
        home = find_home(now.conn, now.ground)
    body = {
        "region": region.name,
        "title": region.title,
        "extent": region.extent_deg,
        "home": home or region.extent_deg,
        "audience": door.settings.audience,
        "sample": region.is_sample,
        "languages": LANGUAGES,
        "base_maps": [base_map.model_dump() for base_map in door.settings.base_maps],
        "datasets": [_dataset(row) for row in region.datasets],
        "version": version("elbraum"),
    }
    return json_answer(request, body)


@ROUTER.get("/api/search", response_model=Hits)
def find(request: Request, door: DoorOf, query: Annotated[SearchQuery, Query()]) -> Response:
    """Find addresses, parcels, districts, centres and units; a typing error is forgiven."""
    with door.reading() as now:
        hits = search(
            now.conn, now.ground, Phrase.read(query.q), limit=query.limit, lang=query.lang
        )
    return json_answer(request, {"results": hits})


def _dataset(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["dataset_kind"],
        "title": row["title"],
        "source": row["source"],
        "publisher": row["publisher"],
        "licence": row["licence"],
        "date": row["data_date"],
    }
