"""Parcels: each convex block becomes two rows of lots, back to back, with corners in common.

Everything happens in the block's own system: x along its long side, y across; the rows meet
at y = 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely

from geo.sample.blocks import Blocks
from geo.sample.cutting import boxes, ragged
from geo.sample.places import Bools, Floats, Geoms, Ints

MIN_LOT_SHARE = 0.55
MM = 3
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Lots:
    """Parcels in the order of their blocks; `sides` are the ends of their street side."""

    geom: Geoms
    block: Ints
    sides: Floats
    is_end: Bools


@dataclass(frozen=True, slots=True)
class _Ring:
    """The corners of all blocks in their own systems, counter-clockwise, not closed."""

    xy: Floats
    block: Ints
    edge: Ints
    to_xy: Floats


@dataclass(frozen=True, slots=True)
class _Turn:
    """How to get from a block's own system back to the ground."""

    at: Floats
    along: Floats

    def ground(self, xy: Floats, block: Ints) -> Floats:
        """Turn own coordinates into metres on the ground, to the millimetre."""
        along = self.along[block]
        across = np.column_stack([-along[:, 1], along[:, 0]])
        return np.round(self.at[block] + along * xy[:, :1] + across * xy[:, 1:], MM)


def divide(blocks: Blocks, lot_m: Floats, rng: np.random.Generator) -> Lots:
    """Divide all blocks into lots of about the width of their zone, some thousand at a time."""
    n = len(blocks.geom)
    parts = [
        _divide(blocks.part(slice(start, start + CHUNK)), lot_m, start, rng)
        for start in range(0, n, CHUNK)
    ]
    return Lots(
        np.concatenate([part.geom for part in parts]),
        np.concatenate([part.block for part in parts]),
        np.concatenate([part.sides for part in parts]),
        np.concatenate([part.is_end for part in parts]),
    )


def _divide(blocks: Blocks, lot_m: Floats, first: int, rng: np.random.Generator) -> Lots:
    turn = _turns(blocks)
    ring = _own_rings(blocks, turn)
    right, left = _mid_ends(ring)
    width_m = right.xy[:, 0] - left.xy[:, 0]
    cuts = _cut_places(_lot_counts(blocks, width_m, lot_m), left, width_m, rng)
    lots = _assemble(ring, turn, (right, left), cuts, _cut_ends(ring, cuts))
    return replace(lots, block=lots.block + first)


def _turns(blocks: Blocks) -> _Turn:
    long, _ = boxes(blocks.geom)
    at = shapely.get_coordinates(shapely.centroid(blocks.geom))
    return _Turn(at, long / np.hypot(*long.T)[:, None])


def _own_rings(blocks: Blocks, turn: _Turn) -> _Ring:
    rings = shapely.get_exterior_ring(shapely.orient_polygons(blocks.geom))
    xy, block = shapely.get_coordinates(rings, return_index=True)
    is_last = np.r_[block[1:] != block[:-1], True]
    away = xy - turn.at[block]
    along = turn.along[block]
    own = np.column_stack(
        [(away * along).sum(axis=1), away[:, 1] * along[:, 0] - away[:, 0] * along[:, 1]]
    )
    to_xy = np.vstack([own[1:], own[:1]])[~is_last]
    first = np.flatnonzero(np.r_[True, is_last[:-1]])
    edge = np.arange(len(xy)) - first[block]
    return _Ring(own[~is_last], block[~is_last], edge[~is_last], to_xy)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Points on the rings: in which block, where on the ring (edge + fraction), where they lie."""

    block: Ints
    place: Floats
    xy: Floats


def _crossings(ring: _Ring, edges: Ints, axis: int, level: Floats) -> tuple[Ints, _Marks]:
    """Return which of the edges cross the level of an axis, and where."""
    a, b = ring.xy[edges], ring.to_xy[edges]
    crosses = (a[:, axis] - level) * (b[:, axis] - level) < 0
    a, b, edges, level = a[crosses], b[crosses], edges[crosses], level[crosses]
    share = (level - a[:, axis]) / (b[:, axis] - a[:, axis])
    xy = a + (b - a) * share[:, None]
    xy[:, axis] = level
    marks = _Marks(ring.block[edges], ring.edge[edges] + share, xy)
    return np.flatnonzero(crosses), marks


def _mid_ends(ring: _Ring) -> tuple[_Marks, _Marks]:
    """Return where the middle line leaves each block: on the right, on the left."""
    every = np.arange(len(ring.xy))
    _, marks = _crossings(ring, every, 1, np.zeros(len(every)))
    is_right = np.lexsort([marks.xy[:, 0], marks.block])
    right, left = is_right[1::2], is_right[0::2]
    return (
        _Marks(marks.block[right], marks.place[right], marks.xy[right]),
        _Marks(marks.block[left], marks.place[left], marks.xy[left]),
    )


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Boundaries between lots: block, upper row or lower, x."""

    block: Ints
    is_upper: Bools
    x: Floats


def _lot_counts(blocks: Blocks, width_m: Floats, lot_m: Floats) -> Ints:
    """Return how many lots each of a block's two rows has; open blocks are not divided further."""
    count = np.maximum(1, np.round(width_m / lot_m[blocks.zone])).astype(np.int64)
    count[blocks.is_open] = 1
    return count


def _cut_places(n_lots_row: Ints, left: _Marks, width_m: Floats, rng: np.random.Generator) -> _Cuts:
    """Draw the widths of the lots of each row."""
    row_block = np.repeat(np.arange(len(width_m)), 2)
    n_lots = n_lots_row[row_block]
    row = np.repeat(np.arange(len(n_lots)), n_lots)
    grown = np.cumsum(rng.uniform(MIN_LOT_SHARE, 2 - MIN_LOT_SHARE, len(row)))
    last = np.cumsum(n_lots) - 1
    before = np.r_[0.0, grown[last]][:-1]
    share = (grown - before[row]) / (grown[last] - before)[row]
    inner = np.ones(len(row), dtype=bool)
    inner[last] = False
    row, share = row[inner], share[inner]
    block = row_block[row]
    return _Cuts(block, row % 2 == 0, left.xy[block, 0] + share * width_m[block])


def _cut_ends(ring: _Ring, cuts: _Cuts) -> _Marks:
    """Return where each boundary between lots meets the street."""
    n_edges = np.bincount(ring.block)
    first = np.r_[0, np.cumsum(n_edges)][:-1]
    counts = n_edges[cuts.block]
    edges = ragged(first[cuts.block], counts)
    cut = np.repeat(np.arange(len(cuts.x)), counts)
    hit, marks = _crossings(ring, edges, 0, cuts.x[cut])
    is_upper = marks.xy[:, 1] > 0
    fits = is_upper == cuts.is_upper[cut[hit]]
    order = np.argsort(cut[hit][fits], kind="stable")
    keep = np.flatnonzero(fits)[order]
    return _Marks(marks.block[keep], marks.place[keep], marks.xy[keep])


@dataclass(frozen=True, slots=True)
class _Walk:
    """The outer points of all blocks as walked; `mark` numbers the points where lots meet."""

    xy: Floats
    block: Ints
    mark: Ints


def _walk_around(ring: _Ring, right: _Marks, left: _Marks, tops: _Marks) -> _Walk:
    """Walk each block once around, counter-clockwise from the right end of its middle line.

    Marks are the right ends, the left ends, the right ends again (closing), then the cuts.
    """
    n = len(right.block)
    n_edges = np.bincount(ring.block).astype(float)
    block = np.r_[right.block, left.block, right.block, tops.block, ring.block]
    place = np.r_[right.place, left.place, right.place, tops.place, ring.edge.astype(float)]
    walked = np.mod(place - right.place[block], n_edges[block])
    walked[:n], walked[2 * n : 3 * n] = -1.0, np.inf
    xy = np.vstack([right.xy, left.xy, right.xy, tops.xy, ring.xy])
    mark = np.arange(len(block))
    mark[3 * n + len(tops.block) :] = -1
    order = np.lexsort([walked, block])
    return _Walk(xy[order], block[order], mark[order])


def _assemble(
    ring: _Ring, turn: _Turn, ends: tuple[_Marks, _Marks], cuts: _Cuts, tops: _Marks
) -> Lots:
    """Close the lots: from mark to mark along the street, and back along the middle line."""
    walk = _walk_around(ring, *ends, tops)
    mid_x, mid_block, mid_order, mid_of = _middle(*ends, cuts)
    n_end_marks = 3 * len(ends[0].block)

    marks = np.flatnonzero(walk.mark >= 0)
    same = walk.block[marks[1:]] == walk.block[marks[:-1]]
    start, stop = marks[:-1][same], marks[1:][same]
    first, last = walk.mark[start], walk.mark[stop]
    outer = _Runs(start, stop - start + 1)
    step = np.where(mid_of[first] > mid_of[last], 1, -1)
    # An end of the middle line is an outer point already.
    begin = mid_of[last] + np.where(last < n_end_marks, step, 0)
    finish = mid_of[first] - np.where(first < n_end_marks, step, 0)
    inner = _Steps(begin, np.maximum((finish - begin) * step + 1, 0), step)

    outer_xy = turn.ground(walk.xy, walk.block)
    mid_xy = turn.ground(np.column_stack([mid_x, np.zeros_like(mid_x)]), mid_block)[mid_order]
    return Lots(
        _polygons(outer_xy, outer, mid_xy, inner),
        walk.block[start],
        _street_sides(outer_xy, outer),
        (first < n_end_marks) | (last < n_end_marks),
    )


def _street_sides(outer_xy: Floats, outer: _Runs) -> Floats:
    """Return from and to of the longest stretch along the street: (n, 2, 2)."""
    xy = outer_xy[outer.indices()]
    owner = np.repeat(np.arange(len(outer.start)), outer.counts)
    same = owner[1:] == owner[:-1]
    a, b, owner = xy[:-1][same], xy[1:][same], owner[1:][same]
    order = np.lexsort([np.hypot(*(b - a).T), owner])
    longest = order[np.flatnonzero(np.r_[owner[order][1:] != owner[order][:-1], True])]
    return np.stack([a[longest], b[longest]], axis=1)


def _middle(right: _Marks, left: _Marks, cuts: _Cuts) -> tuple[Floats, Ints, Ints, Ints]:
    """Return the points of the middle lines, their order from left to right, and where marks lie.

    Marks are numbered as they are on the walk around.
    """
    n = len(right.block)
    block = np.r_[right.block, left.block, cuts.block]
    x = np.r_[right.xy[:, 0], left.xy[:, 0], cuts.x]
    order = np.lexsort([x, block])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return x, block, order, np.r_[rank[:n], rank[n : 2 * n], rank[:n], rank[2 * n :]]


@dataclass(frozen=True, slots=True)
class _Runs:
    start: Ints
    counts: Ints

    def indices(self) -> Ints:
        return ragged(self.start, self.counts)


@dataclass(frozen=True, slots=True)
class _Steps:
    start: Ints
    counts: Ints
    step: Ints

    def indices(self) -> Ints:
        nth = ragged(np.zeros_like(self.start), self.counts)
        return np.repeat(self.start, self.counts) + nth * np.repeat(self.step, self.counts)


def _polygons(outer_xy: Floats, outer: _Runs, mid_xy: Floats, inner: _Steps) -> Geoms:
    n = len(outer.start)
    xy = np.vstack([outer_xy[outer.indices()], mid_xy[inner.indices()]])
    lot = np.r_[np.repeat(np.arange(n), outer.counts), np.repeat(np.arange(n), inner.counts)]
    order = np.argsort(lot, kind="stable")
    rings = shapely.linearrings(xy[order], indices=lot[order])
    found: Geoms = shapely.polygons(rings)
    return found
