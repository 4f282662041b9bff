"""Parcels, buildings, districts and centres."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from geo.query import (
    BuildingQuery,
    CentreQuery,
    DistrictQuery,
    MomentQuery,
    ParcelQuery,
)
from geo.store import find_building, find_parcel, find_place, list_building_units, list_features
from services.api import features
from services.api.answers import GeoJson, collection_answer, object_answer, page_answer
from services.api.door import ALONE, DoorOf, ObjectId
from services.api.openapi import refusing

ROUTER = APIRouter(prefix="/api", default_response_class=GeoJson)


@ROUTER.get("/districts", tags=["areas"], response_model=features.DistrictPage)
def list_districts(
    request: Request, door: DoorOf, query: Annotated[DistrictQuery, Query()]
) -> Response:
    """List districts."""
    with door.reading() as now:
        page = list_features(now.conn, now.ground, "districts", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/districts/{object_id}", tags=["areas"], response_model=features.DistrictFeature,
    responses=refusing(404), dependencies=[ALONE],
)  # fmt: skip
def get_district(request: Request, door: DoorOf, object_id: ObjectId) -> Response:
    """Return a district with its numbers of units."""
    with door.reading() as now:
        found = find_place(now.conn, now.ground, "districts", object_id, now.times)
    return object_answer(request, found)


@ROUTER.get("/centres", tags=["areas"], response_model=features.CentrePage)
def list_centres(
    request: Request, door: DoorOf, query: Annotated[CentreQuery, Query()]
) -> Response:
    """List the centres of one version of the centre concept."""
    with door.reading() as now:
        page = list_features(now.conn, now.ground, "centres", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/centres/{object_id}", tags=["areas"], response_model=features.CentreFeature,
    responses=refusing(404), dependencies=[ALONE],
)  # fmt: skip
def get_centre(request: Request, door: DoorOf, object_id: ObjectId) -> Response:
    """Return a centre with its numbers of units."""
    with door.reading() as now:
        found = find_place(now.conn, now.ground, "centres", object_id, now.times)
    return object_answer(request, found)


@ROUTER.get("/parcels", tags=["ground"], response_model=features.ParcelPage)
def list_parcels(
    request: Request, door: DoorOf, query: Annotated[ParcelQuery, Query()]
) -> Response:
    """List parcels."""
    with door.reading(query) as then:
        page = list_features(then.conn, then.ground, "parcels", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/parcels/{object_id}", tags=["ground"], response_model=features.ParcelFeature,
    responses=refusing(404),
)  # fmt: skip
def get_parcel(
    request: Request, door: DoorOf, object_id: ObjectId, query: Annotated[MomentQuery, Query()]
) -> Response:
    """Return a parcel with areas, buildings, and what it came from and became."""
    with door.reading(query) as then:
        found = find_parcel(then.conn, then.ground, object_id, then.times)
    return object_answer(request, found)


@ROUTER.get("/buildings", tags=["ground"], response_model=features.BuildingPage)
def list_buildings(
    request: Request, door: DoorOf, query: Annotated[BuildingQuery, Query()]
) -> Response:
    """List buildings."""
    with door.reading(query) as then:
        page = list_features(then.conn, then.ground, "buildings", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/buildings/{object_id}", tags=["ground"], response_model=features.BuildingFeature,
    responses=refusing(404),
)  # fmt: skip
def get_building(
    request: Request, door: DoorOf, object_id: ObjectId, query: Annotated[MomentQuery, Query()]
) -> Response:
    """Return a building with its parcels, house numbers and numbers of units."""
    with door.reading(query) as then:
        found = find_building(then.conn, then.ground, object_id, then.times)
    return object_answer(request, found)


@ROUTER.get(
    "/buildings/{object_id}/units", tags=["units"], response_model=features.UnitPage,
    responses=refusing(404),
)  # fmt: skip
def list_units_of_building(
    request: Request, door: DoorOf, object_id: ObjectId, query: Annotated[MomentQuery, Query()]
) -> Response:
    """List all units of a building, floor by floor, each with its timeline."""
    door.require_intern("Units")
    with door.reading(query) as then:
        found = list_building_units(then.conn, then.ground, object_id, then.times)
    return collection_answer(request, found)
