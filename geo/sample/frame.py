"""The frame of the sample: outlines, river, green and where which kind of building stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely import affinity

from geo.sample.places import Bools, Floats, Geoms, Ints, document, lively, metres

# In the order of the numbers that `Frame.zones` returns.
ZONES = (
    "core", "perimeter", "rows", "villa", "slab", "village", "trade", "field", "forest",
)  # fmt: skip
ZONE_NO = {name: n for n, name in enumerate(ZONES)}
GRID_M = 0.001
EDGE_M = 400.0


@dataclass(frozen=True)
class Frame:
    """Where everything lies before a single street is cut."""

    is_region: bool
    extent: shapely.Polygon
    place_names: tuple[str, ...]
    place_points: Floats
    place_zones: Ints
    place_radius_m: Floats

    @cached_property
    def city(self) -> shapely.Polygon:
        """Make an outline of the city around its quarters."""
        points = shapely.MultiPoint(self.place_points[: self.n_quarters])
        hull = shapely.concave_hull(points, ratio=0.35).buffer(1_900).simplify(160)
        return shapely.set_precision(hull, 1.0)

    @property
    def n_quarters(self) -> int:
        """Count the quarters of the city, which stand before the neighbours."""
        return len(document("places.yml")["districts"])

    @cached_property
    def area(self) -> shapely.Polygon:
        """Return what is filled: the city, or nearly the whole extent."""
        return self.extent.buffer(-EDGE_M, join_style="mitre") if self.is_region else self.city

    @cached_property
    def cells(self) -> Geoms:
        """Return the cell of each place: quarters fill the city, neighbours the rest."""
        n = self.n_quarters
        inner = _voronoi(self.place_points[:n], self.city)
        if not self.is_region:
            return inner
        rest = self.area.difference(self.city)
        outer = _voronoi(self.place_points[n:], rest)
        return np.concatenate([inner, outer])

    @cached_property
    def river(self) -> shapely.Polygon:
        """Return the water between rounded banks."""
        spec = document("places.yml")["river"]
        course = shapely.LineString(metres(spec["course"])).segmentize(400)
        smooth = shapely.LineString(_smooth(shapely.get_coordinates(course)))
        water = smooth.buffer(spec["width_m"] / 2, cap_style="flat").simplify(3)
        return water.intersection(self.area)

    @cached_property
    def green(self) -> list[tuple[str, shapely.Geometry]]:
        """Return meadows, parks and forests with their names, without water and overlaps."""
        spec = document("places.yml")
        named = [(name, shapely.Polygon(metres(ring))) for name, ring in spec["green"]]
        meadow = self.river.buffer(spec["river"]["meadow_m"]).simplify(40)
        taken, found = self.river, []
        for name, shape in [*named, ("Elbwiesen", meadow)]:
            free = shape.intersection(self.area).difference(taken)
            taken = taken.union(free)
            found.append((name, free))
        return found

    @cached_property
    def unbuilt(self) -> shapely.Geometry:
        """Return water and green together: no block lies there."""
        return shapely.union_all([self.river, *(shape for _, shape in self.green)])

    @cached_property
    def trade_areas(self) -> list[tuple[str, shapely.Polygon]]:
        """Return the trade areas as turned boxes."""
        found = []
        for name, lon, lat, length, width, bearing in document("places.yml")["trade"]:
            (x, y) = metres([lon, lat])[0]
            box = shapely.box(x - length, y - width, x + length, y + width)
            found.append((name, affinity.rotate(box, bearing)))
        return found

    def place_at(self, points: Floats) -> Ints:
        """Return the place (quarter or neighbour) whose cell holds each point."""
        tree = shapely.STRtree(self.cells)
        at, cell = tree.query_nearest(shapely.points(points), all_matches=False)
        found = np.zeros(len(points), dtype=np.int64)
        found[at] = cell
        return found

    def zones(self, points: Floats) -> Ints:
        """Return which kind of building stands at each point."""
        place = self.place_at(points)
        zone = self.place_zones[place]
        away_m = np.hypot(*(points - self.place_points[place]).T)
        villages = zone == ZONE_NO["village"]
        zone = np.where(villages & (away_m > self.place_radius_m[place]), ZONE_NO["field"], zone)
        for centre in lively():
            near = np.hypot(*(points - centre.point).T) < centre.radius_m
            dense = ZONE_NO["core" if centre.level == "city_centre" else "perimeter"]
            mayor = near & (zone != ZONE_NO["slab"]) & (zone != ZONE_NO["core"])
            zone = np.where(mayor & (centre.level != "retail_complex"), dense, zone)
        for _, shape in self.trade_areas:
            zone = np.where(_inside(shape, points), ZONE_NO["trade"], zone)
        return zone


def make_frame(extent: shapely.Polygon, *, is_region: bool) -> Frame:
    """Read the places and lay out the frame."""
    spec = document("places.yml")
    quarters = spec["districts"]
    names = [row[1] for row in quarters]
    points = [row[2:4] for row in quarters]
    kinds = [ZONE_NO[row[4]] for row in quarters]
    radius = [850.0] * len(quarters)
    if is_region:
        names += [row[0] for row in spec["neighbours"]]
        points += [row[1:3] for row in spec["neighbours"]]
        kinds += [ZONE_NO["village"]] * len(spec["neighbours"])
        radius += [float(row[3]) for row in spec["neighbours"]]
    return Frame(is_region, extent, tuple(names), metres(points), np.array(kinds), np.array(radius))


def _inside(shape: shapely.Polygon, points: Floats) -> Bools:
    shapely.prepare(shape)
    inside: Bools = shapely.contains_xy(shape, points[:, 0], points[:, 1])
    return inside


def _voronoi(points: Floats, area: shapely.Geometry) -> Geoms:
    """Return one cell for each point, clipped to the area, in the order of the points."""
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=area.envelope)
    )
    order = shapely.STRtree(cells).query(shapely.points(points), predicate="within")
    found = np.empty(len(points), dtype=object)
    found[order[0]] = cells[order[1]]
    clipped: Geoms = shapely.intersection(found, area, grid_size=GRID_M)
    return clipped


def _smooth(points: Floats, rounds: int = 3) -> Floats:
    """Round the corners of a course by cutting them (Chaikin 1974)."""
    for _ in range(rounds):
        near, far = points[:-1], points[1:]
        cut = np.stack([0.75 * near + 0.25 * far, 0.25 * near + 0.75 * far], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut, points[-1:]])
    return points
