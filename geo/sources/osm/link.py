"""Place staged units in buildings and addresses, and tell which stand in none."""

from __future__ import annotations

from geo.sources.addresses.link import BESIDE_M, SAME_ADDRESS_M, SEARCH_M
from geo.sources.run import Run
from geo.sources.stage import Stage

# One row for each address: shops repeat the address of the house they are in.
_DROP_REPEATED = """
DELETE FROM stage_address AS s
USING stage_address AS better
WHERE s.fault IS NULL AND better.fault IS NULL AND NOT s.is_alone AND s.n <> better.n
  AND geo.fold(s.street || ' ' || s.house_number)
    = geo.fold(better.street || ' ' || better.house_number)
  AND ST_DWithin(s.geom, better.geom, %(near_m)s)
  AND (better.is_alone OR better.n < s.n)
"""
_BUILDING_OF_UNIT = """
UPDATE stage_unit AS s
SET
  distance_m = found.distance_m,
  building_id = CASE WHEN found.distance_m <= %(beside_m)s THEN found.id END,
  municipality_id = CASE WHEN found.distance_m <= %(beside_m)s THEN found.municipality_id END
FROM (
  SELECT u.n, near.id, near.municipality_id, near.distance_m
  FROM stage_unit AS u
  LEFT JOIN geo.source_object AS own
    ON own.source = %(source)s AND own.object_table = 'building' AND own.source_key = u.source_key
  LEFT JOIN geo.source_object AS link
    ON link.source = %(source)s AND link.object_table = 'unit' AND link.source_key = u.source_key
  LEFT JOIN geo.unit AS live ON live.id = link.object_id
  CROSS JOIN LATERAL (
    SELECT
      b.id, b.municipality_id,
      ST_Distance(
        ST_Transform(b.geom, 4326)::geography, ST_Transform(u.geom, 4326)::geography
      ) AS distance_m
    FROM geo.building AS b
    WHERE upper_inf(b.valid) AND ST_DWithin(b.geom, u.geom, %(search_m)s)
    ORDER BY b.id IS DISTINCT FROM own.object_id, ST_Distance(b.geom, u.geom), b.area_m2, b.id
    LIMIT 1
  ) AS near
  WHERE u.fault IS NULL
    AND coalesce(live.municipality_id, near.municipality_id) = near.municipality_id
) AS found
WHERE s.n = found.n
"""
_ADDRESS_OF_UNIT = """
UPDATE stage_unit AS s SET address_id = found.id, address_text = found.address_text
FROM (
  SELECT u.n, near.id, near.address_text
  FROM stage_unit AS u
  CROSS JOIN LATERAL (
    SELECT
      a.id,
      coalesce(nullif(u.address_text, ''), a.street || ' ' || a.house_number) AS address_text
    FROM geo.address AS a
    WHERE ST_DWithin(a.geom, u.geom, %(near_m)s) AND CASE u.address_text
      -- Without an address of its own, a shop has its building's if that has exactly one.
      WHEN '' THEN a.building_id = u.building_id AND NOT EXISTS (
        SELECT FROM geo.address AS other
        WHERE other.building_id = a.building_id AND other.search_text <> a.search_text
      )
      ELSE a.search_text = geo.fold(u.address_text)
    END
    ORDER BY ST_Distance(a.geom, u.geom), a.id
    LIMIT 1
  ) AS near
  WHERE u.fault IS NULL
) AS found
WHERE s.n = found.n
"""
_PLACED = """
SELECT
  count(*) AS n,
  count(*) FILTER (WHERE distance_m = 0) AS n_inside,
  count(*) FILTER (WHERE distance_m > 0 AND distance_m <= %(beside_m)s) AS n_beside,
  count(*) FILTER (WHERE building_id IS NULL) AS n_elsewhere,
  count(*) FILTER (WHERE sign_name IS NOT NULL) AS n_named,
  count(*) FILTER (WHERE branch IS NOT NULL) AS n_branch_estimated,
  count(*) FILTER (WHERE period_kind = 'vacancy') AS n_vacant
FROM stage_unit WHERE fault IS NULL
"""
_ELSEWHERE = """
SELECT
  s.source_key, coalesce(s.sign_name, s.evidence) AS label,
  round(s.distance_m::numeric, 1)::float8 AS distance_m, d.object_id, ST_AsHEXEWKB(s.geom) AS geom
FROM stage_unit AS s INNER JOIN diff_unit AS d ON d.n = s.n
WHERE s.building_id IS NULL ORDER BY s.n
"""
_STREET_ENDS = """
UPDATE stage_street AS s SET from_node_id = first.object_id, to_node_id = last.object_id,
  municipality_id = node.municipality_id
FROM diff_street_node AS first, diff_street_node AS last, geo.street_node AS node
WHERE first.source_key = s.from_key AND last.source_key = s.to_key AND node.id = first.object_id
"""
_LONELY = """
SELECT u.id, u.unit_no, u.municipality_id, u.building_id
FROM geo.unit AS u INNER JOIN gone_building AS gone ON gone.object_id = u.building_id
WHERE upper_inf(u.valid)
"""


def drop_repeated_addresses(run: Run, stage: Stage) -> None:
    """Keep one address where shops repeat the one of their house; say how many went."""
    dropped = run.conn.execute(_DROP_REPEATED, {"near_m": SAME_ADDRESS_M}).rowcount
    stage.rows -= dropped
    if dropped:
        run.find(
            "repeated_address", "report", "address", "address",
            f"{dropped} shops and other uses repeat an address that stands already; one was kept",
            params={"n": dropped},
        )  # fmt: skip


def units(run: Run) -> None:
    """Give staged units their building (inside, or at most 2 m beside) and their address."""
    values = {
        "source": run.entry.name, "beside_m": BESIDE_M, "search_m": SEARCH_M,
        "near_m": SAME_ADDRESS_M,
    }  # fmt: skip
    run.conn.execute("ANALYZE stage_unit")
    run.conn.execute(_BUILDING_OF_UNIT, values)
    run.conn.execute(_ADDRESS_OF_UNIT, values)


def report_units(run: Run) -> None:
    """Report how many shops found their building, and each that did not, with its distance."""
    placed = run.conn.execute(_PLACED, {"beside_m": BESIDE_M}).fetchone()
    if placed and placed["n"]:
        run.find(
            "shops_placed", "report", "unit", "unit",
            f"{placed['n_inside']} of {placed['n']} shops stand in a building, "
            f"{placed['n_beside']} at most {BESIDE_M:g} m beside one, "
            f"{placed['n_elsewhere']} elsewhere",
            params=placed,
        )  # fmt: skip
    for row in run.conn.execute(_ELSEWHERE).fetchall():
        distance_m = row["distance_m"]
        near = f"the nearest is {distance_m} m away"
        if distance_m is None:
            near = f"none within {SEARCH_M:g} m"
        run.find(
            "no_building", "hint", "unit", f"{row['source_key']} {row['label']}",
            f"the shop stands in no building; {near}",
            params={"distance_m": distance_m}, object_id=row["object_id"], geom=row["geom"],
        )  # fmt: skip


def streets(run: Run) -> None:
    """Give staged pieces of streets their two nodes."""
    run.conn.execute("CREATE INDEX ON diff_street_node (source_key)")
    run.conn.execute(_STREET_ENDS)


def ask_for_buildings(run: Run) -> None:
    """Put units to decision whose building is gone and which the file did not place anew."""
    for row in run.conn.execute(_LONELY).fetchall():
        params = {"building_id": str(row["building_id"])}
        run.decide("unit_building", "unit", row["id"], row["municipality_id"], params=params)
        run.find(
            "unit_without_building", "hint", "unit", str(row["unit_no"]),
            "its building is gone; see the list of decisions", object_id=row["id"],
        )  # fmt: skip
