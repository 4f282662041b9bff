"""Undo of any transaction, also a day later: what it added goes, what it ended comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from geo.db import Conn, Database
from geo.errors import Fault, NotFound, UndoRefused

# What the database itself writes; an undo is a new version, so these go on counting.
OWN_COLUMNS = frozenset({"id", "row_version", "recorded_from", "tx_id"})

TOUCHED = sql.SQL("""
SELECT count(*) FILTER (WHERE is_blocked) AS n_blocked, count(*) AS n_touched,
  min(blocking_tx) AS blocking_tx
FROM (
  -- A version of the transaction that somebody has superseded since.
  SELECT true AS is_blocked, ended_tx_id AS blocking_tx FROM {past} WHERE tx_id = %(tx)s
  UNION ALL
  -- A version the transaction ended, while another transaction wrote the row that lives now.
  SELECT live.id IS NOT NULL AND live.tx_id <> %(tx)s,
    CASE WHEN live.tx_id <> %(tx)s THEN live.tx_id END
  FROM {past} AS past LEFT JOIN {live} AS live ON live.id = past.id
  WHERE past.ended_tx_id = %(tx)s
  UNION ALL
  SELECT false, NULL FROM {live} WHERE tx_id = %(tx)s
) AS touched
""")

REMOVE_ADDED = sql.SQL("""
DELETE FROM {live} AS live
WHERE live.tx_id = %(tx)s
  AND NOT EXISTS (SELECT FROM {past} AS past WHERE past.id = live.id AND past.ended_tx_id = %(tx)s)
""")

RESTORE_CHANGED = sql.SQL("""
UPDATE {live} AS live SET {assignments}
FROM {past} AS past
WHERE past.id = live.id AND past.ended_tx_id = %(tx)s AND live.tx_id = %(tx)s
""")

RESTORE_REMOVED = sql.SQL("""
INSERT INTO {live} (id, row_version, {columns}) OVERRIDING SYSTEM VALUE
SELECT past.id, past.row_version + 1, {values}
FROM {past} AS past
WHERE past.ended_tx_id = %(tx)s AND NOT EXISTS (SELECT FROM {live} AS live WHERE live.id = past.id)
""")

COLUMNS = """
SELECT attname AS name, attgenerated <> '' AS is_generated, attidentity <> '' AS is_identity
FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
ORDER BY attnum
"""


@dataclass(frozen=True, slots=True)
class TrackedTable:
    """A live table, its past, and the columns that an undo brings back."""

    schema: str
    name: str
    columns: tuple[str, ...]
    identity: tuple[str, ...]

    def render(self, template: sql.SQL) -> sql.Composed:
        """Fill a statement with the names of this table."""
        restored = [c for c in self.columns if c not in self.identity]
        return template.format(
            live=sql.Identifier(self.schema, self.name),
            past=sql.Identifier("hist", self.name),
            columns=_list(self.columns),
            values=_list(self.columns, prefix="past"),
            assignments=sql.SQL(", ").join(
                sql.SQL("{} = past.{}").format(sql.Identifier(c), sql.Identifier(c))
                for c in restored
            ),
        )


def undo(database: Database, tx_id: int, *, actor: str, reason: str = "") -> dict[str, int]:
    """Undo a transaction in a new one and return the number of restored rows by table.

    Raises NotFound for an unknown transaction, UndoRefused where it was undone already or where
    later edits touch the same objects; the faults name those tables and the later transaction.
    """
    why = reason or f"Rückgängig: Vorgang {tx_id}"
    with database.writing(actor=actor, client="undo", reason=why, undoes=tx_id) as conn:
        _require_undoable(conn, tx_id)
        conn.execute("SET CONSTRAINTS ALL DEFERRED")
        tables = list(_tracked_tables(conn))
        _require_untouched_since(conn, tables, tx_id)
        counts = {table.name: 0 for table in tables}
        # First what was added goes everywhere, so that restored numbers are free again.
        for template in (REMOVE_ADDED, RESTORE_CHANGED, RESTORE_REMOVED):
            for table in tables:
                counts[table.name] += conn.execute(table.render(template), {"tx": tx_id}).rowcount
        conn.execute(
            "DELETE FROM geo.finding WHERE load_id IN (SELECT id FROM geo.load WHERE tx_id = %s)",
            [tx_id],
        )
        # Which building stands on which parcel has no history; it follows from the outlines.
        conn.execute("SELECT geo.tie_touched()")
        return {name: n for name, n in counts.items() if n}


def _require_undoable(conn: Conn, tx_id: int) -> None:
    row = conn.execute(
        """
        SELECT (SELECT max(tx_id) FROM hist.tx WHERE undoes = done.tx_id) AS undone_by
        FROM hist.tx AS done WHERE tx_id = %s
        """,
        [tx_id],
    ).fetchone()
    if row is None:
        raise NotFound(
            f"There is no transaction {tx_id}",
            hint="a load names its transaction in its last line, an object in its history",
            params={"tx_id": tx_id},
        )
    if row["undone_by"] is not None:
        raise UndoRefused(
            f"Transaction {tx_id} was undone already, by transaction {row['undone_by']}",
            hint=f"undo transaction {row['undone_by']} to bring its changes back",
            params={"tx_id": tx_id, "undone_by": row["undone_by"]},
        )


def _require_untouched_since(conn: Conn, tables: Iterable[TrackedTable], tx_id: int) -> None:
    faults = []
    for table in tables:
        row = conn.execute(table.render(TOUCHED), {"tx": tx_id}).fetchone()
        if row and row["n_blocked"]:
            faults.append(
                Fault(
                    where=f"{table.schema}.{table.name}",
                    found=f"{row['n_blocked']} of {row['n_touched']} rows changed since,"
                    f" first by transaction {row['blocking_tx']}",
                    expected="rows as the transaction left them",
                    hint=f"undo transaction {row['blocking_tx']} first",
                    code="changed_since",
                )
            )
    if faults:
        raise UndoRefused(
            f"Transaction {tx_id} cannot be undone: later edits touch the same objects",
            faults=tuple(faults),
            params={"tx_id": tx_id},
        )


def _tracked_tables(conn: Conn) -> Iterable[TrackedTable]:
    listing = "SELECT schema_name, table_name FROM hist.tracked ORDER BY table_name"
    for row in conn.execute(listing).fetchall():
        qualified = f"{row['schema_name']}.{row['table_name']}"
        columns: list[dict[str, Any]] = conn.execute(COLUMNS, [qualified]).fetchall()
        kept = [c for c in columns if not c["is_generated"] and c["name"] not in OWN_COLUMNS]
        yield TrackedTable(
            schema=row["schema_name"],
            name=row["table_name"],
            columns=tuple(c["name"] for c in kept),
            identity=tuple(c["name"] for c in kept if c["is_identity"]),
        )


def _list(columns: Iterable[str], *, prefix: str | None = None) -> sql.Composed:
    names = (sql.Identifier(prefix, c) if prefix else sql.Identifier(c) for c in columns)
    return sql.SQL(", ").join(names)
