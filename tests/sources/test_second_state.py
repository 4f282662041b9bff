"""A second state of a cadastre comes in over units, offers and edits of our own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geo.edits import undo
from geo.sources import Report, load
from tests.conftest import RegionUnderTest
from tests.sources.second_state import LEFT_OUT, Change, make_states

pytestmark = pytest.mark.slow

MAKE_UNITS = """
WITH ground AS (
  SELECT p.*, ST_PointOnSurface(p.geom) AS spot,
    row_number() OVER (ORDER BY md5(p.parcel_key)) AS n
  FROM geo.parcel AS p
), chosen AS (SELECT * FROM ground ORDER BY n LIMIT 1500)
INSERT INTO geo.unit (municipality_id, parcel_id, building_id, geom, floor_geom, address_text)
SELECT municipality_id, id,
  (SELECT b.id FROM geo.building AS b WHERE ST_Intersects(b.geom, spot) LIMIT 1), spot,
  CASE WHEN n % 5 = 0 AND ST_Covers(geom, ST_Buffer(spot, 0.5))
    THEN ST_Multi(ST_Buffer(spot, 0.5)) END, 'made'
FROM chosen
"""
MAKE_OFFERS = """
INSERT INTO market.offer (municipality_id, offer_kind, parcel_id, title)
SELECT municipality_id, 'buy', id, parcel_key FROM geo.parcel WHERE parcel_key = ANY(%(keys)s)
"""
STATE = """
SELECT
  (SELECT md5(string_agg(
      concat_ws('|', id, parcel_key, geom, valid, official_area_m2), ',' ORDER BY id))
    FROM geo.parcel) AS parcels,
  (SELECT md5(string_agg(concat_ws('|', id, valid), ',' ORDER BY id))
    FROM geo.building) AS buildings,
  (SELECT md5(string_agg(concat_ws('|', id, parcel_id, building_id), ',' ORDER BY id))
    FROM geo.unit) AS units,
  (SELECT md5(string_agg(
      concat_ws('|', source_key, object_id, loaded_version), ',' ORDER BY id))
    FROM geo.source_object) AS links,
  (SELECT md5(string_agg(
      concat_ws('|', parcel_id, building_id, round(building_share::numeric, 9)),
      ',' ORDER BY parcel_id, building_id)) FROM geo.parcel_building) AS ties,
  (SELECT count(*) FROM geo.decision) AS decisions,
  (SELECT count(*) FROM geo.parcel_lineage) AS lineage
"""


@dataclass
class World:
    region: RegionUnderTest
    change: Change
    report: Report
    homes: dict[Any, Any]
    before: dict[str, Any]

    def rows(self, query: str) -> list[dict[str, Any]]:
        return rows(self.region, query)


def rows(region: RegionUnderTest, query: str) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(query.encode()).fetchall()


@pytest.fixture
def world(monzel: RegionUnderTest, monzel_file: Path, tmp_path: Path) -> World:
    first, second = tmp_path / "first.gpkg", tmp_path / "second.gpkg"
    change = make_states(monzel_file, first, second)
    load(monzel.database, "alkis", first, actor="test")
    with monzel.database.writing(actor="test", client="load", reason="made units") as conn:
        conn.execute(MAKE_UNITS.encode())
        keys = [*list(change.splits)[:10], *[pair[0] for pair in list(change.merges)[:10]]]
        conn.execute(MAKE_OFFERS, {"keys": keys})
    homes = {row["id"]: row["parcel_key"] for row in rows(monzel, HOMES)}
    before = rows(monzel, STATE)[0]
    report = load(monzel.database, "alkis", second, actor="test")
    return World(monzel, change, report, homes, before)


HOMES = (
    "SELECT unit.id, p.parcel_key FROM geo.unit INNER JOIN geo.parcel AS p ON p.id = unit.parcel_id"
)
NOW = """
SELECT unit.id, p.parcel_key, upper_inf(p.valid) AS is_current,
  ST_Intersects(p.geom, unit.geom) AS holds,
  EXISTS (
    SELECT FROM geo.decision AS d
    WHERE d.object_id = unit.id AND d.question = 'unit_successor'
  ) AS is_listed
FROM geo.unit INNER JOIN geo.parcel AS p ON p.id = unit.parcel_id
"""


def test_a_second_state_comes_whole_and_goes_whole(world: World) -> None:
    """One load takes seconds, so the promises about it are checked on one world."""
    check_counts(world)
    check_units(world)
    check_offers(world)
    check_buildings(world)
    check_left_out(world)
    check_lineage(world)
    check_undo(world)


def check_counts(world: World) -> None:
    parcels, buildings = world.report.objects["parcel"], world.report.objects["building"]
    assert (parcels.new, parcels.gone, parcels.changed) == (450, 300, 200)
    assert (buildings.new, buildings.gone, buildings.changed) == (0, 30, 0)
    assert world.report.finding_counts["overlap"] == 0


def check_units(world: World) -> None:
    units = world.rows(NOW)
    assert len(units) == 1500
    settled = [unit for unit in units if not unit["is_listed"]]
    assert len(settled) > 1400
    for unit in settled:
        assert unit["is_current"]
        assert unit["holds"]
        assert unit["parcel_key"] in world.change.successor_of(
            world.homes[unit["id"]]
        ) or is_shifted(world, unit)
    followed = [unit for unit in settled if unit["parcel_key"] != world.homes[unit["id"]]]
    assert len(followed) > 100


def is_shifted(world: World, unit: dict[str, Any]) -> bool:
    pairs = {frozenset(pair) for pair in world.change.shifts}
    return frozenset((unit["parcel_key"], world.homes[unit["id"]])) in pairs


def check_offers(world: World) -> None:
    offers = world.rows(
        "SELECT offer.title, p.parcel_key, upper_inf(p.valid) AS is_current, "
        "EXISTS (SELECT FROM geo.decision AS d WHERE d.object_id = offer.id "
        "AND d.question = 'offer_successor') AS is_listed "
        "FROM market.offer INNER JOIN geo.parcel AS p ON p.id = offer.parcel_id"
    )
    assert len(offers) == 20
    for offer in offers:
        assert offer["is_listed"] == (offer["title"] in world.change.splits)
        assert offer["is_listed"] or [offer["parcel_key"]] == world.change.successor_of(
            offer["title"]
        )


def check_buildings(world: World) -> None:
    homeless = world.rows(
        "SELECT count(*) AS n, count(d.id) AS listed FROM geo.unit "
        "INNER JOIN geo.building AS b ON b.id = unit.building_id AND NOT upper_inf(b.valid) "
        "LEFT JOIN geo.decision AS d ON d.object_id = unit.id AND d.question = 'unit_building'"
    )[0]
    assert homeless["n"] == homeless["listed"] > 0


ENDED = """
SELECT count(*) AS n FROM geo.parcel WHERE parcel_key LIKE %(key)s AND NOT upper_inf(valid)
"""


def check_left_out(world: World) -> None:
    with world.region.database.reading() as conn:
        ended = conn.execute(ENDED, {"key": f"{LEFT_OUT}%"}).fetchone() or {}
    assert ended["n"] == 0
    assert LEFT_OUT not in world.report.cover


def check_lineage(world: World) -> None:
    kinds = world.rows(
        "SELECT event_kind, count(*) AS n FROM geo.parcel_event GROUP BY 1 ORDER BY 1"
    )
    assert [(row["event_kind"], row["n"]) for row in kinds] == [("010101", 200), ("010102", 50)]
    links = world.rows(
        "SELECT a.parcel_key AS before, array_agg(b.parcel_key ORDER BY b.parcel_key) AS after "
        "FROM geo.parcel_lineage AS l INNER JOIN geo.parcel AS a ON a.id = l.predecessor_id "
        "INNER JOIN geo.parcel AS b ON b.id = l.successor_id GROUP BY 1"
    )
    assert {row["before"]: row["after"] for row in links} == {
        row["before"]: sorted(world.change.successor_of(row["before"])) for row in links
    }
    assert len(links) == 300


def check_undo(world: World) -> None:
    undo(world.region.database, world.report.tx_id, actor="test")
    after = world.rows(STATE)[0]
    assert after == world.before
