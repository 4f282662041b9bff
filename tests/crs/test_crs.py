"""Coordinate systems at the edges."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from geo.crs import crs_name, geodesic_area_m2, outside_reason, read_reference, to_region
from geo.errors import WrongReference

EXTENT = (390_000.0, 5_630_000.0, 440_000.0, 5_680_000.0)
UTM33, UTM32 = CRS("EPSG:25833"), CRS("EPSG:25832")
HERE = shapely.box(411_000, 5_655_000, 411_100, 5_655_100)


@pytest.mark.parametrize("stated", [None, "", "EPSG:999999", 'LOCAL_CS["grid",UNIT["metre",1]]'])
def test_without_a_system_nothing_is_guessed(stated: str | None) -> None:
    with pytest.raises(WrongReference, match="assign the system"):
        read_reference(stated, where="file.gpkg")


def test_shapes_come_back_from_the_neighbouring_zone_to_the_tenth_of_a_millimetre() -> None:
    moved = shapely.transform(np.array([HERE]), _back, interleaved=False)
    returned = to_region(moved, UTM32)
    assert shapely.get_coordinates(returned) == pytest.approx(
        shapely.get_coordinates(HERE), abs=1e-4
    )


def _back(x: object, y: object) -> tuple[object, object]:
    return Transformer.from_crs(UTM33, UTM32, always_xy=True).transform(x, y)


def test_the_geodesic_area_undoes_the_scale_of_the_projection() -> None:
    # In the zone's middle the scale is 0.9996, so a planar hectare is 10,008 m² on the ellipsoid.
    middle = shapely.box(500_000, 5_655_000, 500_100, 5_655_100)
    assert geodesic_area_m2(np.array([middle, None])) == pytest.approx(
        [10_000 / 0.9996**2, np.nan], rel=1e-6, nan_ok=True
    )


@pytest.mark.parametrize(
    ("box", "crs", "code"),
    [
        ((411_000, 5_655_000, 411_100, 5_655_100), UTM32, "other_reference"),
        ((5_655_000, 411_000, 5_655_100, 411_100), UTM33, "axes_swapped"),
        ((51.04, 13.73, 51.05, 13.74), CRS("EPSG:4326"), "axes_swapped"),
        ((13.73, 51.04, 13.74, 51.05), UTM33, "other_reference"),
        ((830_000, 5_665_000, 830_100, 5_665_100), UTM33, "other_reference"),
        ((300_000, 5_355_000, 300_100, 5_355_100), UTM33, "outside_extent"),
    ],
)
def test_why_a_file_lies_outside(
    box: tuple[float, float, float, float], crs: CRS, code: str
) -> None:
    assert outside_reason(box, crs, EXTENT).code == code


def test_a_system_is_named_as_people_write_it() -> None:
    assert crs_name(UTM32) == "EPSG:25832"
