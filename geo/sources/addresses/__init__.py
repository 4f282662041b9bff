"""Addresses from a table with degrees, or points from a map file; duplicates are kept and told."""

from __future__ import annotations

from geo.sources.addresses.source import fill

__all__ = ["fill"]
