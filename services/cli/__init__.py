"""The command `elbraum`."""

from __future__ import annotations

from services.cli.main import main

__all__ = ["main"]
