"""The number of a parcel as people write it: 123, 123/4, 123a."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<numerator>[0-9]{1,5})\s*(?:/\s*(?P<digits>[0-9]{1,4})|(?P<letter>[a-zA-Z]))?"
)


@dataclass(frozen=True, slots=True, order=True)
class ParcelNumber:
    """Zähler and Nenner; the Nenner is digits or, in Saxony, a letter."""

    numerator: int
    denominator: str | None = None

    def __str__(self) -> str:
        """Write the number as people do."""
        if self.denominator is None:
            return str(self.numerator)
        sign = "/" if self.denominator[0].isdigit() else ""
        return f"{self.numerator}{sign}{self.denominator}"


def parse_number(text: str) -> ParcelNumber | None:
    """Read a number, or return None where it is none.

    >>> str(parse_number("0123 / 04")), str(parse_number("123A"))
    ('123/4', '123a')
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or int(found["numerator"]) == 0:
        return None
    return ParcelNumber(
        int(found["numerator"]), clean_denominator(found["digits"] or found["letter"])
    )


def clean_denominator(text: str | None) -> str | None:
    """Strip the filling of a Nenner; none, zeros and underscores are no Nenner.

    >>> clean_denominator("0004"), clean_denominator("000A"), clean_denominator("____")
    ('4', 'a', None)
    """
    return (text or "").strip("_ ").lstrip("0_ ").lower() or None
