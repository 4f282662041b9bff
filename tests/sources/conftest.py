"""A region elsewhere in Germany, and small deliveries drawn as text."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyogrio
import pytest
import shapely

from geo.db.migrate import sql_files
from services.region.extent import Extent
from tests.conftest import RegionUnderTest
from tests.grid import Grid

MONZEL = "alkis-mustermonzel/alkis_mustermonzel_25832.gpkg"
STREET = Grid("""
    a b c d
    e f g h
    i j k l
""")

Write = Callable[..., Path]


def move_region(region: RegionUnderTest, box: str) -> None:
    """Give an empty region another extent, as `init --extent` does."""
    extent = Extent.parse(box).as_ewkt()
    (rule,) = [f for f in sql_files("before") if f.name == "010_region.sql"]
    with psycopg.connect(region.dsn()) as connection:
        connection.execute("SELECT set_config('elbraum.extent', %s, true)", [extent])
        connection.execute(rule.read_text(encoding="utf-8").encode())
        connection.execute("UPDATE geo.region SET extent = %s", [extent])


@pytest.fixture
def monzel(region: RegionUnderTest) -> RegionUnderTest:
    """A region around Osann-Monzel, Rhineland-Palatinate."""
    move_region(region, "6.8,49.8,7.1,50.0")
    return region


@pytest.fixture
def monzel_file(shared_data: Path) -> Path:
    path = shared_data / MONZEL
    if not path.is_file():
        pytest.skip(f"no {MONZEL}")
    return path


def parcel_row(number: str, shape: Any, **more: Any) -> dict[str, Any]:
    """One parcel as norGIS writes it; its area is that of its shape."""
    numerator, _, denominator = number.partition("/")
    return {
        "gml_id": f"DESN{number.replace('/', 'x'):0>12}",
        "beginnt": "2024-05-01T10:00:00Z",
        "flurstueckskennzeichen": f"141000___{int(numerator):05d}{denominator or '____':0>4}__",
        "amtlicheflaeche": f"{getattr(shape, 'area', 0):.0f}",
        "gemeindezugehoerigkeit_land": "14",
        "gemeindezugehoerigkeit_regierungsbezirk": "6",
        "gemeindezugehoerigkeit_kreis": "12",
        "gemeindezugehoerigkeit_gemeinde": "000",
        "geom": shape,
        **more,
    }


def building_row(key: str, shape: Any, **more: Any) -> dict[str, Any]:
    return {
        "gml_id": key,
        "gebaeudefunktion": "2010",
        "beginnt": "2024-05-01T10:00:00Z",
        "geom": shape,
        **more,
    }


def write_layer(
    path: Path,
    layer: str,
    rows: Sequence[dict[str, Any]],
    *,
    crs: str | None = "EPSG:25833",
    driver: str = "GPKG",
) -> Path:
    """Write rows as one layer of a file; further layers join a GeoPackage."""
    values = [{**row, "geom": shapely.to_wkb(row["geom"])} for row in rows]
    schema = None if values else pa.schema([("gml_id", pa.string()), ("geom", pa.binary())])
    with warnings.catch_warnings():
        # A file without coordinate system is written on purpose.
        warnings.filterwarnings("ignore", message="'crs' was not provided")
        pyogrio.write_arrow(
            pa.Table.from_pylist(values, schema),
            path,
            layer=layer,
            driver=driver,
            geometry_name="geom",
            crs=crs,
            geometry_type="Unknown" if driver == "GPKG" else "Polygon",
            append=path.exists(),
        )
    return path


@pytest.fixture
def delivery(tmp_path: Path) -> Write:
    """Write a norGIS delivery: parcels as number=letters of the drawing `STREET`."""

    def write(
        name: str = "delivery.gpkg", *, crs: str | None = "EPSG:25833", **parcels: str
    ) -> Path:
        rows = [
            parcel_row(n.strip("p").replace("_", "/"), STREET.polygon(at))
            for n, at in parcels.items()
        ]
        return write_layer(tmp_path / name, "ax_flurstueck", rows, crs=crs)

    return write
