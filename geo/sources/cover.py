"""Which ground a delivery speaks for: what lies there and is not in the file is gone."""

from __future__ import annotations

from psycopg import sql

from geo.db import Conn
from geo.errors import BadParameter

_DECLARED = {
    "gemarkung": "SELECT id FROM geo.gemarkung WHERE gemarkung_key = %s",
    "municipality": "SELECT id FROM geo.municipality WHERE ags = %s",
}
_DISTRICT = """
SELECT id FROM geo.district
WHERE upper_inf(valid) AND (name = %(area)s OR district_code = %(area)s)
ORDER BY district_code = %(area)s DESC, id
LIMIT 1
"""
_IN = {
    "municipality": sql.SQL("live.municipality_id = {}"),
    "gemarkung": sql.SQL(
        "EXISTS (SELECT FROM geo.parcel AS p WHERE p.gemarkung_id = {} AND p.geom && live.geom "
        "AND ST_Intersects(p.geom, ST_PointOnSurface(live.geom)))"
    ),
    "district": sql.SQL(
        "EXISTS (SELECT FROM geo.district AS d WHERE d.id = {} "
        "AND ST_Intersects(d.geom, ST_PointOnSurface(live.geom)))"
    ),
}


def declared_condition(conn: Conn, area: str) -> sql.Composable:
    """Turn one `--complete` value into a condition on `live`.

    `all`, a municipality's AGS, a Gemarkung key, or a district's code or name.
    """
    if area == "all":
        return sql.SQL("true")
    for kind, query in _DECLARED.items():
        row = conn.execute(query, [area]).fetchone()
        if row is not None:
            return _IN[kind].format(sql.Literal(row["id"]))
    row = conn.execute(_DISTRICT, {"area": area}).fetchone()
    if row is None:
        raise BadParameter(
            f"--complete {area!r} names no area of the region",
            "give `all`, an AGS (8 digits), a Gemarkung (6 digits) or a district's code or name",
            {"complete": area},
        )
    return _IN["district"].format(sql.Literal(row["id"]))


def either(first: sql.Composable, second: sql.Composable | None) -> sql.Composable:
    """Join what the file shows and what the caller declares."""
    return first if second is None else sql.SQL("({} OR {})").format(first, second)
