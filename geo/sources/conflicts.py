"""Merge the few rows that we and the file both changed; a conflict keeps ours and asks a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from psycopg import sql

from geo.merge import Conflict, Merged, follow_base, merge_fields

if TYPE_CHECKING:
    from geo.sources.diff import Diff

Row = dict[str, Any]

_BOTH = sql.SQL("""
SELECT d.n, d.object_id, s.source_key AS label, {owner} AS municipality_id
FROM {diff} AS d
INNER JOIN {stage} AS s ON s.n = d.n
INNER JOIN {live} AS live ON live.id = d.object_id
WHERE d.fate = 'both'
""")
_THEIRS = sql.SQL("SELECT {theirs} FROM {stage} AS s WHERE s.n = %(n)s")
# All versions since the loaded one, with who wrote them: undoing a load is the source's word too.
_VERSIONS = sql.SQL("""
SELECT {v}, v.row_version, coalesce(undone.client, tx.client) = 'load' AS is_theirs
FROM (
  SELECT {names}, row_version, tx_id FROM {past} WHERE id = %(id)s
  UNION ALL
  SELECT {names}, row_version, tx_id FROM {live} WHERE id = %(id)s
) AS v
INNER JOIN geo.source_object AS link
  ON link.object_id = %(id)s AND link.source = %(source)s AND link.object_table = %(table)s
LEFT JOIN hist.tx AS tx ON tx.tx_id = v.tx_id
LEFT JOIN hist.tx AS undone ON undone.tx_id = tx.undoes
WHERE v.row_version >= link.loaded_version
ORDER BY v.row_version
""")
_WRITE = sql.SQL("UPDATE {live} SET {assignments}, dataset_id = %(dataset)s WHERE id = %(id)s")


def merge_both(diff: Diff) -> None:
    """Merge each such row by field, write it, report and ask where both changed the same field."""
    rows = diff.execute(_BOTH, owner=_owner(diff)).fetchall()
    counts = diff.run.report.count(diff.target.table)
    for row in rows:
        merged, mine = _merge(diff, row)
        changes = merged.changes(mine)
        if changes:
            _write(diff, row["object_id"], changes)
        if merged.conflicts:
            counts.conflict += 1
            _ask(diff, row, merged.conflicts)
        elif changes:
            counts.changed += 1
        else:
            counts.unchanged += 1


def _merge(diff: Diff, row: Row) -> tuple[Merged, Row]:
    theirs = _one(diff, _THEIRS, n=row["n"])
    versions = list(_versions(diff, row["object_id"]))
    (first, _), *later = versions
    mine = versions[-1][0]
    return merge_fields(follow_base(first, later), mine, theirs), mine


def _versions(diff: Diff, object_id: object) -> Iterator[tuple[Row, bool]]:
    names = diff.target.led
    found = diff.execute(_VERSIONS, v=diff.target.fields("v"), id=object_id)
    for version in found.fetchall():
        yield {name: version[name] for name in names}, bool(version["is_theirs"])


def _write(diff: Diff, object_id: object, changes: Row) -> None:
    assignments = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(f"new_{name}"))
        for name in changes
    )
    values = {f"new_{name}": value for name, value in changes.items()}
    diff.execute(_WRITE, assignments=assignments, id=object_id, **values)


def _ask(diff: Diff, row: Row, conflicts: tuple[Conflict, ...]) -> None:
    fields = {
        c.field: {"base": str(c.base), "mine": str(c.mine), "theirs": str(c.theirs)}
        for c in conflicts
    }
    names = ", ".join(fields)
    table, label, object_id = diff.target.table, row["label"], row["object_id"]
    diff.run.find(
        "conflict", "hint", table, label,
        f"changed here and in the delivery: {names}; ours was kept, see the list of decisions",
        params={"fields": sorted(fields)}, object_id=object_id,
    )  # fmt: skip
    if row["municipality_id"] is not None:
        params = {"source": diff.run.entry.name, "fields": fields}
        diff.run.decide("load_conflict", table, object_id, row["municipality_id"], params=params)


def _owner(diff: Diff) -> sql.Composable:
    if diff.target.table == "municipality":
        return sql.SQL("live.id")
    return sql.SQL("live.municipality_id" if diff.target.municipal else "NULL::uuid")


def _one(diff: Diff, query: sql.SQL, **values: Any) -> Row:  # noqa: ANN401 - values of any type
    row: Row = diff.execute(query, **values).fetchone()
    return row
