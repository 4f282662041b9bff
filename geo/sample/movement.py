"""Streets, tram tracks and stops as rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.sample.ground import Book, Ground, town_of
from geo.sample.places import Floats, Geoms, Ints, Texts
from geo.sample.streets import Network, Streets
from geo.sample.writing import Rows, pick

TRAM_STOP_EVERY_M = 430.0
BUS_STOP_EVERY_M = 620.0


def network_rows(ground: Ground, book: Book) -> list[Rows]:
    """Return nodes and segments; tram tracks lie on the segments of streets with tram lines."""
    net, streets = ground.network, ground.streets
    nodes = shapely.get_coordinates(net.nodes)
    node_place = ground.frame.place_at(nodes)
    node_town = town_of(ground.frame, node_place)
    # A segment belongs where it starts, so that it and its first node agree.
    has_tram = np.array([bool(lines) for lines in streets.tram_lines])
    tracks = np.flatnonzero(has_tram[net.street])
    segment = np.r_[np.arange(len(net.geom)), tracks]
    is_track = np.arange(len(segment)) >= len(net.geom)
    town = _towns(net, segment, node_town)
    street = net.street[segment]
    node_rows = Rows(
        "geo.street_node", book.base("street_node", len(nodes), node_town) | {"geom": net.nodes}
    )
    ids = book.ids["street_node"]
    keep = node_town[net.from_node[segment]] == node_town[net.to_node[segment]]
    rows = book.base("street", len(segment), town) | {
        "name": np.where(is_track, "Straßenbahn", streets.name[street]),
        "street_class": np.where(is_track, "tram", streets.street_class[street]),
        "is_walkable": ~is_track,
        "length_m": net.length_m[segment],
        "from_node_id": pick(ids, net.from_node[segment]),
        "to_node_id": pick(ids, net.to_node[segment]),
        "geom": net.geom[segment],
    }
    return [node_rows, Rows("geo.street", _only(rows, keep))]


def _towns(net: Network, segment: Ints, node_town: Ints) -> Ints:
    towns: Ints = node_town[net.from_node[segment]]
    return towns


def _only(columns: dict[str, object], keep: np.ndarray) -> dict[str, object]:
    return {name: c if isinstance(c, str) else np.asarray(c)[keep] for name, c in columns.items()}


@dataclass(frozen=True, slots=True)
class _Stops:
    at: Floats
    street: Ints
    mode: Texts


def stop_rows(ground: Ground, book: Book) -> Rows:
    """Return stops along tram lines and, by bus, along the other main streets."""
    stops = _place_stops(ground.streets)
    n = len(stops.street)
    streets = ground.streets
    place = ground.frame.place_at(stops.at)
    lines = [
        "{" + ",".join(streets.tram_lines[s] if mode == "tram" else [f"B{60 + s}"]) + "}"
        for s, mode in zip(stops.street.tolist(), stops.mode.tolist(), strict=True)
    ]
    return Rows(
        "geo.stop",
        book.base("stop", n, town_of(ground.frame, place))
        | {
            "stop_key": [f"MUSTER:{i + 1:04d}" for i in range(n)],
            "name": _stop_names(ground, stops),
            "modes": [f"{{{mode}}}" for mode in stops.mode],
            "lines": lines,
            "geom": shapely.points(stops.at),
        },
    )


def _place_stops(streets: Streets) -> _Stops:
    at, of, modes = [], [], []
    main = [n for n, c in enumerate(streets.street_class) if c in ("primary", "secondary")]
    for n in main:
        course = streets.geom[n]
        has_tram = bool(streets.tram_lines[n])
        every = TRAM_STOP_EVERY_M if has_tram else BUS_STOP_EVERY_M
        places = np.arange(every / 2, shapely.length(course), every)
        points = shapely.get_coordinates(shapely.line_interpolate_point(course, places))
        at.append(points.reshape(-1, 2))
        of += [n] * len(places)
        modes += ["tram" if has_tram else "bus"] * len(places)
    return _Stops(np.vstack(at), np.array(of), np.array(modes))


def _stop_names(ground: Ground, stops: _Stops) -> list[str]:
    """Name a stop after the nearest other street."""
    streets = ground.streets
    near = _nearest_other(streets.geom, streets.name, stops)
    return [
        f"{streets.name[s]}/{streets.name[o]}" if o >= 0 else str(streets.name[s])
        for s, o in zip(stops.street.tolist(), near.tolist(), strict=True)
    ]


def _nearest_other(geom: Geoms, name: Texts, stops: _Stops) -> Ints:
    tree = shapely.STRtree(geom)
    points = shapely.points(stops.at)
    stop, other = tree.query(points, predicate="dwithin", distance=150.0)
    differs = name[other] != name[stops.street[stop]]
    stop, other = stop[differs], other[differs]
    away = shapely.distance(points[stop], geom[other])
    order = np.lexsort([away, stop])
    first = np.r_[True, stop[order][1:] != stop[order][:-1]] if len(stop) else np.array([], bool)
    found = np.full(len(points), -1)
    found[stop[order][first]] = other[order][first]
    return found
