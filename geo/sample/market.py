"""Offers of vacant units, surveys of centres, invented statistics."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import shapely

from geo.sample.centres import perimeter
from geo.sample.frame import ZONES
from geo.sample.ground import DAY, Book, Ground, town_of
from geo.sample.histories import INTERIM, OCCUPANCY, POPUP, UNKNOWN, VACANCY, last_day
from geo.sample.places import Bools, Ints, centres, document, reference_day
from geo.sample.unit_rows import RENTABLE_SHARE, Trade, days
from geo.sample.units import STRENGTHS
from geo.sample.writing import NO_ID, Rows, multi

# Rounds: centre, days from its begin to the reference day, days it took, seen in full?
ROUNDS = (
    ("Leipziger/Oschatzer Straße", 40, 6, True),
    ("Schillerplatz", 75, 4, True),
    ("Stadtzentrum Innenstadt", 120, 24, True),
    ("Prohlis", 20, 3, False),
)
HALF = 0.5
STATUS = {
    OCCUPANCY: "occupied", VACANCY: "vacant", UNKNOWN: "unknown",
    INTERIM: "interim", POPUP: "interim",
}  # fmt: skip
PEOPLE_PER_KM2 = {
    "core": 4500, "perimeter": 9500, "rows": 4200, "villa": 2700, "slab": 9000, "village": 650,
    "trade": 350, "field": 40, "forest": 2,
}  # fmt: skip
USE_WORDS = {
    "retail": "Ladenfläche", "gastronomy": "Gastronomiefläche", "service": "Dienstleistungsfläche",
    "office": "Bürofläche", "health": "Praxisfläche", "craft": "Werkstatt",
    "storage": "Lagerfläche",
    "production": "Produktionsfläche", "culture": "Atelier",
    "hotel": "Beherbergungsbetrieb",
}  # fmt: skip


def is_surveyed(ground: Ground, points: np.ndarray) -> Bools:
    """Tell which points lie in a centre that was seen in full."""
    found = np.zeros(len(points), dtype=bool)
    for name, _, _, is_complete in ROUNDS:
        if is_complete:
            found |= _inside(ground, name, points)
    return found


def _inside(ground: Ground, name: str, points: np.ndarray) -> Bools:
    (centre,) = (c for c in centres() if c.name == name)
    shape = perimeter(ground, centre)
    shapely.prepare(shape)
    inside: Bools = shapely.contains_xy(shape, points[:, 0], points[:, 1])
    return inside


def survey_rows(ground: Ground, trade: Trade, book: Book, rng: np.random.Generator) -> list[Rows]:
    """Return rounds through centres and what was seen at each unit."""
    n = len(ROUNDS)
    zero = np.zeros(n, dtype=np.int64)
    known = {c.name: c for c in centres()}
    today = reference_day()
    began = [today - timedelta(days=before) for _, before, _, _ in ROUNDS]
    rows = book.base("survey", n, zero) | {
        "title": [f"Musterdaten: Begehung {name}" for name, *_ in ROUNDS],
        "started_on": [day.isoformat() for day in began],
        "finished_on": [
            (day + timedelta(days=took)).isoformat()
            for day, (_, _, took, _) in zip(began, ROUNDS, strict=True)
        ],
        "is_complete": [complete for *_, complete in ROUNDS],
        "geom": multi(np.array([perimeter(ground, known[r[0]]) for r in ROUNDS], dtype=object)),
    }
    seen = [_seen(ground, trade, number, rng) for number in range(n)]
    survey, unit, day = (np.concatenate(column) for column in zip(*seen, strict=True))
    return [Rows("geo.survey", rows), _observations(trade, (survey, unit, day), book)]


def _seen(
    ground: Ground, trade: Trade, number: int, rng: np.random.Generator
) -> tuple[Ints, Ints, Ints]:
    name, before, took, is_complete = ROUNDS[number]
    points = shapely.get_coordinates(trade.units.geom)
    unit = np.flatnonzero(_inside(ground, name, points))
    if not is_complete:
        unit = unit[rng.random(len(unit)) < HALF]
    began = last_day() - before
    unit = unit[trade.opened[unit] <= began]
    return np.full(len(unit), number), unit, began + rng.integers(0, took + 1, len(unit))


def _observations(trade: Trade, seen: tuple[Ints, Ints, Ints], book: Book) -> Rows:
    survey, unit, day = seen
    line = trade.line
    key = line.unit * 10**6 + line.start
    period = np.searchsorted(key, unit * 10**6 + day, side="right") - 1
    status = np.array([STATUS[kind] for kind in range(5)])[line.kind[period]]
    town = np.zeros(len(unit), dtype=np.int64)
    return Rows(
        "geo.observation",
        book.base("observation", len(unit), town)
        | {
            "survey_id": book.ids["survey"][survey],
            "unit_id": book.ids["unit"][unit],
            "seen_on": days(day),
            "unit_status": status,
        },
    )


def offer_rows(ground: Ground, trade: Trade, book: Book, rng: np.random.Generator) -> Rows:
    """Offer a known share of the vacant units for rent."""
    spec = document("parameters.yml")["offer"]
    line, units = trade.line, trade.units
    vacant = line.unit[trade.current() & (line.kind == VACANCY)]
    unit = vacant[rng.random(len(vacant)) < spec["of_vacant_share"]]
    n = len(unit)
    rent = document("parameters.yml")["rent_eur_m2_month"]
    base = np.array([rent[s] for s in STRENGTHS])[units.strength[unit]]
    area = np.round(units.gross_m2[unit] * RENTABLE_SHARE)
    place = units.town_place[unit]
    titles = [
        f"{USE_WORDS[use]}, {m2:.0f} m², {ground.frame.place_names[p]} (Muster)"
        for use, m2, p in zip(units.use[unit].tolist(), area.tolist(), place.tolist(), strict=True)
    ]
    return Rows(
        "market.offer",
        book.base("offer", n, town_of(ground.frame, place))
        | {
            "offer_kind": "rent",
            "offer_state": "published",
            "unit_id": book.ids["unit"][unit] if n else np.array([NO_ID]),
            "title": titles,
            "rent_eur_m2_month": np.round(base * rng.lognormal(0, 0.25, n), 1),
            "service_cost_eur_m2_month": np.round(rng.uniform(2.0, 4.5, n), 1),
            "area_standard": "mf_gif_2023",
            "available_from": days(last_day() + rng.integers(-90, 150, n)),
            "confirmed_on": days(last_day() - rng.integers(0, 80, n)),
            "address_publication": _public(spec["address_public_share"], n, rng),
            "rent_publication": _public(spec["rent_public_share"], n, rng),
            "publication": "public",
        },
    )


def _public(share: float, n: int, rng: np.random.Generator) -> np.ndarray:
    return np.where(rng.random(n) < share, "public", "intern")


def statistic_rows(ground: Ground, book: Book, rng: np.random.Generator) -> Rows:
    """Return an invented population of each quarter, by its area and kind of building."""
    frame = ground.frame
    n = frame.n_quarters
    density = np.array([PEOPLE_PER_KM2[z] for z in ZONES])[frame.place_zones[:n]]
    people = shapely.area(frame.cells[:n]) / 1e6 * density * rng.uniform(0.8, 1.2, n)
    day = np.datetime64(reference_day().replace(month=1, day=1)).astype(DAY) - 1
    return Rows(
        "geo.statistic_value",
        book.base("statistic_value", n, np.zeros(n, dtype=np.int64))
        | {
            "area_kind": "quarter",
            "area_name": list(frame.place_names[:n]),
            "district_id": book.ids["district"][:n],
            "measure": "population",
            "unit_of_measure": "Einwohner",
            "on_day": str(day),
            "value": np.round(people),
        },
    )
