"""What every handler needs: settings, database, and the ground as the visitor may see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Query, Request

from geo.db import Conn, Database
from geo.errors import BadParameter, Fault
from geo.query import MomentQuery, NoQuery
from geo.settings import Settings
from geo.store import Ground
from services.api.refusals import Forbidden, NotPublic


@dataclass(frozen=True, slots=True)
class Reading:
    """One snapshot of the ground."""

    conn: Conn
    ground: Ground
    times: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Door:
    """The way in for handlers."""

    settings: Settings
    database: Database

    @contextmanager
    def reading(self, moment: MomentQuery | None = None) -> Iterator[Reading]:
        """Open a snapshot for the audience of this installation, at the times asked for."""
        audience = self.settings.audience
        times: dict[str, Any] = {"as_of": None, "known_at": None}
        if moment is not None:
            times = {"as_of": moment.as_of, "known_at": moment.known_at}
        if audience == "public" and any(times.values()):
            raise _past_is_internal(times)
        ground = Ground(audience, is_past=times["known_at"] is not None)
        with self.database.reading(audience) as conn:
            yield Reading(conn, ground, times)

    def require_intern(self, what: str) -> None:
        """Refuse what visitors from outside do not see, and say so."""
        if self.settings.audience == "public":
            raise NotPublic(
                f"{what} are not public",
                hint="/api/offers lists what is offered; the administration sees more",
            )

    def require_writing(self) -> None:
        """Refuse changes where everybody may come in."""
        if self.settings.audience == "public":
            raise Forbidden(
                "Visitors from outside change nothing here",
                hint="use the installation of the administration",
            )


def _door(request: Request) -> Door:
    found: Door = request.app.state.door
    return found


def _without_parameters(query: Annotated[NoQuery, Query()]) -> NoQuery:
    return query


DoorOf = Annotated[Door, Depends(_door)]
ObjectId = Annotated[UUID, Path(description="id of the object")]
# An address that takes no parameter refuses each.
ALONE = Depends(_without_parameters)


def _past_is_internal(times: dict[str, Any]) -> BadParameter:
    faults = tuple(
        Fault(f"query.{name}", str(value), "no time: the public part knows today only")
        for name, value in times.items()
        if value is not None
    )
    return BadParameter("The past is not public", faults=faults)
