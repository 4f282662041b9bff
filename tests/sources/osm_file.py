"""Small extracts of OpenStreetMap drawn in metres around a place in Dresden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

LON_DEG, LAT_DEG = 13.7373, 51.0504
# On GRS 80 at this latitude.
METRE_LAT_DEG, METRE_LON_DEG = 1 / 111_250, 1 / 70_121

Tags = dict[str, str]


class Osm:
    """Draw nodes, ways and relations, then write them; ids are given in order."""

    def __init__(self, edited_on: date = date(2026, 3, 1)) -> None:
        self.edited_at = datetime(edited_on.year, edited_on.month, edited_on.day, tzinfo=UTC)
        self.nodes: list[Node] = []
        self.ways: list[Way] = []
        self.relations: list[Relation] = []

    def node(self, x_m: float, y_m: float, **tags: str) -> int:
        place = (LON_DEG + x_m * METRE_LON_DEG, LAT_DEG + y_m * METRE_LAT_DEG)
        number = len(self.nodes) + 1
        self.nodes.append(
            Node(id=number, version=1, timestamp=self.edited_at, location=place, tags=spelt(tags))
        )
        return number

    def way(self, nodes: Sequence[int], **tags: str) -> int:
        number = len(self.ways) + 1
        self.ways.append(
            Way(id=number, version=1, timestamp=self.edited_at, nodes=nodes, tags=spelt(tags))
        )
        return number

    def house(self, x_m: float, y_m: float, size_m: float = 10, **tags: str) -> int:
        """Draw a square building by its lower left corner."""
        right, upper = x_m + size_m, y_m + size_m
        corners = [(x_m, y_m), (right, y_m), (right, upper), (x_m, upper)]
        ring = [self.node(*corner) for corner in corners]
        return self.way([*ring, ring[0]], **{"building": "yes", **tags})

    def relation(self, members: Sequence[tuple[str, int, str]], **tags: str) -> int:
        number = len(self.relations) + 1
        self.relations.append(
            Relation(
                id=number, version=1, timestamp=self.edited_at, members=members, tags=spelt(tags)
            )
        )
        return number

    def write(self, path: Path) -> Path:
        """Write the extract; a node without place is left out, as if the edge had cut it."""
        path.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(path)) as writer:
            for node in self.nodes:
                writer.add_node(node)
            for way in self.ways:
                writer.add_way(way)
            for relation in self.relations:
                writer.add_relation(relation)
        return path


def spelt(tags: Tags) -> Tags:
    """Spell `disused__shop` as `disused:shop`."""
    return {key.replace("__", ":"): value for key, value in tags.items()}
