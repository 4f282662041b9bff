"""Tables of the ground, by topic; `METADATA` holds them all, history twins included."""

from __future__ import annotations

from geo.schema import area, ground, market, record, tile, unit
from geo.schema.base import METADATA, SRID
from geo.schema.hist import twin

TRACKED = tuple(t for t in METADATA.sorted_tables if t.info.get("tracked"))
TWINS = tuple(twin(table) for table in TRACKED)

__all__ = [
    "METADATA",
    "SRID",
    "TRACKED",
    "TWINS",
    "area",
    "ground",
    "market",
    "record",
    "tile",
    "unit",
]
