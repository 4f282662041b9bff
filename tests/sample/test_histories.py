"""Histories: periods follow each other without gap, and their known parameters come back."""

from __future__ import annotations

import numpy as np
import pytest

from geo.sample.histories import (
    DAYS_PER_YEAR,
    NEVER,
    OCCUPANCY,
    UNKNOWN,
    VACANCY,
    Timeline,
    draw,
    hazards,
    last_day,
    vacant_share,
)
from geo.sample.places import Bools, document
from geo.sample.units import STRENGTHS

N = 6_000
PHASE = 365


@pytest.fixture(scope="module")
def line() -> Timeline:
    strength = np.repeat(np.arange(len(STRENGTHS)), N)
    opened = np.where(np.arange(len(strength)) % 20 == 0, 900, 0)
    nobody = np.zeros(len(strength), dtype=bool)
    return draw(strength, opened, nobody, np.random.default_rng(7))


def test_periods_of_a_unit_follow_each_other_without_gap_or_overlap(line: Timeline) -> None:
    same = line.unit[1:] == line.unit[:-1]
    assert (line.start < line.end).all()
    assert (line.end[:-1][same] == line.start[1:][same]).all()


def test_the_last_period_of_every_unit_runs_on(line: Timeline) -> None:
    last = np.r_[line.unit[1:] != line.unit[:-1], True]
    assert (line.end[last] == NEVER).all()
    assert (line.end[~last] <= last_day()).all()
    assert len(np.unique(line.unit)) == len(STRENGTHS) * N


def ended_known(line: Timeline) -> Bools:
    """Tell which periods ended in something that was seen."""
    seen: Bools = np.r_[(line.unit[1:] == line.unit[:-1]) & (line.kind[1:] != UNKNOWN), False]
    return seen


@pytest.mark.parametrize("number", range(len(STRENGTHS)), ids=STRENGTHS)
def test_closing_hazard_comes_back(line: Timeline, number: int) -> None:
    here = (line.kind == OCCUPANCY) & (line.unit // N == number)
    days = np.minimum(line.end[here], last_day()) - line.start[here]
    expected = days.sum() / DAYS_PER_YEAR * hazards("closing_per_year")[number]
    assert abs(ended_known(line)[here].sum() - expected) < 4 * np.sqrt(expected)


def episodes(line: Timeline, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return days and end (let or not) of the episodes whose begin was seen; interim use inside."""
    empty = ~np.isin(line.kind, [OCCUPANCY, UNKNOWN])
    goes_on = np.r_[False, (line.unit[1:] == line.unit[:-1]) & empty[:-1]] & empty
    first = np.flatnonzero(empty & ~goes_on)
    run = np.cumsum(empty & ~goes_on) - 1
    end = np.zeros(len(first), dtype=np.int64)
    np.maximum.at(end, run[empty], line.end[empty])
    let = np.zeros(len(first), dtype=bool)
    last = np.flatnonzero(empty & ~np.r_[goes_on[1:], False])
    let[run[last]] = ended_known(line)[last]
    mine = (line.unit[first] // N == number) & (line.start_precision[first] != "before")
    return (np.minimum(end, last_day()) - line.start[first])[mine], let[mine]


@pytest.mark.parametrize("number", range(len(STRENGTHS)), ids=STRENGTHS)
def test_letting_hazards_come_back_in_both_phases(line: Timeline, number: int) -> None:
    days, let = episodes(line, number)
    phases = {
        "letting_first_year_per_year": (np.minimum(days, PHASE), let & (days <= PHASE)),
        "letting_later_per_year": (np.maximum(days - PHASE, 0), let & (days > PHASE)),
    }
    for name, (exposed, events) in phases.items():
        # A waiting time counted in whole days is on average half a day longer.
        years = (exposed.sum() - 0.5 * events.sum()) / DAYS_PER_YEAR
        expected = years * hazards(name)[number]
        assert abs(events.sum() - expected) < 4 * np.sqrt(expected)


@pytest.mark.parametrize("number", range(len(STRENGTHS)), ids=STRENGTHS)
def test_vacant_share_today_is_where_the_hazards_settle(line: Timeline, number: int) -> None:
    now = (line.end == NEVER) & (line.unit // N == number) & (line.kind != UNKNOWN)
    empty = (line.kind[now] != OCCUPANCY).mean()
    expected = vacant_share()[number]
    assert abs(empty - expected) < 4 * np.sqrt(expected * (1 - expected) / now.sum())


def test_share_that_was_lost_from_sight_comes_back(line: Timeline) -> None:
    now = line.end == NEVER
    share = document("parameters.yml")["unknown"]["since_last_look_share"]
    assert abs((line.kind[now] == UNKNOWN).mean() - share) < 4 * np.sqrt(share / now.sum())


def test_interim_use_lies_inside_a_vacancy_episode(line: Timeline) -> None:
    interim = np.flatnonzero(~np.isin(line.kind, [OCCUPANCY, VACANCY, UNKNOWN]))
    inside = line.start_precision[interim] != "before"
    before = interim[inside] - 1
    assert (line.kind[before] == VACANCY).all()
    assert len(interim) > 100
