"""The box in which a region's geometry may lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

from geo.errors import BadParameter, Fault

# Where EPSG:25833 measures well enough to compute in: 12 degrees to both sides of its meridian.
# Helsinki (25° E) is 0.4 % too long in the plane; lengths and areas that people see are geodesic.
LON_RANGE_DEG = (3.0, 27.0)
LAT_RANGE_DEG = (45.0, 62.0)


@dataclass(frozen=True)
class Extent:
    """Degrees in the order that GeoJSON uses for a box."""

    west_lon_deg: float
    south_lat_deg: float
    east_lon_deg: float
    north_lat_deg: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `W,S,E,N`; every fault is reported at once.

        >>> Extent.parse("13.40,50.90,14.15,51.25").east_lon_deg
        14.15
        """
        try:
            extent = cls(*(float(part) for part in text.split(",")))
        except (ValueError, TypeError):
            raise _refusal([_not_four_numbers(text)]) from None
        faults = extent._faults()
        if faults:
            raise _refusal(faults)
        return extent

    def __str__(self) -> str:
        """Write the box as it is read."""
        west, south, east, north = self.as_list()
        return f"{west:g},{south:g},{east:g},{north:g}"

    def as_list(self) -> list[float]:
        """Return west, south, east, north."""
        return [self.west_lon_deg, self.south_lat_deg, self.east_lon_deg, self.north_lat_deg]

    def as_ewkt(self) -> str:
        """Return the smallest box in EPSG:25833 that holds the extent, on whole metres."""
        from pyproj import Transformer  # noqa: PLC0415 - slow to import

        transformer = Transformer.from_crs("EPSG:4326", "EPSG:25833", always_xy=True)
        west, south, east, north = self.as_list()
        xmin, ymin, xmax, ymax = transformer.transform_bounds(west, south, east, north)
        x0, y0, x1, y1 = math.floor(xmin), math.floor(ymin), math.ceil(xmax), math.ceil(ymax)
        ring = f"{x0} {y0},{x0} {y1},{x1} {y1},{x1} {y0},{x0} {y0}"
        return f"SRID=25833;POLYGON(({ring}))"

    def _faults(self) -> list[Fault]:
        west, south, east, north = self.as_list()
        edges = [
            ("west", west, LON_RANGE_DEG),
            ("south", south, LAT_RANGE_DEG),
            ("east", east, LON_RANGE_DEG),
            ("north", north, LAT_RANGE_DEG),
        ]
        faults = [
            Fault(f"extent.{name}", f"{value:g}", f"{low:g} to {high:g} degrees")
            for name, value, (low, high) in edges
            if not (math.isfinite(value) and low <= value <= high)
        ]
        if west >= east:
            faults.append(Fault("extent", f"west {west:g}, east {east:g}", "west < east"))
        if south >= north:
            faults.append(Fault("extent", f"south {south:g}, north {north:g}", "south < north"))
        return faults


KNOWN_EXTENTS = {"dresden": Extent(13.40, 50.90, 14.15, 51.25)}


def _not_four_numbers(text: str) -> Fault:
    return Fault("extent", repr(text), "four numbers W,S,E,N in degrees")


def _refusal(faults: list[Fault]) -> BadParameter:
    return BadParameter(
        "the extent cannot be used",
        "give degrees as W,S,E,N, longitude first, for example --extent 13.40,50.90,14.15,51.25",
        faults=tuple(faults),
    )
