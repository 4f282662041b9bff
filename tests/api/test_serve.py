import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from urllib.error import URLError

import pytest

from tests.conftest import ROOT, RegionUnderTest

WAIT_S = 60


def start(region: RegionUnderTest, **more: str) -> subprocess.Popen[bytes]:
    told = {"ELBRAUM_DATABASE_URL": region.cluster.url, "ELBRAUM_REGION": region.name, **more}
    command = [sys.executable, "-m", "services.api"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | told, stderr=subprocess.PIPE)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        found: int = free.getsockname()[1]
    return found


@pytest.fixture
def served(region: RegionUnderTest, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with start(region, ELBRAUM_PORT=str(port)) as process:
        yield process
        process.kill()


def health(port: int) -> dict[str, str]:
    url = f"http://127.0.0.1:{port}/health"
    for _ in range(WAIT_S * 10):
        try:
            with urllib.request.urlopen(url, timeout=WAIT_S) as answer:
                found: dict[str, str] = json.load(answer)
                return found
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(url)


def test_a_served_region_answers_and_ends_when_told(
    region: RegionUnderTest, served: subprocess.Popen[bytes], port: int
) -> None:
    assert health(port)["region"] == region.name
    served.send_signal(signal.SIGTERM)
    assert served.wait(WAIT_S) in (0, -signal.SIGTERM)


def test_what_may_not_be_served_says_why(region: RegionUnderTest) -> None:
    with start(region, ELBRAUM_HOST="0.0.0.0") as process:  # noqa: S104 - what is refused
        _, said = process.communicate(timeout=WAIT_S)
    assert process.returncode == 21
    assert b"ELBRAUM_AUDIENCE=public" in said
