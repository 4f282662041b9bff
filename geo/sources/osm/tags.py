"""What the tags of an OpenStreetMap object say, in the words of Elbraum."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import yaml

Tags = Mapping[str, str]

NO_FOOT = frozenset({"no", "private", "use_sidepath"})
YES_FOOT = frozenset({"yes", "designated", "permissive", "official", "destination"})
CLOSED = frozenset({"no", "private"})
SMALLEST_STOREY, LARGEST_STOREY = -10, 200


class Trade(NamedTuple):
    """What is traded in a place: in use or empty, and the tag that says so."""

    period_kind: Literal["occupancy", "vacancy"]
    evidence: str
    goods: str


class Number(NamedTuple):
    """A postal address as tagged; street is the place where the village has no street names."""

    street: str
    house_number: str
    postcode: str | None
    place: str | None


@cache
def tables() -> dict[str, Any]:
    """Read the tables of tags once."""
    text = (files("geo.sources.osm") / "tags.yml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _inverted(table: str) -> dict[str, str]:
    return {tag: word for word, tags in tables()[table].items() for tag in tags}


def branch(goods: str) -> str:
    """Suggest a branch for the first value of a shop tag; what the table lacks is other retail."""
    first = re.split(r"[;,]", goods)[0].strip().lower()
    return _inverted("branch_of_shop").get(first, "other_retail")


def unit_use(suggested_branch: str) -> str:
    """Say which use a branch belongs to; most are retail."""
    return _inverted("use_of_branch").get(suggested_branch, "retail")


def trade(tags: Tags) -> Trade | None:
    """Say whether a place is a shop in use or an empty one; None where it is no unit.

    A running shop wins over `disused:shop`, which then names the former one. `was:shop` alone
    says what stood there, not that the space still exists and is empty.
    """
    shop = tags.get("shop", "no")
    if shop == "vacant":
        return Trade("vacancy", "shop=vacant", "yes")
    if shop != "no" and not is_shopping_centre(tags):
        return Trade("occupancy", f"shop={shop}", shop)
    for prefix in ("disused", "abandoned"):
        goods = tags.get(f"{prefix}:shop", "no")
        if goods != "no" and not _is_reused(tags):
            return Trade("vacancy", f"{prefix}:shop={goods}", goods)
    return None


def is_shopping_centre(tags: Tags) -> bool:
    """Tell whether a shop tag names a building full of shops."""
    return tags.get("shop") in tables()["shop_is_no_unit"]


def _is_reused(tags: Tags) -> bool:
    return any(key in tags for key in ("shop", "amenity", "office", "craft"))


def former_trade(tags: Tags) -> str | None:
    """Return the tag that names a former shop where it does not make a vacancy."""
    found = trade(tags)
    for key in ("disused:shop", "abandoned:shop", "was:shop"):
        if key in tags and (found is None or not found.evidence.startswith(key)):
            return f"{key}={tags[key]}"
    return None


def street_class(tags: Tags) -> str | None:
    """Say which class of street a line is; None where it carries nobody yet or no more."""
    if tags.get("railway") == "tram":
        return "tram"
    return _inverted("street_class_of_highway").get(tags.get("highway", ""))


def is_walkable(tags: Tags) -> bool:
    """Say whether people may walk along a street: `foot` decides, then `access`, then its kind."""
    if "highway" not in tags or tags.get("foot") in NO_FOOT:
        return False
    if tags.get("foot") in YES_FOOT:
        return True
    if tags.get("access") in CLOSED or tags.get("motorroad") == "yes":
        return False
    return tags["highway"] not in tables()["highway_without_walking"]


def number(tags: Tags) -> Number | None:
    """Return the address, or None without house number or street."""
    street = tags.get("addr:street") or tags.get("addr:place")
    house_number = tags.get("addr:housenumber")
    if not street or not house_number:
        return None
    place = tags.get("addr:city") or tags.get("addr:place")
    return Number(street.strip(), house_number.strip(), tags.get("addr:postcode"), place)


def floor(tags: Tags) -> int:
    """Return the storey, 0 the ground floor; the lowest where a unit spans several."""
    levels = [_whole(part) for part in re.split(r"[;,]", tags.get("level", ""))]
    return min((level for level in levels if level is not None), default=0)


def storeys(tags: Tags) -> int | None:
    """Return the number of full storeys as tagged."""
    count = _whole(tags.get("building:levels", ""))
    return count if count is not None and count > 0 else None


def built_year(tags: Tags) -> int | None:
    """Return the year of construction if the tag starts with a plain year."""
    found = re.match(r"(1\d{3}|20\d{2})(?=$|-)", tags.get("start_date", ""))
    return int(found[1]) if found else None


def building_function(tags: Tags) -> str | None:
    """Return the ALKIS function that the tag building stands for, None where it says no more."""
    return _inverted("function_of_building").get(tags.get("building", ""))


def building_state(tags: Tags) -> str | None:
    """Return the ALKIS state of a building that is not in normal use."""
    states = _inverted("state_of_building")
    marks = [tags.get("building", ""), *(key for key in states if tags.get(key) == "yes")]
    return next((states[mark] for mark in marks if mark in states), None)


def land_kind(tags: Tags) -> str | None:
    """Say whether an area is water or green."""
    kinds = _inverted("land_kind")
    pairs = (
        f"{key}={tags[key]}" for key in ("natural", "waterway", "landuse", "leisure") if key in tags
    )
    return next((kinds[pair] for pair in pairs if pair in kinds), None)


def modes(tags: Tags) -> list[str]:
    """List the means of transport that stop at a place, in the order of the code list."""
    table: dict[str, list[str]] = tables()["mode_of_tag"]
    return [mode for mode, pairs in table.items() if any(_has(tags, pair) for pair in pairs)]


def _has(tags: Tags, pair: str) -> bool:
    key, _, value = pair.partition("=")
    return tags.get(key) == value


def _whole(text: str) -> int | None:
    """Read a storey; halves are mezzanines and count to the storey below."""
    try:
        value = int(float(text.replace(",", ".")) // 1)
    except (ValueError, OverflowError):
        return None
    return value if SMALLEST_STOREY <= value <= LARGEST_STOREY else None
