"""Do areas tile their municipality: nothing missing, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo.cadastre import find_crossings
from geo.crs import SRID, geodesic_area_m2
from geo.sources.run import Run

M2_PER_KM2 = 1e6
_OUTLINES = """
SELECT name, ST_AsBinary(geom) AS geom
FROM geo.municipality WHERE ags IS NOT NULL AND geom IS NOT NULL
"""
_SHAPES = """
SELECT id, district_code AS code, name, ST_AsBinary(geom) AS geom
FROM geo.district WHERE district_kind = %(kind)s AND upper_inf(valid)
  AND id IN (SELECT object_id FROM diff_district)
ORDER BY district_code
"""


@dataclass(frozen=True)
class Cover:
    """How much of a municipality some areas cover, and what they leave out."""

    name: str
    share: float
    missing_km2: float
    gap: Any


def measure_cover(run: Run, shapes: Sequence[Any]) -> Cover | None:
    """Compare areas with the outline of the municipality they lie in; None without outline."""
    valid = np.array(
        [shape for shape in shapes if shape is not None and shape.is_valid], dtype=object
    )
    best = None
    for row in run.conn.execute(_OUTLINES).fetchall():
        outline = shapely.from_wkb(bytes(row["geom"]))
        inside = valid[shapely.intersects(valid, outline)] if len(valid) else valid
        if not len(inside):
            continue
        gap = shapely.difference(outline, shapely.union_all(inside))
        whole, missing = geodesic_area_m2(np.array([outline, gap], dtype=object))
        cover = Cover(row["name"], 1 - missing / whole, missing / M2_PER_KM2, gap)
        best = cover if best is None or cover.share > best.share else best
    return best


def check_overlaps(run: Run, kinds: Sequence[str]) -> None:
    """Report districts of one kind that claim the same ground."""
    for kind in kinds:
        rows = run.conn.execute(_SHAPES, {"kind": kind}).fetchall()
        shapes = shapely.from_wkb(np.array([bytes(row["geom"]) for row in rows], dtype=object))
        for crossing in find_crossings(shapes) if len(rows) > 1 else ():
            first, second = rows[crossing.first], rows[crossing.second]
            run.find(
                "overlap",
                "error",
                "district",
                f"{first['code']} {first['name']}",
                f"overlaps {second['code']} {second['name']} by {crossing.area_m2:.1f} m²",
                params={"with": second["code"], "area_m2": round(crossing.area_m2, 2)},
                object_id=first["id"],
                geom=shapely.to_wkb(
                    shapely.set_srid(crossing.shape, SRID), hex=True, include_srid=True
                ),
            )
