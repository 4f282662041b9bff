"""Blocks: the land between main streets, water and green, cut by side streets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo.sample.cutting import Cuts, cut_up, polygons_of
from geo.sample.frame import ZONES, Frame
from geo.sample.places import Bools, Floats, Geoms, Ints, document, metres, roads

ROAD_HALF_M = {"primary": 12.0, "secondary": 9.0, "pedestrian": 9.0}
NODE_GRID_M = 0.01
BANK_M = 6.0
# A hull this close to its block bulges by less than the street in front is wide.
HULL_SHARE = 0.965
MIN_BLOCK_M2 = 500.0
# The demo cuts side streets a little further than its blocks reach.
DEMO_RANK = 1.35


@dataclass(frozen=True, slots=True)
class Blocks:
    """Convex blocks with the zone and the place each lies in; open ones are never built on."""

    geom: Geoms
    zone: Ints
    place: Ints
    is_open: Bools

    def part(self, keep: Any) -> Blocks:  # noqa: ANN401 - mask, slice or places
        """Return some of the blocks."""
        return Blocks(self.geom[keep], self.zone[keep], self.place[keep], self.is_open[keep])


def zone_values(name: str) -> Floats:
    """Return one made value of `zoning.yml` for each zone, in the order of zone numbers.

    A zone without a value for the region has the same as in the city.
    """
    spec = document("zoning.yml")
    plain = name.removeprefix("region_")
    return np.array([float(spec[zone].get(name, spec[zone][plain])) for zone in ZONES])


def faces(frame: Frame) -> Geoms:
    """Return the land that main streets and outlines enclose, without water and green."""
    lines = [shapely.LineString(road.course) for road in roads()]
    edges = shapely.boundary(frame.cells[frame.n_quarters :]).tolist()
    border = [shapely.boundary(frame.city), shapely.boundary(frame.area)]
    noded = shapely.union_all([*lines, *edges, *border], grid_size=NODE_GRID_M)
    cells = shapely.get_parts(shapely.polygonize([noded]))
    cells = cells[shapely.contains(frame.area.buffer(1), shapely.point_on_surface(cells))]
    free = shapely.difference(cells, frame.unbuilt.buffer(BANK_M, join_style="mitre"))
    return polygons_of(free, min_area_m2=900)


def cut_blocks(frame: Frame, rng: np.random.Generator, *, demo: bool) -> tuple[Blocks, Cuts]:
    """Cut the faces into blocks; for the demo only around its places."""
    block_m2 = zone_values("block_m2")

    def target_m2(pieces: Geoms) -> Floats:
        target = block_m2[frame.zones(shapely.get_coordinates(shapely.centroid(pieces)))]
        return np.where(demo_rank(pieces) < DEMO_RANK, target, np.inf) if demo else target

    cuts = cut_up(faces(frame), target_m2, rng)
    pieces = cuts.pieces
    if demo:
        pieces = pieces[demo_rank(pieces) < DEMO_RANK]
    return _inset(frame, pieces, rng), cuts


def demo_rank(shapes: Geoms) -> Floats:
    """Return the distance to the nearest place of the demo, in its radii."""
    ranks = [
        shapely.distance(shapes, shapely.Point(metres([lon, lat])[0])) / radius_m
        for lon, lat, radius_m in document("places.yml")["demo"]
    ]
    rank: Floats = np.min(ranks, axis=0)
    return rank


def _inset(frame: Frame, pieces: Geoms, rng: np.random.Generator) -> Blocks:
    """Take the street land off each piece."""
    centre = shapely.get_coordinates(shapely.centroid(pieces))
    zone = frame.zones(centre)
    half_m = zone_values("street_m")[zone]
    inner = shapely.buffer(pieces, -half_m, join_style="mitre", mitre_limit=3.0)
    wide = shapely.union_all(
        [
            shapely.LineString(road.course).buffer(ROAD_HALF_M[road.street_class], cap_style="flat")
            for road in roads()
        ]
    )
    shapely.prepare(wide)
    touching = shapely.intersects(wide, inner)
    inner[touching] = shapely.difference(inner[touching], wide)
    single = _largest_part(inner)
    hull = shapely.simplify(shapely.convex_hull(single), 0.6)
    keep = (shapely.area(single) > HULL_SHARE * shapely.area(hull)) & (
        shapely.area(single) > MIN_BLOCK_M2
    )
    hull, zone = hull[keep], zone[keep]
    centre = shapely.get_coordinates(shapely.centroid(hull))
    is_open = rng.random(len(hull)) < zone_values("open_share")[zone]
    return Blocks(hull, zone, frame.place_at(centre), is_open)


def _largest_part(shapes: Geoms) -> Geoms:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    order = np.lexsort([shapely.area(parts), owner])
    last = np.flatnonzero(np.r_[owner[order][1:] != owner[order][:-1], True])
    found = np.full(len(shapes), shapely.Polygon(), dtype=object)
    found[owner[order][last]] = parts[order][last]
    return found
