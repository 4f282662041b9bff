"""Real extracts of town centres, each in a region of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.sources import Report, load
from tests.conftest import RegionUnderTest
from tests.sources.conftest import move_region

FOLDER = "osm-stadtzentren"

VACANT = """
SELECT p.source, p.start_precision, u.building_id FROM geo.unit_period AS p
INNER JOIN geo.vacancy AS v ON v.period_id = p.id INNER JOIN geo.unit AS u ON u.id = p.unit_id
"""


def load_real(region: RegionUnderTest, shared_data: Path, name: str, box: str) -> Report:
    path = shared_data / FOLDER / f"{name}.osm.pbf"
    if not path.is_file():
        pytest.skip(f"no {FOLDER}/{name}.osm.pbf")
    move_region(region, box)
    return load(region.database, "osm", path, actor="test")


def vacancies(region: RegionUnderTest) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(VACANT).fetchall()


def test_helsinki_has_the_shops_and_buildings_that_its_readme_counts(
    region: RegionUnderTest, shared_data: Path
) -> None:
    report = load_real(region, shared_data, "helsinki-zentrum", "24.85,60.10,25.05,60.25")
    (placed,) = [f.params for f in report.findings if f.kind == "shops_placed"]
    # Tagged objects: four shopping centres and two streets with a shop tag are no units,
    # 36 points, 7 rings cut to one node, 4 relations without all members are no buildings.
    assert (report.count("unit").read, report.count("unit").new) == (515, 509)
    assert (report.count("building").read, report.count("building").new) == (536, 489)
    assert (placed["n_inside"] + placed["n_beside"]) / placed["n"] >= 0.95
    assert placed["n_branch_estimated"] == placed["n"]
    assert report.finding_counts["no_building"] == placed["n_elsewhere"]


@pytest.mark.parametrize(
    ("name", "box", "n"),
    [("neuss-s11", "6.3,51.0,6.8,51.3", 4), ("tram-junction", "8.3,48.9,8.5,49.1", 7)],
)
def test_disused_shops_are_vacancies_with_their_source(
    region: RegionUnderTest, shared_data: Path, name: str, box: str, n: int
) -> None:
    report = load_real(region, shared_data, name, box)
    found = vacancies(region)
    assert len(found) == n
    assert all(row["source"].startswith("OpenStreetMap ") for row in found)
    assert all(row["start_precision"] == "before" and row["building_id"] for row in found)
    # Of the five in Neuss one is a supermarket today and tells what was there before.
    assert report.finding_counts["former_shop"] == (1 if name == "neuss-s11" else 0)


def test_streets_of_heidelberg_hang_together(region: RegionUnderTest, shared_data: Path) -> None:
    report = load_real(region, shared_data, "heidelberg-routing", "8.5,49.3,8.8,49.5")
    (network,) = [f.params for f in report.findings if f.kind == "network"]
    assert network["largest_share"] > 0.9
    assert network["n_streets"] > 10_000
