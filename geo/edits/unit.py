"""Corrections of a unit's own columns, by the one rule of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geo.db import Conn, Database
from geo.errors import Fault, NotFound, VersionConflict, VersionRequired
from geo.merge import Conflict, merge_fields

COLUMNS = ("sign_name", "position_text", "unit_use", "floor")

_LIVE = """
SELECT row_version, sign_name, position_text, unit_use, floor
FROM geo.unit WHERE id = %(id)s FOR UPDATE
"""
_BASE = """
SELECT sign_name, position_text, unit_use, floor
FROM hist.unit WHERE id = %(id)s AND row_version = %(row_version)s
"""
_WRITE = """
UPDATE geo.unit SET sign_name = %(sign_name)s, position_text = %(position_text)s,
  unit_use = %(unit_use)s, floor = %(floor)s
WHERE id = %(id)s
"""


@dataclass(frozen=True, slots=True)
class Basis:
    """The version that a change was made on, and whether any other is refused."""

    row_version: int | None
    is_strict: bool = False


class StaleVersion(VersionConflict):
    """The object has another version than the one that was strictly asked for."""

    code = "precondition_failed"


def change_unit(
    database: Database, id_: UUID, changes: Mapping[str, Any], basis: Basis, *,
    actor: str, reason: str = "",
) -> None:  # fmt: skip
    """Change columns of a unit.

    A change on an older version is merged field by field with what others did since, unless the
    basis is strict. What changes nothing makes no version. Raises VersionConflict with both values
    of each field in conflict.
    """
    if basis.row_version is None:
        raise VersionRequired(
            "A change needs the version it was made on",
            hint="send If-Match with the ETag, or row_version in the body",
        )
    with database.writing(actor=actor, client="api", reason=reason) as conn:
        live = conn.execute(_LIVE, {"id": id_}).fetchone()
        if live is None:
            raise NotFound(f"There is no unit {id_}", params={"kind": "unit", "id": str(id_)})
        if live["row_version"] != basis.row_version:
            changes = _merged(conn, id_, live, changes, basis)
        values = {name: changes.get(name, live[name]) for name in COLUMNS}
        if values != {name: live[name] for name in COLUMNS}:
            conn.execute(_WRITE, {**values, "id": id_})


def _merged(
    conn: Conn, id_: UUID, live: Mapping[str, Any], changes: Mapping[str, Any], basis: Basis
) -> dict[str, Any]:
    """Merge with the live row; the base is the version that the change was made on."""
    versions = {"live": live["row_version"], "yours": basis.row_version}
    if basis.is_strict:
        raise StaleVersion(
            f"The unit has version {versions['live']} by now, not {versions['yours']}",
            hint="read it again and decide anew",
            params=versions,
        )
    wanted = {"id": id_, "row_version": basis.row_version}
    base = conn.execute(_BASE, wanted).fetchone()
    if base is None:
        raise VersionConflict(
            f"The unit never had a version {versions['yours']} that others could see",
            hint=f"read it again; its version is {versions['live']}",
            params=versions,
        )
    merged = merge_fields(base, live, changes)
    if merged.conflicts:
        raise VersionConflict(
            "Others changed the same fields in the meantime",
            hint="read the unit again and decide which value holds",
            params=versions,
            faults=tuple(_fault(conflict) for conflict in merged.conflicts),
        )
    return merged.values


def _fault(conflict: Conflict) -> Fault:
    return Fault(
        where=conflict.field,
        found=repr(conflict.mine),
        expected=f"{conflict.base!r}, as it was when you read it; you sent {conflict.theirs!r}",
        code="conflict",
    )
