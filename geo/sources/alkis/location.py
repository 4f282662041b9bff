"""Location texts of the simplified schema: `Hauptstraße 12, 14; Nebenweg 3 a`."""

from __future__ import annotations

import re

_STREET_AND_NUMBER = re.compile(
    r"(?P<street>.*?\D)\s+(?P<number>\d+\s*[a-zA-Z]?(?:\s*[-/]\s*\d+\s*[a-zA-Z]?)?)"
)
_NUMBER = re.compile(r"\d+\s*[a-zA-Z]?(?:\s*[-/]\s*\d+\s*[a-zA-Z]?)?")


def parse_location(text: str) -> list[tuple[str, str]]:
    """Return the (street, house number) pairs of a text; streets without number are left out.

    >>> parse_location("Hauptstraße 12, 14 a; Am Markt")
    [('Hauptstraße', '12'), ('Hauptstraße', '14 a')]
    """
    pairs: list[tuple[str, str]] = []
    street: str | None = None
    for part in re.split(r"[;,]", text):
        piece = part.strip()
        if street and _NUMBER.fullmatch(piece):
            pairs.append((street, piece))
            continue
        found = _STREET_AND_NUMBER.fullmatch(piece)
        street = found["street"].strip() if found else None
        if found and street:
            pairs.append((street, found["number"]))
    return list(dict.fromkeys(pairs))
