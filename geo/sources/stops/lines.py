"""Lines and means of transport as timetables write them: `11 (Tram), alita 65 (Bus)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

MODES = ("tram", "bus", "rail", "ferry", "cable", "other")
MODE_OF_WORD = {
    "tram": "tram", "strassenbahn": "tram", "straßenbahn": "tram", "stadtbahn": "tram",
    "bus": "bus", "stadtbus": "bus", "regionalbus": "bus", "plusbus": "bus",
    "s-bahn": "rail", "bahn": "rail", "zug": "rail", "regionalbahn": "rail", "u-bahn": "rail",
    "fähre": "ferry", "faehre": "ferry", "schwebebahn": "cable", "standseilbahn": "cable",
    "seilbahn": "cable",
}  # fmt: skip


class Served(NamedTuple):
    """What stops somewhere: means of transport, lines, and words that nobody knows."""

    modes: list[str]
    lines: list[str]
    unknown: list[str]


def read_lines(text: str | None) -> Served:
    """Read a list of lines; the last bracket of each names the means of transport.

    >>> read_lines("11 (Tram), F (Freital) (Bus)")
    Served(modes=['tram', 'bus'], lines=['11', 'F (Freital)'], unknown=[])
    """
    found: dict[str, str] = {}
    unknown = []
    for part in filter(None, (part.strip() for part in (text or "").split(","))):
        match = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", part)
        # A cable railway is its own line and has no bracket.
        line, word = (match[1], match[2]) if match else (part, part)
        mode = MODE_OF_WORD.get(word.lower())
        if mode is None:
            unknown.append(part)
        found[line] = mode or "other"
    modes = [mode for mode in MODES if mode in found.values()]
    return Served(modes, sorted(found, key=natural), unknown)


def natural(line: str) -> tuple[int, str]:
    """Sort lines as people count: 2 before 10, letters last.

    >>> sorted(["10", "E", "2"], key=natural)
    ['2', '10', 'E']
    """
    digits = re.match(r"\d+", line)
    return (int(digits[0]) if digits else 1_000_000, line)


def as_array(texts: Iterable[str]) -> str:
    r"""Write texts as a PostgreSQL array.

    >>> as_array(["F (Freital)", 'a"b'])
    '{"F (Freital)","a\\"b"}'
    """
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"
