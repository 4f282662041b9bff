"""What people type into the one search field: is it a parcel, a unit, a name?"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_NUMBER = 99_999
KEY_LENGTH = 20

_NUMBER = re.compile(r"(?P<numerator>[0-9]{1,5})(?:\s*/\s*(?P<digits>[0-9]{1,4})|\s*(?P<letter>[a-zA-Z]))?")
_PARCEL = re.compile(
    rf"(?:(?P<gemarkung>\D.*?)[\s,]+)??(?:Flur\s*(?P<flur>[0-9]{{1,3}})[\s,]+)?"
    rf"(?:(?:Flurstück|Flurstueck|Flst\.?|Nr\.?)\s*)*{_NUMBER.pattern}",
    re.IGNORECASE,
)
_PREFIXES = re.compile(r"^(?:Gemarkung|Gmkg\.?|Gem\.?)\s+", re.IGNORECASE)
_FLURSTUECK_ONLY = re.compile(r"^(?:Flurstück|Flurstueck|Flst\.?|Nr\.?)$", re.IGNORECASE)
_KEY = re.compile(r"[0-9]{6}[0-9_]{8,14}")
_UNIT_NO = re.compile(r"(?:Einheit|unit)?\s*(?:Nr\.?|no\.?)?\s*#?([0-9]{5,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParcelWords:
    """A parcel number with what stood before it."""

    numerator: int
    denominator: str | None = None
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
        ParcelWords(numerator=123, denominator='4', gemarkung='Altstadt I', flur=None)
        >>> Phrase.read("Einheit 10021").unit_no
        10021
        """
        line = " ".join(text.split())
        unit = _UNIT_NO.fullmatch(line)
        return cls(
            line,
            parcel=_read_parcel(line),
            parcel_key=line.ljust(KEY_LENGTH, "_") if _KEY.fullmatch(line) else None,
            unit_no=int(unit[1]) if unit else None,
        )


def read_number(text: str) -> ParcelWords:
    """Read a parcel number as people write it; ValueError says what is expected.

    >>> read_number("123a")
    ParcelWords(numerator=123, denominator='a', gemarkung=None, flur=None)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise ValueError("a parcel number as 123, 123/4 or 123a")
    return _words(found)


def _read_parcel(line: str) -> ParcelWords | None:
    found = _PARCEL.fullmatch(_PREFIXES.sub("", line))
    if found is None:
        return None
    before = found["gemarkung"]
    number = _words(found)
    gemarkung = None if before is None or _FLURSTUECK_ONLY.match(before) else before
    return ParcelWords(number.numerator, number.denominator, gemarkung, found["flur"])


def _words(found: re.Match[str]) -> ParcelWords:
    digits, letter = found["digits"], found["letter"]
    denominator = str(int(digits)) if digits else letter.lower() if letter else None
    return ParcelWords(int(found["numerator"]), denominator)
