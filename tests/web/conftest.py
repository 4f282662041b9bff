"""A sample region served by the real server, seen by a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geo.sample import fill
from services.region.cluster import Cluster
from services.region.server import Server
from tests.conftest import ROOT, SESSION, _clone, _drop_databases, owner_dsn, settings_for

DIST = ROOT / "web/dist/index.html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
START_S = 20


@dataclass(frozen=True)
class Site:
    """Where the served region is, and what its API says."""

    url: str

    def get(self, path: str) -> Any:
        """Fetch a JSON document."""
        return httpx.get(f"{self.url}/{path}", timeout=START_S).raise_for_status().json()


@dataclass
class Visit:
    """A browser page on the site, with all that went wrong on it."""

    site: Site
    page: Page
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Go there and wait until the app has drawn its panel."""
        self.page.goto(f"{self.site.url}/{path}")
        self.page.wait_for_selector("#panel [data-title]")
        return self.page

    def open_map(self, path: str = "") -> Page:
        """Go there and wait until the map is at rest."""
        page = self.open(path)
        page.wait_for_selector("[data-testid=map][data-features]")
        return page


@pytest.fixture(scope="session")
def site(
    cluster: Cluster, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The demo sample region, served once for all browser tests."""
    if not DIST.exists():
        pytest.skip("the web app is not built; run: make web")
    name = f"{SESSION}web_"
    _clone(cluster, template, f"elbraum_{name}")
    with psycopg.connect(owner_dsn(cluster, f"elbraum_{name}")) as connection:
        connection.execute("UPDATE geo.region SET name = %s, title = 'Region Dresden'", [name])
    with Server(settings_for(cluster, name)).database() as database:
        fill(database, "demo")
    log = tmp_path_factory.mktemp("web") / "server.log"
    with _served(cluster, name, log) as url:
        yield Site(url)
    _drop_databases(cluster, f"elbraum_{name}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium of the distribution for all tests."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium on this machine; run: make system-test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh visitor; an indirect parameter changes the options of the context."""
    options = {"viewport": {"width": 1280, "height": 800}, "locale": "de-DE"}
    context = browser.new_context(
        **options | getattr(request, "param", {}), reduced_motion="reduce"
    )
    visit = Visit(site, context.new_page())
    _listen(visit)
    yield visit
    context.close()


@contextmanager
def _served(cluster: Cluster, region: str, log: Path) -> Iterator[str]:
    """The server in a process of its own, ended with the block."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    own = {"REGION": region, "DATABASE_URL": cluster.url, "PORT": str(port)}
    env = os.environ | {f"ELBRAUM_{name}": value for name, value in own.items()}
    command = [sys.executable, "-m", "services.api"]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, env=env, cwd=ROOT, stdout=out, stderr=out) as process,
    ):
        try:
            _await(url, process, log)
            yield url
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START_S * 10):
        if process.poll() is not None:
            break
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/health").is_success:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not answer:\n{log.read_text()}")


def _listen(visit: Visit) -> None:
    def outside(url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(visit.site.url):
            visit.troubles.append(f"asked for {url}")

    visit.page.on("request", lambda request: outside(request.url))
    visit.page.on("pageerror", lambda error: visit.troubles.append(f"threw {error}"))
    visit.page.on("response", lambda answer: _note_refusal(visit, answer.status, answer.url))
    visit.page.on(
        "console",
        lambda line: visit.troubles.append(line.text) if line.type == "error" else None,
    )


def _note_refusal(visit: Visit, status: int, url: str) -> None:
    if status >= 400:
        visit.troubles.append(f"{status} {url}")
