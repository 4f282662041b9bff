"""Parcels for measurements: Voronoi cells of random points, denser in the middle, bent edges."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

CENTRE = (411_000.0, 5_656_000.0)
EXTENT_M = 9_000.0


def parcels(n: int, seed: int = 1) -> NDArray[np.object_]:
    """Return `n` multipolygons in EPSG:25833 with about 13 vertices each."""
    rng = np.random.default_rng(seed)
    radius = EXTENT_M * rng.random(n) ** 0.6
    angle = rng.random(n) * 2 * np.pi
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + CENTRE
    box = shapely.box(*(c - EXTENT_M for c in CENTRE), *(c + EXTENT_M for c in CENTRE))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=box))
    inside = shapely.set_precision(shapely.intersection(cells, box), 0.001)
    bent: NDArray[np.object_] = shapely.multipolygons([[p] for p in _bend(inside)])
    return bent


def _bend(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Put a vertex beside the middle of every edge, the same for both neighbours."""
    corners, ring = shapely.get_coordinates(polygons, return_index=True)
    is_edge = ring[1:] == ring[:-1]
    start, end = corners[:-1][is_edge], corners[1:][is_edge]
    forward = (start[:, 0] < end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] < end[:, 1]))
    along = np.where(forward[:, None], end - start, start - end)
    middle = (start + end) / 2 + 0.06 * np.column_stack([-along[:, 1], along[:, 0]])
    both = np.stack([start, middle], axis=1).reshape(-1, 2)
    owner = np.repeat(ring[:-1][is_edge], 2)
    bent: NDArray[np.object_] = shapely.polygons(shapely.linearrings(both, indices=owner))
    sound: NDArray[np.object_] = bent[shapely.is_valid(bent)]
    return sound
