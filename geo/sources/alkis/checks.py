"""What a delivery gets wrong: areas that do not fit, ground that two parcels claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from psycopg import sql

from geo.cadastre import Crossing, find_crossings, parameters
from geo.crs import SRID
from geo.sources.run import Run

Row = dict[str, Any]

_OFF = """
SELECT p.id, p.parcel_key, p.label, p.area_m2, p.official_area_m2
FROM geo.parcel AS p
WHERE p.id IN (SELECT object_id FROM diff_parcel)
  AND p.official_area_m2 IS NOT NULL AND upper_inf(p.valid)
  AND abs(p.area_m2 - p.official_area_m2) > greatest(%(least)s, %(share)s * p.official_area_m2)
ORDER BY p.parcel_key
"""
# Parcels are checked block by block, so memory stays small; each block sees its neighbours.
BLOCK_PARCELS = 6_000
# What the running transaction wrote is what the load touched.
_TOUCHED_BOX = """
SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north, n
FROM (
  SELECT ST_Extent(geom) AS box, count(*) AS n FROM geo.parcel
  WHERE tx_id = %(tx)s AND upper_inf(valid) AND legal_state = 'official'
) AS touched
"""
_BLOCK = """
SELECT p.id, p.parcel_key, ST_AsBinary(p.geom) AS geom, p.tx_id = %(tx)s AS is_touched
FROM geo.parcel AS p
WHERE p.geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 25833)
  AND upper_inf(p.valid) AND p.legal_state = 'official'
"""
_HAS_TOUCHED = """
SELECT EXISTS (
  SELECT FROM geo.parcel AS p
  WHERE p.geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 25833)
    AND p.tx_id = %(tx)s
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
            "area_off",
            "report",
            "parcel",
            row["parcel_key"],
            f"geodesic area {found:.1f} m², official area {official:.0f} m²",
            params={
                "area_m2": round(found, 2),
                "official_area_m2": official,
                "off_m2": round(found - official, 2),
            },
            object_id=row["id"],
        )


def check_overlaps(run: Run) -> None:
    """List ground that two current parcels claim, where the load changed one of them."""
    if not _has_parcels(run):
        return
    seen: set[frozenset[object]] = set()
    for block in _blocks(run):
        rows = run.conn.cursor(binary=True).execute(_BLOCK, block).fetchall()
        shapes = shapely.from_wkb(np.array([row["geom"] for row in rows], dtype=object))
        for crossing in find_crossings(shapes) if len(rows) > 1 else ():
            pair = (rows[crossing.first], rows[crossing.second])
            ids = frozenset(row["id"] for row in pair)
            if ids not in seen and any(row["is_touched"] for row in pair):
                seen.add(ids)
                _report(run, pair, crossing)


def _report(run: Run, pair: tuple[Row, Row], crossing: Crossing) -> None:
    shape = shapely.to_wkb(shapely.set_srid(crossing.shape, SRID), hex=True, include_srid=True)
    first, second = sorted(pair, key=lambda row: str(row["parcel_key"]))
    area_m2, width_m = round(crossing.area_m2, 3), round(crossing.width_m, 3)
    run.find(
        "overlap", "error", "parcel", first["parcel_key"],
        f"overlaps {second['parcel_key']} by {area_m2} m² (width {width_m} m)",
        params={"with": second["parcel_key"], "area_m2": area_m2, "width_m": width_m},
        object_id=first["id"], geom=shape,
    )  # fmt: skip


def _blocks(run: Run) -> Iterator[dict[str, Any]]:
    """Yield boxes that hold some thousand parcels each and cover what the load touched."""
    tx = {"tx": run.report.tx_id}
    box = run.conn.execute(_TOUCHED_BOX, tx).fetchone()
    if box is None or not box["n"]:
        return
    per_side = max(1, round((box["n"] / BLOCK_PARCELS) ** 0.5))
    xs = np.linspace(box["west"], box["east"], per_side + 1).tolist()
    ys = np.linspace(box["south"], box["north"], per_side + 1).tolist()
    for west, east in pairwise(xs):
        for south, north in pairwise(ys):
            block = {"west": west, "south": south, "east": east, "north": north, **tx}
            found = run.conn.execute(_HAS_TOUCHED, block).fetchone()
            if found is not None and found["has"]:
                yield block


def _has_parcels(run: Run) -> bool:
    row = run.conn.execute(
        sql.SQL("SELECT to_regclass('pg_temp.diff_parcel') IS NOT NULL AS has")
    ).fetchone()
    return bool(row and row["has"])
