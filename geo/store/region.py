"""The region itself: title, extent, where its data come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.db import Conn
from geo.errors import DatabaseNotReady
from geo.store.ground import Ground

BoxDeg = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What the frame of the app shows."""

    name: str
    title: str
    extent_deg: BoxDeg
    datasets: list[dict[str, Any]]

    @property
    def is_sample(self) -> bool:
        """Tell whether generated data are among the region's."""
        return any(dataset["dataset_kind"] == "sample" for dataset in self.datasets)


def get_region(conn: Conn, ground: Ground) -> RegionFacts:
    """Return the facts of the database's one region."""
    rows = ground.rows(conn, "region", {})
    if not rows:
        raise DatabaseNotReady("The database holds no region", hint="elbraum init NAME")
    row = rows[0]
    datasets = ground.rows(conn, "datasets", {})
    return RegionFacts(row["name"], row["title"], _box_deg(row), datasets)


def find_home(conn: Conn, ground: Ground) -> BoxDeg | None:
    """Return the box in which most addresses stand, W, S, E, N in degrees; None without any."""
    rows = ground.rows(conn, "home", {})
    return _box_deg(rows[0]) if rows else None


def _box_deg(row: dict[str, Any]) -> BoxDeg:
    edges = ("west_lon_deg", "south_lat_deg", "east_lon_deg", "north_lat_deg")
    west, south, east, north = (round(row[edge], 7) for edge in edges)
    return west, south, east, north
