"""Occupancy histories drawn day by day from the known hazards in `parameters.yml`.

Regular occupancies end with a constant hazard; vacancy episodes end with one hazard in their
first phase and another later. Waiting times are drawn by inversion and counted in whole days,
which is the daily draw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from geo.sample.places import Bools, Floats, Ints, Texts, document, reference_day
from geo.sample.units import STRENGTHS

DAYS_PER_YEAR = 365.25
OCCUPANCY, VACANCY, UNKNOWN, INTERIM, POPUP = range(5)
FIRST_LOOK_MARGIN_DAYS = (150, 500)
LAST_LOOK_DAYS = (150, 900)
# No end: later than any day.
NEVER = 10**7


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods of all units in order, half-open, in days counted from the horizon."""

    unit: Ints
    kind: Ints
    start: Ints
    end: Ints
    start_precision: Texts
    end_precision: Texts

    def part(self, keep: Any) -> Timeline:  # noqa: ANN401 - mask, slice or places
        """Return some of the periods."""
        return Timeline(
            self.unit[keep], self.kind[keep], self.start[keep], self.end[keep],
            self.start_precision[keep], self.end_precision[keep],
        )  # fmt: skip


def horizon() -> np.datetime64:
    """Return day 0 of all timelines."""
    return np.datetime64(document("parameters.yml")["horizon_day"])


def last_day() -> int:
    """Return the number of the reference day, the last one the sample knows."""
    return int((np.datetime64(reference_day()) - horizon()).astype(int))


def draw(strength: Ints, opened: Ints, is_surveyed: Bools, rng: np.random.Generator) -> Timeline:
    """Draw the timeline of each unit from the day it opened (0 or later) to today."""
    unit, kind, start, end = _episodes(strength, opened, rng)
    unit, kind, start, end = _with_interim(unit, kind, start, end, rng)
    known = start <= last_day()
    line = _precise(unit[known], kind[known], start[known], end[known], opened, rng)
    line = _hide_unseen(line, opened, is_surveyed, rng)
    order = np.lexsort([line.start, line.unit])
    line = line.part(order)
    runs_on = np.r_[line.unit[1:] != line.unit[:-1], True]
    return replace(
        line,
        end=np.where(runs_on, NEVER, line.end),
        end_precision=np.where(runs_on, "day", line.end_precision),
    )


def hazards(name: str) -> Floats:
    """Return one of the known hazards per year, for each strength."""
    spec = document("parameters.yml")["strengths"]
    return np.array([float(spec[s][name]) for s in STRENGTHS])


def vacant_share() -> Floats:
    """Return the share of vacant units that the hazards settle at, for each strength."""
    first, later = hazards("letting_first_year_per_year"), hazards("letting_later_per_year")
    years = document("parameters.yml")["first_phase_days"] / DAYS_PER_YEAR
    stays = np.exp(-first * years)
    vacant_years = (1 - stays) / first + stays / later
    share: Floats = vacant_years / (vacant_years + 1 / hazards("closing_per_year"))
    return share


def _occupied_days(strength: Ints, rng: np.random.Generator) -> Ints:
    years = rng.exponential(size=len(strength)) / hazards("closing_per_year")[strength]
    return np.ceil(years * DAYS_PER_YEAR).astype(np.int64)


def _vacant_days(strength: Ints, rng: np.random.Generator) -> Ints:
    first = hazards("letting_first_year_per_year")[strength]
    later = hazards("letting_later_per_year")[strength]
    phase = document("parameters.yml")["first_phase_days"] / DAYS_PER_YEAR
    drawn = rng.exponential(size=len(strength))
    years = np.where(drawn < first * phase, drawn / first, phase + (drawn - first * phase) / later)
    return np.maximum(np.ceil(years * DAYS_PER_YEAR), 1).astype(np.int64)


def _episodes(
    strength: Ints, opened: Ints, rng: np.random.Generator
) -> tuple[Ints, Ints, Ints, Ints]:
    """Alternate occupancies and vacancies until each unit has passed the last day."""
    at, unit = opened.copy(), np.arange(len(strength))
    is_vacant = rng.random(len(strength)) < vacant_share()[strength]
    rows = []
    while len(unit):
        days = np.where(
            is_vacant, _vacant_days(strength[unit], rng), _occupied_days(strength[unit], rng)
        )
        kind = np.where(is_vacant, VACANCY, OCCUPANCY)
        rows.append((unit, kind, at, at + days))
        at, is_vacant = at + days, ~is_vacant
        going = at <= last_day()
        unit, at, is_vacant = unit[going], at[going], is_vacant[going]
    unit, kind, start, end = (np.concatenate(column) for column in zip(*rows, strict=True))
    return unit, kind, start, end


def _with_interim(
    unit: Ints, kind: Ints, start: Ints, end: Ints, rng: np.random.Generator
) -> tuple[Ints, Ints, Ints, Ints]:
    """Put interim uses into some long episodes; the episode itself stays as long as it was."""
    spec = document("parameters.yml")["interim"]
    long = (kind == VACANCY) & (end - start >= spec["min_episode_days"])
    at = np.flatnonzero(long & (rng.random(len(unit)) < spec["share_of_long_episodes"]))
    length = rng.integers(spec["min_days"], spec["max_days"] + 1, len(at))
    room = end[at] - start[at]
    begin = start[at] + 1 + (rng.random(len(at)) * (room - 1)).astype(np.int64)
    stop = np.minimum(begin + length, end[at])
    what = np.where(rng.random(len(at)) < spec["popup_share"], POPUP, INTERIM)
    after = stop < end[at]
    cut_end = end.copy()
    cut_end[at] = begin
    return (
        np.r_[unit, unit[at], unit[at][after]],
        np.r_[kind, what, np.full(int(after.sum()), VACANCY)],
        np.r_[start, begin, stop[after]],
        np.r_[cut_end, stop, end[at][after]],
    )


def _precise(
    unit: Ints, kind: Ints, start: Ints, end: Ints, opened: Ints, rng: np.random.Generator
) -> Timeline:
    """Say how exactly each change is known; both sides of a change know it alike."""
    spec = document("parameters.yml")["precision"]
    order = np.lexsort([start, unit])
    unit, kind, start, end = unit[order], kind[order], start[order], end[order]
    drawn = rng.choice(list(spec), len(unit), p=list(spec.values())).astype("U8")
    is_first = np.r_[True, unit[1:] != unit[:-1]]
    # What was there when the record begins, began before; a new house opened on a day.
    starts = np.where(is_first, np.where(opened[unit] > 0, "day", "before"), drawn)
    ends = np.r_[starts[1:], ["day"]]
    ends[np.r_[is_first[1:], True]] = "day"
    return Timeline(unit, kind, start, end, starts, ends)


def _hide_unseen(
    line: Timeline, opened: Ints, is_surveyed: Bools, rng: np.random.Generator
) -> Timeline:
    """Replace what nobody has seen by unknown: before a first look, after a last look."""
    spec = document("parameters.yml")["unknown"]
    n, today = len(opened), last_day()
    low, high = FIRST_LOOK_MARGIN_DAYS
    look = opened + low + (rng.random(n) * np.maximum(today - opened - low - high, 1)).astype(int)
    hides = (rng.random(n) < spec["before_first_look_share"]) & (look < today - high)
    first = np.where(hides, look, opened)
    last = today - rng.integers(*LAST_LOOK_DAYS, n)
    lost = (rng.random(n) < spec["since_last_look_share"]) & ~is_surveyed & (last > first + 1)
    last = np.where(lost, last, NEVER)
    cut_start = line.start < first[line.unit]
    cut_end = line.end > last[line.unit]
    seen = replace(
        line,
        start=np.maximum(line.start, first[line.unit]),
        end=np.minimum(line.end, last[line.unit]),
        start_precision=np.where(cut_start, "before", line.start_precision),
        end_precision=np.where(cut_end, "between", line.end_precision),
    )
    seen = seen.part(seen.start < seen.end)
    return _join(
        seen,
        _unknown(np.flatnonzero(hides), opened[hides], first[hides], "before"),
        _unknown(np.flatnonzero(lost), last[lost], np.full(int(lost.sum()), NEVER), "between"),
    )


def _unknown(unit: Ints, start: Ints, end: Ints, precision: str) -> Timeline:
    n = len(unit)
    words = np.full(n, precision, dtype="U8")
    return Timeline(unit, np.full(n, UNKNOWN), start, end, words, np.full(n, "day", dtype="U8"))


def _join(*lines: Timeline) -> Timeline:
    def column(name: str) -> Any:  # noqa: ANN401 - array of the column's kind
        return np.concatenate([getattr(line, name) for line in lines])

    return Timeline(
        column("unit"), column("kind"), column("start"), column("end"),
        column("start_precision"), column("end_precision"),
    )  # fmt: skip
