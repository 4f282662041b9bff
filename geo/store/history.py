"""What happened to an object and to what hangs on it: who, when, why, which fields."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from psycopg import sql

from geo.db import Conn
from geo.errors import NotFound

Kind = Literal["units", "buildings", "parcels", "districts", "centres"]
Row = dict[str, Any]

TABLES: dict[Kind, str] = {
    "units": "unit", "buildings": "building", "parcels": "parcel",
    "districts": "district", "centres": "centre",
}  # fmt: skip
# What hangs on an object is found by its column; what hangs on a period by the period's unit.
CHILDREN: dict[str, tuple[str, ...]] = {"unit": ("unit_period", "unit_area")}
GRANDCHILDREN: dict[str, tuple[str, ...]] = {"unit": ("occupancy", "vacancy", "unit_notice")}

# Each version of a row, live or past; a row that is gone has an end that no live row follows.
_VERSIONS = sql.SQL("""
SELECT {name} AS object_table, id, row_version, recorded_from, tx_id,
  NULL::bigint AS ended_tx_id, to_jsonb(live) AS fields
FROM geo.{table} AS live WHERE {condition}
UNION ALL
SELECT {name}, id, row_version, recorded_from, tx_id, ended_tx_id,
  to_jsonb(past) - 'recorded' - 'ended_tx_id'
FROM hist.{table} AS past WHERE {condition}
""")
_BY_ID = sql.SQL("id = %(id)s")
_BY_UNIT = sql.SQL("unit_id = %(id)s")
_BY_PERIOD = sql.SQL("""period_id IN (
  SELECT id FROM geo.unit_period WHERE unit_id = %(id)s
  UNION SELECT id FROM hist.unit_period WHERE unit_id = %(id)s
)""")
_CHANGES = sql.SQL("""
SELECT version.object_table, version.id, version.row_version, version.fields, version.tx_id,
  tx.actor, tx.client, tx.reason, tx.undoes, coalesce(tx.at, version.recorded_from) AS at
FROM ({versions}) AS version
LEFT JOIN hist.tx ON tx.tx_id = version.tx_id
UNION ALL
SELECT version.object_table, version.id, version.row_version + 1, NULL, version.ended_tx_id,
  tx.actor, tx.client, tx.reason, tx.undoes, tx.at
FROM (
  SELECT DISTINCT ON (object_table, id) *
  FROM ({versions}) AS every
  ORDER BY object_table, id, row_version DESC
) AS version
INNER JOIN hist.tx ON tx.tx_id = version.ended_tx_id
ORDER BY object_table, id, row_version
""")

# What the database writes by itself says nothing about the object.
_BOOKKEEPING = frozenset({
    "fid", "row_version", "recorded_from", "tx_id", "search_text", "label", "area_m2", "dataset_id",
})  # fmt: skip
_SHAPES = frozenset({"geom", "floor_geom"})


def list_versions(conn: Conn, kind: Kind, id_: UUID) -> list[Row]:
    """Return all changes of an object and of what hangs on it, newest first."""
    rows = conn.execute(_statement(TABLES[kind]), {"id": id_}, prepare=False).fetchall()
    if not any(row["id"] == id_ for row in rows):
        raise NotFound(
            f"There never was a {TABLES[kind]} {id_}",
            hint=f"/api/{kind} lists what there is",
            params={"kind": TABLES[kind], "id": str(id_)},
        )
    changes = list(_changes(rows))
    return sorted(changes, key=lambda change: (change["at"], change["row_version"]), reverse=True)


def _statement(table: str) -> sql.Composed:
    parts = [_versions(table, _BY_ID)]
    parts += [_versions(child, _BY_UNIT) for child in CHILDREN.get(table, ())]
    parts += [_versions(child, _BY_PERIOD) for child in GRANDCHILDREN.get(table, ())]
    return _CHANGES.format(versions=sql.SQL(" UNION ALL ").join(parts))


def _versions(table: str, condition: sql.SQL) -> sql.Composed:
    return _VERSIONS.format(
        name=sql.Literal(table), table=sql.Identifier(table), condition=condition
    )


def _changes(rows: list[Row]) -> list[Row]:
    """Compare each version with the one before; rows come in the order of versions."""
    changes = []
    before: dict[tuple[str, UUID], Row | None] = {}
    for row in rows:
        key = (row["object_table"], row["id"])
        old, new = before.get(key), row["fields"]
        before[key] = new
        changes.append({
            "object_table": row["object_table"], "object_id": row["id"],
            "row_version": row["row_version"], "action": _action(old, new),
            "at": row["at"], "actor": row["actor"], "client": row["client"],
            "reason": row["reason"], "tx_id": row["tx_id"], "undoes": row["undoes"],
            "changed": _difference(old or {}, new or {}),
        })  # fmt: skip
    return changes


def _action(old: Row | None, new: Row | None) -> str:
    if new is None:
        return "removed"
    return "added" if old is None else "changed"


def _difference(old: Row, new: Row) -> dict[str, list[Any]]:
    """Return the fields that differ, before and after; of shapes only that they differ."""
    names = [n for n in {**old, **new} if n not in _BOOKKEEPING and old.get(n) != new.get(n)]
    return {
        name: [None, None] if name in _SHAPES else [old.get(name), new.get(name)] for name in names
    }
