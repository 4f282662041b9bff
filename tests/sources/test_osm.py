"""Loading small extracts into a region."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.errors import OutsideExtent, SampleConflict, UnreadableFile
from geo.network import Graph
from geo.sources import Report, load
from tests.conftest import RegionUnderTest
from tests.sources.osm_file import Osm


def load_osm(region: RegionUnderTest, osm: Osm, tmp_path: Path, **options: Any) -> Report:
    path = osm.write(tmp_path / "drawn.osm.pbf")
    return load(region.database, "osm", path, actor="test", **options)


def rows(region: RegionUnderTest, query: str) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(query.encode()).fetchall()


def found(report: Report, kind: str) -> list[str]:
    return [finding.object for finding in report.findings if finding.kind == kind]


def block() -> Osm:
    """Two houses, a shop inside, one at the door, one far away; a street with a crossing."""
    osm = Osm()
    osm.house(0, 0, name="Ecke", building__levels="4", start_date="1912")
    osm.house(20, 0, building="retail")
    osm.node(5, 5, shop="clothes", name="Mode", level="1")
    osm.node(25, -1.5, shop="bakery", name="Brot")
    osm.node(60, 60, shop="kiosk")
    west, middle, east = osm.node(-50, -5), osm.node(0, -5), osm.node(90, -5)
    osm.way([west, middle, east], highway="residential", name="Hauptstraße")
    osm.way([middle, osm.node(0, -80)], highway="footway")
    return osm


def test_a_second_load_changes_nothing(region: RegionUnderTest, tmp_path: Path) -> None:
    first = load_osm(region, block(), tmp_path)
    second = load_osm(region, block(), tmp_path)
    assert first.count("building").new == 2
    assert first.count("unit").new == 3
    assert not second.is_change
    assert second.count("unit_period").unchanged == 3


def test_shops_stand_in_their_building_or_at_its_door(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    report = load_osm(region, block(), tmp_path)
    placed = rows(region, "SELECT sign_name FROM geo.unit WHERE building_id IS NOT NULL ORDER BY 1")
    assert [row["sign_name"] for row in placed] == ["Brot", "Mode"]
    assert found(report, "no_building") == ["n11 shop=kiosk"]


def test_a_shop_is_an_occupancy_with_estimated_branch_and_source(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    load_osm(region, block(), tmp_path)
    (row,) = rows(
        region,
        "SELECT o.*, p.source, p.start_precision, lower(p.valid) AS since, p.publication "
        "FROM geo.occupancy AS o JOIN geo.unit_period AS p ON p.id = o.period_id "
        "WHERE o.sign_name = 'Mode'",
    )
    assert (row["branch"], row["branch_is_estimated"]) == ("clothing", True)
    assert row["source"] == "OpenStreetMap n9, shop=clothes"
    assert (row["since"], row["start_precision"]) == (date(2026, 3, 1), "before")
    assert row["publication"] == "intern"


def test_an_empty_shop_is_a_vacancy_seen_before_a_day(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    osm = block()
    osm.node(3, 3, disused__shop="books", check_date="2026-02-14")
    report = load_osm(region, osm, tmp_path)
    (row,) = rows(
        region,
        "SELECT p.*, v.evidence FROM geo.unit_period AS p "
        "JOIN geo.vacancy AS v ON v.period_id = p.id",
    )
    assert (row["start_precision"], row["verified_on"]) == ("before", date(2026, 2, 14))
    assert row["evidence"].endswith("disused:shop=books")
    assert report.count("unit").new == 4


def test_a_crossing_makes_a_connected_network(region: RegionUnderTest, tmp_path: Path) -> None:
    report = load_osm(region, block(), tmp_path)
    streets = rows(region, "SELECT * FROM geo.street")
    graph = Graph.from_rows(streets)
    assert (len(streets), graph.n_nodes) == (3, 4)
    assert graph.largest_share() == 1
    assert graph.length_m.sum() == pytest.approx(140 + 75, rel=1e-3)
    (network,) = [f for f in report.findings if f.kind == "network"]
    assert network.params["n_parts"] == 1


def test_pieces_of_a_way_follow_a_new_crossing(region: RegionUnderTest, tmp_path: Path) -> None:
    load_osm(region, block(), tmp_path)
    osm = block()
    osm.ways.pop()
    load_osm(region, osm, tmp_path)
    # The way without crossing is one piece: the second is gone, since the file shows the way.
    main = rows(region, "SELECT round(length_m) AS m FROM geo.street WHERE name IS NOT NULL")
    assert [row["m"] for row in main] == [140]
    assert len(rows(region, "SELECT FROM geo.street_node")) == 4


def test_a_courtyard_is_cut_out_of_its_building(region: RegionUnderTest, tmp_path: Path) -> None:
    osm = Osm()
    outer, inner = osm.house(0, 0, 40), osm.house(10, 10, 20)
    for way in osm.ways:
        way.tags = {}
    osm.relation(
        [("w", outer, "outer"), ("w", inner, "inner")], type="multipolygon", building="yes"
    )
    load_osm(region, osm, tmp_path)
    (row,) = rows(
        region, "SELECT area_m2, ST_NumInteriorRings(ST_GeometryN(geom, 1)) AS n FROM geo.building"
    )
    assert row["n"] == 1
    assert row["area_m2"] == pytest.approx(40 * 40 - 20 * 20, rel=5e-3)


def test_what_has_no_outline_is_listed(region: RegionUnderTest, tmp_path: Path) -> None:
    osm = block()
    osm.node(1, 1, building="entrance")
    osm.way([osm.node(200, 0), osm.node(210, 0), osm.node(210, 10)], building="yes")
    bow = [osm.node(300, 0), osm.node(310, 10), osm.node(310, 0), osm.node(300, 10)]
    osm.way([*bow, bow[0]], building="yes")
    report = load_osm(region, osm, tmp_path)
    counts = report.count("building")
    assert (counts.read, counts.new, counts.invalid) == (5, 2, 3)
    assert found(report, "point_building") == ["n16"]


def test_an_outline_cut_by_the_edge_is_closed_along_it(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    osm = block()
    lost = {osm.node(110, 20), osm.node(110, 0)}
    corners = [osm.node(80, 0), *sorted(lost, reverse=True), osm.node(80, 20)]
    osm.way([*corners, corners[0]], building="yes")
    osm.nodes = [node for node in osm.nodes if node.id not in lost]
    report = load_osm(region, osm, tmp_path)
    # The easternmost node of the file, the end of the street, lies at 90 m.
    (row,) = rows(region, "SELECT max(area_m2) AS area_m2 FROM geo.building")
    assert row["area_m2"] == pytest.approx(10 * 20, rel=5e-3)
    assert found(report, "cut_outline") == ["w5"]


def test_shops_share_the_address_of_their_house(region: RegionUnderTest, tmp_path: Path) -> None:
    osm = Osm()
    where = {"addr__street": "Hauptstraße", "addr__housenumber": "5"}
    osm.house(0, 0, 10, **where)
    osm.node(4, 4, shop="clothes", **where)
    osm.node(6, 6, shop="shoes")
    load_osm(region, osm, tmp_path)
    assert len(rows(region, "SELECT FROM geo.address WHERE building_id IS NOT NULL")) == 1
    units = rows(region, "SELECT address_text FROM geo.unit WHERE address_id IS NOT NULL")
    assert [row["address_text"] for row in units] == ["Hauptstraße 5"] * 2


def test_objects_beyond_the_edge_of_the_region_are_listed(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    osm = block()
    osm.node(60_000, 0, shop="clothes")
    osm.house(60_000, 50)
    report = load_osm(region, osm, tmp_path)
    assert report.count("unit").invalid == 1
    assert sorted(found(report, "outside_extent")) == ["n16", "w5"]


def test_an_extract_of_another_place_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    osm = Osm()
    osm.house(500_000, 0)
    with pytest.raises(OutsideExtent, match="another place"):
        load_osm(region, osm, tmp_path)


@pytest.mark.parametrize("size", [40, 300])
def test_half_a_file_is_refused_whole(region: RegionUnderTest, tmp_path: Path, size: int) -> None:
    path = block().write(tmp_path / "whole.osm.pbf")
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(UnreadableFile, match="cannot be read"):
        load(region.database, "osm", path, actor="test")
    assert rows(region, "SELECT FROM geo.building") == []


def test_real_buildings_do_not_mix_with_the_sample(region: RegionUnderTest, tmp_path: Path) -> None:
    with region.database.writing(actor="test", client="sample", reason="one building") as conn:
        conn.execute(
            "WITH kind AS (INSERT INTO geo.dataset "
            "(source, dataset_kind, title, publisher, licence) "
            "VALUES ('sample', 'sample', 'Muster', 'test', 'none') RETURNING id), "
            "city AS (INSERT INTO geo.municipality (name) VALUES ('Stadt') RETURNING id) "
            "INSERT INTO geo.building (municipality_id, dataset_id, geom) SELECT city.id, kind.id, "
            "ST_Multi(ST_Expand(ST_Transform(ST_Point(13.7, 51.05, 4326), 25833), 9)) "
            "FROM kind, city"
        )
    with pytest.raises(SampleConflict, match="sample"):
        load_osm(region, block(), tmp_path)
