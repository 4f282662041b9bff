"""OpenStreetMap in PBF: buildings, shops in use and empty, addresses, streets, stops, land."""

from __future__ import annotations

from geo.sources.osm.source import fill

__all__ = ["fill"]
