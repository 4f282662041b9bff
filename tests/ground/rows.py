"""Rows for tests of the ground, made in a transaction that has an actor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geo.db import Conn

BOX = "SRID=25833;MULTIPOLYGON(((411000 5655000, 411020 5655000, 411020 5655010, 411000 5655010, 411000 5655000)))"  # noqa: E501
DOOR = "SRID=25833;POINT(411010 5655000)"


def one(conn: Conn, statement: str, values: dict[str, Any]) -> UUID:
    """Run an INSERT … RETURNING id."""
    row = conn.execute(statement.encode(), values).fetchone()
    if row is None:
        raise LookupError(statement)
    found: UUID = row["id"]
    return found


def municipality(conn: Conn, ags: str = "14612000") -> UUID:
    """Find or add the municipality of this key."""
    row = conn.execute("SELECT id FROM geo.municipality WHERE ags = %s", [ags]).fetchone()
    if row:
        found: UUID = row["id"]
        return found
    statement = "INSERT INTO geo.municipality (ags, name) VALUES (%(ags)s, %(ags)s) RETURNING id"
    return one(conn, statement, {"ags": ags})


def add_building(conn: Conn, *, name: str = "house", geom: str = BOX) -> UUID:
    """Add a building."""
    return one(
        conn,
        "INSERT INTO geo.building (municipality_id, name, geom)"
        " VALUES (%(municipality)s, %(name)s, %(geom)s) RETURNING id",
        {"municipality": municipality(conn), "name": name, "geom": geom},
    )


def add_unit(conn: Conn, *, sign_name: str = "shop", geom: str = DOOR) -> UUID:
    """Add a unit in a building of its own."""
    return one(
        conn,
        "INSERT INTO geo.unit (municipality_id, building_id, sign_name, geom)"
        " VALUES (%(municipality)s, %(building)s, %(sign_name)s, %(geom)s) RETURNING id",
        {
            "municipality": municipality(conn),
            "building": add_building(conn),
            "sign_name": sign_name,
            "geom": geom,
        },
    )


def add_period(conn: Conn, unit: UUID, kind: str, valid: str, **more: str) -> UUID:
    """Add a period to a unit's timeline; `valid` is a range literal."""
    period = one(
        conn,
        "INSERT INTO geo.unit_period (unit_id, municipality_id, period_kind, valid, source,"
        " publication) VALUES (%(unit)s, %(municipality)s, %(kind)s, %(valid)s, 'test',"
        " %(publication)s) RETURNING id",
        {
            "unit": unit, "municipality": municipality(conn), "kind": kind, "valid": valid,
            "publication": more.get("publication", "intern"),
        },
    )  # fmt: skip
    if kind == "occupancy":
        conn.execute(
            "INSERT INTO geo.occupancy (period_id, municipality_id, occupancy_kind, sign_name)"
            " VALUES (%s, %s, %s, %s)",
            [period, municipality(conn), more.get("occupancy_kind", "regular"), more.get("sign")],
        )
    return period


def add_addresses(conn: Conn, *, n: int) -> None:
    """Add house numbers in a row along one street, ten metres apart."""
    conn.execute(
        "INSERT INTO geo.address (municipality_id, street, house_number, geom)"
        " SELECT %s, 'Prager Straße', i::text, ST_SetSRID(ST_MakePoint(411000 + 10 * i,"
        " 5655000 + 10 * i), 25833) FROM generate_series(1, %s) AS i",
        [municipality(conn), n],
    )
