"""Keep the programs of one Elbraum together: start them, wait, end them all."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from geo.errors import BadParameter, StateConflict, Unavailable
from geo.settings import Settings
from services.region.place import Place
from services.region.server import Server

LOG = logging.getLogger(__name__)

END_WAIT_S = 10
HEALTH_WAIT_S = 60
TICK_S = 0.2
WEB_MODULE = "services.api"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# Passwords and rights of the owner are none of the web's business.
NOT_FOR_PROGRAMS = {"ELBRAUM_OWNER_URL"}


@dataclass(frozen=True)
class Program:
    """One process to keep; it ends on SIGTERM."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def web_program(server: Server) -> Program:
    """Return the process that serves the app, the API and the tiles."""
    settings = server.settings
    environment = {
        "ELBRAUM_DATABASE_URL": settings.database_url or "",
        "ELBRAUM_REGION": settings.region,
        "ELBRAUM_PORT": str(settings.port),
        "ELBRAUM_HOST": listen_host(settings),
    }
    return Program("web", [sys.executable, "-m", WEB_MODULE], environment)


def listen_host(settings: Settings) -> str:
    """Return the address to listen on; before accounts exist, only this machine may reach it."""
    if settings.container:
        return "0.0.0.0"  # noqa: S104 - the container's network is closed by docker-compose.yml
    if settings.host not in LOOPBACK and settings.audience != "public":
        raise BadParameter(
            f"ELBRAUM_HOST is {settings.host}; Elbraum has no accounts yet, so all would get in",
            "leave it at 127.0.0.1, or show the public view alone: ELBRAUM_AUDIENCE=public",
        )
    return settings.host


def public_url(settings: Settings) -> str:
    """Return the address that people open."""
    return f"http://localhost:{settings.port}{settings.base_path}/"


class RunFile:
    """Says who serves, for `status` and `down`; locked as long as that process lives."""

    def __init__(self, place: Place) -> None:
        """Put it where each user has one for each checkout."""
        self.path = place.run_file

    @contextmanager
    def held(self) -> Iterator[TextIO]:
        """Be the one that serves, or say who is."""
        with self.path.open("a+") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StateConflict("Elbraum runs already", "elbraum status", self.read()) from None
            before = self.read()
            self.write(handle, {"pid": os.getpid(), "programs": before.get("programs", {})})
            yield handle
            handle.truncate(0)

    def write(self, handle: TextIO, content: dict[str, Any]) -> None:
        """Replace the content."""
        handle.truncate(0)
        json.dump(content, handle)
        handle.flush()

    def read(self) -> dict[str, Any]:
        """Return what the serving process wrote, or nothing."""
        try:
            content: dict[str, Any] = json.loads(self.path.read_text() or "{}")
        except (OSError, ValueError):
            return {}
        return content

    def is_held(self) -> bool:
        """Tell whether somebody serves."""
        try:
            with self.path.open("a") as handle:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def end_holder(self) -> bool:
        """Ask the serving process to end and wait; False if there is none."""
        if not self.is_held():
            return False
        deadline = time.monotonic() + 3 * END_WAIT_S
        while self.is_held():
            with suppress(ProcessLookupError, KeyError):  # it has not written its number yet
                os.kill(int(self.read()["pid"]), signal.SIGTERM)
            if time.monotonic() > deadline:
                raise Unavailable("Elbraum does not end", f"kill -9 {self.read().get('pid')}")
            time.sleep(TICK_S)
        return True

    def end_orphans(self) -> int:
        """End the programs of a serving process that was killed and could not do it itself."""
        orphans = [pid for pid in self.read().get("programs", {}).values() if _is_web(pid)]
        for pid in orphans:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + END_WAIT_S
        while any(_is_web(pid) for pid in orphans) and time.monotonic() < deadline:
            time.sleep(TICK_S)
        return len(orphans)


class Supervisor:
    """Runs programs until one ends or a signal comes; then ends them all."""

    def __init__(self, programs: Sequence[Program]) -> None:
        """Take note of the programs; `run` starts them."""
        self.programs = programs
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_end = threading.Event()

    def start(self) -> None:
        """Start all programs, each in a session of its own, so that Ctrl-C reaches only us."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        given = {key: value for key, value in os.environ.items() if key not in NOT_FOR_PROGRAMS}
        for program in self.programs:
            environment = {**given, **program.environment}
            self.processes[program.name] = subprocess.Popen(
                program.command, env=environment, start_new_session=True, stdin=subprocess.DEVNULL
            )

    def wait(self, server: Server) -> int:
        """Watch over programs and database until the end; 0 if somebody asked for it."""
        while not self._asked_to_end.wait(TICK_S):
            for name, process in self.processes.items():
                if process.poll() is not None:
                    LOG.error("%s ended with %s", name, process.returncode)
                    return Unavailable.exit_code
            if server.cluster and not server.cluster.running:
                LOG.warning("the database server is gone; starting it again")
                server.cluster.start()
        return 0

    def wait_for_health(self, url: str) -> bool:
        """Wait until the web answers; False if it ended or somebody asked to end."""
        deadline = time.monotonic() + HEALTH_WAIT_S
        while time.monotonic() < deadline and not self._asked_to_end.wait(TICK_S / 2):
            if any(process.poll() is not None for process in self.processes.values()):
                return False
            if is_healthy(url):
                return True
        return False

    @property
    def asked_to_end(self) -> bool:
        """Tell whether a signal came."""
        return self._asked_to_end.is_set()

    def end(self) -> None:
        """End all programs, the last started first; who does not listen is killed."""
        for process in reversed(self.processes.values()):
            with suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + END_WAIT_S
        for process in self.processes.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._asked_to_end.set()


def _is_web(pid: int) -> bool:
    """Guard against a pid that the system gave to another process."""
    try:
        return WEB_MODULE in Path(f"/proc/{pid}/cmdline").read_text()
    except (OSError, UnicodeDecodeError):
        return False


def is_healthy(url: str) -> bool:
    """Ask the web once."""
    try:
        with urllib.request.urlopen(url + "health", timeout=2) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def require_free_port(settings: Settings) -> None:
    """Refuse a port that something else holds before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen_host(settings), settings.port))
        except OSError as error:
            raise Unavailable(
                f"port {settings.port} cannot be used: {error.strerror}",
                f"end the other program or choose another: ELBRAUM_PORT={settings.port + 1}",
            ) from error
