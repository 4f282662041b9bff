"""Draws tiles in the database: one at a time for all who wait for it, few at once in all."""

from __future__ import annotations

import asyncio

from psycopg.errors import QueryCanceled

from geo.db import Database
from geo.settings import Audience
from tiles.cache import Flight, Tile, TileCache, TileKey
from tiles.http import Overloaded
from tiles.query import tile_query
from tiles.space import Snapshot


class Renderer:
    """Draws what the cache lacks and stores it there."""

    def __init__(
        self, database: Database, cache: TileCache, audience: Audience, *, n_at_once: int
    ) -> None:
        self._database = database
        self._cache = cache
        self._audience = audience
        self._free = asyncio.Semaphore(n_at_once)

    async def draw(self, key: TileKey) -> Tile:
        """Return a tile drawn after this call, or by a flight that no noticed edit has touched.

        When nobody waits any more, the statement in the database is cancelled.
        """
        flight = self._cache.find_flight(key) or self._start(key)
        task = flight.task
        if task is None:  # a flight is given away with its task only
            raise RuntimeError(f"the flight of {key} has no task")
        flight.n_waiting += 1
        try:
            return await asyncio.shield(task)
        finally:
            flight.n_waiting -= 1
            if flight.n_waiting == 0 and not task.done():
                self._cache.end(flight)
                task.cancel()

    def _start(self, key: TileKey) -> Flight:
        flight = self._cache.start(key)
        flight.task = asyncio.create_task(self._fly(flight))
        return flight

    async def _fly(self, flight: Flight) -> Tile:
        try:
            async with self._free:
                tile, snapshot = await self.ask(flight.key)
            self._cache.keep(flight, tile, snapshot)
            return tile
        finally:
            self._cache.end(flight)

    async def ask(self, key: TileKey) -> tuple[Tile, Snapshot]:
        """Have the database draw a tile and say what it saw."""
        query = tile_query(key.layer, key.z, self._audience)
        place = {"z": key.z, "x": key.x, "y": key.y}
        try:
            async with self._database.asking(self._audience) as conn:
                cursor = await conn.execute(query, place, prepare=True, binary=True)
                row = await cursor.fetchone() or {}
        except QueryCanceled as late:
            raise Overloaded(
                f"The tile {key.layer}/{key.z}/{key.x}/{key.y} took too long",
                "try again in some seconds; `elbraum check` compares tiles and ground",
            ) from late
        return Tile.of(bytes(row["mvt"])), Snapshot.parse(row["snapshot"])
