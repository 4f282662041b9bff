"""Streets: main roads, side streets from the cuts, paths along green, as one walkable network."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely

from geo.sample.blocks import NODE_GRID_M
from geo.sample.frame import ZONE_NO, Frame
from geo.sample.places import Floats, Geoms, Ints, Texts, document, lively, roads

# A cut runs on a little, so that it surely meets the street it ends on; what sticks out is dropped.
OVERLAP_M = 0.05
STUB_M = 0.2
THROUGH_STREET_M = 650.0
PEDESTRIAN_RADIUS_M = 330.0
SCALE_AT_MERIDIAN = 0.9996
EARTH_RADIUS_M = 6_381_000.0
FALSE_EASTING_M = 500_000.0


@dataclass(frozen=True, slots=True)
class Streets:
    """Whole streets as they are named; the parts of the main roads stand first."""

    geom: Geoms
    name: Texts
    street_class: Texts
    tram_lines: tuple[tuple[str, ...], ...]
    n_main: int


@dataclass(frozen=True, slots=True)
class Network:
    """Streets cut at their crossings: segments between nodes."""

    geom: Geoms
    street: Ints
    from_node: Ints
    to_node: Ints
    nodes: Geoms
    length_m: Floats


def lay_streets(frame: Frame, cuts: Geoms, rng: np.random.Generator) -> Streets:
    """Name and rank the main roads, the cuts and the paths along green."""
    main = [shapely.intersection(shapely.LineString(r.course), frame.area) for r in roads()]
    owner = [n for n, line in enumerate(main) for _ in shapely.get_parts(line)]
    courses = [part for line in main for part in shapely.get_parts(line)]
    edge = shapely.get_parts(shapely.boundary(frame.unbuilt)).tolist()
    paths = shapely.intersection(edge, frame.area.buffer(-5))
    paths = shapely.get_parts(shapely.line_merge(paths))
    paths = paths[(shapely.length(paths) > STUB_M) & (shapely.get_type_id(paths) == 1)]
    n_main = len(courses)
    geom = np.concatenate([np.array(courses, dtype=object), paths, _longer(cuts)])
    at = shapely.get_coordinates(shapely.line_interpolate_point(geom, 0.5, normalized=True))
    town = np.where(frame.place_at(at) < frame.n_quarters, 0, frame.place_at(at))
    is_named = np.arange(len(geom)) < n_main
    names = _names(geom, town, is_named, rng)
    names[:n_main] = [roads()[n].name for n in owner]
    classes = _classes(frame, geom, at)
    classes[:n_main] = [roads()[n].street_class for n in owner]
    classes[n_main : n_main + len(paths)] = "path"
    lines = [roads()[n].tram_lines for n in owner]
    return Streets(geom, names, classes, tuple(lines + [()] * (len(geom) - n_main)), n_main)


def make_network(streets: Streets) -> Network:
    """Cut the streets at all crossings and number the nodes."""
    noded = shapely.get_parts(shapely.union_all(streets.geom, grid_size=NODE_GRID_M))
    noded = noded[shapely.length(noded) > STUB_M]
    middle = shapely.line_interpolate_point(noded, 0.5, normalized=True)
    segment, street = shapely.STRtree(streets.geom).query_nearest(middle, all_matches=False)
    of = np.zeros(len(noded), dtype=np.int64)
    of[segment] = street
    ends = np.vstack(
        [
            shapely.get_coordinates(shapely.get_point(noded, 0)),
            shapely.get_coordinates(shapely.get_point(noded, -1)),
        ]
    )
    nodes, index = np.unique(np.round(ends, 2), axis=0, return_inverse=True)
    index = index.ravel()
    n = len(noded)
    return Network(noded, of, index[:n], index[n:], shapely.points(nodes), ground_length_m(noded))


def ground_length_m(lines: Geoms) -> Floats:
    """Return lengths on the ellipsoid: each stretch in the plane over the mean scale along it."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    a, b = xy[:-1][same], xy[1:][same]
    east, east_end = a[:, 0], b[:, 0]
    # Simpson's rule for the mean of one over the scale.
    stretch = 1 / scale_at(east) + 4 / scale_at((east + east_end) / 2) + 1 / scale_at(east_end)
    lengths = np.hypot(*(b - a).T) * stretch / 6
    return np.bincount(line[:-1][same], lengths).astype(np.float64)


def scale_at(east_m: Floats) -> Floats:
    """Return the scale of the projection (UTM, series to the second order; good to 1e-7 here)."""
    away = (east_m - FALSE_EASTING_M) / SCALE_AT_MERIDIAN / EARTH_RADIUS_M
    return SCALE_AT_MERIDIAN * (1 + away**2 / 2 + away**4 / 24)


def _longer(lines: Geoms) -> Geoms:
    a = shapely.get_coordinates(shapely.get_point(lines, 0))
    b = shapely.get_coordinates(shapely.get_point(lines, -1))
    along = (b - a) / np.maximum(np.hypot(*(b - a).T), 1)[:, None] * OVERLAP_M
    found: Geoms = shapely.linestrings(np.stack([a - along, b + along], axis=1))
    return found


def _classes(frame: Frame, geom: Geoms, at: Floats) -> Texts:
    zone = frame.zones(at)
    is_long = shapely.length(geom) > THROUGH_STREET_M
    classes = np.where(is_long, "secondary", "residential").astype("U12")
    classes[np.isin(zone, [ZONE_NO["field"], ZONE_NO["forest"]])] = "track"
    middle = lively()[0].point
    near = np.hypot(*(at - middle).T) < PEDESTRIAN_RADIUS_M
    classes[near & (zone == ZONE_NO["core"]) & ~is_long] = "pedestrian"
    return classes


def _names(geom: Geoms, town: Ints, skip: np.ndarray, rng: np.random.Generator) -> Texts:
    """Give each street a name that is unique in its town; the longest get the plainest names."""
    pool = street_names(rng)
    length = np.where(skip, -1.0, shapely.length(geom) * rng.uniform(0.7, 1.3, len(geom)))
    order = np.lexsort([-length, town])
    sorted_town = town[order]
    first = np.searchsorted(sorted_town, sorted_town, side="left")
    rank = np.empty(len(geom), dtype=np.int64)
    rank[order] = np.arange(len(geom)) - first
    again = rank // len(pool)
    names = pool[rank % len(pool)].astype("U48")
    twice = again > 0
    names[twice] = [f"{name} {n + 1}" for name, n in zip(names[twice], again[twice], strict=True)]
    return names


def street_names(rng: np.random.Generator) -> Texts:
    """Return invented street names without repetition, plain ones first, no main road's."""
    spec = document("names.yml")
    stems, ends, before = spec["street_stems"], spec["street_ends"], spec["street_before"]
    plain = [s + e for s, e in product(stems, ends)]
    places = [a + b + "er Straße" for a, b in product(spec["place_stems"], spec["place_ends"])]
    places += [a + b + "er Weg" for a, b in product(spec["place_stems"], spec["place_ends"])]
    persons = [f"{a}-{b}-Straße" for a, b in product(spec["first_names"], spec["sign_persons"])]
    more = [f"{a} {name}" for a, name in product(before, plain)]
    taken = {road.name for road in roads()}
    groups = [[n for n in group if n not in taken] for group in (plain, places, persons, more)]
    return np.concatenate([rng.permutation(np.array(group)) for group in groups])
