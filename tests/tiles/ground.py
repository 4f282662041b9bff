"""Puts parcels, buildings and units on the ground near the middle of Dresden."""

from __future__ import annotations

import math
from typing import Any
from uuid import UUID

from pyproj import Transformer

from tests.conftest import Connection

# Metres from here, EPSG:25833.
ORIGIN = (411_000.0, 5_656_000.0)
TO_DEGREES = Transformer.from_crs(25833, 4326, always_xy=True)


def tile_at(zoom: int, x_m: float = 0.0, y_m: float = 0.0) -> tuple[int, int]:
    """Return the tile in which a place lies."""
    lon, lat = TO_DEGREES.transform(ORIGIN[0] + x_m, ORIGIN[1] + y_m)
    north = math.asinh(math.tan(math.radians(lat))) / math.pi
    return int((lon + 180) / 360 * 2**zoom), int((1 - north) / 2 * 2**zoom)


def path_of(layer: str, zoom: int, x_m: float = 0.0, y_m: float = 0.0) -> str:
    x, y = tile_at(zoom, x_m, y_m)
    return f"/tiles/{layer}/{zoom}/{x}/{y}.mvt"


class Ground:
    """Objects by short statements; returns their ids."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.execute("SELECT set_config('elbraum.actor', 'test', false)")
        self.municipality_id = self._add("geo.municipality", name="Musterstadt")
        self.gemarkung_id = self._add(
            "geo.gemarkung", municipality_id=self.municipality_id, name="A", gemarkung_key="145001"
        )
        self._number = 0

    def execute(self, query: str, *values: Any) -> list[dict[str, Any]]:
        cursor = self.connection.execute(query, values)
        return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *values: Any) -> Any:
        return next(iter(self.execute(query, *values)[0].values()))

    def parcel(self, x_m: float = 0.0, y_m: float = 0.0, size_m: float = 40.0) -> UUID:
        self._number += 1
        return self._add(
            "geo.parcel", municipality_id=self.municipality_id, gemarkung_id=self.gemarkung_id,
            parcel_key=f"14500100{self._number:06}", numerator=self._number,
            geom=square(x_m, y_m, size_m),
        )  # fmt: skip

    def parcels(self, n: int, size_m: float = 40.0) -> None:
        """Lay `n` parcels side by side in one statement."""
        self.execute(
            """
            INSERT INTO geo.parcel (municipality_id, gemarkung_id, parcel_key, numerator, geom)
            SELECT %s, %s, 'k' || i, i, ST_Multi(ST_MakeEnvelope(
              %s + i %% 100 * %s, %s + i / 100 * %s,
              %s + (i %% 100 + 1) * %s, %s + (i / 100 + 1) * %s, 25833))
            FROM generate_series(1, %s) AS i
            """,
            self.municipality_id, self.gemarkung_id, ORIGIN[0], size_m, ORIGIN[1], size_m,
            ORIGIN[0], size_m, ORIGIN[1], size_m, n,
        )  # fmt: skip

    def building(self, x_m: float = 0.0, y_m: float = 0.0, size_m: float = 20.0) -> UUID:
        return self._add(
            "geo.building", municipality_id=self.municipality_id, geom=square(x_m, y_m, size_m)
        )

    def unit(self, building_id: UUID | None = None, x_m: float = 5.0, y_m: float = 5.0) -> UUID:
        return self._add(
            "geo.unit", municipality_id=self.municipality_id, building_id=building_id,
            geom=f"SRID=25833;POINT({ORIGIN[0] + x_m} {ORIGIN[1] + y_m})",
        )  # fmt: skip

    def vacancy(self, unit_id: UUID, valid: str = "[2020-01-01,)") -> UUID:
        return self._add(
            "geo.unit_period", municipality_id=self.municipality_id, unit_id=unit_id,
            period_kind="vacancy", valid=valid, source="test",
        )  # fmt: skip

    def stale(self, layer: str) -> list[dict[str, Any]]:
        return self.execute("SELECT * FROM tile.stale(%s)", layer)

    def _add(self, table: str, **values: Any) -> UUID:
        names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        query = f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id"  # noqa: S608
        found: UUID = self.one(query, *values.values())
        return found


def square(x_m: float, y_m: float, size_m: float, height_m: float | None = None) -> str:
    west, south = ORIGIN[0] + x_m, ORIGIN[1] + y_m
    east, north = west + size_m, south + (height_m or size_m)
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return f"SRID=25833;MULTIPOLYGON((({ring})))"
