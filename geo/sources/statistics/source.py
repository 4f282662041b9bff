"""Load statistics: read, check sums and areas, write one value for each measure, area and day."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from geo.sources.detect import detect
from geo.sources.run import Run
from geo.sources.sheet import Record, header, records
from geo.sources.stage import Stage
from geo.sources.statistics.rows import Sheet, Value, understand, values, wrong_sums
from geo.sources.target import Target

STATISTIC = Target(
    "statistic_value",
    {
        "area_kind": "text", "area_name": "text", "district_id": "uuid", "measure": "text",
        "unit_of_measure": "text", "on_day": "date", "value": "double precision",
    },
    notes={"area_code": "text"},
)  # fmt: skip

_DISTRICTS = """
UPDATE stage_statistic_value AS s
SET district_id = found.id, municipality_id = found.municipality_id
FROM (
  SELECT DISTINCT ON (v.n) v.n, d.id, d.municipality_id
  FROM stage_statistic_value AS v
  INNER JOIN geo.district AS d ON d.district_kind = v.area_kind AND upper_inf(d.valid) AND (
    d.name IN (v.area_name, v.area_code || ' ' || v.area_name)
    OR ltrim(d.district_code, '0') = ltrim(v.area_code, '0')
  )
  ORDER BY v.n, d.name IN (v.area_name, v.area_code || ' ' || v.area_name) DESC
) AS found
WHERE s.n = found.n
"""
_UNKNOWN_AREAS = """
SELECT area_kind, area_name, count(*) AS n, EXISTS (
  SELECT FROM geo.district AS d WHERE d.district_kind = s.area_kind AND upper_inf(d.valid)
) AS has_kind
FROM stage_statistic_value AS s
WHERE fault IS NULL AND district_id IS NULL AND area_kind <> 'municipality'
GROUP BY area_kind, area_name ORDER BY area_kind, area_name
"""
_NAME = "SELECT name FROM geo.municipality WHERE id = %s"


def fill(run: Run) -> None:
    """Read the table and write its values; unknown columns and areas are told."""
    detect(run.path, run.entry.formats)
    run.replace_sample("statistic_value")
    sheet = understand(header(run.path), run.path.name)
    _report_columns(run, sheet)
    municipality = _municipality(run)
    stage = run.stage(STATISTIC)
    run.step("read", 0.2)
    with run.phase("read"):
        for batch in records(run.path):
            _report_sums(run, sheet, batch)
            found = [value for record in batch for value in values(sheet, record, municipality)]
            _add(stage, found)
    run.step("write", 0.7)
    run.conn.execute(_DISTRICTS)
    _report_areas(run)
    newest = run.conn.execute("SELECT max(on_day) AS day FROM stage_statistic_value").fetchone()
    run.dated(newest["day"] if newest else None)
    run.apply(stage)


def _municipality(run: Run) -> str:
    """Return the name of the municipality that "gesamt" means."""
    row = run.conn.execute(_NAME, [run.default_municipality()]).fetchone()
    return row["name"] if row else ""


def _add(stage: Stage, found: list[Value]) -> None:
    names = ("area_kind", "area_name", "area_code", "measure", "unit_of_measure", "on_day", "value")
    columns = {name: [getattr(one, name) for one in found] for name in names}
    faults = np.array([one.fault for one in found], dtype=object)
    stage.add([one.key for one in found], columns, faults=faults)


def _report_columns(run: Run, sheet: Sheet) -> None:
    for name in sheet.unknown:
        run.find(
            "unknown_column", "hint", "statistic_value", name,
            "the column is none of the known measures and was not loaded",
        )  # fmt: skip


def _report_sums(run: Run, sheet: Sheet, batch: Iterable[Record]) -> None:
    for record in batch:
        for total in wrong_sums(sheet, record):
            label = " ".join(record[name] for name in (sheet.year, sheet.day, sheet.area) if name)
            run.find(
                "share_sum", "hint", "statistic_value", label,
                f"the shares add up to {total:g} %, expected 99.9 to 100.1 %",
                params={"sum_percent": total},
            )  # fmt: skip


def _report_areas(run: Run) -> None:
    for row in run.conn.execute(_UNKNOWN_AREAS).fetchall():
        reason = "the region has no area of this name; the value is kept by name"
        if not row["has_kind"]:
            reason = "the region has no areas of this kind yet; load districts to tie the values"
        run.find(
            "unknown_area", "hint", "statistic_value", row["area_name"], reason,
            params={"area_kind": row["area_kind"], "n": row["n"]},
        )  # fmt: skip
