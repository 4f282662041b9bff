"""Readers and writers at once: no tile in memory may stay behind the ground."""

import asyncio
import os
import random
import time
from typing import Any

import psycopg
import pytest

from tests.conftest import RegionUnderTest
from tests.tiles.conftest import Visitor
from tests.tiles.ground import Ground, tile_at
from tests.tiles.mvt import decode
from tiles.cache import Flight, Tile, TileCache, TileKey
from tiles.space import Snapshot

SECONDS = 25.0 if os.environ.get("ELBRAUM_PROVE") else 3.0
CHANCE = random.Random(int(os.environ.get("ELBRAUM_SEED", "1")))  # noqa: S311 - a dice for tests
N_PARCELS = 30
SPACING_M = 450.0
N_READERS, N_WRITERS = 6, 2


class NaiveCache(TileCache):
    """The control: forgets what it is told to forget and stores whatever was drawn."""

    def keep(self, flight: Flight, tile: Tile, snapshot: Snapshot) -> bool:
        flight.noticed.clear()
        return super().keep(flight, tile, snapshot)


def use(visitor: Visitor, cache: TileCache) -> None:
    visitor.app.cache = visitor.app.log._cache = visitor.app.renderer._cache = cache


def slow_down(visitor: Visitor) -> None:
    """Let every third tile lie about between database and memory, as on a busy machine."""
    ask = visitor.app.renderer.ask

    async def slowly(key: TileKey) -> Any:
        drawn = await ask(key)
        if CHANCE.random() < 0.3:
            await asyncio.sleep(0.08)
        return drawn

    visitor.app.renderer.ask = slowly  # type: ignore[method-assign]


async def race(visitor: Visitor, dsn: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    keys = [TileKey("parcel", 16, *tile_at(16, i * SPACING_M)) for i in range(N_PARCELS)]

    async def read() -> None:
        while time.monotonic() < end:
            key = CHANCE.choice(keys)
            path = f"/tiles/{key.layer}/{key.z}/{key.x}/{key.y}.mvt"
            assert (await visitor._ask("GET", path, {})).status_code in (200, 204)

    async def write() -> None:
        async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as conn:
            await conn.execute("SELECT set_config('elbraum.actor', 'race', false)")
            while time.monotonic() < end:
                await conn.execute(
                    "UPDATE geo.parcel SET numerator = numerator + 1000 WHERE parcel_key = %s",
                    [f"14500100{CHANCE.randint(1, N_PARCELS):06}"],
                )
                await asyncio.sleep(CHANCE.random() * 0.06)

    await asyncio.gather(*(read() for _ in range(N_READERS)), *(write() for _ in range(N_WRITERS)))


async def count_stale(visitor: Visitor) -> tuple[int, int]:
    """Return how many tiles in memory differ from the ground, and how many there are."""
    await visitor.app.log.catch_up()
    kept = [(key, entry[0]) for key, entry in visitor.app.cache._tiles.items()]
    n_stale = 0
    for key, tile in kept:
        fresh, _ = await visitor.app.renderer.ask(key)
        n_stale += _content(tile) != _content(fresh)
    return n_stale, len(kept)


def _content(tile: Tile) -> list[str]:
    return sorted(map(repr, decode(tile.body).get("parcel", [])))


@pytest.fixture
def racing(ground: Ground, visitor: Visitor) -> Visitor:
    for i in range(N_PARCELS):
        ground.parcel(i * SPACING_M)
    slow_down(visitor)
    return visitor


def run(visitor: Visitor, region: RegionUnderTest, seconds: float) -> tuple[int, int]:
    async def both() -> tuple[int, int]:
        await race(visitor, region.dsn(), seconds)
        return await count_stale(visitor)

    work = asyncio.run_coroutine_threadsafe(both(), visitor.loop)
    return work.result(seconds + 60)


@pytest.mark.slow
def test_no_tile_stays_stale(racing: Visitor, region: RegionUnderTest) -> None:
    n_stale, n_kept = run(racing, region, SECONDS)
    assert n_kept > 10
    assert n_stale == 0


@pytest.mark.slow
def test_without_the_snapshot_check_tiles_do_stay_stale(
    racing: Visitor, region: RegionUnderTest
) -> None:
    use(racing, NaiveCache(10_000_000))
    rounds = (run(racing, region, 1.0)[0] for _ in range(15))
    assert any(n_stale > 0 for n_stale in rounds)
