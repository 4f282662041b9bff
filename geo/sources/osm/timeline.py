"""Write what a delivery says about use into the one timeline of each unit.

A period is compared with what the source said last, not with what stands there now: a period that
people corrected here stays, and is put to decision only if the source has news. Nobody knows the
day of a change that two deliveries show, so it lies `between` them.
"""

from __future__ import annotations

from geo.sources.run import Run

_SAID = """
CREATE TEMP TABLE said ON COMMIT DROP AS
WITH told AS (
  SELECT
    s.source_key, d.object_id AS unit_id, d.fate AS unit_fate, unit.municipality_id, unit.sign_name,
    s.period_kind, s.branch, s.verified_on,
    'OpenStreetMap ' || s.source_key || ', ' || s.evidence AS source,
    coalesce(s.started_on, s.edited_on, %(day)s::date) AS started_on,
    s.start_precision,
    coalesce(s.edited_on, %(day)s::date) AS edited_on
  FROM diff_unit AS d
  INNER JOIN stage_unit AS s ON s.n = d.n
  INNER JOIN geo.unit AS unit ON unit.id = d.object_id
  WHERE upper_inf(unit.valid)
),
standing AS (
  SELECT unit_id, id AS period_id, period_kind FROM geo.unit_period
  WHERE is_whole AND upper_inf(valid)
)
SELECT
  told.*, gen_random_uuid() AS new_id, link.id AS link_id, mine.id AS mine_id,
  lower(mine.valid) AS mine_from, mine.verified_on AS mine_verified_on,
  standing.period_id AS standing_id,
  CASE
    WHEN standing.period_id IS NULL AND told.unit_fate IN ('new', 'back') THEN 'new'
    WHEN mine.id IS NULL THEN 'ours'
    WHEN (base.period_kind, base.source) = (told.period_kind, told.source) THEN 'unchanged'
    -- Not by version: an undone load counts one up and says the same.
    WHEN upper_inf(mine.valid) AND (mine.period_kind, mine.source, mine.valid, mine.verified_on)
      IS NOT DISTINCT FROM (base.period_kind, base.source, base.valid, base.verified_on)
      THEN 'changed'
    WHEN standing.period_kind = told.period_kind THEN 'agreed'
    ELSE 'conflict'
  END AS fate
FROM told
LEFT JOIN geo.source_object AS link
  ON link.source = %(source)s AND link.object_table = 'unit_period'
  AND link.source_key = told.source_key
LEFT JOIN geo.unit_period AS mine ON mine.id = link.object_id
LEFT JOIN LATERAL (
  SELECT mine.period_kind, mine.source, mine.valid, mine.verified_on
  WHERE mine.row_version = link.loaded_version
  UNION ALL
  SELECT past.period_kind, past.source, past.valid, past.verified_on
  FROM hist.unit_period AS past
  WHERE past.id = link.object_id AND past.row_version = link.loaded_version
  LIMIT 1
) AS base ON true
LEFT JOIN standing ON standing.unit_id = told.unit_id
"""
_END = """
UPDATE geo.unit_period AS period
SET valid = daterange(said.mine_from, greatest(said.edited_on, said.mine_from + 1)),
  end_precision = 'between'
FROM said WHERE said.fate = 'changed' AND period.id = said.mine_id
"""
_BEGIN = """
INSERT INTO geo.unit_period
  (id, municipality_id, dataset_id, unit_id, period_kind, valid, start_precision, source,
   verified_on)
SELECT
  new_id, municipality_id, %(dataset)s, unit_id, period_kind,
  daterange(
    CASE fate WHEN 'new' THEN started_on ELSE greatest(edited_on, mine_from + 1) END, NULL
  ),
  CASE fate WHEN 'new' THEN start_precision ELSE 'between' END, source, verified_on
FROM said WHERE fate IN ('new', 'changed')
"""
_OCCUPY = """
INSERT INTO geo.occupancy
  (municipality_id, dataset_id, period_id, sign_name, occupancy_kind, branch, branch_is_estimated)
SELECT municipality_id, %(dataset)s, new_id, sign_name, 'regular', branch, branch IS NOT NULL
FROM said WHERE fate IN ('new', 'changed') AND period_kind = 'occupancy'
"""
_EMPTY = """
INSERT INTO geo.vacancy (municipality_id, dataset_id, period_id, evidence)
SELECT municipality_id, %(dataset)s, new_id, source
FROM said WHERE fate IN ('new', 'changed') AND period_kind = 'vacancy'
"""
_LINK = """
INSERT INTO geo.source_object
  (source, source_key, object_table, object_id, loaded_version, dataset_id)
SELECT %(source)s, source_key, 'unit_period', new_id, 1, %(dataset)s
FROM said WHERE fate = 'new' AND link_id IS NULL
"""
_RELINK = """
UPDATE geo.source_object AS link
SET object_id = CASE said.fate WHEN 'agreed' THEN said.standing_id ELSE said.new_id END,
  loaded_version = CASE said.fate WHEN 'agreed' THEN standing.row_version ELSE 1 END
FROM said LEFT JOIN geo.unit_period AS standing ON standing.id = said.standing_id
WHERE link.id = said.link_id AND said.fate IN ('new', 'changed', 'agreed')
"""
_VERIFY = """
UPDATE geo.unit_period AS period SET verified_on = said.verified_on
FROM said
WHERE said.fate = 'unchanged' AND period.id = said.mine_id
  AND said.verified_on > coalesce(said.mine_verified_on, '-infinity')
RETURNING said.source_key
"""
_COUNT_VERIFIED = """
UPDATE geo.source_object AS link SET loaded_version = period.row_version
FROM said INNER JOIN geo.unit_period AS period ON period.id = said.mine_id
WHERE link.id = said.link_id AND said.source_key = ANY(%(keys)s)
  AND period.row_version = link.loaded_version + 1
"""
_RENAME = """
UPDATE geo.occupancy AS occupancy SET sign_name = said.sign_name
FROM said
WHERE said.fate = 'unchanged' AND said.unit_fate = 'changed' AND occupancy.period_id = said.mine_id
  AND occupancy.sign_name IS DISTINCT FROM said.sign_name
RETURNING said.source_key, said.unit_id, said.sign_name
"""
_END_WITH_UNIT = """
UPDATE geo.unit_period AS period
SET valid = daterange(
    lower(period.valid),
    greatest(upper(unit.valid), coalesce(lower(period.valid) + 1, upper(unit.valid)))
  ),
  end_precision = 'between'
FROM gone_unit AS gone INNER JOIN geo.unit AS unit ON unit.id = gone.object_id
WHERE period.unit_id = unit.id AND upper_inf(period.valid) AND NOT upper_inf(unit.valid)
"""
_COUNTS = "SELECT fate, count(*) AS n FROM said GROUP BY fate"
_CONFLICTS = """
SELECT said.source_key, said.unit_id, said.municipality_id, said.source, mine.source AS mine_source
FROM said INNER JOIN geo.unit_period AS mine ON mine.id = said.mine_id
WHERE said.fate = 'conflict'
"""
_FATES = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "ours": "unchanged",
    "agreed": "unchanged",
}


def tell(run: Run) -> None:
    """Begin, end and confirm periods of the units that the file shows."""
    values = {"source": run.entry.name, "dataset": run.dataset_id, "day": run.data_date or run.day}
    run.conn.execute(_SAID, values)
    for statement in (_END, _BEGIN, _OCCUPY, _EMPTY, _LINK, _RELINK):
        run.conn.execute(statement, values)
    _confirm(run)
    _report_names(run)
    _ask(run)


def end_with_units(run: Run) -> None:
    """End the periods of units that are gone, on the same day."""
    ended = run.conn.execute(_END_WITH_UNIT).rowcount
    run.report.count("unit_period").gone += ended


def _confirm(run: Run) -> None:
    """Count, and take over a newer day of checking."""
    counts = run.report.count("unit_period")
    for row in run.conn.execute(_COUNTS).fetchall():
        counts.read += row["n"]
        if row["fate"] in _FATES:
            name = _FATES[row["fate"]]
            setattr(counts, name, getattr(counts, name) + row["n"])
    keys = [row["source_key"] for row in run.conn.execute(_VERIFY).fetchall()]
    run.conn.execute(_COUNT_VERIFIED, {"keys": keys})
    counts.changed += len(keys)
    counts.unchanged -= len(keys)


def _report_names(run: Run) -> None:
    for row in run.conn.execute(_RENAME).fetchall():
        run.find(
            "sign_changed", "hint", "unit", row["source_key"],
            f"the same kind of shop is now called {row['sign_name']!r}; "
            "if the tenant changed, end the occupancy and begin a new one",
            params={"sign_name": row["sign_name"]}, object_id=row["unit_id"],
        )  # fmt: skip


def _ask(run: Run) -> None:
    for row in run.conn.execute(_CONFLICTS).fetchall():
        run.report.count("unit_period").conflict += 1
        run.find(
            "conflict", "hint", "unit_period", row["source_key"],
            f"the source says {row['source']}, the timeline was changed here; ours was kept",
            object_id=row["unit_id"],
        )  # fmt: skip
        params = {"source": run.entry.name, "mine": row["mine_source"], "theirs": row["source"]}
        run.decide("load_conflict", "unit", row["unit_id"], row["municipality_id"], params=params)
