"""Commercial units with their timelines, and published offers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from geo.query import MomentQuery, OfferQuery, UnitQuery
from geo.store import find_offer, find_unit, list_features
from services.api import features
from services.api.answers import GeoJson, object_answer, page_answer
from services.api.door import ALONE, DoorOf, ObjectId
from services.api.openapi import refusing

ROUTER = APIRouter(prefix="/api", default_response_class=GeoJson)


@ROUTER.get(
    "/units", tags=["units"], response_model=features.UnitPage, responses=refusing(404)
)  # fmt: skip
def list_units(
    request: Request, door: DoorOf, query: Annotated[UnitQuery, Query()]
) -> Response:
    """List units with their state on the day."""
    door.require_intern("Units")
    with door.reading(query) as then:
        page = list_features(then.conn, then.ground, "units", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/units/{id}", tags=["units"], response_model=features.UnitFeature, responses=refusing(404)
)
def get_unit(
    request: Request, door: DoorOf, id_: ObjectId, query: Annotated[MomentQuery, Query()]
) -> Response:
    """Return a unit with its timeline."""
    door.require_intern("Units")
    with door.reading(query) as then:
        found = find_unit(then.conn, then.ground, id_, then.times)
    return object_answer(request, found)


@ROUTER.get("/offers", tags=["market"], response_model=features.OfferPage)
def list_offers(
    request: Request, door: DoorOf, query: Annotated[OfferQuery, Query()]
) -> Response:
    """List published offers."""
    with door.reading() as now:
        page = list_features(now.conn, now.ground, "offers", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/offers/{id}", tags=["market"], response_model=features.OfferFeature,
    responses=refusing(404), dependencies=[ALONE],
)  # fmt: skip
def get_offer(request: Request, door: DoorOf, id_: ObjectId) -> Response:
    """Return a published offer."""
    with door.reading() as now:
        found = find_offer(now.conn, now.ground, id_)
    return object_answer(request, found)
