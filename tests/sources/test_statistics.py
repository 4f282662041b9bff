"""Statistics with decimal comma and German dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.errors import UnreadableFile
from geo.sources import Report, load
from geo.sources.sheet import as_day, as_number
from tests.conftest import RegionUnderTest

FOLDER = "dresden-amtliche-statistik"
SHARES = (
    "Jahr;Stadtraum;Anteil Haushalte mit relativ geringem Einkommen - arm;"
    "Anteil Haushalte mit mittlerem Einkommen;"
    "Anteil Haushalte mit relativ hohem Einkommen - reich\n"
)


def load_text(region: RegionUnderTest, tmp_path: Path, text: str) -> Report:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return load(region.database, "statistics", path, actor="test")


def load_real(region: RegionUnderTest, shared_data: Path, name: str) -> Report:
    if not (shared_data / FOLDER / name).is_file():
        pytest.skip(f"no {FOLDER}/{name}")
    return load(region.database, "statistics", shared_data / FOLDER / name, actor="test")


def stored(region: RegionUnderTest) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute("SELECT * FROM geo.statistic_value ORDER BY on_day, measure").fetchall()


def owners(region: RegionUnderTest) -> set[str | None]:
    with region.database.reading() as conn:
        found = conn.execute(
            "SELECT home.ags FROM geo.statistic_value AS value "
            "INNER JOIN geo.municipality AS home ON home.id = value.municipality_id"
        )
        return {row["ags"] for row in found}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1666,7", 1666.7),
        ("1.666,7", 1666.7),
        ("51.05", 51.05),
        ("-3", -3.0),
        ("NaN", None),
        ("1e9", None),
    ],
)
def test_numbers_are_read_as_they_are_written_here(text: str, number: float | None) -> None:
    assert as_number(text) == number


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("31.12.", "2025", date(2025, 12, 31)),
        ("31.12.2025", "", date(2025, 12, 31)),
        ("2025-03-01", "", date(2025, 3, 1)),
        ("", "2024", date(2024, 12, 31)),
        ("31.02.", "2025", None),
    ],
)
def test_days_are_read_with_the_year_beside_them(text: str, year: str, day: date | None) -> None:
    assert as_day(text, year) == day


def test_shares_are_stored_from_zero_to_one(region: RegionUnderTest, tmp_path: Path) -> None:
    report = load_text(region, tmp_path, SHARES + "2024;16 Gorbitz;24,9;73,4;1,7\n")
    values = {row["measure"]: row["value"] for row in stored(region)}
    assert values == {"middle_share": 0.734, "poor_share": 0.249, "rich_share": 0.017}
    assert {row["area_name"] for row in stored(region)} == {"Gorbitz"}
    assert report.finding_counts["share_sum"] == 0


def test_shares_that_make_no_whole_are_told(region: RegionUnderTest, tmp_path: Path) -> None:
    report = load_text(region, tmp_path, SHARES + "2024;16 Gorbitz;24,9;73,4;9,9\n")
    (finding,) = [f for f in report.findings if f.kind == "share_sum"]
    assert finding.params["sum_percent"] == pytest.approx(108.2)


def test_values_hang_on_the_area_of_their_number(region: RegionUnderTest, tmp_path: Path) -> None:
    with region.database.writing(actor="test", client="api", reason="one area") as conn:
        conn.execute(
            "WITH city AS (INSERT INTO geo.municipality (name) VALUES ('Stadt') RETURNING id) "
            "INSERT INTO geo.district (municipality_id, district_kind, district_code, name, geom) "
            "SELECT id, 'planning_area', '16', 'Gorbitz', ST_Multi(ST_Expand("
            "ST_Transform(ST_Point(13.7, 51.05, 4326), 25833), 900)) FROM city"
        )
    report = load_text(
        region, tmp_path, SHARES + "2024;16 Gorbitz;24,9;73,4;1,7\n2024;99 Nirgends;20;70;10\n"
    )
    assert sum(row["district_id"] is not None for row in stored(region)) == 3
    assert [f.object for f in report.findings if f.kind == "unknown_area"] == ["Nirgends"]


def test_values_belong_to_the_only_municipality_that_has_an_official_key(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    with region.database.writing(actor="test", client="api", reason="two") as conn:
        conn.execute(
            "INSERT INTO geo.municipality (ags, name) "
            "VALUES ('14612000', 'Dresden'), (NULL, 'Region')"
        )
    load_text(region, tmp_path, "Jahr;Einwohner\n2024;564904\n")
    assert owners(region) == {"14612000"}


def test_values_belong_to_the_region_where_several_municipalities_could_be_meant(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    with region.database.writing(actor="test", client="api", reason="two") as conn:
        conn.execute(
            "INSERT INTO geo.municipality (ags, name) "
            "VALUES ('14612000', 'Dresden'), ('14627210', 'Radebeul')"
        )
    load_text(region, tmp_path, "Jahr;Einwohner\n2024;564904\n")
    assert owners(region) == {None}


def test_unknown_columns_and_values_that_are_none_are_told(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    text = "Stichtag;Jahr;Einwohner;Bemerkung\n31.12.;2024;564904;x\n31.12.;2025;n. v.;y\n"
    report = load_text(region, tmp_path, text)
    assert [f.object for f in report.findings if f.kind == "unknown_column"] == ["Bemerkung"]
    assert (report.count("statistic_value").new, report.count("statistic_value").invalid) == (1, 1)


def test_a_table_without_day_or_measure_names_both(region: RegionUnderTest, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"(?s)no column of days.*no known measure"):
        load_text(region, tmp_path, "Farbe;Anzahl\nrot;3\n")


def test_population_of_dresden(region: RegionUnderTest, shared_data: Path) -> None:
    report = load_real(region, shared_data, "amtliche_einwohnerzahl_dresden.csv")
    values = {row["on_day"]: row["value"] for row in stored(region)}
    assert (report.count("statistic_value").new, report.data_date) == (108, "2025-12-31")
    assert values[date(2025, 12, 31)] == 562_764
    assert values[date(2011, 3, 31)] == 512_354


def test_incomes_of_dresden(region: RegionUnderTest, shared_data: Path) -> None:
    name = "kbu_einkommen_aequivalenz_stadtraum_2020_2024.csv"
    report = load_real(region, shared_data, name)
    assert report.count("statistic_value").new == 3 * 18 * 4
    assert report.finding_counts["share_sum"] == 0
    assert report.finding_counts["unknown_area"] == 17
    assert not load_real(region, shared_data, name).is_change
