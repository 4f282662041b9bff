"""Outlines that the edge of an extract cuts: what is known of the ring, closed along that edge."""

from __future__ import annotations

from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geo.network import geodesic_length_m
from geo.sources.osm.pbf import Box, Spot, Thing

Side = Literal["west", "east", "south", "north"]
Place = tuple[float, float]

# An extract cut along a box ends just before its edge; what ends farther off was cut otherwise.
NEAR_EDGE_M = 50.0
# Less than a square metre is no outline.
LEAST_AREA_DEG2 = 1e-10
# Repair is quick for few vertices only.
MOST_TO_REPAIR = 200


def close_at_edge(thing: Thing, edge: Box) -> BaseGeometry | None:
    """Return the polygon of a ring whose nodes beyond the edge are missing, None if unclear.

    The ring leaves the box straight across the nearest side, follows the side and comes back.
    """
    if not thing.is_closed:
        return None
    ring = _from_a_gap(list(thing.spots[:-1]))
    known = [spot for spot in ring if spot.is_known]
    if len(known) < 2 or len(known) == len(ring):  # noqa: PLR2004 - one node shows no side
        return None
    places = _walk(ring, edge)
    if places is None:
        return None
    return _polygon(places)


def _from_a_gap(ring: list[Spot]) -> list[Spot]:
    """Turn the ring so that it starts with the first known node after a gap."""
    n = len(ring)
    starts = [i for i in range(n) if ring[i].is_known and not ring[i - 1].is_known]
    start = starts[0] if starts else 0
    return ring[start:] + ring[:start]


def _walk(ring: list[Spot], edge: Box) -> list[Place] | None:
    """List known places and the way along the edge for each gap; None if a gap lies elsewhere."""
    places: list[Place] = []
    following = [*ring[1:], ring[0]]
    leaves: Spot | None = None
    for spot, after in zip(ring, following, strict=True):
        if spot.is_known:
            places.append((spot.lon_deg, spot.lat_deg))
            leaves = spot
        if leaves is not None and not spot.is_known and after.is_known:
            along = _along(leaves, after, edge)
            if along is None:
                return None
            places += along
    return places


def _along(leaves: Spot, returns: Spot, edge: Box) -> list[Place] | None:
    side_out, out = _nearest(leaves, edge)
    side_in, back = _nearest(returns, edge)
    if max(_apart_m(leaves, out), _apart_m(returns, back)) > NEAR_EDGE_M:
        return None
    if side_out == side_in:
        return [out, back]
    corner = _corner({side_out, side_in}, edge)
    return [out, corner, back] if corner else None


def _nearest(spot: Spot, edge: Box) -> tuple[Side, Place]:
    west, south, east, north = edge
    lon, lat = spot.lon_deg, spot.lat_deg
    sides: dict[Side, Place] = {
        "west": (west, lat), "east": (east, lat), "south": (lon, south), "north": (lon, north),
    }  # fmt: skip
    side = min(sides, key=lambda name: _apart_m(spot, sides[name]))
    return side, sides[side]


def _corner(sides: set[Side], edge: Box) -> Place | None:
    """Return the corner between two sides; opposite sides have none."""
    west, south, east, north = edge
    x = [{"west": west, "east": east}[side] for side in sides if side in ("west", "east")]
    y = [{"south": south, "north": north}[side] for side in sides if side in ("south", "north")]
    return (x[0], y[0]) if len(x) == len(y) == 1 else None


def _apart_m(spot: Spot, place: Place) -> float:
    return geodesic_length_m([spot.lon_deg, place[0]], [spot.lat_deg, place[1]])


def _polygon(places: list[Place]) -> BaseGeometry | None:
    if len(set(places)) < 3:  # noqa: PLR2004 - a triangle is the least polygon
        return None
    polygon = shapely.Polygon(places)
    if not polygon.is_valid and len(places) <= MOST_TO_REPAIR:
        # A ring that leaves the box more than once may run along its edge twice.
        polygon = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
    is_outline = polygon.is_valid and polygon.geom_type in ("Polygon", "MultiPolygon")
    return polygon if is_outline and polygon.area > LEAST_AREA_DEG2 else None
