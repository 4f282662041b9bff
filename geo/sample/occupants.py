"""Who uses the units: branches, invented names on signs, companies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.sample.histories import INTERIM, OCCUPANCY, POPUP, Timeline
from geo.sample.places import Bools, Ints, Texts, document
from geo.sample.units import HALL, Units

PERSON_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Occupants:
    """One occupant for each period of use: which period, branch ('' where none fits), sign."""

    period: Ints
    branch: Texts
    sign: Texts
    is_regular: Bools


def move_in(units: Units, line: Timeline, rng: np.random.Generator) -> Occupants:
    """Draw an occupant for every period of use."""
    period = np.flatnonzero(np.isin(line.kind, [OCCUPANCY, INTERIM, POPUP]))
    unit = line.unit[period]
    branch = _branches(units, unit, rng)
    return Occupants(
        period, branch, _signs(units.use[unit], branch, rng), line.kind[period] == OCCUPANCY
    )


def _branches(units: Units, unit: Ints, rng: np.random.Generator) -> Texts:
    spec = document("uses.yml")["branches"]
    found = np.full(len(unit), "", dtype="U20")
    use, in_hall = units.use[unit], units.kind[unit] == HALL
    for name, weights in spec.items():
        here = (use == "retail") & in_hall if name == "hall" else (use == name)
        if name == "retail":
            here &= ~in_hall
        chance = np.array(list(weights.values()), dtype=float)
        found[here] = rng.choice(list(weights), int(here.sum()), p=chance / chance.sum())
    return found


def _signs(use: Texts, branch: Texts, rng: np.random.Generator) -> Texts:
    """Put signs together: what it is, and a fancy word or a family name."""
    spec = document("names.yml")
    words = {name: options for name, (_, options) in spec["branches"].items()}
    words |= {u: spec[f"{u}_words"] for u in ("office", "health", "craft", "storage")}
    words |= {u: spec[f"{u}_words"] for u in ("production", "culture", "hotel")}
    n = len(use)
    what = np.where(branch != "", branch, use)
    fancy = rng.choice(spec["sign_fancy"], n)
    person = rng.choice(spec["sign_persons"], n)
    second = np.where(rng.random(n) < PERSON_SHARE, person, fancy)
    first = np.full(n, "", dtype="U24")
    for name in np.unique(what):
        here = what == name
        first[here] = rng.choice(words[name], int(here.sum()))
    return np.char.add(np.char.add(first, " "), second)
