"""A client that talks to the application in this process, and a few objects to talk about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from starlette.types import ASGIApp

from services.api.app import WEB_DIST, create_app
from tests.conftest import RegionUnderTest
from tests.ground import rows


@dataclass
class Client:
    """Asks the application; one event loop for all questions of a test."""

    app: ASGIApp
    base_url: str = "http://localhost"
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.loop.run_until_complete(self._ask(method, path, **more))

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=self.base_url) as client:
            return await client.request(method, path, **more)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def patch(self, path: str, body: Any, **more: Any) -> httpx.Response:
        return self.ask("PATCH", path, json=body, **more)

    def properties(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(path).json()["properties"]
        return found

    def ids(self, path: str) -> list[str]:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return [feature["id"] for feature in answer.json()["features"]]


Opening = Callable[..., Client]


@pytest.fixture
def opening(region: RegionUnderTest) -> Iterator[Opening]:
    """Open applications of the test's region with other settings; all end with the test."""
    opened: list[Client] = []

    def open_client(*, web: Path = WEB_DIST, **settings: Any) -> Client:
        told = region.settings.model_copy(update=settings)
        opened.append(Client(create_app(told, region.database, web=web)))
        return opened[-1]

    yield open_client
    for client in opened:
        # Its own loop holds its connections of the asynchronous pool.
        client.loop.run_until_complete(region.database.aclose())
        client.loop.close()


@pytest.fixture
def client(opening: Opening) -> Client:
    return opening()


@pytest.fixture
def public(opening: Opening) -> Client:
    return opening(audience="public")


@pytest.fixture
def unit(region: RegionUnderTest) -> UUID:
    """A shop, occupied from 2019 to 2024 and vacant since."""
    with region.database.writing(actor="test", client="api", reason="made") as conn:
        made = rows.add_unit(conn, sign_name="Blumen Richter")
        rows.add_period(conn, made, "occupancy", "[2019-01-01,2024-07-01)", sign="Blumen Richter")
        rows.add_period(conn, made, "vacancy", "[2024-07-01,)")
    return made
