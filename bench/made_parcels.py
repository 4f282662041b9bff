"""Make a GeoPackage of parcels in the shape that norGIS writes, for measuring loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

WEST_M, SOUTH_M = 398_000.0, 5_652_000.0
SIDE_M = 25.0
LAND, GEMARKUNG = "14", 1000
ROWS_PER_BATCH = 20_000
PARCELS_PER_GEMARKUNG = 5_000
FIELDS = (
    "gml_id", "beginnt", "amtlicheflaeche", "flurstueckskennzeichen", "zaehler", "gemarkungsnummer", "land",
    "gemeindezugehoerigkeit_land", "gemeindezugehoerigkeit_regierungsbezirk",
    "gemeindezugehoerigkeit_kreis", "gemeindezugehoerigkeit_gemeinde", "zeitpunktderentstehung",
)  # fmt: skip


def write_parcels(path: Path, n: int, *, crs: str = "EPSG:25832") -> None:
    """Write `n` parcels that tile the ground without gap, each with about twelve vertices."""
    path.unlink(missing_ok=True)
    for first in range(0, n, ROWS_PER_BATCH):
        table = _table(np.arange(first, min(n, first + ROWS_PER_BATCH)), n, crs)
        pyogrio.write_arrow(
            table, path, layer="ax_flurstueck", driver="GPKG", geometry_name="geom", crs=crs,
            geometry_type="MultiPolygon", append=first > 0, SPATIAL_INDEX="NO" if first else "YES",
        )  # fmt: skip


def _table(numbers: Any, n: int, crs: str) -> pa.Table:
    columns = int(np.ceil(np.sqrt(n)))
    shapes = np.array([_parcel(int(i % columns), int(i // columns)) for i in numbers])
    keys = [_key(int(i)) for i in numbers]
    areas = [f"{area:.0f}" for area in shapely.area(shapes)]
    values = dict.fromkeys(FIELDS, "")
    rows = {name: pa.array([values[name]] * len(keys)) for name in FIELDS}
    rows |= {
        "gml_id": pa.array([f"DESNAL{i:010d}" for i in numbers]),
        "beginnt": pa.array(["2024-03-01T00:00:00Z"] * len(keys)),
        "amtlicheflaeche": pa.array(areas),
        "flurstueckskennzeichen": pa.array([key for key, _, _ in keys]),
        "zaehler": pa.array([numerator for _, _, numerator in keys]),
        "gemarkungsnummer": pa.array([gemarkung for _, gemarkung, _ in keys]),
        "land": pa.array([LAND] * len(keys)),
        "gemeindezugehoerigkeit_land": pa.array(["14"] * len(keys)),
        "gemeindezugehoerigkeit_regierungsbezirk": pa.array(["6"] * len(keys)),
        "gemeindezugehoerigkeit_kreis": pa.array(["12"] * len(keys)),
        "gemeindezugehoerigkeit_gemeinde": pa.array(["000"] * len(keys)),
        "zeitpunktderentstehung": pa.array(["1995-01-01"] * len(keys)),
        "geom": pa.array(shapely.to_wkb(_in_system(shapes, crs))),
    }
    return pa.table(rows)


def _key(i: int) -> tuple[str, str, str]:
    gemarkung = f"{GEMARKUNG + i // PARCELS_PER_GEMARKUNG:04d}"
    numerator = str(i % PARCELS_PER_GEMARKUNG + 1)
    return f"{LAND}{gemarkung}___{numerator:0>5}____00", gemarkung, numerator


def _parcel(column: int, row: int) -> Any:
    """Draw one parcel whose edges, three points each, are those of its neighbours."""
    return shapely.MultiPolygon([shapely.Polygon(list(_ring(column, row)))])


def _ring(column: int, row: int) -> Iterator[tuple[float, float]]:
    corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    for (x0, y0), (x1, y1) in zip(corners, corners[1:], strict=False):
        for share in (0.0, 1 / 3, 2 / 3):
            yield _bend(column + x0 + (x1 - x0) * share, row + y0 + (y1 - y0) * share)


def _bend(x: float, y: float) -> tuple[float, float]:
    """Move a corner by a millimetre-exact amount that depends on its place alone."""
    east = WEST_M + round(SIDE_M * (x + 0.2 * np.sin(1.7 * y)), 3)
    return east, SOUTH_M + round(SIDE_M * (y + 0.2 * np.sin(1.3 * x)), 3)


def _in_system(shapes: Any, crs: str) -> Any:
    if crs == "EPSG:25833":
        return shapes
    from pyproj import Transformer  # noqa: PLC0415 - only where it is needed

    transformer = Transformer.from_crs("EPSG:25833", crs, always_xy=True)
    return shapely.transform(shapes, transformer.transform, interleaved=False)
