"""Tie addresses and units to the buildings they lie in, whichever source brought them."""

from __future__ import annotations

from geo.sources.run import Run

# A door or a sign stands a little before the wall it belongs to.
BESIDE_M = 2.0
# What is farther away belongs to no building; the distance is still told.
SEARCH_M = 50.0

_BUILDING_OF_ADDRESS = """
UPDATE stage_address AS s
SET building_id = found.id, municipality_id = found.municipality_id
FROM (
  SELECT a.n, near.id, near.municipality_id
  FROM stage_address AS a
  LEFT JOIN geo.source_object AS link
    ON link.source = %(source)s AND link.object_table = 'address' AND link.source_key = a.source_key
  LEFT JOIN geo.address AS live ON live.id = link.object_id
  CROSS JOIN LATERAL (
    SELECT b.id, b.municipality_id
    FROM geo.building AS b
    WHERE upper_inf(b.valid) AND ST_DWithin(b.geom, a.geom, %(beside_m)s)
    ORDER BY ST_Distance(b.geom, a.geom), b.area_m2, b.id
    LIMIT 1
  ) AS near
  -- A building across the border of the municipality that the address already has stays unlinked.
  WHERE a.fault IS NULL
    AND coalesce(live.municipality_id, near.municipality_id) = near.municipality_id
) AS found
WHERE s.n = found.n
"""
_FREE_UNITS = """
UPDATE geo.unit AS unit SET address_id = NULL
FROM geo.address AS address
WHERE unit.address_id = address.id AND address.dataset_id IN (
  SELECT id FROM geo.dataset WHERE dataset_kind = 'sample'
)
"""
_ADDRESS_OF_UNIT = """
UPDATE geo.unit AS unit SET address_id = found.id
FROM (
  SELECT u.id AS unit_id, near.id
  FROM geo.unit AS u
  CROSS JOIN LATERAL (
    SELECT a.id FROM geo.address AS a
    WHERE a.search_text = geo.fold(u.address_text) AND ST_DWithin(a.geom, u.geom, %(near_m)s)
    ORDER BY ST_Distance(a.geom, u.geom), a.id
    LIMIT 1
  ) AS near
  WHERE u.address_id IS NULL AND u.address_text <> '' AND upper_inf(u.valid)
) AS found
WHERE unit.id = found.unit_id
"""
_FREE_UNITS_OF_GONE = """
UPDATE geo.unit SET address_id = NULL FROM gone_address WHERE address_id = gone_address.object_id
"""
SAME_ADDRESS_M = 200.0


def to_buildings(run: Run) -> None:
    """Give staged addresses the building they lie in or at most 2 m beside."""
    # The planner has never seen the stage.
    run.conn.execute("ANALYZE stage_address")
    values = {"source": run.entry.name, "beside_m": BESIDE_M}
    run.conn.execute(_BUILDING_OF_ADDRESS, values)


def free_units_of_sample_addresses(run: Run) -> None:
    """Take sample addresses off the units before they are replaced; the text stays."""
    run.conn.execute(_FREE_UNITS)


def free_units_of_gone_addresses(run: Run) -> None:
    """Take addresses off the units that are gone in the file (`gone_address`); the text stays."""
    run.conn.execute(_FREE_UNITS_OF_GONE)


def to_units(run: Run) -> None:
    """Give units without an address the one of the same name near them."""
    run.conn.execute(_ADDRESS_OF_UNIT, {"near_m": SAME_ADDRESS_M})
