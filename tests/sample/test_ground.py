"""The generated ground: same seed, same bytes; lots tile their blocks; it looks like a city."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
import shapely

from geo.sample.blocks import cut_blocks, zone_values
from geo.sample.filling import generate
from geo.sample.frame import ZONE_NO, make_frame
from geo.sample.ground import Ground
from geo.sample.parcels import divide
from geo.sample.places import document
from geo.sample.writing import lines


def digest(extent: shapely.Polygon, seed: int) -> str:
    found = hashlib.sha256()
    for rows in generate(extent, "demo", seed=seed):
        found.update(rows.table.encode())
        for text in lines(rows):
            found.update(text.encode())
    return found.hexdigest()


def test_same_seed_gives_same_bytes(extent: shapely.Polygon) -> None:
    one, again, other = digest(extent, 1), digest(extent, 1), digest(extent, 2)
    assert one == again
    assert one != other


def test_demo_has_about_three_thousand_parcels(ground: Ground) -> None:
    assert 2_700 <= len(ground.lots.block) <= 3_000


def test_lots_of_a_block_tile_it_without_gap_or_overlap(ground: Ground) -> None:
    for block in range(len(ground.blocks.geom)):
        lots = ground.lots.geom[ground.lots.block == block]
        assert shapely.coverage_is_valid(lots)
        whole = shapely.area(ground.blocks.geom[block])
        assert shapely.area(lots).sum() == pytest.approx(whole, abs=0.5)


def test_no_parcel_overlaps_one_of_another_block(ground: Ground) -> None:
    lots, block = ground.lots.geom, ground.lots.block
    one, two = shapely.STRtree(lots).query(lots, predicate="intersects")
    assert (block[one] == block[two]).all()


def test_blocks_of_the_whole_city_leave_room_for_streets(extent: shapely.Polygon) -> None:
    frame = make_frame(extent, is_region=False)
    blocks, _ = cut_blocks(frame, np.random.default_rng(5), demo=False)
    one, two = shapely.STRtree(blocks.geom).query(blocks.geom, predicate="intersects")
    assert (one == two).all()
    lots = divide(blocks, zone_values("lot_m"), np.random.default_rng(6))
    assert 140_000 <= len(lots.block) <= 160_000
    assert shapely.is_valid(lots.geom).all()


def test_buildings_are_valid_and_stand_on_their_lots(ground: Ground) -> None:
    made = ground.buildings
    single = made.also_lot < 0
    outside = shapely.difference(made.geom[single], ground.lots.geom[made.lot[single]])
    assert shapely.is_valid(made.geom).all()
    assert shapely.area(outside).max() < 0.1


def test_main_houses_of_a_block_do_not_overlap(ground: Ground) -> None:
    houses = ground.buildings.geom[ground.buildings.is_main]
    one, two = shapely.STRtree(houses).query(houses, predicate="intersects")
    once = one < two
    shared = shapely.area(shapely.intersection(houses[one[once]], houses[two[once]]))
    assert shared.max() < 0.1


def test_everything_lies_inside_the_extent(ground: Ground, extent: shapely.Polygon) -> None:
    shapes = [ground.lots.geom, ground.network.geom, ground.network.nodes, ground.frame.cells]
    bounds = shapely.total_bounds(np.concatenate(shapes))
    assert shapely.contains(extent, shapely.box(*bounds))


def test_every_street_name_has_each_house_number_once(ground: Ground) -> None:
    made = ground.addresses
    names = ground.streets.name[made.street]
    pairs = set(zip(names.tolist(), made.house_number.tolist(), strict=True))
    assert len(pairs) == len(made.building)


def test_house_numbers_rise_along_the_street_odd_on_one_side(ground: Ground) -> None:
    made = ground.addresses
    street = np.bincount(made.street).argmax()
    here = made.street == street
    number = made.house_number[here].astype(int)
    along = shapely.line_locate_point(ground.streets.geom[street], made.geom[here])
    for side in (0, 1):
        mine = number % 2 == side
        order = np.argsort(number[mine])
        assert np.corrcoef(along[mine][order], np.arange(mine.sum()))[0, 1] > 0.99


def test_street_network_hangs_together(ground: Ground) -> None:
    net = ground.network
    label = np.arange(len(net.nodes))
    while True:
        low = np.minimum(label[net.from_node], label[net.to_node])
        spread = label.copy()
        np.minimum.at(spread, net.from_node, low)
        np.minimum.at(spread, net.to_node, low)
        spread = spread[spread]
        if (spread == label).all():
            break
        label = spread
    assert np.bincount(label).max() / len(label) > 0.98


def test_all_sixty_four_quarters_hold_their_real_point(ground: Ground) -> None:
    frame = ground.frame
    points = shapely.points(frame.place_points)
    assert len(document("places.yml")["districts"]) == 64
    assert shapely.contains(frame.cells, points).all()
    assert shapely.area(frame.cells).sum() == pytest.approx(frame.city.area, rel=1e-6)


def test_the_core_is_built_denser_than_the_quarters_around(ground: Ground) -> None:
    zone = ground.blocks.zone[ground.lots.block]
    built = np.zeros(len(zone))
    np.add.at(built, ground.buildings.lot, shapely.area(ground.buildings.geom))
    area = shapely.area(ground.lots.geom)
    core, slab = zone == ZONE_NO["core"], zone == ZONE_NO["slab"]
    assert built[core].sum() / area[core].sum() > 2 * built[slab].sum() / area[slab].sum()
