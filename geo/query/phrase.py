"""What people type into the one search field: a parcel, a unit, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.cadastre.key import KEY_LENGTH, parse_key
from geo.cadastre.number import ParcelNumber, parse_number

_PARCEL = re.compile(
    r"(?:(?:Gemarkung|Gmkg\.?|Gem\.?)\s+)?"
    r"(?:(?P<gemarkung>[^\W\d].*?)[\s,]+)??"
    r"(?:Flur\s*(?P<flur>[0-9]{1,3})[\s,]+)?"
    r"(?:(?:Flurstück|Flurstueck|Flst\.?|Nr\.?)\s*){0,2}"
    r"(?P<number>[0-9]{1,5}(?:\s*/\s*[0-9]{1,4}|\s*[a-zA-Z])?)",
    re.IGNORECASE,
)
_UNIT_NO = re.compile(r"(?:Einheit|unit)?\s*(?:Nr\.?|no\.?)?\s*#?([0-9]{5,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParcelWords:
    """A parcel number with what stood before it."""

    number: ParcelNumber
    gemarkung: str | None = None
    flur: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of search, read in every way it can be meant."""

    text: str
    parcel: ParcelWords | None = None
    parcel_key: str | None = None
    unit_no: int | None = None

    @classmethod
    def read(cls, text: str) -> Phrase:
        """Read a line.

        >>> Phrase.read("Altstadt I 123/4").parcel
        ParcelWords(number=ParcelNumber(numerator=123, denominator='4'), gemarkung='Altstadt I', flur=None)
        >>> Phrase.read("Einheit 10021").unit_no
        10021
        """  # noqa: E501 - shown as it prints
        line = " ".join(text.split())
        unit = _UNIT_NO.fullmatch(line)
        return cls(
            line,
            parcel=_read_parcel(line),
            parcel_key=line.ljust(KEY_LENGTH, "_") if _is_key(line) else None,
            unit_no=int(unit[1]) if unit else None,
        )


def read_number(text: str) -> ParcelNumber:
    """Read a parcel number as people write it; ValueError says what is expected."""
    number = parse_number(text)
    if number is None:
        raise ValueError("a parcel number as 123, 123/4 or 123a")
    return number


def _read_parcel(line: str) -> ParcelWords | None:
    found = _PARCEL.fullmatch(line)
    number = parse_number(found["number"]) if found else None
    if found is None or number is None:
        return None
    return ParcelWords(number, found["gemarkung"], found["flur"])


def _is_key(line: str) -> bool:
    # Shorter lines are numbers of something else.
    return len(line) > len("141000___00123") - 1 and parse_key(line) is not None
