"""What a delivery gets wrong: areas that do not fit, ground that two parcels claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from psycopg import sql

from geo.cadastre import find_crossings, parameters
from geo.crs import SRID
from geo.sources.run import Run

Row = dict[str, Any]

_OFF = """
SELECT p.id, p.parcel_key, p.label, p.area_m2, p.official_area_m2
FROM geo.parcel AS p
WHERE p.id IN (SELECT object_id FROM diff_parcel) AND p.official_area_m2 IS NOT NULL AND upper_inf(p.valid)
  AND abs(p.area_m2 - p.official_area_m2) > greatest(%(least)s, %(share)s * p.official_area_m2)
ORDER BY p.parcel_key
"""
# Parcels are checked block by block, so memory stays small; each block sees its neighbours.
BLOCK_PARCELS = 4_000
_TOUCHED_BOX = """
SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north, n
FROM (
  SELECT ST_Extent(p.geom) AS box, count(*) AS n
  FROM touched_parcel AS touched INNER JOIN geo.parcel AS p ON p.id = touched.id
  WHERE upper_inf(p.valid)
) AS touched
"""
_BLOCK = """
SELECT p.id, p.parcel_key, ST_AsBinary(p.geom) AS geom,
  ST_XMin(p.geom) AS west, ST_YMin(p.geom) AS south, p.id IN (SELECT id FROM touched_parcel) AS is_touched
FROM geo.parcel AS p
WHERE p.geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 25833)
  AND upper_inf(p.valid) AND p.legal_state = 'official'
"""
_HAS_TOUCHED = """
SELECT EXISTS (
  SELECT FROM geo.parcel AS p INNER JOIN touched_parcel AS touched ON touched.id = p.id
  WHERE p.geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 25833)
) AS has
"""


def check_areas(run: Run) -> None:
    """List parcels whose geodesic area is off the official one by more than the tolerance."""
    if not _has_parcels(run):
        return
    limits = parameters()
    values = {"least": limits["area_tolerance_m2"], "share": limits["area_tolerance_share"]}
    for row in run.conn.execute(_OFF, values).fetchall():
        found, official = row["area_m2"], row["official_area_m2"]
        run.find(
            "area_off", "report", "parcel", row["parcel_key"],
            f"geodesic area {found:.1f} m², official area {official:.0f} m²",
            params={"area_m2": round(found, 2), "official_area_m2": official, "off_m2": round(found - official, 2)},
            object_id=row["id"],
        )  # fmt: skip


def check_overlaps(run: Run) -> None:
    """List ground that two current parcels claim, where the load changed one of them."""
    if not _has_parcels(run):
        return
    seen: set[frozenset[object]] = set()
    for block in _blocks(run):
        rows = run.conn.execute(_BLOCK, block).fetchall()
        shapes = shapely.from_wkb(np.array([bytes(row["geom"]) for row in rows], dtype=object))
        for crossing in find_crossings(shapes) if len(rows) > 1 else ():
            first, second = rows[crossing.first], rows[crossing.second]
            pair = frozenset((first["id"], second["id"]))
            if pair in seen or not (first["is_touched"] or second["is_touched"]):
                continue
            seen.add(pair)
            shape = shapely.to_wkb(
                shapely.set_srid(crossing.shape, SRID), hex=True, include_srid=True
            )
            keys = sorted((first["parcel_key"], second["parcel_key"]))
            run.find(
                "overlap", "error", "parcel", keys[0],
                f"overlaps {keys[1]} by {crossing.area_m2:.2f} m² (width {crossing.width_m:.2f} m)",
                params={"with": keys[1], "area_m2": round(crossing.area_m2, 3), "width_m": round(crossing.width_m, 3)},
                object_id=first["id"], geom=shape,
            )  # fmt: skip


def _blocks(run: Run) -> Iterator[dict[str, float]]:
    """Yield boxes that hold some thousand parcels each and cover what the load touched."""
    box = run.conn.execute(_TOUCHED_BOX).fetchone()
    if box is None or not box["n"]:
        return
    per_side = max(1, round((box["n"] / BLOCK_PARCELS) ** 0.5))
    xs = np.linspace(box["west"], box["east"], per_side + 1)
    ys = np.linspace(box["south"], box["north"], per_side + 1)
    for i in range(per_side):
        for j in range(per_side):
            block = {"west": xs[i], "south": ys[j], "east": xs[i + 1], "north": ys[j + 1]}
            values = {name: float(value) for name, value in block.items()}
            found = run.conn.execute(_HAS_TOUCHED, values).fetchone()
            if found is not None and found["has"]:
                yield values


def _has_parcels(run: Run) -> bool:
    row = run.conn.execute(
        sql.SQL("SELECT to_regclass('pg_temp.diff_parcel') IS NOT NULL AS has")
    ).fetchone()
    return bool(row and row["has"])
