"""Commercial units with their timelines, and published offers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from geo.edits import change_unit
from geo.query import MomentQuery, OfferQuery, UnitQuery
from geo.store import find_offer, find_unit, list_features
from services.api import features
from services.api.answers import GeoJson, object_answer, page_answer
from services.api.changes import UnitChange, basis_of, require_json
from services.api.door import ALONE, DoorOf, ObjectId
from services.api.openapi import refusing

ROUTER = APIRouter(prefix="/api", default_response_class=GeoJson)


@ROUTER.get(
    "/units", tags=["units"], response_model=features.UnitPage, responses=refusing(404)
)  # fmt: skip
def list_units(request: Request, door: DoorOf, query: Annotated[UnitQuery, Query()]) -> Response:
    """List units with their state on the day."""
    door.require_intern("Units")
    with door.reading(query) as then:
        page = list_features(then.conn, then.ground, "units", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/units/{object_id}",
    tags=["units"],
    response_model=features.UnitFeature,
    responses=refusing(404),
)
def get_unit(
    request: Request, door: DoorOf, object_id: ObjectId, query: Annotated[MomentQuery, Query()]
) -> Response:
    """Return a unit with its timeline."""
    door.require_intern("Units")
    with door.reading(query) as then:
        found = find_unit(then.conn, then.ground, object_id, then.times)
    return object_answer(request, found)


@ROUTER.patch(
    "/units/{object_id}",
    tags=["units"],
    response_model=features.UnitFeature,
    responses=refusing(403, 404, 409, 412, 413, 415, 428),
    dependencies=[ALONE, Depends(require_json)],
)
def change(request: Request, door: DoorOf, object_id: ObjectId, body: UnitChange) -> Response:
    """Correct columns of a unit.

    With If-Match any other version is refused (412). Without it, row_version in the body says what
    the change was made on; it is merged with what others did, 409 where both changed a field.
    """
    door.require_writing()
    basis = basis_of(request, object_id, body.row_version)
    actor = door.settings.actor
    change_unit(door.database, object_id, body.columns(), basis, actor=actor, reason=body.reason)
    with door.reading() as now:
        found = find_unit(now.conn, now.ground, object_id, now.times)
    return object_answer(request, found)


@ROUTER.get("/offers", tags=["market"], response_model=features.OfferPage)
def list_offers(request: Request, door: DoorOf, query: Annotated[OfferQuery, Query()]) -> Response:
    """List published offers."""
    with door.reading() as now:
        page = list_features(now.conn, now.ground, "offers", query.params())
    return page_answer(request, query, page)


@ROUTER.get(
    "/offers/{object_id}", tags=["market"], response_model=features.OfferFeature,
    responses=refusing(404), dependencies=[ALONE],
)  # fmt: skip
def get_offer(request: Request, door: DoorOf, object_id: ObjectId) -> Response:
    """Return a published offer."""
    with door.reading() as now:
        found = find_offer(now.conn, now.ground, object_id)
    return object_answer(request, found)
