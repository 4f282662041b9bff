"""Where boxes lie in the tile grid, and what a database snapshot sees; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

EXTENT = 4096
BUFFER = 64
FINEST = 16
# Simplified and snapped, a shape may lie this much beside its box at a coarser zoom.
SNAP = 2

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one statement saw: every transaction below `xmax` that was not running then."""

    xmin: int
    xmax: int
    running: frozenset[int]

    @classmethod
    def parse(cls, text: str) -> Snapshot:
        """Read PostgreSQL's way of writing a snapshot.

        >>> Snapshot.parse("10:14:11,12").sees(13)
        True
        """
        xmin, xmax, running = text.split(":")
        return cls(int(xmin), int(xmax), frozenset(int(x) for x in running.split(",") if x))

    def __str__(self) -> str:
        """Write it as PostgreSQL does."""
        return f"{self.xmin}:{self.xmax}:{','.join(str(x) for x in sorted(self.running))}"

    def sees(self, xid: int) -> bool:
        """Tell whether what the transaction did was visible."""
        return xid < self.xmin or (xid < self.xmax and xid not in self.running)


@dataclass(frozen=True, slots=True)
class TileRange:
    """A rectangle of tiles at one zoom, both ends included."""

    x_first: int
    y_first: int
    x_last: int
    y_last: int

    def __contains__(self, tile: tuple[int, int]) -> bool:
        """Tell whether a tile lies inside."""
        x, y = tile
        return self.x_first <= x <= self.x_last and self.y_first <= y <= self.y_last

    def __len__(self) -> int:
        """Count the tiles."""
        return (self.x_last - self.x_first + 1) * (self.y_last - self.y_first + 1)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Go through the tiles."""
        for x in range(self.x_first, self.x_last + 1):
            for y in range(self.y_first, self.y_last + 1):
                yield x, y


def tiles_of(box: Box, zoom: int) -> TileRange:
    """Return the tiles of a zoom in which something inside the box (zoom 16 units) is drawn.

    >>> len(tiles_of((2048, 2048, 2050, 2050), 16)), len(tiles_of((4090, 2048, 4090, 2050), 16))
    (1, 2)
    """
    shift = FINEST - zoom
    margin = BUFFER + SNAP
    last = 2**zoom - 1
    low = [((edge >> shift) - margin) // EXTENT for edge in box[:2]]
    high = [((edge >> shift) + 1 + margin) // EXTENT for edge in box[2:]]
    return TileRange(max(low[0], 0), max(low[1], 0), min(high[0], last), min(high[1], last))
