"""The public sample of a full cadastre (Osann-Monzel), loaded for real."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.sources import Report, load
from tests.conftest import RegionUnderTest

pytestmark = pytest.mark.slow


def read(region: RegionUnderTest, query: str) -> dict[str, Any]:
    with region.database.reading() as conn:
        return conn.execute(query.encode()).fetchall()[0]


@pytest.fixture
def loaded(monzel: RegionUnderTest, monzel_file: Path) -> tuple[RegionUnderTest, Report]:
    return monzel, load(monzel.database, "alkis", monzel_file, actor="test")


def test_all_parcels_and_buildings_arrive(loaded: tuple[RegionUnderTest, Report]) -> None:
    objects = loaded[1].objects
    assert (objects["parcel"].new, objects["building"].new) == (2369, 827)
    assert objects["parcel"].invalid == objects["building"].invalid == 0


def test_the_area_is_measured_on_the_ellipsoid(loaded: tuple[RegionUnderTest, Report]) -> None:
    found = read(
        loaded[0], "SELECT sum(area_m2) AS m2, sum(ST_Area(geom)) AS planar_m2 FROM geo.parcel"
    )
    assert found["m2"] == pytest.approx(8_491_523, abs=10)
    assert found["planar_m2"] / found["m2"] - 1 == pytest.approx(0.0075, abs=0.0005)


def test_no_parcel_overlaps_another(loaded: tuple[RegionUnderTest, Report]) -> None:
    assert loaded[1].finding_counts["overlap"] == 0


def test_exactly_the_parcels_beyond_tolerance_are_listed(
    loaded: tuple[RegionUnderTest, Report],
) -> None:
    off = read(
        loaded[0],
        "SELECT array_agg(parcel_key ORDER BY parcel_key) AS keys FROM geo.parcel "
        "WHERE abs(area_m2 - official_area_m2) > greatest(2, 0.02 * official_area_m2)",
    )["keys"]
    assert [f.object for f in loaded[1].findings if f.kind == "area_off"] == off
    assert off


def test_house_numbers_stand_at_their_buildings(loaded: tuple[RegionUnderTest, Report]) -> None:
    found = read(loaded[0], "SELECT count(*) AS n, count(building_id) AS tied FROM geo.address")
    assert (found["n"], found["tied"]) == (301, 271)
    placeless = [f.object for f in loaded[1].findings if f.kind == "address_without_place"]
    assert placeless == ["Unter der Treff 25"]


def test_the_same_file_again_changes_nothing(
    loaded: tuple[RegionUnderTest, Report], monzel_file: Path
) -> None:
    region, _ = loaded
    versions = "SELECT sum(row_version) AS n, max(tx_id) AS tx FROM geo.source_object"
    before = read(region, versions)
    again = load(region.database, "alkis", monzel_file, actor="test")
    assert not again.is_change
    assert again.objects["parcel"].unchanged == 2369
    assert read(region, versions) == before


def test_a_dry_run_reports_everything_and_writes_nothing(
    monzel: RegionUnderTest, monzel_file: Path
) -> None:
    report = load(monzel.database, "alkis", monzel_file, actor="test", dry_run=True)
    assert report.objects["parcel"].new == 2369
    tables = "SELECT (SELECT count(*) FROM geo.parcel) + (SELECT count(*) FROM geo.load) AS n"
    assert read(monzel, tables) == {"n": 0}
