"""One row for each thing, in the words of the tables; shapes still in degrees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geo.network import geodesic_length_m
from geo.sources.osm import tags as says
from geo.sources.osm.claims import is_address_alone, is_part_of_stop
from geo.sources.osm.pbf import Spot, Thing
from geo.sources.stops.lines import as_array, natural

CHECK_KEYS = ("check_date", "survey:date")
# Platforms of one interchange lie up to this far apart.
SAME_STOP_M = 250.0


class Row(NamedTuple):
    """A row to stage: key of the source, values by column, shape in degrees."""

    key: str
    values: dict[str, Any]
    shape: BaseGeometry


def building(thing: Thing, shape: BaseGeometry) -> Row:
    """Describe a building by its outline."""
    tags = thing.tags
    values = {
        "building_function": says.building_function(tags), "name": tags.get("name"),
        "storeys": says.storeys(tags), "built_year": says.built_year(tags),
        "building_state": says.building_state(tags), "valid_from": None,
    }  # fmt: skip
    return Row(thing.key, values, shape)


def land(thing: Thing, shape: BaseGeometry) -> Row:
    """Describe water or green."""
    values = {"land_kind": says.land_kind(thing.tags), "name": thing.tags.get("name", "")}
    return Row(thing.key, values, shape)


def address(thing: Thing, shape: BaseGeometry) -> Row | None:
    """Describe a postal address, or None where street or place is missing."""
    number = says.number(thing.tags)
    if number is None:
        return None
    values = {**number._asdict(), "is_alone": is_address_alone(thing.tags)}
    return Row(thing.key, values, _point(shape))


def unit(thing: Thing, shape: BaseGeometry) -> Row | None:
    """Describe a shop in use or an empty one, with what its one period has to say."""
    tags = thing.tags
    trade = says.trade(tags)
    if trade is None:
        return None
    is_used = trade.period_kind == "occupancy"
    branch = says.branch(trade.goods)
    started_on, precision = _start(thing) if is_used else (thing.edited_on, "before")
    number = says.number(tags)
    values = {
        "sign_name": _sign(tags) if is_used else None,
        "unit_use": says.unit_use(branch) if trade.goods != "yes" or is_used else "unknown",
        "floor": says.floor(tags),
        "address_text": f"{number.street} {number.house_number}" if number else "",
        "valid_from": None, "period_kind": trade.period_kind,
        "branch": branch if is_used else None, "evidence": trade.evidence,
        "started_on": started_on, "start_precision": precision, "edited_on": thing.edited_on,
        "verified_on": _checked_on(tags),
    }  # fmt: skip
    return Row(thing.key, values, _point(shape))


def street(
    thing: Thing, ordinal: int, spots: Sequence[Spot], street_class: str, length_m: float
) -> Row:
    """Describe one piece of a way between two nodes of the network."""
    values = {
        "name": thing.tags.get("name"), "street_class": street_class,
        "is_walkable": says.is_walkable(thing.tags), "length_m": length_m, "way_key": thing.key,
        "from_key": f"n{spots[0].node_id}", "to_key": f"n{spots[-1].node_id}",
    }  # fmt: skip
    line = shapely.LineString([(spot.lon_deg, spot.lat_deg) for spot in spots])
    return Row(f"{thing.key}/{ordinal}", values, line)


def street_node(spot: Spot) -> Row:
    """Describe a node of the network."""
    return Row(f"n{spot.node_id}", {}, shapely.Point(spot.lon_deg, spot.lat_deg))


def stops(things: Iterable[Thing], lines_of: Mapping[str, set[str]]) -> Iterator[Row]:
    """Describe stops; platforms and places on the track only where no stop near has their name.

    Their lines and means of transport go to the stop, since that is where relations name them.
    """
    by_name: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_name[thing.tags.get("name", "")].append(thing)
    for name, same in by_name.items():
        chosen: list[Thing] = []
        for thing in sorted(same, key=lambda one: is_part_of_stop(one.tags)):
            is_known = any(_is_near(thing, one) for one in chosen)
            if not is_part_of_stop(thing.tags) or (name and not is_known):
                chosen.append(thing)
        for thing in chosen:
            around = [one for one in same if name and _is_near(one, thing)]
            yield _stop(thing, around or [thing], lines_of)


def _stop(thing: Thing, together: list[Thing], lines_of: Mapping[str, set[str]]) -> Row:
    tagged = {mode for one in together for mode in says.modes(one.tags)}
    lines = {line for one in together for line in lines_of.get(one.key, ())}
    for one in together:
        lines |= {ref.strip() for ref in one.tags.get("route_ref", "").split(";") if ref.strip()}
    spot = thing.spots[0]
    values = {
        "stop_key": thing.tags.get("ref:IFOPT") or f"osm:{thing.key}",
        "name": thing.tags.get("name") or thing.tags.get("ref", ""),
        "modes": as_array([mode for mode in says.tables()["mode_of_tag"] if mode in tagged]),
        "lines": as_array(sorted(lines, key=natural)),
    }
    return Row(thing.key, values, shapely.Point(spot.lon_deg, spot.lat_deg))


def _is_near(one: Thing, other: Thing) -> bool:
    """Tell whether two objects of one name are parts of one stop, not namesakes in two villages."""
    a, b = one.spots[0], other.spots[0]
    return geodesic_length_m([a.lon_deg, b.lon_deg], [a.lat_deg, b.lat_deg]) <= SAME_STOP_M


def _sign(tags: says.Tags) -> str | None:
    return tags.get("name") or tags.get("brand") or tags.get("operator")


def _point(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.geom_type == "Point" else shape.point_on_surface()


def _start(thing: Thing) -> tuple[date | None, str]:
    """Take a shop's stated start; else it was there before the day of the edit that says so.

    On a building the tag start_date is the building's.
    """
    stated = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", thing.tags.get("start_date", ""))
    if stated is None or "building" in thing.tags:
        return thing.edited_on, "before"
    year, month, day_ = stated.groups()
    precision = "day" if day_ else "month" if month else "year"
    day = _day(int(year), int(month or 1), int(day_ or 1))
    known = thing.edited_on
    return (day, precision) if day and (known is None or day <= known) else (known, "before")


def _checked_on(tags: says.Tags) -> date | None:
    texts = (tags[key] for key in CHECK_KEYS if key in tags)
    found = (re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text) for text in texts)
    days = [_day(*map(int, match.groups())) for match in found if match]
    return max((day for day in days if day), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
