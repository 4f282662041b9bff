"""Statistics of areas on days, from tables with decimal comma and German dates."""

from __future__ import annotations

from geo.sources.statistics.source import fill

__all__ = ["fill"]
