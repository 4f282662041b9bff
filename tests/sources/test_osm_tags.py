"""What tags say, without a database."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from geo import words
from geo.sources.osm import tags as says
from geo.sources.osm.claims import is_address_alone
from geo.sources.osm.pbf import Spot, Thing
from geo.sources.osm.rows import stops, unit


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"shop": "clothes"}, "occupancy"),
        ({"shop": "vacant"}, "vacancy"),
        ({"disused:shop": "books"}, "vacancy"),
        ({"abandoned:shop": "yes"}, "vacancy"),
        ({"shop": "bakery", "disused:shop": "butcher"}, "occupancy"),
    ],
)
def test_shop_tags_say_used_or_empty(tags: dict[str, str], kind: str) -> None:
    trade = says.trade(tags)
    assert trade is not None
    assert trade.period_kind == kind


@pytest.mark.parametrize(
    "tags", [{}, {"shop": "no"}, {"shop": "mall"}, {"was:shop": "shoes"},
             {"disused:shop": "books", "amenity": "cafe"}],
)  # fmt: skip
def test_what_is_no_shop_makes_no_unit(tags: dict[str, str]) -> None:
    assert says.trade(tags) is None


def test_a_former_shop_is_told_unless_it_is_the_vacancy() -> None:
    assert says.former_trade({"was:shop": "shoes"}) == "was:shop=shoes"
    assert says.former_trade({"shop": "kiosk", "disused:shop": "toys"}) == "disused:shop=toys"
    assert says.former_trade({"disused:shop": "toys"}) is None


def test_all_branches_uses_and_classes_are_words_of_the_code_lists() -> None:
    tables = says.tables()
    assert set(tables["branch_of_shop"]) <= set(words.codes("branch"))
    assert set(tables["use_of_branch"]) <= set(words.codes("unit_use"))
    assert set(tables["street_class_of_highway"]) <= set(words.codes("street_class"))
    assert set(tables["land_kind"]) <= set(words.codes("land_kind"))
    assert set(tables["mode_of_tag"]) <= set(words.codes("stop_mode"))


def test_an_unknown_shop_is_other_retail() -> None:
    assert says.branch("anvils") == "other_retail"
    assert says.branch("Clothes;shoes") == "clothing"
    assert says.unit_use(says.branch("hairdresser")) == "service"


@pytest.mark.parametrize(
    ("tags", "walkable"),
    [
        ({"highway": "residential"}, True),
        ({"highway": "residential", "foot": "no"}, False),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "service", "access": "private", "foot": "yes"}, True),
        ({"highway": "motorway"}, False),
        ({"highway": "cycleway"}, False),
        ({"highway": "cycleway", "foot": "designated"}, True),
        ({"railway": "tram"}, False),
    ],
)
def test_people_walk_where_foot_access_and_class_allow(
    tags: dict[str, str], *, walkable: bool
) -> None:
    assert says.is_walkable(tags) is walkable


@pytest.mark.parametrize(
    ("level", "floor"),
    [("", 0), ("2", 2), ("-1;0", -1), ("0,5", 0), ("0.5", 0), ("UG", 0), ("9e9", 0)],
)
def test_the_floor_is_the_lowest_level(level: str, floor: int) -> None:
    assert says.floor({"level": level}) == floor


def test_an_address_on_a_shop_is_not_alone() -> None:
    assert is_address_alone({"building": "retail", "shop": "clothes"})
    assert is_address_alone({"entrance": "main"})
    assert not is_address_alone({"shop": "clothes"})


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2019-05-02", (date(2019, 5, 2), "day")),
        ("2019-05", (date(2019, 5, 1), "month")),
        ("2019", (date(2019, 1, 1), "year")),
        ("19th century", (date(2026, 3, 1), "before")),
        ("2031", (date(2026, 3, 1), "before")),
    ],
)
def test_a_start_keeps_its_precision_and_is_never_invented(
    start: str, expected: tuple[date, str]
) -> None:
    thing = Thing("n1", {"shop": "books", "start_date": start}, date(2026, 3, 1))
    row = unit(thing, shapely.Point(13.7, 51.0))
    assert row is not None
    assert (row.values["started_on"], row.values["start_precision"]) == expected


def stop(number: int, lon_deg: float, **tags: str) -> Thing:
    return Thing(f"n{number}", tags, None, spots=(Spot(0, lon_deg, 51.05),))


def test_a_platform_gives_its_lines_to_the_stop_beside_it() -> None:
    sign = stop(1, 13.7000, name="Schule", highway="bus_stop")
    platform = stop(2, 13.7010, name="Schule", public_transport="platform", tram="yes")
    (row,) = stops([platform, sign], {"n2": {"10", "2"}})
    assert row.key == "n1"
    assert row.values["modes"] == '{"tram","bus"}'
    assert row.values["lines"] == '{"2","10"}'


def test_namesakes_in_two_villages_stay_two_stops() -> None:
    rows = stops(
        [stop(1, 13.70, name="Schule", public_transport="platform"),
         stop(2, 13.80, name="Schule", public_transport="platform")], {"n1": {"1"}, "n2": {"7"}},
    )  # fmt: skip
    assert [row.values["lines"] for row in rows] == ['{"1"}', '{"7"}']
