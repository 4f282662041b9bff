"""Writes to the ground, each one transaction with actor and reason."""

from __future__ import annotations

from geo.edits.undo import undo
from geo.edits.unit import Basis, StaleVersion, change_unit

__all__ = ["Basis", "StaleVersion", "change_unit", "undo"]
