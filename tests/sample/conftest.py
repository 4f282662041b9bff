"""One generated demo ground for all tests of the sample that need no database."""

from __future__ import annotations

import pytest
import shapely

from geo.sample.filling import make_ground
from geo.sample.ground import Ground
from services.region.extent import KNOWN_EXTENTS


@pytest.fixture(scope="session")
def extent() -> shapely.Polygon:
    polygon: shapely.Polygon = shapely.from_wkt(KNOWN_EXTENTS["dresden"].as_ewkt().split(";")[1])
    return polygon


@pytest.fixture(scope="session")
def ground(extent: shapely.Polygon) -> Ground:
    return make_ground(extent, "demo", 1)
