"""The parcel key (Flurstückskennzeichen, GeoInfoDok): 20 characters, unused ones are `_`.

Land 2, Gemarkung 4, Flur 3, Zähler 5, Nenner 4, Folge 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.cadastre.number import ParcelNumber, clean_denominator

KEY_LENGTH = 20
_KEY = re.compile(
    r"(?P<gemarkung>[0-9]{6})(?P<flur>[0-9]{3}|_{3})(?P<numerator>[0-9]{5})"
    r"(?P<denominator>_{4}|[0-9_]{3}[0-9A-Za-z])(?P<sequence>[0-9_]{2})"
)


@dataclass(frozen=True, slots=True)
class ParcelKey:
    """What a key says: Gemarkung (land and number), Flur where the land has one, number."""

    gemarkung: str
    flur: str | None
    number: ParcelNumber


@dataclass(frozen=True)
class Keys:
    """The parts of many keys, column by column; a wrong key has None and 0."""

    gemarkung: NDArray[np.object_]
    flur: NDArray[np.object_]
    numerator: NDArray[np.int64]
    denominator: NDArray[np.object_]
    is_wrong: NDArray[np.bool_]


def build_key(
    gemarkung: str, flur: str | None, number: ParcelNumber, *, sequence: str = "__"
) -> str:
    """Write the key of a parcel, as GeoInfoDok fills it.

    >>> build_key("141000", None, ParcelNumber(123, "4"))
    '141000___001230004__'
    """
    flur_part = "___" if flur is None else f"{int(flur):03d}"
    denominator = number.denominator
    filled = "____" if denominator is None else f"{denominator:0>4}"
    return f"{gemarkung}{flur_part}{number.numerator:05d}{filled}{sequence}"


def parse_key(key: str) -> ParcelKey | None:
    """Read a key, or return None where it is none.

    >>> parse_key("072566001000120003__").number
    ParcelNumber(numerator=12, denominator='3')
    """
    found = _KEY.fullmatch(key.ljust(KEY_LENGTH, "_"))
    if found is None or int(found["numerator"]) == 0:
        return None
    flur = None if found["flur"] in ("___", "000") else str(int(found["flur"]))
    number = ParcelNumber(int(found["numerator"]), clean_denominator(found["denominator"]))
    return ParcelKey(found["gemarkung"], flur, number)


def read_keys(keys: Sequence[str | None]) -> Keys:
    """Read many keys at once."""
    parsed = [None if key is None else parse_key(key) for key in keys]
    return Keys(
        gemarkung=_objects([k.gemarkung if k else None for k in parsed]),
        flur=_objects([k.flur if k else None for k in parsed]),
        numerator=np.array([k.number.numerator if k else 0 for k in parsed], dtype=np.int64),
        denominator=_objects([k.number.denominator if k else None for k in parsed]),
        is_wrong=np.array([k is None for k in parsed], dtype=bool),
    )


def _objects(values: Sequence[str | None]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
