"""What the names of tables in a read stand for: the ground now, as once known, or in public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg import sql

from geo.db import Conn
from geo.settings import Audience

PUBLIC = frozenset({
    "address", "building", "centre", "concept_version", "dataset", "district", "gemarkung",
    "municipality", "offer", "parcel", "parcel_building", "region",
})  # fmt: skip
# Without history, since derived or only ever added to.
TIMELESS = {"dataset": "geo", "parcel_building": "geo", "region": "geo"}
TRACKED = {
    "address": "geo", "building": "geo", "centre": "geo", "company": "market",
    "concept_version": "geo", "district": "geo", "gemarkung": "geo", "municipality": "geo",
    "occupancy": "geo", "offer": "market", "parcel": "geo", "parcel_event": "geo",
    "parcel_lineage": "geo", "unit": "geo", "unit_area": "geo", "unit_notice": "geo",
    "unit_period": "geo", "vacancy": "geo",
}  # fmt: skip

_WORD = re.compile(r"[a-z_]+")
# The day on which the ground is seen; people here end their day by their own clock.
_MOMENT = sql.SQL("""moment AS MATERIALIZED (
  SELECT coalesce(
    %(as_of)s::date,
    (coalesce(%(known_at)s::timestamptz, now()) AT TIME ZONE 'Europe/Berlin')::date
  ) AS on_day
)""")


@dataclass(frozen=True, slots=True)
class Ground:
    """One time and one audience, for which a read is made."""

    audience: Audience = "intern"
    is_past: bool = False

    def rows(self, conn: Conn, name: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Run a read of `geo/sql/queries` and return its rows.

        It is planned anew with these values, so that a filter that is not set costs nothing.
        """
        times = {"as_of": None, "known_at": None}
        return conn.execute(_statement(name, self), times | params, prepare=False).fetchall()


def relation(name: str, ground: Ground) -> sql.Composed:
    """Return the rows that a table's name stands for."""
    if ground.audience == "public":
        return sql.SQL("SELECT * FROM {}").format(sql.Identifier("pub", name))
    if ground.is_past and name in TRACKED:
        known_at = sql.Identifier("hist", f"{name}_known_at")
        return sql.SQL("SELECT * FROM {}(%(known_at)s)").format(known_at)
    schema = TIMELESS.get(name) or TRACKED[name]
    return sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, name))


@cache
def _statement(name: str, ground: Ground) -> sql.Composed:
    text = (files("geo") / "sql" / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    known = PUBLIC if ground.audience == "public" else TRACKED.keys() | TIMELESS.keys()
    used = sorted(set(_WORD.findall(_without_comments(text))) & known)
    named = [
        sql.SQL("{} AS NOT MATERIALIZED ({})").format(sql.Identifier(n), relation(n, ground))
        for n in used
    ]
    # The text is one of our files, never a request.
    read = sql.SQL(text)
    return sql.SQL("WITH {} SELECT * FROM ({}) AS answer").format(
        sql.SQL(", ").join([_MOMENT, *named]), read
    )


def _without_comments(text: str) -> str:
    return re.sub(r"--.*", "", text)
