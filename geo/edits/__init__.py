"""Writes to the ground, each one transaction with actor and reason."""

from __future__ import annotations

from geo.edits.undo import undo

__all__ = ["undo"]
