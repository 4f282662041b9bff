"""Units, their areas and their timelines as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.sample.ground import DAY, Book, Ground, town_of
from geo.sample.histories import NEVER, OCCUPANCY, UNKNOWN, VACANCY, Timeline, horizon, last_day
from geo.sample.occupants import Occupants
from geo.sample.places import Bools, Ints, Texts, document
from geo.sample.units import GROUND, HALL, STRENGTHS, UPPER, Units
from geo.sample.writing import NULL, Ids, Rows, date_ranges, pick

SOURCE = "Musterdaten"
OCCUPANCY_KINDS = np.array(["regular", "", "", "interim", "popup"])
PERIOD_KINDS = np.array(["occupancy", "vacancy", "unknown", "occupancy", "occupancy"])
FRICTIONAL_DAYS, MEDIUM_DAYS = 91, 365
STRUCTURAL_SHARE = 0.18
SALES_SHARE, RENTABLE_SHARE = 0.66, 0.86
SLOT_WORDS = {1: [""], 2: ["links", "rechts"], 3: ["links", "Mitte", "rechts"]}


@dataclass(frozen=True, slots=True)
class Trade:
    """Units with their timelines and occupants."""

    units: Units
    opened: Ints
    line: Timeline
    occupants: Occupants

    def current(self) -> Bools:
        """Tell which periods run on."""
        found: Bools = self.line.end == NEVER
        return found


def days(number: Ints) -> np.ndarray[Any, Any]:
    """Return calendar days; a day that never comes is NaT."""
    found = horizon() + np.minimum(number, 10**5).astype("timedelta64[D]")
    return np.where(number >= NEVER, np.datetime64("NaT"), found).astype(DAY)


def opened_on(ground: Ground, units: Units) -> Ints:
    """Return the day a unit opened: 0 where it is older than the record."""
    year = ground.buildings.built_year[units.building]
    day = ((year - 1970).astype("datetime64[Y]").astype(DAY) - horizon()).astype(np.int64) + 200
    return np.clip(day, 0, last_day() - 60)


def unit_rows(ground: Ground, trade: Trade, book: Book) -> list[Rows]:
    """Return the units and their areas."""
    units = trade.units
    n = len(units.building)
    town = town_of(ground.frame, units.town_place)
    ids = book.make("unit", n)
    main_of_lot = np.full(len(ground.lots.block), -1)
    main_of_lot[ground.buildings.lot[ground.addresses.building]] = np.arange(
        len(ground.addresses.building)
    )
    lot = ground.buildings.lot[units.building]
    address = main_of_lot[lot]
    made = ground.addresses
    street = np.where(address >= 0, ground.streets.name[made.street[address]], "")
    text = np.char.add(
        np.char.add(street, " "), np.where(address >= 0, made.house_number[address], "")
    )
    starts = np.where(trade.opened > 0, days(trade.opened), np.datetime64("NaT")).astype(DAY)
    rows = book.base("unit", n, town) | {
        "building_id": pick(book.ids["building"], units.building),
        "parcel_id": pick(book.ids["parcel"], lot),
        "address_id": pick(book.ids["address"], address),
        "address_text": np.char.strip(text),
        "sign_name": _current_signs(trade),
        "unit_use": units.use,
        "floor": units.floor,
        "position_text": _positions(units),
        "frontage_m": units.frontage_m,
        "neighbour_ids": _neighbours(units, ids),
        "valid": date_ranges(starts, np.full(n, "NaT", dtype=DAY)),
        "geom": units.geom,
    }
    return [Rows("geo.unit", rows), _areas(units, town, book)]


def _current_signs(trade: Trade) -> np.ndarray[Any, Any]:
    now = trade.current()[trade.occupants.period]
    found = np.full(len(trade.units.use), None, dtype=object)
    found[trade.line.unit[trade.occupants.period[now]]] = trade.occupants.sign[now]
    return found


def _positions(units: Units) -> list[str]:
    found = []
    for kind, floor, slot, n in zip(
        units.kind.tolist(), units.floor.tolist(), units.slot.tolist(), units.n_slots.tolist(),
        strict=True,
    ):  # fmt: skip
        words = SLOT_WORDS.get(n)
        side = words[slot] if words else f"{slot + 1}. von links"
        if kind == UPPER:
            found.append(f"{floor}. OG")
        elif kind == GROUND:
            found.append(f"EG {side}".strip())
        else:
            found.append(f"Halle {slot + 1}" if kind == HALL else "Hofgebäude")
    return found


def _neighbours(units: Units, ids: Ids) -> list[str]:
    """Return the units left and right on the same floor, as array literals."""
    n = len(ids)
    beside = (
        (units.building[1:] == units.building[:-1])
        & (units.kind[1:] == units.kind[:-1])
        & (units.kind[1:] != UPPER)
    )
    names = ids.astype("U32").tolist()
    has_left, has_right = np.r_[False, beside].tolist(), np.r_[beside, False].tolist()
    found = []
    for i in range(n):
        around = [names[i - 1]] if has_left[i] else []
        around += [names[i + 1]] if has_right[i] else []
        found.append("{" + ",".join(around) + "}")
    return found


def _areas(units: Units, town: Ints, book: Book) -> Rows:
    """Return a rentable area for each unit and a sales area for shops."""
    n = len(units.use)
    shop = np.flatnonzero(units.use == "retail")
    unit = np.r_[np.arange(n), shop]
    is_sales = np.arange(len(unit)) >= n
    share = np.where(is_sales, SALES_SHARE, RENTABLE_SHARE)
    standard = np.where(
        unit % 9 == 0, "unstated", np.where(unit % 4 == 0, "mf_g_2012", "mf_gif_2023")
    )
    return Rows(
        "geo.unit_area",
        book.base("unit_area", len(unit), town[unit])
        | {
            "unit_id": book.ids["unit"][unit],
            "area_standard": np.where(is_sales, "sales_area", standard),
            "floor_area_m2": np.round(units.gross_m2[unit] * share, 1),
            "is_estimated": (unit * 7) % 10 < np.where(is_sales, 5, 2),
            "source": SOURCE,
        },
    )


def period_rows(ground: Ground, trade: Trade, book: Book, rng: np.random.Generator) -> list[Rows]:
    """Return the periods and what hangs on them: occupancies, vacancies, notices."""
    line, units = trade.line, trade.units
    town = town_of(ground.frame, units.town_place[line.unit])
    n = len(line.unit)
    rows = book.base("unit_period", n, town) | {
        "unit_id": book.ids["unit"][line.unit],
        "period_kind": PERIOD_KINDS[line.kind],
        "valid": date_ranges(days(line.start), days(line.end)),
        "start_precision": line.start_precision,
        "end_precision": line.end_precision,
        "source": SOURCE,
        "verified_on": _verified(trade, rng),
    }
    return [
        Rows("geo.unit_period", rows),
        _occupancies(trade, town, book),
        _vacancies(trade, town, book, rng),
        _notices(trade, town, book, rng),
    ]


def _verified(trade: Trade, rng: np.random.Generator) -> np.ndarray[Any, Any]:
    """Return when each period was last checked; what is unknown never was."""
    line = trade.line
    spec = document("parameters.yml")["verified_mean_days"]
    mean = np.array([spec[s] for s in STRENGTHS])[trade.units.strength[line.unit]]
    age = (rng.exponential(size=len(mean)) * mean).astype(np.int64)
    last = np.minimum(line.end, last_day())
    checked = days(np.maximum(np.where(trade.current(), last - age, last), line.start))
    return np.where(line.kind == UNKNOWN, np.datetime64("NaT"), checked).astype(DAY)


def _occupancies(trade: Trade, town: Ints, book: Book) -> Rows:
    who, line = trade.occupants, trade.line
    now = np.flatnonzero(trade.current()[who.period] & who.is_regular)
    has_company = now[company_mask(len(now))]
    company = np.full(len(who.period), -1)
    company[has_company] = np.arange(len(has_company))
    ids = book.make("company", len(has_company))
    return Rows(
        "geo.occupancy",
        book.base("occupancy", len(who.period), town[who.period])
        | {
            "period_id": book.ids["unit_period"][who.period],
            "company_id": pick(ids, company),
            "sign_name": who.sign,
            "occupancy_kind": OCCUPANCY_KINDS[line.kind[who.period]],
            "branch": np.where(who.branch == "", NULL, who.branch),
            "branch_is_estimated": np.arange(len(who.period)) % 11 == 0,
        },
    )


def company_mask(n: int) -> Bools:
    """Tell which of n current occupants are known as companies: evenly spread."""
    share = document("parameters.yml")["company_share"]
    found: Bools = np.floor(np.arange(1, n + 1) * share) > np.floor(np.arange(n) * share)
    return found


def company_rows(ground: Ground, trade: Trade, book: Book) -> Rows:
    """Return the companies behind current occupants; sole traders are natural persons."""
    who = trade.occupants
    now = np.flatnonzero(trade.current()[who.period] & who.is_regular)
    known = now[company_mask(len(now))]
    forms = np.array(["GmbH", "e. K.", "GbR", "UG", "Einzelunternehmen"])[known % 5]
    place = trade.units.town_place[trade.line.unit[who.period[known]]]
    return Rows(
        "market.company",
        book.base("company", len(known), town_of(ground.frame, place))
        | {
            "name": np.char.add(np.char.add(who.sign[known], " "), forms),
            "legal_form": forms,
            "is_natural_person": ~np.isin(forms, ["GmbH", "UG"]),
        },
    )


def _vacancies(trade: Trade, town: Ints, book: Book, rng: np.random.Generator) -> Rows:
    line = trade.line
    at = np.flatnonzero(line.kind == VACANCY)
    n = len(at)
    lasted = np.minimum(line.end[at], last_day()) - line.start[at]
    kind = np.where(
        lasted < FRICTIONAL_DAYS, "frictional", np.where(lasted < MEDIUM_DAYS, "medium", "long")
    )
    kind = np.where((kind == "long") & (rng.random(n) < STRUCTURAL_SHARE), "structural", kind)
    spec = document("uses.yml")
    return Rows(
        "geo.vacancy",
        book.base("vacancy", n, town[at])
        | {
            "period_id": book.ids["unit_period"][at],
            "vacancy_kind": kind,
            "reasons": _reasons(n, rng),
            "evidence": rng.choice(spec["evidence"], n),
        },
    )


def _reasons(n: int, rng: np.random.Generator) -> Texts:
    """Return none, one or two reasons as array literals."""
    reasons = np.array(document("uses.yml")["reasons"])
    share = document("parameters.yml")["vacancy_reason_share"]
    first = rng.integers(0, len(reasons), n)
    second = (first + rng.integers(1, len(reasons), n)) % len(reasons)
    one = np.char.add(np.char.add("{", reasons[first]), "}")
    two = np.char.add(
        np.char.add(np.char.add(np.char.add("{", reasons[first]), ","), reasons[second]), "}"
    )
    drawn = rng.random(n)
    return np.where(drawn > share, "{}", np.where(drawn < share / 3, two, one))


def _notices(trade: Trade, town: Ints, book: Book, rng: np.random.Generator) -> Rows:
    """Announce the end of some running occupancies; this enters no hazard."""
    spec = document("parameters.yml")["notice"]
    line = trade.line
    running = np.flatnonzero(trade.current() & (line.kind == OCCUPANCY))
    shares = [spec["closure_share"], spec["refurbishment_share"], spec["demolition_share"]]
    drawn = np.searchsorted(np.cumsum(shares), rng.random(len(running)))
    said = drawn < len(shares)
    at = running[said]
    due = last_day() + rng.integers(spec["min_days"], spec["max_days"] + 1, len(at))
    kinds = np.array(["closure_announced", "refurbishment", "demolition_planned"])
    return Rows(
        "geo.unit_notice",
        book.base("unit_notice", len(at), town[at])
        | {
            "period_id": book.ids["unit_period"][at],
            "notice_kind": kinds[drawn[said]],
            "due_on": days(due),
            "source": SOURCE,
        },
    )
