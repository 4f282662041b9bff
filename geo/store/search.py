"""One line of search over addresses, parcels, districts, centres and units."""

from __future__ import annotations

from typing import Any

from geo.db import Conn
from geo.query import Phrase
from geo.store.ground import Ground


def search(conn: Conn, ground: Ground, phrase: Phrase, *, limit: int) -> list[dict[str, Any]]:
    """Return what a line can mean, best first."""
    return []
