"""Coordinate systems at the edges: read, bring shapes into EPSG:25833, measure geodesic area."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer
from pyproj.exceptions import CRSError

from geo.errors import Fault, WrongReference

SRID = 25833
REGION_CRS = "EPSG:25833"

# Systems in which German files come; tried in this order where the stated one does not fit.
USUAL = ("EPSG:25833", "EPSG:25832", "EPSG:4326", "EPSG:31468", "EPSG:31469", "EPSG:3857")

Shapes = NDArray[np.object_]
Box = tuple[float, float, float, float]


def read_reference(stated: str | None, *, where: str) -> CRS:
    """Return the system that a file states; without one nothing is guessed.

    Raises WrongReference where none is stated or where it measures nothing on the earth.
    """
    if not stated:
        raise _no_reference(where, "no coordinate system")
    try:
        crs = CRS.from_user_input(stated)
    except CRSError as unreadable:
        raise _no_reference(where, repr(stated[:80])) from unreadable
    if not (crs.is_projected or crs.is_geographic or crs.is_compound):
        raise _no_reference(where, crs.name)
    return crs


def to_region(shapes: Shapes, crs: CRS) -> Shapes:
    """Bring shapes into EPSG:25833, every vertex; what cannot be moved becomes infinite."""
    if _is_region_crs(crs):
        return shapes
    transformer = _transformer(crs.to_wkt())
    moved: Shapes = shapely.transform(shapes, transformer.transform, interleaved=False)
    return moved


def box_to_region(box: Box, crs: CRS) -> Box:
    """Bring a box into EPSG:25833; infinite where it does not exist there."""
    xs, ys = _transformer(crs.to_wkt()).transform([box[0], box[2]], [box[1], box[3]])
    return (min(xs), min(ys), max(xs), max(ys))


def geodesic_area_m2(shapes: Shapes) -> NDArray[np.float64]:
    """Measure polygons in EPSG:25833 on the ellipsoid (GRS 80); NaN where a shape is missing."""
    geod = Geod(ellps="GRS80")
    moved = shapely.transform(shapes, _to_degrees().transform, interleaved=False)
    areas = [
        np.nan
        if shape is None
        else abs(geod.geometry_area_perimeter(shapely.orient_polygons(shape))[0])
        for shape in moved
    ]
    return np.array(areas, dtype=np.float64)


def outside_reason(box: Box, crs: CRS, extent: Box) -> Fault:
    """Say why shapes lie outside the region: axes swapped, another system, or another place."""
    found = f"{crs_name(crs)} with x {box[0]:.6g} to {box[2]:.6g}, y {box[1]:.6g} to {box[3]:.6g}"
    swapped = (box[1], box[0], box[3], box[2])
    if _meets(box_to_region(swapped, crs), extent):
        return Fault(
            "coordinates", found, "x (east) before y (north)",
            "the axes are swapped: export the file again with x first", "axes_swapped",
        )  # fmt: skip
    for name in USUAL:
        if name != crs_name(crs) and _meets(box_to_region(box, CRS(name)), extent):
            return Fault(
                "coordinate system",
                found,
                f"numbers of {crs_name(crs)}",
                f"the numbers fit {name}: assign that system to the file and load again",
                "other_reference",
            )
    west, south, east, north = extent
    return Fault(
        "coordinates", found, f"within {west:.0f},{south:.0f},{east:.0f},{north:.0f} (EPSG:25833)",
        "load the file into the region it shows, or make one: elbraum init NAME --extent W,S,E,N",
        "outside_extent",
    )  # fmt: skip


def crs_name(crs: CRS) -> str:
    """Name a system as people write it: EPSG:25832, else its title."""
    code = crs.to_epsg(min_confidence=60)
    return f"EPSG:{code}" if code else str(crs.name)


def _meets(box: Box, extent: Box) -> bool:
    """Tell whether most of a box lies in the extent; boxes with infinite edges do not."""
    if not np.isfinite(box).all():
        return False
    centre_x, centre_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return extent[0] <= centre_x <= extent[2] and extent[1] <= centre_y <= extent[3]


@cache
def _transformer(wkt: str) -> Transformer:
    return Transformer.from_crs(wkt, REGION_CRS, always_xy=True)


@cache
def _to_degrees() -> Transformer:
    return Transformer.from_crs(REGION_CRS, "EPSG:4258", always_xy=True)


def _is_region_crs(crs: CRS) -> bool:
    return crs.to_epsg() == SRID


def _no_reference(where: str, found: str) -> WrongReference:
    expected = "a coordinate system such as EPSG:25833 or EPSG:25832"
    params: dict[str, Any] = {"found": found}
    return WrongReference(
        f"{where} cannot be placed on the earth",
        f"assign the system: ogr2ogr -a_srs EPSG:25833 fixed.gpkg {where}",
        params,
        (Fault("coordinate system", found, expected, code="no_reference"),),
    )
