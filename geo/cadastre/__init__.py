"""Parcels without a database: keys and numbers, overlaps in a delivery, lineage from overlap."""

from __future__ import annotations

from geo.cadastre.key import Keys, ParcelKey, build_key, parse_key, read_keys
from geo.cadastre.lineage import Event, Overlap, derive_events, parameters
from geo.cadastre.number import ParcelNumber, parse_number
from geo.cadastre.overlap import Crossing, find_crossings

__all__ = [
    "Crossing", "Event", "Keys", "Overlap", "ParcelKey", "ParcelNumber", "build_key",
    "derive_events", "find_crossings", "parameters", "parse_key", "parse_number", "read_keys",
]  # fmt: skip
