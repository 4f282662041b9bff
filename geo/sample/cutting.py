"""Cut land into convex pieces: again and again across the long side, streets lie in the cuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from geo.sample.frame import GRID_M
from geo.sample.places import Bools, Floats, Geoms, Ints

FAR_M = 60_000.0
# A piece that fills less of its hull has a corner that bends inwards.
CONVEX_SHARE = 0.985
MAX_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Cuts:
    """What is left after cutting: pieces, and the lines that became streets."""

    pieces: Geoms
    lines: Geoms


Targets = Callable[[Geoms], Floats]


def cut_up(faces: Geoms, target_m2: Targets, rng: np.random.Generator) -> Cuts:
    """Cut faces until each piece is convex and no larger than the target where it lies."""
    done: list[Geoms] = []
    lines: list[Geoms] = []
    work = faces
    for _ in range(MAX_ROUNDS):
        is_large, is_bent = _unfinished(work, target_m2)
        done.append(work[~(is_large | is_bent)])
        work, is_large = work[is_large | is_bent], is_large[is_large | is_bent]
        if not len(work):
            break
        at, along = _across(work, rng)
        if not is_large.all():
            at[~is_large], along[~is_large] = _from_corner(work[~is_large])
        work, cut = _split(work, at, along)
        lines.append(cut)
    none = np.array([], dtype=object)
    return Cuts(np.concatenate([*done, work]), np.concatenate([none, *lines]))


def _unfinished(pieces: Geoms, target_m2: Targets) -> tuple[Bools, Bools]:
    area = shapely.area(pieces)
    target = target_m2(pieces)
    is_large = area > target
    is_bent = (_filled_share(pieces) < CONVEX_SHARE) & (area > np.minimum(target, 20_000) * 0.25)
    return is_large, is_bent & np.isfinite(target)


def _filled_share(pieces: Geoms) -> Floats:
    share: Floats = shapely.area(pieces) / np.maximum(shapely.area(shapely.convex_hull(pieces)), 1)
    return share


def boxes(pieces: Geoms) -> tuple[Floats, Floats]:
    """Return the long and the short side, as vectors, of the smallest turned box of each piece."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(pieces)).reshape(-1, 5, 2)
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    is_one = (np.hypot(*one.T) >= np.hypot(*two.T))[:, None]
    return np.where(is_one, one, two), np.where(is_one, two, one)


def _across(pieces: Geoms, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return point and direction of a cut across the long side, a little off the middle."""
    long, short = boxes(pieces)
    at = shapely.get_coordinates(shapely.centroid(pieces))
    at = at + long * rng.uniform(-0.09, 0.09, len(pieces))[:, None]
    turn = rng.normal(0, 0.025, len(pieces))
    direction = short / np.hypot(*short.T)[:, None]
    normal = np.column_stack([-direction[:, 1], direction[:, 0]])
    return at, direction + normal * turn[:, None]


def _from_corner(pieces: Geoms) -> tuple[Floats, Floats]:
    """Return point and direction of a cut that goes on from the edge at the sharpest corner."""
    rings = shapely.get_exterior_ring(shapely.normalize(pieces))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    last = np.r_[ring[1:] != ring[:-1], True]
    first = np.r_[True, last[:-1]]
    # The ring closes on its first vertex: its corner is seen there, not at the end.
    start = np.flatnonzero(first)
    before = np.arange(len(xy)) - 1
    before[start] = np.flatnonzero(last) - 1
    after = np.minimum(np.arange(len(xy)) + 1, len(xy) - 1)
    incoming, outgoing = xy - xy[before], xy[after] - xy
    cross = incoming[:, 0] * outgoing[:, 1] - incoming[:, 1] * outgoing[:, 0]
    size = np.hypot(*incoming.T) * np.hypot(*outgoing.T)
    # Normalised rings run clockwise, so inward corners turn left.
    bend = np.where(last, -np.inf, cross / np.maximum(size, 1e-9))
    order = np.lexsort([bend, ring])
    sharpest = order[np.flatnonzero(np.r_[ring[order][1:] != ring[order][:-1], True])]
    return xy[sharpest], incoming[sharpest] / np.hypot(*incoming[sharpest].T)[:, None]


def _split(pieces: Geoms, at: Floats, along: Floats) -> tuple[Geoms, Geoms]:
    """Return the parts on both sides of the cuts, and the cuts inside the pieces."""
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    one, two = at - along * FAR_M, at + along * FAR_M
    sides = []
    for sign in (1.0, -1.0):
        away = normal * FAR_M * sign
        half = shapely.polygons(np.stack([one, two, two + away, one + away], axis=1))
        sides.append(shapely.intersection(pieces, half, grid_size=GRID_M))
    parts = polygons_of(np.concatenate(sides))
    lines = shapely.linestrings(np.stack([one, two], axis=1))
    cut = shapely.get_parts(shapely.intersection(lines, pieces))
    return parts, cut[shapely.length(cut) > 1.0]


def polygons_of(shapes: Geoms, min_area_m2: float = 300.0) -> Geoms:
    """Return the polygons in a list of any shapes, without slivers."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    parts = parts[shapely.get_type_id(parts) == 3]  # noqa: PLR2004 - polygon
    found: Geoms = parts[shapely.area(parts) > min_area_m2]
    return found


def points_along(lines: Geoms, share: Floats | float) -> Floats:
    """Return the point at a share of each line's length."""
    found: Floats = shapely.get_coordinates(
        shapely.line_interpolate_point(lines, share, normalized=True)
    )
    return found


def ragged(starts: Ints, counts: Ints) -> Ints:
    """Return the indices start, start + 1, … of all runs in one row.

    >>> ragged(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    ends = np.cumsum(counts)
    offset = np.repeat(starts - (ends - counts), counts)
    found: Ints = np.arange(int(counts.sum())) + offset
    return found
