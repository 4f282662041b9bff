"""A second extract of the same street: what it says about use goes into the one timeline."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.edits.undo import undo
from geo.sources import Report, load
from tests.conftest import RegionUnderTest
from tests.sources.osm_file import Osm

PERIODS = """
SELECT period_kind, lower(valid) AS since, upper(valid) AS until, start_precision, end_precision,
  occupancy.sign_name, verified_on
FROM geo.unit_period LEFT JOIN geo.occupancy ON occupancy.period_id = unit_period.id
ORDER BY lower(valid)
"""


def shop(edited_on: date, **tags: str) -> Osm:
    """One house with one shop."""
    osm = Osm(edited_on)
    osm.house(0, 0)
    osm.node(5, 5, **tags)
    return osm


def load_osm(region: RegionUnderTest, osm: Osm, tmp_path: Path, **options: Any) -> Report:
    path = osm.write(tmp_path / "drawn.osm.pbf")
    return load(region.database, "osm", path, actor="test", **options)


def periods(region: RegionUnderTest) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(PERIODS).fetchall()


@pytest.fixture
def bookshop(region: RegionUnderTest, tmp_path: Path) -> RegionUnderTest:
    """A region with a bookshop, known since 1 March 2025."""
    load_osm(region, shop(date(2025, 3, 1), shop="books", name="Buch"), tmp_path)
    return region


def test_a_shop_that_closed_ends_between_two_deliveries(
    bookshop: RegionUnderTest, tmp_path: Path
) -> None:
    report = load_osm(bookshop, shop(date(2026, 2, 1), disused__shop="books"), tmp_path)
    used, empty = periods(bookshop)
    assert (used["until"], used["end_precision"]) == (date(2026, 2, 1), "between")
    assert (empty["period_kind"], empty["since"]) == ("vacancy", date(2026, 2, 1))
    assert empty["start_precision"] == "between"
    assert report.count("unit_period").changed == 1


def test_another_trade_is_another_occupancy(bookshop: RegionUnderTest, tmp_path: Path) -> None:
    load_osm(bookshop, shop(date(2026, 2, 1), shop="shoes", name="Schuh"), tmp_path)
    assert [row["sign_name"] for row in periods(bookshop)] == ["Buch", "Schuh"]


def test_a_new_sign_on_the_same_trade_corrects_and_is_told(
    bookshop: RegionUnderTest, tmp_path: Path
) -> None:
    report = load_osm(bookshop, shop(date(2026, 2, 1), shop="books", name="Buch & Co"), tmp_path)
    assert [row["sign_name"] for row in periods(bookshop)] == ["Buch & Co"]
    assert report.finding_counts["sign_changed"] == 1


def test_a_newer_check_is_taken_over(bookshop: RegionUnderTest, tmp_path: Path) -> None:
    again = shop(date(2026, 2, 1), shop="books", name="Buch", check_date="2026-01-20")
    load_osm(bookshop, again, tmp_path)
    (row,) = periods(bookshop)
    assert (row["since"], row["verified_on"]) == (date(2025, 3, 1), date(2026, 1, 20))
    assert not load_osm(bookshop, again, tmp_path).is_change


def test_what_people_changed_here_stays_and_a_person_is_asked(
    bookshop: RegionUnderTest, tmp_path: Path
) -> None:
    with bookshop.database.writing(actor="test", client="api", reason="seen") as conn:
        conn.execute("UPDATE geo.unit_period SET verified_on = '2025-05-01', source = 'Begehung'")
    report = load_osm(bookshop, shop(date(2026, 2, 1), disused__shop="books"), tmp_path)
    assert [row["period_kind"] for row in periods(bookshop)] == ["occupancy"]
    assert (report.count("unit_period").conflict, report.decisions) == (1, 1)


def test_a_shop_missing_in_a_complete_file_is_retired_with_its_period(
    bookshop: RegionUnderTest, tmp_path: Path
) -> None:
    osm = shop(date(2026, 2, 1), amenity="bench")
    kept = load_osm(bookshop, osm, tmp_path)
    assert kept.count("unit").gone == 0
    report = load_osm(bookshop, osm, tmp_path, complete=("all",))
    assert (report.count("unit").gone, report.count("unit_period").gone) == (1, 1)
    (row,) = periods(bookshop)
    assert row["until"] is not None


def test_a_load_is_undone_whole(bookshop: RegionUnderTest, tmp_path: Path) -> None:
    before = periods(bookshop)
    report = load_osm(bookshop, shop(date(2026, 2, 1), disused__shop="books"), tmp_path)
    undo(bookshop.database, report.tx_id, actor="test", reason="wrong file")
    assert periods(bookshop) == before
    again = load_osm(bookshop, shop(date(2026, 2, 1), disused__shop="books"), tmp_path)
    assert again.count("unit_period").changed == 1
