"""Overlaps among parcels that should tile the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.cadastre.lineage import parameters


@dataclass(frozen=True, slots=True)
class Crossing:
    """Ground that two shapes both claim."""

    first: int
    second: int
    area_m2: float
    width_m: float
    shape: Any


def find_crossings(shapes: NDArray[np.object_]) -> list[Crossing]:
    """Return the pairs of shapes (by position) that overlap by more than measuring noise.

    GEOS checks the coverage first, which is quick; only shapes with an edge that does not match
    a neighbour's are then cut with their neighbours.

    >>> import shapely
    >>> two = np.array([shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1)])
    >>> [crossing.area_m2 for crossing in find_crossings(two)]
    [1.0]
    """
    edges = shapely.coverage_invalid_edges(shapes)
    suspects = np.flatnonzero(~shapely.is_empty(edges))
    if not len(suspects):
        return []
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes[suspects], predicate="intersects")
    left = suspects[left]
    pairs = np.unique(np.sort(np.column_stack([left, right]), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    shared = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    return _real(pairs, shared)


def _real(pairs: NDArray[np.int64], shared: NDArray[np.object_]) -> list[Crossing]:
    """Keep what is larger and wider than noise; width is area by half the perimeter."""
    limits = parameters()
    areas = shapely.area(shared)
    widths = np.divide(2 * areas, shapely.length(shared), out=np.zeros_like(areas), where=areas > 0)
    real = (areas >= limits["overlap_area_m2"]) & (widths >= limits["overlap_width_m"])
    return [
        Crossing(int(pairs[i, 0]), int(pairs[i, 1]), float(areas[i]), float(widths[i]), shared[i])
        for i in np.flatnonzero(real)
    ]
