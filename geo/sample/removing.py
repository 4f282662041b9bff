"""Remove all sample data from a region in one transaction."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

from psycopg import sql

from geo.db import Conn, Database

ACTOR = "elbraum"
SAMPLE_SETS = "SELECT id FROM geo.dataset WHERE dataset_kind = 'sample'"


def drop(database: Database) -> dict[str, int]:
    """Remove all sample objects and what hangs on them; returns how many rows left each table.

    A municipality or Gemarkung that other objects still belong to stays, without made outline.
    """
    gone: Counter[str] = Counter()
    with database.writing(actor=ACTOR, client="sample", reason="Musterdaten entfernt") as conn:
        for statement in statements():
            n = conn.execute(statement.encode()).rowcount
            if found := re.match(r"DELETE FROM (\S+)", statement):
                gone[found[1]] += n
        gone["geo.municipality"] = _remove_municipalities(conn)
        gone["geo.dataset"] = _remove_datasets(conn)
    return {table: n for table, n in gone.items() if n}


def statements() -> list[str]:
    """Return the removing statements in order, without comments."""
    text = (files(__package__) / "removing.sql").read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return [statement.strip() for statement in bare.split(";") if statement.strip()]


def _remove_municipalities(conn: Conn) -> int:
    """Remove the municipalities that nothing belongs to any more; the others lose their outline."""
    children = conn.execute(
        "SELECT DISTINCT conrelid::regclass::text AS child FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid = 'geo.municipality'::regclass ORDER BY 1"
    ).fetchall()
    belongs = sql.SQL(" OR ").join(
        sql.SQL("EXISTS (SELECT FROM {} WHERE municipality_id = municipality.id)").format(
            sql.Identifier(*row["child"].split("."))
        )
        for row in children
    )
    sample = sql.SQL("dataset_id IN ({})").format(sql.SQL(SAMPLE_SETS))
    gone = conn.execute(
        sql.SQL("DELETE FROM geo.municipality AS municipality WHERE {} AND NOT ({})").format(
            sample, belongs
        )
    ).rowcount
    conn.execute(
        sql.SQL("UPDATE geo.municipality SET dataset_id = NULL, geom = NULL WHERE {}").format(
            sample
        )
    )
    return gone


def _remove_datasets(conn: Conn) -> int:
    """Remove the sample's datasets; the few objects that stay are nobody's delivery."""
    for table in ("gemarkung", "street_node", "concept_version"):
        conn.execute(
            sql.SQL("UPDATE {} SET dataset_id = NULL WHERE dataset_id IN ({})").format(
                sql.Identifier("geo", table), sql.SQL(SAMPLE_SETS)
            )
        )
    return conn.execute("DELETE FROM geo.dataset WHERE dataset_kind = 'sample'").rowcount
