"""Cut ways into the pieces between the nodes where ways meet or end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

IDS = NDArray[np.int64]
DEGREES = Sequence[float] | NDArray[np.float64]

_ELLIPSOID = Geod(ellps="GRS80")


class Piece(NamedTuple):
    """A stretch of a way: positions of its first and last node in the way."""

    first: int
    last: int


def junctions(uses: IDS | Sequence[int], ends: IDS | Sequence[int]) -> IDS:
    """Return, sorted, the nodes that belong to the network: used more than once, or an end.

    `uses` lists every node of every way, `ends` the first and last node of each.

    >>> junctions([1, 2, 3, 9, 2, 8], [1, 3, 9, 8]).tolist()
    [1, 2, 3, 8, 9]
    """
    nodes, counts = np.unique(np.asarray(uses, dtype=np.int64), return_counts=True)
    return np.union1d(nodes[counts > 1], np.asarray(ends, dtype=np.int64))


def pieces(way: IDS | Sequence[int], cuts: IDS) -> list[Piece]:
    """Cut a way at the sorted nodes `cuts`; its own ends are always cut.

    >>> pieces([1, 2, 3, 4], np.array([3]))
    [Piece(first=0, last=2), Piece(first=2, last=3)]
    """
    nodes = np.asarray(way, dtype=np.int64)
    if len(nodes) < 2:  # noqa: PLR2004 - a line has two ends
        return []
    at = np.minimum(np.searchsorted(cuts, nodes), max(len(cuts) - 1, 0))
    is_cut = cuts[at] == nodes if len(cuts) else np.zeros(len(nodes), dtype=bool)
    is_cut[[0, -1]] = True
    places = np.flatnonzero(is_cut).tolist()
    return [Piece(first, last) for first, last in pairwise(places)]


def geodesic_length_m(lon_deg: DEGREES, lat_deg: DEGREES) -> float:
    """Measure a line on the ellipsoid; the map plane would be up to 0.4 ‰ off in Dresden."""
    return float(_ELLIPSOID.line_length(lon_deg, lat_deg))
