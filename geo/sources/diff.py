"""Compare a stage with what lives and write the difference, set by set.

Base is what the source gave last (history at `loaded_version`), mine the living row, theirs the
file. Where only one side changed a row, sets decide; where both did, `conflicts` merges by field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import sql

from geo.sources.conflicts import merge_both
from geo.sources.stage import Stage

if TYPE_CHECKING:
    from geo.sources.run import Run

_COMPARE = sql.SQL("""
CREATE TEMP TABLE {diff} ON COMMIT DROP AS
SELECT
  s.n, s.source_key, link.id AS link_id,
  coalesce(link.object_id, s.object_id) AS object_id,
  CASE
    WHEN link.id IS NULL THEN 'new'
    WHEN live.id IS NULL THEN 'ended'
    WHEN {is_ended}
      THEN CASE WHEN live.row_version = link.loaded_version THEN 'back' ELSE 'ended' END
    WHEN ({theirs}) IS NOT DISTINCT FROM ({mine}) THEN 'unchanged'
    WHEN live.row_version = link.loaded_version THEN 'changed'
    ELSE 'both'
  END AS fate,
  live.row_version <> link.loaded_version AS is_behind
FROM {stage} AS s
LEFT JOIN geo.source_object AS link
  ON link.source = %(source)s AND link.object_table = %(table)s AND link.source_key = s.source_key
LEFT JOIN {live} AS live ON live.id = link.object_id
WHERE s.fault IS NULL
""")

# Among rows that both could have changed: who really did, by the version that was loaded.
_SETTLE = sql.SQL("""
UPDATE {diff} AS d SET fate = CASE
    WHEN ({base}) IS NOT DISTINCT FROM ({theirs}) THEN 'ours'
    WHEN ({base}) IS NOT DISTINCT FROM ({mine}) THEN 'changed'
    ELSE 'both'
  END
FROM {stage} AS s, geo.source_object AS link, {past} AS base, {live} AS live
WHERE d.fate = 'both' AND s.n = d.n AND link.id = d.link_id
  AND base.id = d.object_id AND base.row_version = link.loaded_version AND live.id = d.object_id
""")

_GONE = sql.SQL("""
CREATE TEMP TABLE {gone} ON COMMIT DROP AS
SELECT link.id AS link_id, link.source_key, live.id AS object_id, NULL::date AS ended_on
FROM geo.source_object AS link
INNER JOIN {live} AS live ON live.id = link.object_id
WHERE link.source = %(source)s AND link.object_table = %(table)s
  AND {is_current} AND {cover}
  AND NOT EXISTS (SELECT FROM {stage} AS s WHERE s.source_key = link.source_key)
""")

_PLACE = sql.SQL("""
UPDATE {stage} AS s SET municipality_id = coalesce({where}, %(fallback)s::uuid)
FROM {diff} AS d WHERE d.n = s.n AND d.fate = 'new' AND s.municipality_id IS NULL
""")
# Neighbours on the ground side by side, so that the spatial index grows fast.
_READY = sql.SQL("""
CREATE TEMP TABLE {ready} ON COMMIT DROP AS
SELECT d.object_id AS id, {place} {dataset}::uuid AS dataset_id, {valid} {theirs}
FROM {diff} AS d INNER JOIN {stage} AS s ON s.n = d.n
WHERE d.fate = 'new'
{order}
""")
_READY_LINKS = sql.SQL("""
CREATE TEMP TABLE {ready} ON COMMIT DROP AS
SELECT {source}::text AS source, d.source_key, {table}::text AS object_table,
  d.object_id, 1 AS loaded_version
FROM {diff} AS d
WHERE d.fate = 'new'
""")
_INSERT = sql.SQL("INSERT INTO {target} ({columns}) SELECT {columns} FROM {ready}")
_FILL = sql.SQL("SELECT geo.fill_empty({target}::regclass, {ready}::regclass) AS filled")
_COLUMNS = "SELECT attname AS name FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
_UPDATE = sql.SQL("""
UPDATE {live} AS live SET {assignments}, dataset_id = %(dataset)s
FROM {diff} AS d INNER JOIN {stage} AS s ON s.n = d.n
WHERE d.fate IN ('changed', 'back') AND live.id = d.object_id
""")
_COUNT_VERSIONS = sql.SQL("""
UPDATE geo.source_object AS link
SET source_key = d.source_key, loaded_version = d.version
FROM (
  SELECT d.link_id, d.source_key,
    CASE WHEN d.fate IN ('changed', 'back', 'unchanged') THEN live.row_version
      ELSE link.loaded_version END AS version
  FROM {diff} AS d
  INNER JOIN {live} AS live ON live.id = d.object_id
  INNER JOIN geo.source_object AS link ON link.id = d.link_id
  WHERE d.fate IN ('changed', 'back', 'both') OR d.is_behind
) AS d
WHERE link.id = d.link_id
  AND (link.loaded_version, link.source_key) IS DISTINCT FROM (d.version, d.source_key)
""")
_RETIRE = sql.SQL("""
UPDATE {live} AS live
SET valid = daterange(
  lower(live.valid), greatest(coalesce(gone.ended_on, %(day)s), lower(live.valid) + 1)
)
FROM {gone} AS gone WHERE live.id = gone.object_id
""")
_DELETE = sql.SQL("DELETE FROM {live} AS live USING {gone} AS gone WHERE live.id = gone.object_id")
# The end is the source's word as well, so what comes back later may live on.
_LINK_ENDED = sql.SQL("""
UPDATE geo.source_object AS link SET loaded_version = live.row_version
FROM {gone} AS gone INNER JOIN {live} AS live ON live.id = gone.object_id
WHERE link.id = gone.link_id
""")
_UNLINK = sql.SQL(
    "DELETE FROM geo.source_object AS link USING {gone} AS gone WHERE link.id = gone.link_id"
)

_FATES = {
    "new": "new", "changed": "changed", "back": "changed",
    "unchanged": "unchanged", "ours": "unchanged", "ended": "unchanged",
}  # fmt: skip


# From here on making the indexes anew beats growing them.
MANY = 1_000


class Diff:
    """What a delivery means for one object type; `diff_<table>` and `gone_<table>` can be joined.

    `diff_<table>`: n, source_key, link_id, object_id, fate: new, changed, back (was gone),
    unchanged, ours (only we changed it), ended (we ended it), both.
    """

    def __init__(self, run: Run, stage: Stage) -> None:
        self.run = run
        self.stage = stage
        self.target = stage.target
        self.has_gone = False

    def compare(self) -> None:
        """Find the fate of every staged row."""
        self.execute(_COMPARE)
        self.run.conn.execute(sql.SQL("ANALYZE {}").format(self.target.temp("diff")))
        self.execute(_SETTLE)

    def mark_gone(self, cover: sql.Composable) -> None:
        """List what the source gave before, lies inside the cover and is not in the file."""
        self.execute(_GONE, cover=cover)
        self.has_gone = True

    def write(self) -> None:
        """End what is gone, add what is new, change what the file changed, merge the rest."""
        if self.has_gone:
            self.write_gone()
        self.write_new()
        self.write_changed()
        self._count()

    def write_gone(self) -> None:
        """Retire dated objects that are gone, delete others; a link goes with a deleted object."""
        dated = self.target.dated
        n = self.execute(_RETIRE if dated else _DELETE).rowcount
        self.execute(_LINK_ENDED if dated else _UNLINK)
        self.run.report.count(self.target.table).gone += n

    def write_new(self) -> None:
        """Add new objects and remember which key they have in the source."""
        if self.target.municipal:
            self._place_homeless()
        ready = self.target.temp("ready")
        n = self.execute(_READY, ready=ready).rowcount
        self._pour(ready, sql.Identifier(self.target.schema, self.target.table), n)
        links = self.target.temp("links")
        self.execute(_READY_LINKS, ready=links)
        self._pour(links, sql.Identifier("geo", "source_object"), n)

    def _pour(self, ready: sql.Identifier, target: sql.Identifier, n: int) -> None:
        """Insert the prepared rows; many rows into an empty table by way of `geo.fill_empty`."""
        conn = self.run.conn
        if n >= MANY:
            conn.execute(sql.SQL("GRANT SELECT ON {} TO elbraum_owner").format(ready))
            names = {
                "target": sql.Literal(target.as_string()),
                "ready": sql.Literal(ready.as_string()),
            }
            row = conn.execute(_FILL.format(**names)).fetchone()
            if row is not None and row["filled"]:
                return
        found = conn.execute(_COLUMNS, [ready.as_string()]).fetchall()
        columns = sql.SQL(", ").join(sql.Identifier(row["name"]) for row in found)
        conn.execute(_INSERT.format(target=target, columns=columns, ready=ready))

    def write_changed(self) -> None:
        """Take over what only the file changed, and merge what both sides changed."""
        self.execute(_UPDATE)
        self.execute(_COUNT_VERSIONS)
        merge_both(self)

    def fates(self) -> dict[str, int]:
        """Count the rows by fate."""
        rows = self.execute(
            sql.SQL("SELECT fate, count(*) AS n FROM {diff} GROUP BY fate")
        ).fetchall()
        return {row["fate"]: row["n"] for row in rows}

    def _count(self) -> None:
        counts = self.run.report.count(self.target.table)
        for fate, n in self.fates().items():
            if fate in _FATES:
                name = _FATES[fate]
                setattr(counts, name, getattr(counts, name) + n)

    def _place_homeless(self) -> None:
        """Give new objects without municipality the one they lie in, else the default one."""
        homeless = sql.SQL(
            "SELECT FROM {diff} AS d INNER JOIN {stage} AS s ON s.n = d.n "
            "WHERE d.fate = 'new' AND s.municipality_id IS NULL LIMIT 1"
        )
        if self.execute(homeless).fetchone() is None:
            return
        place = sql.SQL("geo.municipality_at(s.geom)" if self.target.geom else "NULL::uuid")
        self.execute(_PLACE, where=place, fallback=self.run.default_municipality())

    def execute(self, template: sql.SQL, **more: Any) -> Any:  # noqa: ANN401 - values of any type
        """Fill a statement with this type's names and run it."""
        target = self.target
        parts = {name: part for name, part in more.items() if isinstance(part, sql.Composable)}
        values = {name: part for name, part in more.items() if not isinstance(part, sql.Composable)}
        statement = template.format(**{**_parts(self), **parts})
        source = {
            "source": self.run.entry.name,
            "table": target.table,
            "dataset": self.run.dataset_id,
        }
        return self.run.conn.execute(statement, {**source, "day": self.run.day, **values})


def _parts(diff: Diff) -> dict[str, sql.Composable]:
    target = diff.target
    current = sql.SQL("upper_inf(live.valid)") if target.dated else sql.SQL("true")
    return {
        "live": target.live,
        "past": target.past,
        "names": target.names(),
        "stage": diff.stage.table,
        "diff": target.temp("diff"),
        "gone": target.temp("gone"),
        "mine": target.fields("live"),
        "theirs": target.fields("s"),
        "base": target.fields("base"),
        "is_current": current,
        "is_ended": sql.SQL("NOT {}").format(current),
        "dataset": sql.Literal(diff.run.dataset_id),
        "source": sql.Literal(diff.run.entry.name),
        "table": sql.Literal(target.table),
        "valid": sql.SQL("daterange(s.valid_from, NULL) AS valid,")
        if target.dated
        else sql.SQL(""),
        "place": sql.SQL("s.municipality_id, ") if target.municipal else sql.SQL(""),
        "order": sql.SQL("ORDER BY s.geom") if target.geom else sql.SQL(""),
        "assignments": _assignments(diff),
    }


def _assignments(diff: Diff) -> sql.Composable:
    target = diff.target
    parts: list[sql.Composable] = [
        sql.SQL("{0} = s.{0}").format(sql.Identifier(name)) for name in target.led
    ]
    if target.dated:
        # What comes back after it was gone lives on.
        parts.append(sql.SQL("valid = daterange(lower(live.valid), NULL)"))
    return sql.SQL(", ").join(parts)
