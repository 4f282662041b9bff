"""Finished tiles in memory: the longest unused go first, and exactly those go that an edit touched.

A tile that is being drawn while an edit is noticed is kept only if its snapshot saw that edit;
otherwise it would stay stale for ever.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, NamedTuple

import brotli

from tiles.space import Box, Snapshot, tiles_of

Encoding = Literal["br", "gzip", "identity"]

# What a tile costs beside its bytes: key, objects, entries of the indexes.
OVERHEAD_BYTES = 600


class TileKey(NamedTuple):
    """Which tile."""

    layer: str
    z: int
    x: int
    y: int


class Change(NamedTuple):
    """What a transaction moved; without a box it may be anything in the layer."""

    xid: int
    layer: str
    box: Box | None


@dataclass(slots=True)
class Tile:
    """One finished tile with its compressed forms, each made when first asked for."""

    body: bytes
    digest: str
    packed: dict[Encoding, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes) -> Tile:
        """Make a tile of what the database drew."""
        return cls(body, blake2b(body, digest_size=12).hexdigest())

    def bytes_as(self, encoding: Encoding) -> bytes:
        """Return the tile in an encoding."""
        if encoding == "identity":
            return self.body
        if encoding not in self.packed:
            self.packed[encoding] = (
                brotli.compress(self.body, quality=4)
                if encoding == "br"
                else gzip.compress(self.body, compresslevel=1, mtime=0)
            )
        return self.packed[encoding]

    @property
    def n_bytes(self) -> int:
        """Count what it takes in memory, roughly."""
        return OVERHEAD_BYTES + len(self.body) + sum(len(p) for p in self.packed.values())


@dataclass(slots=True, eq=False)
class Flight:
    """A tile that is being drawn, who waits for it, and which edits were noticed meanwhile."""

    key: TileKey
    task: asyncio.Task[Tile] | None = None
    n_waiting: int = 0
    noticed: list[int] = field(default_factory=list)


class TileCache:
    """Tiles by key, at most `max_bytes` of them, and the flights in progress."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.n_bytes = 0
        self._tiles: OrderedDict[TileKey, tuple[Tile, int]] = OrderedDict()
        self._places: defaultdict[tuple[str, int], set[tuple[int, int]]] = defaultdict(set)
        self._joinable: dict[TileKey, Flight] = {}
        self._flights: set[Flight] = set()

    def __len__(self) -> int:
        """Count the tiles."""
        return len(self._tiles)

    def __contains__(self, key: TileKey) -> bool:
        """Tell whether a tile is there or on its way."""
        return key in self._tiles or key in self._joinable

    def find(self, key: TileKey) -> Tile | None:
        """Return a finished tile, which then counts as used last."""
        entry = self._tiles.get(key)
        if entry is None:
            return None
        self._tiles.move_to_end(key)
        return entry[0]

    def find_flight(self, key: TileKey) -> Flight | None:
        """Return the flight that a newcomer may join: no noticed edit has touched it."""
        return self._joinable.get(key)

    def start(self, key: TileKey) -> Flight:
        """Note that a tile is being drawn from now on."""
        flight = Flight(key)
        self._joinable[key] = flight
        self._flights.add(flight)
        return flight

    def end(self, flight: Flight) -> None:
        """Note that a flight is over, whatever came of it."""
        self._flights.discard(flight)
        if self._joinable.get(flight.key) is flight:
            del self._joinable[flight.key]

    def keep(self, flight: Flight, tile: Tile, snapshot: Snapshot) -> bool:
        """Store what was drawn unless an edit was noticed meanwhile that it does not show."""
        if not all(snapshot.sees(xid) for xid in flight.noticed):
            return False
        self._remove(flight.key)
        self._add(flight.key, tile)
        return True

    def weigh(self, key: TileKey) -> None:
        """Count a tile anew after it was packed in another encoding."""
        entry = self._tiles.get(key)
        if entry is not None:
            self._remove(key)
            self._add(key, entry[0])

    def forget(self, changes: Iterable[Change]) -> None:
        """Drop the tiles that changes touch and mark the flights that may miss them."""
        for change in changes:
            for key in list(self._touched(change)):
                self._remove(key)
            for flight in list(self._flights):
                if _touches(change, flight.key):
                    flight.noticed.append(change.xid)
                    if self._joinable.get(flight.key) is flight:
                        del self._joinable[flight.key]

    def clear(self) -> None:
        """Drop everything, flights included: what happened meanwhile is not known."""
        for layer in {key.layer for key in self._tiles} | {f.key.layer for f in self._flights}:
            self.forget([Change(2**64, layer, None)])

    def _touched(self, change: Change) -> Iterator[TileKey]:
        for (layer, zoom), places in self._places.items():
            if layer != change.layer:
                continue
            if change.box is None:
                yield from (TileKey(layer, zoom, *place) for place in places)
                continue
            area = tiles_of(change.box, zoom)
            # Whichever is shorter: the tiles of the box or the tiles in memory.
            near = (p for p in area if p in places) if len(area) < len(places) else places
            yield from (TileKey(layer, zoom, *place) for place in near if place in area)

    def _add(self, key: TileKey, tile: Tile) -> None:
        cost = tile.n_bytes
        if cost > self.max_bytes:
            return
        while self.n_bytes + cost > self.max_bytes:
            self._remove(next(iter(self._tiles)))
        self._tiles[key] = (tile, cost)
        self._places[key.layer, key.z].add((key.x, key.y))
        self.n_bytes += cost

    def _remove(self, key: TileKey) -> None:
        entry = self._tiles.pop(key, None)
        if entry is not None:
            self.n_bytes -= entry[1]
            self._places[key.layer, key.z].discard((key.x, key.y))


def _touches(change: Change, key: TileKey) -> bool:
    if change.layer != key.layer:
        return False
    return change.box is None or (key.x, key.y) in tiles_of(change.box, key.z)
