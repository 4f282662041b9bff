"""The trade on the ground: units with histories, companies, offers, surveys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import shapely

from geo.sample.ground import Book, Ground
from geo.sample.histories import draw
from geo.sample.market import is_surveyed, offer_rows, statistic_rows, survey_rows
from geo.sample.occupants import move_in
from geo.sample.unit_rows import Trade, company_rows, opened_on, period_rows, unit_rows
from geo.sample.units import make_units
from geo.sample.writing import Rows

Dice = Callable[[str], np.random.Generator]


def make_trade(ground: Ground, dice: Dice) -> Trade:
    """Draw units, their timelines and occupants."""
    units = make_units(ground, dice("units"))
    opened = opened_on(ground, units)
    surveyed = is_surveyed(ground, shapely.get_coordinates(units.geom))
    line = draw(units.strength, opened, surveyed, dice("histories"))
    return Trade(units, opened, line, move_in(units, line, dice("occupants")))


def trade_rows(ground: Ground, book: Book, dice: Dice) -> Iterator[Rows]:
    """Return the rows in the order in which tables refer to each other."""
    trade = make_trade(ground, dice)
    yield from unit_rows(ground, trade, book)
    period, *others = period_rows(ground, trade, book, dice("periods"))
    yield period
    yield company_rows(ground, trade, book)
    yield from others
    yield offer_rows(ground, trade, book, dice("offers"))
    yield from survey_rows(ground, trade, book, dice("surveys"))
    yield statistic_rows(ground, book, dice("statistics"))
