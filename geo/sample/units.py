"""Commercial units: shops below, offices above, workshops behind, halls in trade areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.sample.frame import ZONE_NO, ZONES
from geo.sample.ground import Ground
from geo.sample.places import Bools, Floats, Geoms, Ints, Texts, document, lively

STRENGTHS = ("strong", "middle", "weak", "scattered")
SCATTERED = STRENGTHS.index("scattered")
MAIN_STREETS = ("primary", "secondary", "pedestrian")
PLACES = ("ground", "upper", "court", "hall")
GROUND, UPPER, COURT, HALL = range(4)


@dataclass(frozen=True, slots=True)
class Units:
    """Units in the order of their houses and floors; slot counts from the left on the floor."""

    geom: Geoms
    building: Ints
    kind: Ints
    floor: Ints
    slot: Ints
    n_slots: Ints
    frontage_m: Floats
    gross_m2: Floats
    use: Texts
    strength: Ints
    town_place: Ints


@dataclass(frozen=True, slots=True)
class _Houses:
    """What decides about the units of a house."""

    zone: Ints
    strength: Ints
    nearness: Floats
    on_main_street: Bools
    is_main: Bools
    sides: Floats
    width_m: Floats


def make_units(ground: Ground, rng: np.random.Generator) -> Units:
    """Draw the units of all houses."""
    houses = _houses(ground)
    counts = np.stack(
        [_shops(houses, rng), _upper(houses, rng), _court(houses, rng), _halls(houses, rng)], axis=1
    )
    n_houses = len(houses.zone)
    building = np.repeat(np.arange(n_houses), counts.sum(axis=1))
    group = np.repeat(np.arange(n_houses * 4), counts.ravel())
    kind = group % 4
    n_slots = counts.ravel()[group]
    slot = np.arange(len(group)) - np.searchsorted(group, group, side="left")
    storeys = ground.buildings.storeys[building]
    floor = np.where(kind == UPPER, 1 + slot % np.maximum(storeys - 1, 1), 0)
    front = houses.width_m[building] / np.maximum(n_slots, 1)
    area = shapely.area(ground.buildings.geom)[building]
    share = np.where(kind == UPPER, 0.75, 1 / np.maximum(n_slots, 1))
    return Units(
        _entrances(ground, houses, building, kind, (slot + 0.5) / np.maximum(n_slots, 1)),
        building, kind, floor, slot, n_slots,
        np.where(kind == GROUND, np.round(front * rng.uniform(0.55, 0.9, len(group)), 1), np.nan),
        np.maximum(area * share * rng.uniform(0.7, 1.0, len(group)), 12),
        _uses(kind, rng), houses.strength[building],
        ground.blocks.place[ground.lots.block[ground.buildings.lot[building]]],
    )  # fmt: skip


def strength_at(points: Floats) -> tuple[Ints, Floats]:
    """Return how strong the trade is at each point, and its nearness (0..1) to the middle."""
    found, nearness = np.full(len(points), SCATTERED), np.zeros(len(points))
    for place in lively():
        near = 1 - np.hypot(*(points - place.point).T) / place.radius_m
        inside = near > 0
        found[inside] = np.minimum(found[inside], STRENGTHS.index(place.strength))
        nearness = np.maximum(nearness, near)
    return found, nearness


def _houses(ground: Ground) -> _Houses:
    made, lots = ground.buildings, ground.lots
    sides = lots.sides[made.lot]
    street = np.zeros(len(lots.block), dtype=np.int64)
    street[made.lot[ground.addresses.building]] = ground.addresses.street
    classes = ground.streets.street_class[street[made.lot]]
    middle = shapely.get_coordinates(shapely.centroid(made.geom))
    return _Houses(
        ground.blocks.zone[lots.block[made.lot]],
        *strength_at(middle),
        np.isin(classes, MAIN_STREETS),
        made.is_main,
        sides,
        np.hypot(*(sides[:, 1] - sides[:, 0]).T),
    )


def _shops(houses: _Houses, rng: np.random.Generator) -> Ints:
    spec = document("uses.yml")
    by_zone = spec["ground_floor"]
    main = np.array([by_zone[z]["main"] for z in ZONES])[houses.zone]
    side = np.array([by_zone[z]["side"] for z in ZONES])[houses.zone]
    lively_spec = spec["lively_ground_floor"]
    is_lively = (houses.strength != SCATTERED) & (houses.zone != ZONE_NO["trade"])
    # Away from the middle the side streets grow quiet first.
    fades = np.minimum(1.0, 2 * houses.nearness)
    main = np.where(is_lively, np.maximum(main, lively_spec["main"]), main)
    side = np.where(is_lively, np.maximum(side, lively_spec["side"] * fades), side)
    chance = np.where(houses.on_main_street, main, side)
    wanted = houses.is_main & (rng.random(len(chance)) < chance)
    shops = np.maximum(1, np.round(houses.width_m / spec["shop_width_m"] * rng.uniform(0.6, 1.1)))
    return np.where(wanted, np.minimum(shops, 6), 0).astype(np.int64)


def _upper(houses: _Houses, rng: np.random.Generator) -> Ints:
    spec = document("uses.yml")["upper_floor"]
    chance = np.where(houses.on_main_street, spec["main"], 0.0)
    chance = np.where(houses.strength != SCATTERED, spec["lively"], chance)
    chance = np.where(houses.zone == ZONE_NO["core"], spec["core"], chance)
    chance = np.where(houses.zone == ZONE_NO["trade"], 0.0, chance)
    wanted = houses.is_main & (rng.random(len(chance)) < chance)
    return np.where(wanted, rng.integers(1, 4, len(chance)), 0)


def _court(houses: _Houses, rng: np.random.Generator) -> Ints:
    dense = np.isin(houses.zone, [ZONE_NO["core"], ZONE_NO["perimeter"]])
    share = document("uses.yml")["courtyard_share"]
    wanted = ~houses.is_main & dense & (rng.random(len(dense)) < share)
    found: Ints = wanted.astype(np.int64)
    return found


def _halls(houses: _Houses, rng: np.random.Generator) -> Ints:
    spec = document("uses.yml")
    wanted = (houses.zone == ZONE_NO["trade"]) & (rng.random(len(houses.zone)) < spec["hall_share"])
    drawn = 1 + rng.poisson(spec["hall_units"] - 1, len(wanted))
    return np.where(wanted, np.minimum(drawn, 6), 0)


def _entrances(ground: Ground, houses: _Houses, building: Ints, kind: Ints, share: Floats) -> Geoms:
    """Return the points on the walls nearest to the street; upper floors share the door."""
    along = np.where(np.isin(kind, [GROUND, HALL]), share, 0.5)[:, None]
    sides = houses.sides[building]
    place = shapely.points(sides[:, 0] + (sides[:, 1] - sides[:, 0]) * along)
    walls = shapely.boundary(ground.buildings.geom)[building]
    doors: Geoms = shapely.get_point(shapely.shortest_line(walls, place), 0)
    return doors


def _uses(kind: Ints, rng: np.random.Generator) -> Texts:
    spec = document("uses.yml")["uses"]
    found = np.full(len(kind), "unknown", dtype="U12")
    for number, name in enumerate(PLACES):
        here = kind == number
        weights = np.array(list(spec[name].values()))
        found[here] = rng.choice(list(spec[name]), int(here.sum()), p=weights / weights.sum())
    is_hotel = (kind == UPPER) & (rng.random(len(kind)) < spec["hotel_share"])
    found[is_hotel] = "hotel"
    return found
