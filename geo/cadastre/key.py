"""The parcel key (Flurstückskennzeichen, GeoInfoDok): 20 characters, unused ones are `_`.

Land 2, Gemarkung 4, Flur 3, Zähler 5, Nenner 4, Folge 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    """Read many keys at once, without a loop over them.

    >>> keys = read_keys(["072566001000120003__", None])
    >>> keys.numerator.tolist(), keys.denominator.tolist(), keys.is_wrong.tolist()
    ([12, 0], ['3', None], [False, True])
    """
    # One more byte shows keys that are too long.
    text = np.array(
        [(key or "").encode(errors="replace") for key in keys], dtype=f"S{KEY_LENGTH + 1}"
    )
    signs = text.view(np.uint8).reshape(len(text), KEY_LENGTH + 1)
    is_wrong = ~_is_key(signs)
    numerator = (signs[:, 9:14].astype(np.int64) - ord("0")) @ (10 ** np.arange(4, -1, -1))
    is_wrong |= numerator <= 0
    return Keys(
        gemarkung=_part(signs, slice(0, 6), is_wrong, str),
        flur=_part(signs, slice(6, 9), is_wrong, _clean_flur),
        numerator=np.where(is_wrong, 0, numerator),
        denominator=_part(signs, slice(14, 18), is_wrong, clean_denominator),
        is_wrong=is_wrong,
    )


def _is_key(signs: NDArray[np.uint8]) -> NDArray[np.bool_]:
    digit = (signs >= ord("0")) & (signs <= ord("9"))
    blank = signs == ord("_")
    letter = ((signs | 0x20) >= ord("a")) & ((signs | 0x20) <= ord("z"))
    either = digit | blank
    return np.asarray(
        digit[:, 0:6].all(axis=1)
        & (digit[:, 6:9].all(axis=1) | blank[:, 6:9].all(axis=1))
        & digit[:, 9:14].all(axis=1)
        & either[:, 14:17].all(axis=1)
        & (either[:, 17] | letter[:, 17])
        & either[:, 18:20].all(axis=1)
        & (signs[:, KEY_LENGTH] == 0)
    )


def _part(
    signs: NDArray[np.uint8],
    where: slice,
    is_wrong: NDArray[np.bool_],
    read: Callable[[str], str | None],
) -> NDArray[np.object_]:
    """Read one part of each key; a delivery has few different ones."""
    width = where.stop - where.start
    cut = np.ascontiguousarray(signs[:, where]).view(f"S{width}").ravel()
    values, owner = np.unique(cut, return_inverse=True)
    known = np.empty(len(values), dtype=object)
    known[:] = [read(value.decode(errors="replace")) for value in values.tolist()]
    parts: NDArray[np.object_] = known[owner] if len(known) else known
    parts[is_wrong] = None
    return parts


def _clean_flur(text: str) -> str | None:
    return text.lstrip("0") if text.strip("_0") else None
