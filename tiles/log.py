"""Brings the cache up to the change log before a cached tile is given away.

Whoever asks gets a look at the log that began after asking, so an edit that was committed before a
request is never missed. Requests that come together share one look, so it costs one short
statement for each batch, not for each tile. A look asks for what became visible between two
snapshots: sequence numbers are not in the order of commits, and a notification may come late.
"""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import date
from typing import Any

from psycopg import Error

from geo.db import Database
from geo.errors import ElbraumError
from tiles.cache import Change, TileCache
from tiles.space import Snapshot

LOG = logging.getLogger(__name__)

# More than this at once, and dropping every tile is cheaper than finding the right ones.
MAX_CHANGES = 2_000
TIDY_EVERY_S = 6 * 3600
TURN_TIMEOUT_MS = 60_000

_FIRST = "SELECT pg_current_snapshot()::text AS snapshot"
_LOOK = """
SELECT
  pg_current_snapshot()::text AS snapshot,
  (SELECT json_agg(json_build_array(xid::text, layer, fids IS NULL, box))
    FROM tile.changes_since(%(seen)s::pg_snapshot, %(max_rows)s)) AS changes,
  (SELECT nullif((now() AT TIME ZONE 'Europe/Berlin')::date, on_day) FROM tile.today) AS new_day
"""


class ChangeLog:
    """One process's view of the log, for one cache."""

    def __init__(self, database: Database, cache: TileCache) -> None:
        self._database = database
        self._cache = cache
        self._seen: Snapshot | None = None
        self._current: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None
        self._tidied_at = float("-inf")
        self._refused_day: date | None = None
        self._chores: set[asyncio.Task[None]] = set()

    @property
    def is_started(self) -> bool:
        """Tell whether there is a snapshot to compare with."""
        return self._seen is not None

    async def catch_up(self) -> None:
        """Return when the cache has forgotten all that was committed before this call."""
        if self._next is None:
            self._next = asyncio.create_task(self._look_after(self._current))
        # A request that goes away must not take the look from the others.
        await asyncio.shield(self._next)

    async def close(self) -> None:
        """End what runs in the background."""
        for task in [*self._chores, self._current, self._next]:
            if task is not None:
                task.cancel()
                await asyncio.wait([task])

    async def _look_after(self, running: asyncio.Task[None] | None) -> None:
        if running is not None:
            await asyncio.wait([running])
        # From here on newcomers need a later look.
        self._current, self._next = self._next, None
        row = await self._ask()
        if row.get("new_day") not in (None, self._refused_day):
            await self._turn_day(row["new_day"])
            await self._ask()
        self._tidy_sometimes()

    async def _ask(self) -> dict[str, Any]:
        parameters = {"seen": str(self._seen), "max_rows": MAX_CHANGES}
        async with self._database.asking("intern") as conn:
            cursor = (
                await conn.execute(_LOOK, parameters, prepare=True)
                if self._seen
                else await conn.execute(_FIRST)
            )
            row = await cursor.fetchone() or {}
        self._apply(Snapshot.parse(row["snapshot"]), row.get("changes") or [])
        return row

    def _apply(self, snapshot: Snapshot, rows: list[list[Any]]) -> None:
        # Time ran backwards where the database was restored from a backup under our feet.
        is_other_time = self._seen is None or snapshot.xmax < self._seen.xmax
        if is_other_time or len(rows) == MAX_CHANGES:
            self._cache.clear()
        else:
            self._cache.forget(_change(*row) for row in rows)
        self._seen = snapshot

    async def _turn_day(self, new_day: date) -> None:
        """Let periods begin and end that do so with the day; without the right to, say so."""
        try:
            async with self._database.areading("intern", timeout_ms=TURN_TIMEOUT_MS) as conn:
                await conn.execute("SELECT tile.turn_day(%s)", [new_day])
        except (Error, ElbraumError) as refused:
            self._refused_day = new_day
            LOG.warning("tiles stay at the day before %s: %s", new_day, refused)

    def _tidy_sometimes(self) -> None:
        if time.monotonic() - self._tidied_at > TIDY_EVERY_S:
            self._tidied_at = time.monotonic()
            chore = asyncio.create_task(self._tidy())
            self._chores.add(chore)
            chore.add_done_callback(self._chores.discard)

    async def _tidy(self) -> None:
        try:
            async with self._database.areading("intern", timeout_ms=TURN_TIMEOUT_MS) as conn:
                await conn.execute("SELECT tile.tidy()")
        except (Error, ElbraumError) as refused:
            LOG.warning("the tile log was not tidied: %s", refused)


def _change(xid: str, layer: str, is_whole: bool, box: list[int] | None) -> Change:  # noqa: FBT001
    whole = is_whole or box is None
    return Change(
        int(xid), layer, None if whole or box is None else (box[0], box[1], box[2], box[3])
    )
