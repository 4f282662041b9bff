"""What a reader asks for, read from the parameters of an address: pure, all faults at once."""

from __future__ import annotations

from geo.query.box import Box
from geo.query.cursor import read_cursor, write_cursor
from geo.query.filters import (
    BuildingQuery,
    CentreQuery,
    DistrictQuery,
    MomentQuery,
    NoQuery,
    OfferQuery,
    PageQuery,
    ParcelQuery,
    SearchQuery,
    UnitQuery,
)
from geo.query.phrase import ParcelWords, Phrase

__all__ = [
    "Box",
    "BuildingQuery",
    "CentreQuery",
    "DistrictQuery",
    "MomentQuery",
    "NoQuery",
    "OfferQuery",
    "PageQuery",
    "ParcelQuery",
    "ParcelWords",
    "Phrase",
    "SearchQuery",
    "UnitQuery",
    "read_cursor",
    "write_cursor",
]
