"""Who came from whom: parcels that went and came, tied by the ground they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SPLIT, MERGE, SPLIT_AND_MERGE = "010101", "010102", "010103"
RENUMBER, SHIFT = "010312", "boundary_shift"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Ground that a predecessor and a successor have in common, as shares of either.

    `is_told` marks succession that somebody states, so that it holds whatever the shares are.
    """

    predecessor: Hashable
    successor: Hashable
    predecessor_share: float
    successor_share: float
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One change of the ground: its kind (Anlassart) and which parcels became which."""

    kind: str
    links: tuple[Overlap, ...]


@cache
def parameters() -> Mapping[str, float]:
    """Return the numbers of `parameters.yml`, which states their sources."""
    text = (files(__package__) / "parameters.yml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: float(entry["value"]) for name, entry in content.items()}


def derive_events(overlaps: Iterable[Overlap]) -> list[Event]:
    """Group overlaps into events: what hangs together by ground is one event.

    >>> half = [Overlap("1", "1/1", 0.5, 1.0), Overlap("1", "1/2", 0.5, 1.0)]
    >>> [event.kind for event in derive_events(half)]
    ['010101']
    """
    limit = parameters()["lineage_share"]
    links = [
        o for o in overlaps if o.is_told or max(o.predecessor_share, o.successor_share) >= limit
    ]
    groups: dict[Hashable, list[Overlap]] = defaultdict(list)
    root = _roots(links)
    for link in links:
        groups[root["before", link.predecessor]].append(link)
    return [Event(_kind(group), tuple(group)) for group in groups.values()]


def is_renumbered(link: Overlap) -> bool:
    """Tell whether two parcels are one that only changed its number."""
    return min(link.predecessor_share, link.successor_share) >= parameters()["renumber_share"]


def _kind(links: list[Overlap]) -> str:
    before = {link.predecessor for link in links}
    after = {link.successor for link in links}
    if len(before) == 1 and len(after) == 1:
        return RENUMBER if is_renumbered(links[0]) else SHIFT
    if len(before) == 1:
        return SPLIT
    return MERGE if len(after) == 1 else SPLIT_AND_MERGE


def _roots(links: list[Overlap]) -> dict[tuple[str, Hashable], Hashable]:
    """Name each parcel's connected group by one of its members (union-find)."""
    parent: dict[tuple[str, Hashable], tuple[str, Hashable]] = {}

    def find(node: tuple[str, Hashable]) -> tuple[str, Hashable]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for link in links:
        parent[find(("before", link.predecessor))] = find(("after", link.successor))
    return {node: find(node) for node in list(parent)}
