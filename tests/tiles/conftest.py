"""Some ground to draw, and a visitor who asks for tiles."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from threading import Thread
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.rows import dict_row

from geo.db import Database
from geo.settings import Settings
from tests.conftest import Connection, RegionUnderTest
from tests.tiles.ground import Ground
from tiles.app import TileApp, create


class Visitor:
    """Asks an application for tiles, on an event loop of its own."""

    def __init__(self, region: RegionUnderTest, settings: Settings) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = Thread(target=self.loop.run_forever)
        self._thread.start()
        self.database = Database(region.server.access, pool_size=4)
        self.app: TileApp = create(self.database, settings)

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        response: httpx.Response = self.run(self._ask(method, path, sent))
        return response

    async def _ask(self, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers={"accept-encoding": ""} | headers)

    def leave(self) -> None:
        self.run(self.app.aclose())
        self.run(self.database.aclose())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


@pytest.fixture
def drawn(db: Connection) -> Ground:
    """Ground inside one transaction that is rolled back."""
    return Ground(db)


@pytest.fixture
def ground(region: RegionUnderTest) -> Iterator[Ground]:
    """Ground whose every statement is committed, as with psql."""
    with psycopg.connect(region.dsn(), autocommit=True, row_factory=dict_row) as connection:
        yield Ground(connection)


@pytest.fixture
def visitor(region: RegionUnderTest) -> Iterator[Visitor]:
    visitor = Visitor(region, region.settings)
    yield visitor
    visitor.leave()


@pytest.fixture
def stranger(region: RegionUnderTest) -> Iterator[Visitor]:
    """A visitor of an installation that is open to everybody."""
    visitor = Visitor(region, region.settings.model_copy(update={"audience": "public"}))
    yield visitor
    visitor.leave()
