"""Geometry drawn as text: each letter is a point, a shape is the list of its letters."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from shapely import MultiPolygon, Point, Polygon

# The lower left corner of every drawing, well inside the sample region.
ORIGIN = (411_000.0, 5_655_000.0)
SRID = 25833


@dataclass(frozen=True)
class Grid:
    """A drawing whose cells are `step_m` apart; y grows upwards as on the ground.

    >>> Grid('''
    ...     a b
    ...     c d
    ... ''').polygon("a b d c").area
    100.0
    """

    drawing: str
    step_m: float = 10.0

    def point(self, letter: str) -> Point:
        """Return where a letter stands."""
        rows = [line.split() for line in dedent(self.drawing).strip().splitlines()]
        for up, row in enumerate(reversed(rows)):
            if letter in row:
                x = ORIGIN[0] + row.index(letter) * self.step_m
                return Point(x, ORIGIN[1] + up * self.step_m)
        raise KeyError(letter)

    def polygon(self, letters: str) -> Polygon:
        """Return the polygon through the letters."""
        return Polygon([self.point(letter) for letter in letters.split()])

    def ewkt(self, letters: str) -> str:
        """Return the polygon as the ground stores it."""
        return f"SRID={SRID};{MultiPolygon([self.polygon(letters)]).wkt}"

    def point_ewkt(self, letter: str) -> str:
        """Return a letter's point as the ground stores it."""
        return f"SRID={SRID};{self.point(letter).wkt}"
