"""The parameters of each collection; what is not named here is refused."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from geo.errors import BadParameter, Fault
from geo.query.box import Box
from geo.query.cursor import read_cursor
from geo.query.fields import (
    BoxText,
    CursorText,
    Day,
    DistrictKindText,
    FloorsText,
    Id,
    LegalStateText,
    Moment,
    NumberText,
    OfferKindText,
    PlainText,
    StatusText,
    UseText,
    read_floors,
)
from geo.query.phrase import read_number

MAX_ROWS = 1000


class NoQuery(BaseModel):
    """No parameter at all."""

    model_config = ConfigDict(extra="forbid", frozen=True, regex_engine="python-re")

    def params(self) -> dict[str, Any]:
        """Return the values that the statements take, by parameter name."""
        return {}


class MomentQuery(NoQuery):
    """The two times."""

    as_of: Day | None = Field(
        default=None, description="ground time: the day on the ground; default: today",
        examples=["2026-01-31"],
    )  # fmt: skip
    known_at: Moment | None = Field(
        default=None, description="system time: as the database knew it then; default: now",
        examples=["2026-01-31T12:00:00Z"],
    )  # fmt: skip

    def params(self) -> dict[str, Any]:
        """Return both times; None stands for now."""
        return {**super().params(), "as_of": self.as_of, "known_at": self.known_at}


class PageQuery(NoQuery):
    """One page of a collection, by box."""

    bbox: BoxText | None = Field(
        default=None, description="box W,S,E,N in degrees, longitude first",
        examples=["13.72,51.04,13.76,51.07"],
    )  # fmt: skip
    limit: int = Field(default=100, ge=1, le=MAX_ROWS, description="objects on a page")
    cursor: CursorText | None = Field(
        default=None, description="where the page begins, from a `next` link"
    )

    def params(self) -> dict[str, Any]:
        """Return box, position and one row more than asked for, which tells of a next page."""
        edges = Box.parse(self.bbox).as_params() if self.bbox else dict.fromkeys(Box.__slots__)
        return {
            **super().params(), **edges,
            "after_fid": self.after_fid(), "n_rows": self.limit + 1, "ids": None,
        }  # fmt: skip

    def question(self) -> dict[str, Any]:
        """Return what stays the same from page to page."""
        told = self.model_dump(mode="json", exclude_none=True)
        return {name: value for name, value in told.items() if name not in ("limit", "cursor")}

    def after_fid(self) -> int:
        """Return the feature number that the page comes after."""
        if self.cursor is None:
            return 0
        try:
            return read_cursor(self.cursor, self.question())
        except ValueError as fault:
            wrong = Fault("query.cursor", self.cursor, str(fault), code="cursor")
            raise BadParameter("The page cannot be found", faults=(wrong,)) from None


class ParcelQuery(PageQuery, MomentQuery):
    """Parcels."""

    gemarkung: PlainText | None = Field(
        default=None, description="name or key of the Gemarkung", examples=["Altstadt I"]
    )
    number: NumberText | None = Field(
        default=None, description="parcel number", examples=["123/4", "123a"]
    )
    legal_state: LegalStateText | None = Field(
        default=None, description="default: all but dropped plans", examples=["official"]
    )

    def params(self) -> dict[str, Any]:
        """Return the filters; a number is read into its parts."""
        number = read_number(self.number) if self.number else None
        return {
            **super().params(),
            "gemarkung": self.gemarkung,
            "numerator": number.numerator if number else None,
            "denominator": number.denominator if number else None,
            "legal_states": _split(self.legal_state) or ["official", "planned", "applied"],
        }


class BuildingQuery(PageQuery, MomentQuery):
    """Buildings."""

    function: PlainText | None = Field(
        default=None, description="codes of building functions, separated by commas",
        examples=["2051,2054"],
    )  # fmt: skip

    def params(self) -> dict[str, Any]:
        """Return the filters."""
        return {**super().params(), "functions": _split(self.function)}


class UnitQuery(PageQuery, MomentQuery):
    """Commercial units."""

    district: Id | None = Field(default=None, description="inside this district")
    centre: Id | None = Field(default=None, description="inside this centre")
    building: Id | None = Field(default=None, description="in this building")
    status: StatusText | None = Field(
        default=None, description="status on the day", examples=["vacant,available_soon"]
    )
    floor: FloorsText | None = Field(
        default=None, description="floors, 0 is the ground floor", examples=["0"]
    )
    use: UseText | None = Field(default=None, description="use of the unit", examples=["retail"])

    def params(self) -> dict[str, Any]:
        """Return the filters."""
        return {
            **super().params(),
            "district_id": self.district, "centre_id": self.centre, "building_id": self.building,
            "statuses": _split(self.status), "uses": _split(self.use),
            "floors": read_floors(self.floor) if self.floor else None,
        }  # fmt: skip


class DistrictQuery(PageQuery):
    """Districts."""

    kind: DistrictKindText | None = Field(
        default=None, description="kinds of districts", examples=["quarter"]
    )

    def params(self) -> dict[str, Any]:
        """Return the filters."""
        return {**super().params(), "kinds": _split(self.kind)}


class CentreQuery(PageQuery):
    """Centres of one version of the centre concept."""

    concept: Id | None = Field(
        default=None, description="version of the concept; default: the one resolved last"
    )

    def params(self) -> dict[str, Any]:
        """Return the filters."""
        return {**super().params(), "concept_id": self.concept}


class OfferQuery(PageQuery):
    """Published offers."""

    kind: OfferKindText | None = Field(
        default=None, description="kinds of offers", examples=["rent"]
    )

    def params(self) -> dict[str, Any]:
        """Return the filters."""
        return {**super().params(), "kinds": _split(self.kind)}


class SearchQuery(NoQuery):
    """One line of search."""

    q: PlainText = Field(
        description="address, parcel number, name of a district or centre, unit",
        examples=["Prager Str. 10"],
    )
    limit: int = Field(default=10, ge=1, le=50, description="results at most")
    lang: Literal["de", "en"] = Field(default="de", description="language of the second lines")


def _split(text: str | None) -> list[str] | None:
    return text.split(",") if text else None
