"""Buildings: along the block's edge in the dense city, apart outside, halls in trade areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.sample.blocks import Blocks, zone_values
from geo.sample.frame import GRID_M, ZONE_NO, ZONES
from geo.sample.parcels import MM, Lots
from geo.sample.places import Bools, Floats, Geoms, Ints, Texts, document

EDGE_DEPTH_M = (11.5, 14.5)
MIN_HOUSE_M2 = 24.0
BACK_DEPTH_M = 7.5
YARD_M = 4.0
PAIR_SHARE = 0.10


@dataclass(frozen=True, slots=True)
class Buildings:
    """Houses with the lot each stands on; main houses first, in the order of their lots."""

    geom: Geoms
    lot: Ints
    is_main: Bools
    storeys: Ints
    built_year: Ints
    function: Texts
    also_lot: Ints


def raise_buildings(blocks: Blocks, lots: Lots, rng: np.random.Generator) -> Buildings:
    """Raise main houses and houses behind them; also_lot is a second lot or -1."""
    zone = blocks.zone[lots.block]
    is_built = _built(blocks, lots, rng)
    depth_m = zone_values("depth_m")[zone]
    along_edge = np.flatnonzero(is_built & (depth_m == 0))
    apart = np.flatnonzero(is_built & (depth_m > 0))
    geom = np.full(len(zone), shapely.Polygon(), dtype=object)
    geom[along_edge] = _edge_houses(blocks, lots, along_edge, rng)
    sides = lots.sides
    geom[apart] = _set_back(lots, sides, zone, apart, rng)
    geom, also = _join_pairs(geom, lots, zone, rng)
    back_lot, back = _behind(lots, sides, zone, geom, rng)
    main = np.flatnonzero(shapely.area(geom) > MIN_HOUSE_M2)
    lot = np.r_[main, back_lot]
    is_main = np.arange(len(lot)) < len(main)
    return Buildings(
        np.concatenate([geom[main], back]),
        lot,
        is_main,
        _storeys(zone[lot], is_main, rng),
        _between("built_year", zone[lot], rng),
        _functions(zone[lot], is_main),
        np.r_[also[main], np.full(len(back), -1)],
    )


def _built(blocks: Blocks, lots: Lots, rng: np.random.Generator) -> Bools:
    share = zone_values("built_share")[blocks.zone[lots.block]]
    built: Bools = (rng.random(len(lots.block)) < share) & ~blocks.is_open[lots.block]
    return built


def _edge_houses(blocks: Blocks, lots: Lots, at: Ints, rng: np.random.Generator) -> Geoms:
    depth = rng.uniform(*EDGE_DEPTH_M, len(blocks.geom))
    yards = shapely.buffer(blocks.geom, -depth, join_style="mitre")
    houses = shapely.difference(lots.geom[at], yards[lots.block[at]], grid_size=GRID_M)
    return one_polygon(houses)


def box_in_lot(sides: Floats, near: Floats, far: Floats, left: Floats, right: Floats) -> Geoms:
    """Return boxes between two distances from the street and two places along it, in metres."""
    start, end = sides[:, 0], sides[:, 1]
    along = (end - start) / np.hypot(*(end - start).T)[:, None]
    inward = np.column_stack([-along[:, 1], along[:, 0]])
    corners = [
        start + along * x[:, None] + inward * y[:, None]
        for x, y in ((left, near), (right, near), (right, far), (left, far))
    ]
    found: Geoms = shapely.polygons(np.round(np.stack(corners, axis=1), MM))
    return found


def _set_back(lots: Lots, sides: Floats, zone: Ints, at: Ints, rng: np.random.Generator) -> Geoms:
    sides, zone = sides[at], zone[at]
    width = np.hypot(*(sides[:, 1] - sides[:, 0]).T)
    lot_depth = shapely.area(lots.geom[at]) / np.maximum(width, 6)
    setback = np.minimum(zone_values("setback_m")[zone], lot_depth * 0.2)
    setback = setback * rng.uniform(0.8, 1.3, len(at))
    depth = zone_values("depth_m")[zone] * rng.uniform(0.85, 1.2, len(at))
    depth = np.minimum(depth, lot_depth * 0.6)
    side = np.minimum(zone_values("side_m")[zone], width * 0.22)
    shift = rng.uniform(-0.3, 0.3, len(at)) * side
    house = box_in_lot(sides, setback, setback + depth, side + shift, width - side + shift)
    return kept_inside(house, lots.geom[at])


def _join_pairs(
    geom: Geoms, lots: Lots, zone: Ints, rng: np.random.Generator
) -> tuple[Geoms, Ints]:
    """Join some neighbouring houses of the core into one that stands on two lots."""
    geom = geom.copy()
    also = np.full(len(geom), -1)
    same = (lots.block[1:] == lots.block[:-1]) & (zone[1:] == ZONE_NO["core"])
    drawn = same & (rng.random(len(same)) < PAIR_SHARE)
    drawn[1:] &= ~drawn[:-1]
    at = np.flatnonzero(drawn & ~shapely.is_empty(geom[1:]) & ~shapely.is_empty(geom[:-1]))
    joined = shapely.union(geom[at], geom[at + 1], grid_size=GRID_M)
    is_one = shapely.get_type_id(joined) == 3  # noqa: PLR2004 - polygon
    at = at[is_one]
    geom[at], also[at] = joined[is_one], at + 1
    geom[at + 1] = shapely.Polygon()
    return geom, also


def _behind(
    lots: Lots, sides: Floats, zone: Ints, main: Geoms, rng: np.random.Generator
) -> tuple[Ints, Geoms]:
    """Return houses at the back of lots, where a yard remains between them and the main house."""
    wanted = rng.random(len(zone)) < zone_values("back_share")[zone]
    at = np.flatnonzero(wanted & ~lots.is_end & ~shapely.is_empty(main))
    sides, lot = sides[at], lots.geom[at]
    width = np.hypot(*(sides[:, 1] - sides[:, 0]).T)
    depth = shapely.area(lot) / np.maximum(width, 6)
    left = width * rng.choice([0.06, 0.42], len(at))
    house = box_in_lot(
        sides, depth - BACK_DEPTH_M - 1, depth - 1, left, left + np.minimum(width * 0.52, 24)
    )
    house = kept_inside(house, lot)
    fits = shapely.distance(house, main[at]) > YARD_M
    fits &= shapely.area(house) > MIN_HOUSE_M2
    return at[fits], house[fits]


def kept_inside(houses: Geoms, lots: Geoms) -> Geoms:
    """Return houses that reach over the edge of their lot cut back to half a metre from it."""
    over = np.flatnonzero(~shapely.covers(lots, houses))
    room = shapely.buffer(lots[over], -0.5, join_style="mitre")
    found = houses.copy()
    found[over] = one_polygon(shapely.intersection(houses[over], room, grid_size=GRID_M))
    return found


def one_polygon(shapes: Geoms) -> Geoms:
    """Return shapes that are one polygon; others become empty."""
    found: Geoms = np.where(
        shapely.get_type_id(shapes) == 3,  # noqa: PLR2004 - polygon
        shapes,
        np.array([shapely.Polygon()], dtype=object),
    )
    return found


def _between(name: str, zone: Ints, rng: np.random.Generator) -> Ints:
    spec = document("zoning.yml")
    low, high = np.array([spec[z][name] for z in ZONES]).T
    drawn: Ints = rng.integers(low[zone], high[zone] + 1)
    return drawn


def _storeys(zone: Ints, is_main: Bools, rng: np.random.Generator) -> Ints:
    return np.where(is_main, _between("storeys", zone, rng), 1)


def _functions(zone: Ints, is_main: Bools) -> Texts:
    spec = document("zoning.yml")
    main = np.array([spec[z]["main_function"] for z in ZONES])
    back = np.array([spec[z]["back_function"] for z in ZONES])
    return np.where(is_main, main[zone], back[zone])
