"""Kinds of parameters: each checks its text and says in words what it expects."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from geo import words
from geo.query.box import Box
from geo.query.phrase import read_number

MAX_TEXT = 200
MIN_FLOOR, MAX_FLOOR = -20, 200
# Control characters (NUL among them, which PostgreSQL refuses) and half pairs of UTF-16.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPACE_FOR_PLUS = re.compile(r" (?=\d\d:?\d\d$)")


def expecting(code: str, expected: str) -> PydanticCustomError:
    """Make the refusal of a value; the sentence names what would be right."""
    return PydanticCustomError(code, "{expected}", {"expected": expected})


def plain(text: str) -> str:
    """Refuse characters that no name has and PostgreSQL does not take."""
    if _UNPRINTABLE.search(text):
        raise expecting("text", "text without control characters")
    return text


def _checked(code: str, read: Callable[[str], object]) -> AfterValidator:
    """Keep the text as it is, but only if it can be read."""

    def check(text: str) -> str:
        try:
            read(text)
        except ValueError as fault:
            raise expecting(code, str(fault)) from None
        return text

    return AfterValidator(check)


def _read_day(text: str) -> date:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise expecting("day", "a day of the calendar as YYYY-MM-DD")


def _read_moment(raw: object) -> datetime:
    # A plus sign that was not escaped arrives as a space.
    text = _SPACE_FOR_PLUS.sub("+", str(raw))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise expecting("moment", "a time with its offset, as 2026-01-31T12:00:00Z")
    if not 1 < moment.year < 9999:  # noqa: PLR2004 - an offset must not leave the calendar
        raise expecting("moment", "a time in the years 2 to 9998")
    return moment


def _known(code_list: str) -> AfterValidator:
    """Take codes of a closed list only, separated by commas."""
    known = words.codes(code_list)

    def read(text: str) -> list[str]:
        found = text.split(",")
        if not set(found) <= set(known):
            raise ValueError(f"one or more of {', '.join(known)}, separated by commas")
        return found

    return _checked("code", read)


def _pattern(code_list: str) -> WithJsonSchema:
    choice = "|".join(words.codes(code_list))
    return WithJsonSchema({"type": "string", "pattern": f"^({choice})(,({choice}))*$"})


def read_floors(text: str) -> list[int]:
    """Read floors separated by commas; 0 is the ground floor."""
    expected = f"whole numbers from {MIN_FLOOR} to {MAX_FLOOR}, separated by commas"
    parts = text.split(",")
    if not all(re.fullmatch(r"-?[0-9]{1,3}", part) for part in parts):
        raise ValueError(expected)
    floors = [int(part) for part in parts]
    if not all(MIN_FLOOR <= floor <= MAX_FLOOR for floor in floors):
        raise ValueError(expected)
    return floors


PlainText = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), AfterValidator(plain)]
BoxText = Annotated[PlainText, _checked("box", Box.parse)]
FloorsText = Annotated[PlainText, _checked("floor", read_floors)]
NumberText = Annotated[PlainText, _checked("parcel_number", read_number)]
CursorText = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Day = Annotated[
    date,
    BeforeValidator(lambda raw: _read_day(str(raw))),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Id = UUID

StatusText = Annotated[PlainText, _known("unit_status"), _pattern("unit_status")]
UseText = Annotated[PlainText, _known("unit_use"), _pattern("unit_use")]
LegalStateText = Annotated[PlainText, _known("legal_state"), _pattern("legal_state")]
DistrictKindText = Annotated[PlainText, _known("district_kind"), _pattern("district_kind")]
OfferKindText = Annotated[PlainText, _known("offer_kind"), _pattern("offer_kind")]
