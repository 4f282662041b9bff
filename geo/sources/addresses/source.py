"""Load addresses: read, tell duplicates and odd numbers, tie to buildings and units."""

from __future__ import annotations

from geo.sources.addresses import link
from geo.sources.addresses.rows import is_odd, read
from geo.sources.detect import detect
from geo.sources.run import Run
from geo.sources.stage import Stage
from geo.sources.target import Target

ADDRESS = Target(
    "address",
    {
        "street": "text", "house_number": "text", "postcode": "text", "place": "text",
        "building_id": "uuid",
    },
    geom="Point",
)  # fmt: skip

# Rows of one address at one point are one; at several points they are entrances, all kept.
_SAME_POINT = """
DELETE FROM stage_address AS s USING stage_address AS first
WHERE s.source_key = first.source_key AND s.fault IS NULL AND first.fault IS NULL
  AND ST_Equals(s.geom, first.geom) AND first.n < s.n
RETURNING s.source_key AS label
"""
# A number that stays the same when the file is sorted otherwise.
_NUMBER_DUPLICATES = """
UPDATE stage_address AS s SET source_key = s.source_key || '#' || numbered.ordinal
FROM (
  SELECT n, row_number() OVER (
    PARTITION BY source_key ORDER BY fault IS NOT NULL, ST_X(geom), ST_Y(geom), n
  ) AS ordinal
  FROM stage_address WHERE source_key IS NOT NULL
) AS numbered
WHERE s.n = numbered.n AND numbered.ordinal > 1
RETURNING s.source_key AS label, ST_AsHEXEWKB(s.geom) AS geom
"""
_IN_DISTRICTS = """
WITH placed AS (
  SELECT s.source_key AS label, ST_AsHEXEWKB(s.geom) AS geom, EXISTS (
    SELECT FROM geo.district
    WHERE upper_inf(valid) AND district_kind = 'quarter' AND ST_Intersects(district.geom, s.geom)
  ) AS is_inside
  FROM stage_address AS s WHERE s.fault IS NULL
)
SELECT label, geom, is_inside, count(*) AS n FROM placed
GROUP BY GROUPING SETS ((is_inside), (label, geom, is_inside))
HAVING grouping(label) = 1 OR NOT is_inside
"""
_HAS_QUARTERS = (
    "SELECT FROM geo.district WHERE upper_inf(valid) AND district_kind = 'quarter' LIMIT 1"
)


def fill(run: Run) -> None:
    """Read the file, tell what is odd about it, and replace the sample's addresses."""
    kind = detect(run.path, run.entry.formats)
    link.free_units_of_sample_addresses(run)
    run.replace_sample("address")
    stage = run.stage(ADDRESS)
    run.step("read", 0.1)
    with run.phase("read"):
        for batch in read(run, kind):
            stage.add(
                batch.keys, batch.columns, shapes=batch.shapes, crs=batch.crs, faults=batch.faults
            )
            _report_numbers(run, batch.columns)
    run.step("place", 0.5)
    _report_districts(run, stage)
    _number_duplicates(run)
    link.to_buildings(run)
    run.step("write", 0.7)
    diff = run.compare(stage)
    cover = run.declared_cover()
    if cover is not None:
        diff.mark_gone(cover)
        link.free_units_of_gone_addresses(run)
    with run.phase("write"):
        diff.write()
    link.to_units(run)


def _report_numbers(run: Run, columns: dict[str, list[str]]) -> None:
    for street, number in zip(columns["street"], columns["house_number"], strict=True):
        if not number:
            run.find(
                "no_house_number", "hint", "address", street,
                "the address has no house number; kept as a point of the street",
            )  # fmt: skip
        elif is_odd(number):
            run.find(
                "odd_house_number", "report", "address", f"{street} {number}",
                "the house number is more than one number with a letter; kept as written",
                params={"house_number": number},
            )  # fmt: skip


def _report_districts(run: Run, stage: Stage) -> None:
    """Count how many addresses lie in a quarter; who lies outside is named."""
    if run.conn.execute(_HAS_QUARTERS).fetchone() is None:
        run.find(
            "no_districts", "hint", "address", "district",
            "the region has no quarters yet: load districts, then load the addresses again",
        )  # fmt: skip
        return
    beyond = stage.faults["outside_extent"]
    counts = {True: 0, False: 0}
    for row in run.conn.execute(_IN_DISTRICTS).fetchall():
        if row["label"] is None:
            counts[row["is_inside"]] = row["n"]
        else:
            run.find(
                "outside_districts", "hint", "address", _label(row["label"]),
                "the address lies in no quarter", geom=row["geom"],
            )  # fmt: skip
    n_inside, n_outside = counts[True], counts[False] + beyond
    run.find(
        "in_districts", "report", "address", "address",
        f"{n_inside:,} addresses lie in a quarter, {n_outside:,} outside, "
        f"{beyond:,} of them even outside the region",
        params={"n_inside": n_inside, "n_outside": n_outside, "n_outside_region": beyond},
    )  # fmt: skip


def _number_duplicates(run: Run) -> None:
    """Keep one row of each address and point, number the others, tell them all."""
    same = run.conn.execute(_SAME_POINT).fetchall()
    run.report.count("address").invalid += len(same)
    for row in same:
        run.find(
            "duplicate_address", "hint", "address", _label(row["label"]),
            "the same address at the same point stands there already; one was kept",
        )  # fmt: skip
    for row in run.conn.execute(_NUMBER_DUPLICATES).fetchall():
        run.find(
            "duplicate_address", "hint", "address", _label(row["label"]),
            "the address stands there already at another point; both were kept", geom=row["geom"],
        )  # fmt: skip


def _label(key: str) -> str:
    return key.replace("|", " ", 1)
