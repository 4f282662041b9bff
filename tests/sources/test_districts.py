"""Quarters, city districts and outlines of municipalities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.errors import BadParameter, UnreadableFile
from geo.sources import load
from tests.conftest import RegionUnderTest
from tests.sources.conftest import STREET, write_layer

FILE = "dresden-stadtteile/dresden_stadtteile_64.gpkg"


@pytest.fixture
def real(shared_data: Path) -> Path:
    path = shared_data / FILE
    if not path.is_file():
        pytest.skip(f"no {FILE}")
    return path


def rows(region: RegionUnderTest, query: str) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(query.encode()).fetchall()


def test_dresden_has_64_quarters_that_tile_it(region: RegionUnderTest, real: Path) -> None:
    report = load(region.database, "districts", real, actor="test")
    kinds = rows(
        region,
        "SELECT district_kind AS kind, count(*) AS n, sum(area_m2) / 1e6 AS km2 "
        "FROM geo.district GROUP BY 1 ORDER BY 1",
    )
    assert [(row["kind"], row["n"]) for row in kinds] == [
        ("city_district", 10),
        ("locality", 9),
        ("quarter", 64),
    ]
    assert kinds[2]["km2"] == pytest.approx(328.481, abs=0.001)
    assert report.finding_counts["overlap"] == 0


def test_the_layer_with_61_quarters_is_reported_as_incomplete(
    region: RegionUnderTest, real: Path
) -> None:
    report = load(region.database, "districts", real, actor="test")
    (finding,) = [f for f in report.findings if f.kind == "incomplete_cover"]
    assert finding.object == "osm_stadtteile_61_incomplete"
    assert finding.params["missing_km2"] == pytest.approx(43.97, abs=0.01)


def test_the_same_areas_again_change_nothing(region: RegionUnderTest, real: Path) -> None:
    load(region.database, "districts", real, actor="test")
    assert not load(region.database, "districts", real, actor="test").is_change


def test_a_layer_can_be_chosen_behind_the_file_name(region: RegionUnderTest, real: Path) -> None:
    chosen = Path(f"{real}#osm_admin9_stadtbezirke_ortschaften")
    report = load(region.database, "districts", chosen, actor="test")
    assert report.objects["district"].new == 19


def test_an_unknown_layer_names_those_that_are_there(region: RegionUnderTest, real: Path) -> None:
    with pytest.raises(BadParameter, match="vg25_gemeinde_dresden"):
        load(region.database, "districts", real, actor="test", layer="quartiere")


def test_a_file_without_areas_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    path = write_layer(
        tmp_path / "x.gpkg", "pipes", [{"name": "a", "geom": STREET.polygon("e f b a")}]
    )
    with pytest.raises(UnreadableFile, match="holds no areas"):
        load(region.database, "districts", path, actor="test")


def quarters(path: Path, **shapes: str) -> Path:
    rows = [
        {"code": code.strip("q"), "name": f"Q {code}", "geom": STREET.polygon(at)}
        for code, at in shapes.items()
    ]
    return write_layer(path, "stadtteile", rows)


def test_quarters_that_overlap_are_listed(region: RegionUnderTest, tmp_path: Path) -> None:
    report = load(
        region.database,
        "districts",
        quarters(tmp_path / "q.gpkg", q1="e g c a", q2="f h d b"),
        actor="test",
    )
    (finding,) = [f for f in report.findings if f.kind == "overlap"]
    assert finding.params["area_m2"] == pytest.approx(100)


def test_an_outline_takes_in_what_had_no_municipality(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    load(region.database, "districts", quarters(tmp_path / "q.gpkg", q1="e g c a"), actor="test")
    town = [{"AGS": "14612000", "GEN": "Dresden", "geom": STREET.polygon("i l d a")}]
    report = load(
        region.database, "districts", write_layer(tmp_path / "g.gpkg", "vg25", town), actor="test"
    )
    homes = rows(
        region,
        "SELECT m.ags FROM geo.district AS d "
        "INNER JOIN geo.municipality AS m ON m.id = d.municipality_id",
    )
    assert [row["ags"] for row in homes] == ["14612000"]
    assert report.finding_counts["moved_home"] == 1


SAMPLE = """
WITH source AS (
  INSERT INTO geo.dataset (source, dataset_kind, title, publisher, licence)
  VALUES ('sample', 'sample', 's', 's', 's')
  RETURNING id
), home AS (INSERT INTO geo.municipality (ags, name) VALUES ('14612000', 'Dresden') RETURNING id),
made AS (
  INSERT INTO geo.district (municipality_id, dataset_id, district_kind, district_code, name, geom)
  SELECT home.id, source.id, 'quarter', code, 'made', %(geom)s
  FROM home, source, unnest(ARRAY['1', '2']) AS code
  RETURNING id, municipality_id, district_code
)
INSERT INTO geo.statistic_value
  (municipality_id, district_id, area_kind, area_name, measure, unit_of_measure, on_day, value)
SELECT municipality_id, id, 'quarter', district_code, 'population', '1', '2024-12-31', 5 FROM made
"""


def test_real_quarters_replace_those_of_the_sample(region: RegionUnderTest, tmp_path: Path) -> None:
    with region.database.writing(actor="test", client="sample", reason="") as conn:
        conn.execute(SAMPLE, {"geom": STREET.ewkt("e f b a")})
    report = load(
        region.database, "districts", quarters(tmp_path / "q.gpkg", q1="e g c a"), actor="test"
    )
    assert report.finding_counts["sample_replaced"] == 1
    assert [row["name"] for row in rows(region, "SELECT name FROM geo.district")] == ["Q q1"]
    tied = rows(
        region,
        "SELECT area_name, district_id IS NOT NULL AS tied FROM geo.statistic_value ORDER BY 1",
    )
    assert [(row["area_name"], row["tied"]) for row in tied] == [("1", True), ("2", False)]
