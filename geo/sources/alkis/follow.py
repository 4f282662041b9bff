"""Units and offers follow the ground: to the one right successor, or to the list of decisions."""

from __future__ import annotations

from typing import Any

from geo.sources.run import Run

Row = dict[str, Any]

# How far beside a building an entrance may lie and still be that building's.
NEAR_M = 2.0

# Units on parcels that are gone or that lost ground, with all parcels that now claim their place.
# A floor polygon decides before the entrance, since it cannot lie on the pavement.
_STRAYED = """
SELECT unit.id, unit.unit_no, unit.municipality_id,
  unit.parcel_id AS before_id, before.parcel_key AS before_key,
  coalesce(claims.ids, '{}') AS claims, coalesce(heirs.ids, '{}') AS heirs
FROM touched_parcel AS touched
INNER JOIN geo.parcel AS before ON before.id = touched.id
INNER JOIN geo.unit ON unit.parcel_id = before.id
CROSS JOIN LATERAL (SELECT coalesce(unit.floor_geom, unit.geom) AS geom) AS place
LEFT JOIN LATERAL (
  SELECT array_agg(p.id ORDER BY p.id) AS ids
  FROM geo.parcel AS p
  WHERE p.geom && place.geom AND upper_inf(p.valid) AND p.legal_state = 'official'
    AND ST_Intersects(p.geom, place.geom)
    AND (
      ST_Dimension(place.geom) = 0
      OR ST_Area(ST_Intersection(p.geom, place.geom)) > 0.01 * ST_Area(place.geom)
    )
) AS claims ON true
LEFT JOIN LATERAL (
  SELECT array_agg(DISTINCT line.successor_id) AS ids
  FROM geo.parcel_lineage AS line
  INNER JOIN geo.parcel AS heir ON heir.id = line.successor_id AND upper_inf(heir.valid)
  WHERE line.predecessor_id = before.id
) AS heirs ON true
WHERE upper_inf(unit.valid)
  AND (NOT upper_inf(before.valid) OR NOT ST_Intersects(before.geom, place.geom))
"""
_MOVE_UNIT = "UPDATE geo.unit SET parcel_id = %(after)s WHERE id = %(id)s"

_HOMELESS = """
SELECT unit.id, unit.unit_no, unit.municipality_id, unit.building_id,
  (
    SELECT array_agg(b.id ORDER BY b.geom <-> unit.geom)
    FROM geo.building AS b
    WHERE upper_inf(b.valid) AND ST_DWithin(b.geom, unit.geom, %(near)s)
  ) AS candidates
FROM gone_building AS gone
INNER JOIN geo.unit ON unit.building_id = gone.object_id
WHERE upper_inf(unit.valid)
"""
_OFFERS = """
SELECT offer.id, offer.title, offer.municipality_id,
  offer.parcel_id AS before_id, heirs.ids AS heirs
FROM touched_parcel AS touched
INNER JOIN geo.parcel AS before ON before.id = touched.id AND NOT upper_inf(before.valid)
INNER JOIN market.offer ON offer.parcel_id = before.id
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(DISTINCT line.successor_id), '{}') AS ids
  FROM geo.parcel_lineage AS line
  INNER JOIN geo.parcel AS heir ON heir.id = line.successor_id AND upper_inf(heir.valid)
  WHERE line.predecessor_id = before.id
) AS heirs
"""
_MOVE_OFFER = "UPDATE market.offer SET parcel_id = %(after)s WHERE id = %(id)s"


def follow_units(run: Run, *, with_buildings: bool) -> None:
    """Move units to the one parcel that holds their place; ask where none or several do."""
    moves = []
    for row in run.conn.execute(_STRAYED).fetchall():
        after = _heir(row)
        if after is not None:
            moves.append({"id": row["id"], "after": after})
        else:
            _ask_unit(run, row)
    with run.conn.cursor() as cursor:
        cursor.executemany(_MOVE_UNIT, moves)
    if moves:
        run.find(
            "units_followed",
            "report",
            "unit",
            "units",
            f"{len(moves)} units followed to the parcel that succeeds theirs",
            params={"n": len(moves)},
        )
    if with_buildings:
        for row in run.conn.execute(_HOMELESS, {"near": NEAR_M}).fetchall():
            _ask_building(run, row)


def follow_offers(run: Run) -> None:
    """Move offers of gone parcels to their only successor; ask where there are several or none."""
    for row in run.conn.execute(_OFFERS).fetchall():
        if len(row["heirs"]) == 1:
            run.conn.execute(_MOVE_OFFER, {"id": row["id"], "after": row["heirs"][0]})
            continue
        params = {"before": str(row["before_id"])}
        run.decide(
            "offer_successor",
            "offer",
            row["id"],
            row["municipality_id"],
            candidates=row["heirs"],
            params=params,
        )
        run.find(
            "offer_undecided",
            "hint",
            "offer",
            row["title"],
            f"its parcel is gone and has {len(row['heirs'])} successors; see the list of decisions",
            params={**params, "candidates": [str(heir) for heir in row["heirs"]]},
            object_id=row["id"],
        )


def _heir(row: Row) -> object | None:
    """Return the parcel of a unit: the only one that claims its place, else the only heir."""
    if len(row["claims"]) == 1:
        return row["claims"][0]  # type: ignore[no-any-return]
    if not row["claims"] and len(row["heirs"]) == 1:
        return row["heirs"][0]  # type: ignore[no-any-return]
    return None


def _ask_unit(run: Run, row: Row) -> None:
    candidates = row["claims"] or row["heirs"]
    params = {"before": str(row["before_id"]), "before_key": row["before_key"]}
    run.decide(
        "unit_successor",
        "unit",
        row["id"],
        row["municipality_id"],
        candidates=candidates,
        params=params,
    )
    run.find(
        "unit_undecided",
        "hint",
        "unit",
        str(row["unit_no"]),
        f"its parcel {row['before_key']} changed, {len(row['claims'])} parcels claim its place; "
        "see the list of decisions",
        params={**params, "candidates": [str(one) for one in candidates]},
        object_id=row["id"],
    )


def _ask_building(run: Run, row: Row) -> None:
    candidates = row["candidates"] or []
    params = {"before": str(row["building_id"])}
    run.decide(
        "unit_building",
        "unit",
        row["id"],
        row["municipality_id"],
        candidates=candidates,
        params=params,
    )
    run.find(
        "unit_without_building", "hint", "unit", str(row["unit_no"]),
        "its building is gone from the delivery; the unit was kept, see the list of decisions",
        params={**params, "candidates": [str(one) for one in candidates]}, object_id=row["id"],
    )  # fmt: skip
