"""Objects of the sample region that the browser tests look at."""

from __future__ import annotations

from typing import Any

from tests.web.conftest import Site


def middle(feature: dict[str, Any]) -> tuple[float, float]:
    """Return the middle of the box around a feature, longitude first."""
    pairs = list(_positions(feature["geometry"]["coordinates"]))
    lons, lats = [p[0] for p in pairs], [p[1] for p in pairs]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def at(feature: dict[str, Any], zoom: float) -> str:
    """Return the fragment that puts a feature in the middle of the map."""
    lon, lat = middle(feature)
    return f"#{zoom}/{lat:.7f}/{lon:.7f}"


def unit_with(site: Site, status: str) -> dict[str, Any]:
    """Return a unit in a building, of this status."""
    units = site.get(f"api/units?status={status}&limit=50")["features"]
    return next(unit for unit in units if unit["properties"]["building_id"])


def lone_unit(site: Site) -> dict[str, Any]:
    """Return a unit that is the only one of its building, so that the symbol is its own."""
    for unit in site.get("api/units?limit=200")["features"]:
        house = f"api/buildings/{unit['properties']['building_id']}/units"
        if len(site.get(house)["features"]) == 1:
            return unit  # type: ignore[no-any-return]
    raise AssertionError("the sample has no building with a single unit")


def lone_house(site: Site) -> dict[str, Any]:
    """Return a building that covers its own middle and has a parcel."""
    for building in site.get("api/buildings?limit=200")["features"]:
        ring = building["geometry"]["coordinates"][0][0]
        if len(ring) == 5:
            return building  # type: ignore[no-any-return]
    raise AssertionError("the sample has no rectangular building")


def _positions(coordinates: Any) -> Any:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
        return
    for part in coordinates:
        yield from _positions(part)
