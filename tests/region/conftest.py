"""A private cluster of one's own, as a user has it, and the command line as a user calls it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo.settings import Settings
from services.region.cluster import Cluster

Run = subprocess.CompletedProcess[str]
Elbraum = Callable[..., Run]
COMMAND = [str(Path(sys.executable).with_name("elbraum"))]


@contextmanager
def _folder() -> Iterator[Path]:
    """A short path, and open to the user that owns the cluster, unlike pytest's own folders."""
    parent = Path(tempfile.mkdtemp(prefix="elbraum-", dir="/var/tmp"))
    parent.chmod(0o755)
    yield parent / "state"
    Cluster(Settings(_env_file=None, state_dir=parent / "state")).destroy()
    shutil.rmtree(parent)


def _environment(state_dir: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {**os.environ, "ELBRAUM_STATE_DIR": str(state_dir), "ELBRAUM_PORT": str(port)}


@pytest.fixture
def private() -> Iterator[Cluster]:
    """A private cluster of this test alone, not made yet."""
    with _folder() as state_dir:
        yield Cluster(Settings(_env_file=None, state_dir=state_dir))


@pytest.fixture
def environment(private: Cluster) -> dict[str, str]:
    """What a shell would set to work with that cluster."""
    return _environment(private.place.state)


@pytest.fixture(scope="module")
def elbraum() -> Iterator[Elbraum]:
    """The command line on a private cluster that the tests of a file share."""
    with _folder() as state_dir:
        environment = _environment(state_dir)

        def call(*arguments: str, **more: str) -> Run:
            return subprocess.run(
                [*COMMAND, *arguments],
                env={**environment, **more},
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )

        with Cluster(Settings(_env_file=None, state_dir=state_dir)).session():
            yield call
