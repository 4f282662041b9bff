"""Addresses from tables and map files."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from geo.errors import UnreadableFile
from geo.sources import Report, load
from geo.sources.addresses.rows import is_odd
from tests.conftest import RegionUnderTest

HEAD = "street,house,lat,lon\n"
CITY = "dresden-adressen-osm/dresden_osm_adressen_2014.csv.gz"
QUARTERS = "dresden-stadtteile/dresden_stadtteile_64.gpkg"


def load_text(region: RegionUnderTest, tmp_path: Path, text: str, **options: Any) -> Report:
    path = tmp_path / "addresses.csv"
    path.write_text(text, encoding="utf-8")
    return load(region.database, "addresses", path, actor="test", **options)


def stored(region: RegionUnderTest) -> list[str]:
    query = "SELECT street || ' ' || house_number AS text FROM geo.address ORDER BY 1"
    with region.database.reading() as conn:
        return [row["text"] for row in conn.execute(query).fetchall()]


def test_german_columns_semicolons_and_decimal_commas_are_understood(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    text = "Straße;Hausnummer;Zusatz;PLZ;Breite;Länge\nPrager Straße;5;a;01069;51,045;13,735\n"
    load_text(region, tmp_path, text)
    assert stored(region) == ["Prager Straße 5a"]


def test_the_same_address_at_two_doors_is_kept_and_told(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    doors = "Weg,1,51.05,13.74\nWeg,1,51.051,13.74\nWeg,1,51.05,13.74\n"
    report = load_text(region, tmp_path, HEAD + doors)
    counts = report.count("address")
    assert (counts.read, counts.new, counts.invalid) == (3, 2, 1)
    assert report.finding_counts["duplicate_address"] == 2


def test_another_order_of_the_file_changes_nothing(region: RegionUnderTest, tmp_path: Path) -> None:
    rows = ["Weg,1,51.05,13.74\n", "Weg,1,51.051,13.74\n", "Weg,2,51.052,13.74\n"]
    load_text(region, tmp_path, HEAD + "".join(rows))
    again = load_text(region, tmp_path, HEAD + "".join(reversed(rows)))
    assert not again.is_change


def test_odd_and_missing_numbers_are_kept_as_written(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    report = load_text(region, tmp_path, HEAD + "Weg,4;6;8,51.05,13.74\nWeg,,51.051,13.74\n")
    assert stored(region) == ["Weg ", "Weg 4;6;8"]
    assert report.finding_counts == {"odd_house_number": 1, "no_house_number": 1, "no_districts": 1}


@pytest.mark.parametrize(
    ("number", "odd"), [("5", False), ("5a", False), ("5 a", False), ("5-7", True), ("9a-e", True)]
)
def test_a_plain_number_has_at_most_one_letter(number: str, *, odd: bool) -> None:
    assert is_odd(number) is odd


def test_a_place_that_is_no_number_is_told_and_not_loaded(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    report = load_text(region, tmp_path, HEAD + "Weg,1,51.05,13.74\nWeg,2,NaN,13.74\n")
    assert report.count("address").invalid == 1
    assert stored(region) == ["Weg 1"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("street,lat,lon\nWeg,51.05,13.74\n", "house"),
        (HEAD, "0 rows"),
        (HEAD + "Weg,1,51.05\n", "fields"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(
    region: RegionUnderTest, tmp_path: Path, text: str, what: str
) -> None:
    with pytest.raises(UnreadableFile, match=what):
        load_text(region, tmp_path, text)


@pytest.mark.parametrize("packed", [gzip.compress(bytes(60_000_000)), gzip.compress(b"a,b\n")[:15]])
def test_a_packed_bomb_and_half_a_packed_file_are_refused(
    region: RegionUnderTest, tmp_path: Path, packed: bytes
) -> None:
    path = tmp_path / "addresses.csv.gz"
    path.write_bytes(packed)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        load(region.database, "addresses", path, actor="test")


def test_what_a_complete_file_lacks_is_gone(region: RegionUnderTest, tmp_path: Path) -> None:
    load_text(region, tmp_path, HEAD + "Weg,1,51.05,13.74\nWeg,2,51.051,13.74\n")
    report = load_text(region, tmp_path, HEAD + "Weg,1,51.05,13.74\n", complete=("all",))
    assert report.count("address").gone == 1
    assert stored(region) == ["Weg 1"]


def test_an_address_belongs_to_the_building_it_stands_in(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    with region.database.writing(actor="test", client="api", reason="one house") as conn:
        conn.execute(
            "WITH city AS (INSERT INTO geo.municipality (name) VALUES ('Stadt') RETURNING id) "
            "INSERT INTO geo.building (municipality_id, geom) SELECT id, ST_Multi(ST_Expand("
            "ST_Transform(ST_Point(13.74, 51.05, 4326), 25833), 9)) FROM city"
        )
    load_text(region, tmp_path, HEAD + "Weg,1,51.05,13.74\nWeg,2,51.052,13.74\n")
    query = "SELECT house_number FROM geo.address WHERE building_id IS NOT NULL"
    with region.database.reading() as conn:
        assert [row["house_number"] for row in conn.execute(query).fetchall()] == ["1"]


def test_addresses_of_dresden_2014(region: RegionUnderTest, shared_data: Path) -> None:
    if not (shared_data / CITY).is_file():
        pytest.skip(f"no {CITY}")
    load(region.database, "districts", shared_data / QUARTERS, actor="test")
    report = load(region.database, "addresses", shared_data / CITY, actor="test")
    (placed,) = [f.params for f in report.findings if f.kind == "in_districts"]
    assert (report.count("address").read, placed["n_inside"], placed["n_outside"]) == (
        32_833,
        32_829,
        4,
    )
    assert report.finding_counts["duplicate_address"] == 583
    assert report.finding_counts["no_house_number"] == 54
    assert report.finding_counts["odd_house_number"] == 52
