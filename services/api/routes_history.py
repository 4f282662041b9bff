"""Who changed what, when and why."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from geo.store import list_versions
from services.api.answers import json_answer
from services.api.door import ALONE, DoorOf, ObjectId
from services.api.openapi import refusing
from services.api.schemas import History

ROUTER = APIRouter(prefix="/api", tags=["history"])

Kind = Annotated[
    Literal["units", "buildings", "parcels", "districts", "centres"],
    Path(description="collection of the object"),
]


@ROUTER.get(
    "/{kind}/{object_id}/history",
    response_model=History,
    responses=refusing(404),
    dependencies=[ALONE],
)
def get_history(request: Request, door: DoorOf, kind: Kind, object_id: ObjectId) -> Response:
    """Return all versions of an object and of what hangs on it, newest first."""
    door.require_intern("Histories")
    with door.reading() as now:
        versions = list_versions(now.conn, kind, object_id)
    return json_answer(request, {"id": object_id, "versions": versions})
