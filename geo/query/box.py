"""A box in degrees, as GeoJSON writes it: west, south, east, north."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees east and north; a box across the 180th meridian is none of ours."""

    west_lon_deg: float
    south_lat_deg: float
    east_lon_deg: float
    north_lat_deg: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `W,S,E,N`; ValueError says what is expected.

        >>> Box.parse("13.7,51.0,13.8,51.1").east_lon_deg
        13.8
        """
        parts = text.split(",")
        if len(parts) != 4:  # noqa: PLR2004 - a box has four edges
            raise ValueError("four numbers W,S,E,N in degrees, longitude first")
        west, south, east, north = (_degree(part) for part in parts)
        if not (-180 <= west < east <= 180):  # noqa: PLR2004 - the globe
            raise ValueError("west < east, both from -180 to 180 degrees")
        if not (-90 <= south < north <= 90):  # noqa: PLR2004 - the globe
            raise ValueError("south < north, both from -90 to 90 degrees")
        return cls(west, south, east, north)

    def as_params(self) -> dict[str, float]:
        """Return the edges as parameters of a statement."""
        return asdict(self)


def _degree(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError("four numbers W,S,E,N in degrees, longitude first") from None
    if not math.isfinite(value):
        raise ValueError("finite numbers W,S,E,N in degrees")
    return value
