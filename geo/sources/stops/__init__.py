"""Public transport stops with the lines that serve them."""

from __future__ import annotations

from geo.sources.stops.source import fill

__all__ = ["fill"]
