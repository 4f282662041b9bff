"""Ending and keeping processes, with real ones."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo.errors import BadParameter, Unavailable
from geo.settings import Settings
from services.region.cluster import Cluster
from services.region.server import Server
from services.region.supervise import (
    Program,
    Supervisor,
    listen_host,
    public_url,
    require_free_port,
    web_program,
)
from tests.region.conftest import COMMAND

BEGIN_WAIT_S = 90


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """A supervisor takes over signals; give them back."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def _sleeper(name: str, seconds: float = 60) -> Program:
    return Program(name, [sys.executable, "-c", f"import time; time.sleep({seconds})"])


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + BEGIN_WAIT_S
    while not done():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.1)


def _descendants(pid: int) -> set[int]:
    """Return every process that belongs to `pid`, by parent or by environment."""
    found = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()[1:]]
    ours = {pid}
    while more := {child for child, parent in pairs if parent in ours} - ours:
        ours |= more
    return ours - {pid}


def _alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(") ", 1)[1][0] != "Z"


def test_a_program_that_does_not_listen_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("services.region.supervise.END_WAIT_S", 0.5)
    ready = tmp_path / "ready"
    code = "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    code += f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    supervisor = Supervisor([Program("stubborn", [sys.executable, "-c", code])])
    supervisor.start()
    _until(ready.exists)
    supervisor.end()
    assert supervisor.processes["stubborn"].returncode == -signal.SIGKILL


def test_if_one_program_ends_the_others_end_too(private: Cluster) -> None:
    supervisor = Supervisor([_sleeper("long"), _sleeper("short", 0)])
    supervisor.start()
    code = supervisor.wait(_server(private))
    supervisor.end()
    assert code == Unavailable.exit_code
    assert all(process.poll() is not None for process in supervisor.processes.values())


def test_a_signal_ends_the_wait_in_peace(private: Cluster) -> None:
    supervisor = Supervisor([_sleeper("long")])
    supervisor.start()
    os.kill(os.getpid(), signal.SIGTERM)
    assert supervisor.wait(_server(private)) == 0
    supervisor.end()
    assert supervisor.asked_to_end


def test_the_password_of_the_owner_never_reaches_the_web(
    private: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ELBRAUM_OWNER_URL", "postgresql://owner:geheim@db/")
    seen = tmp_path / "environment"
    code = f"import os, pathlib; pathlib.Path({str(seen)!r}).write_text(str(dict(os.environ)))"
    supervisor = Supervisor([Program("web", [sys.executable, "-c", code])])
    supervisor.start()
    supervisor.wait(_server(private))
    assert "geheim" not in seen.read_text()


def test_before_accounts_exist_only_this_machine_may_connect() -> None:
    with pytest.raises(BadParameter, match="no accounts yet"):
        listen_host(Settings(_env_file=None, host="192.0.2.1"))
    assert listen_host(Settings(_env_file=None)) == "127.0.0.1"


def test_a_port_in_use_is_told_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Unavailable, match="cannot be used"):
            require_free_port(Settings(_env_file=None, port=taken.getsockname()[1]))


def _server(cluster: Cluster) -> Server:
    return Server(Settings(_env_file=None, state_dir=cluster.place.state, database_url=cluster.url))


def test_the_web_gets_the_region_and_the_base_path_stands_in_the_address(private: Cluster) -> None:
    program = web_program(_server(private))
    assert program.environment["ELBRAUM_REGION"] == "dresden"
    settings = Settings(_env_file=None, base_path="/gis", port=8123)
    assert public_url(settings) == "http://localhost:8123/gis/"


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`elbraum up` on a new cluster, as a shell starts it."""
    process = subprocess.Popen(
        [*COMMAND, "up"], env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with process:
        yield process
        if process.poll() is None:
            process.kill()
    subprocess.run([*COMMAND, "down"], env=environment, check=False, capture_output=True)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_up_serves_and_a_signal_leaves_no_process(
    running: subprocess.Popen[str], private: Cluster, number: int
) -> None:
    address = _address(running)
    with urllib.request.urlopen(address + "health") as answer:  # noqa: S310
        assert answer.status == 200
    pids = _descendants(running.pid) | {private.pid or 0}
    os.kill(running.pid, number)
    assert running.wait(30) == 0
    _until(lambda: not any(_alive(pid) for pid in pids))


def test_a_second_up_prints_the_address_of_the_first(
    running: subprocess.Popen[str], environment: dict[str, str]
) -> None:
    address = _address(running)
    second = subprocess.run(
        [*COMMAND, "up"], env=environment, capture_output=True, text=True, check=True
    )
    assert second.stdout.strip() == address


def test_down_ends_what_up_started(
    running: subprocess.Popen[str], environment: dict[str, str], private: Cluster
) -> None:
    _address(running)
    subprocess.run([*COMMAND, "down"], env=environment, check=True, capture_output=True)
    assert running.wait(10) == 0
    assert not private.running
    status = subprocess.run(
        [*COMMAND, "status", "--json"], env=environment, capture_output=True, text=True, check=False
    )
    assert json.loads(status.stdout)["serving"] is False


def test_down_ends_the_web_of_a_killed_up(
    running: subprocess.Popen[str], environment: dict[str, str], private: Cluster
) -> None:
    _address(running)
    orphans = _descendants(running.pid)
    running.kill()
    running.wait()
    subprocess.run([*COMMAND, "down"], env=environment, check=True, capture_output=True)
    _until(lambda: not any(_alive(pid) for pid in orphans))
    assert not private.running
