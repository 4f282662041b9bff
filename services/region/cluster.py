"""The private PostGIS cluster: made once, started and stopped with Elbraum, without network."""

from __future__ import annotations

import fcntl
import logging
import os
import pwd
import resource
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

from geo.errors import DatabaseUnavailable
from geo.settings import Settings
from services.region.installation import Installation, get_installation
from services.region.place import Place, choose_place

LOG = logging.getLogger(__name__)

GIBI = 1024**3
# One geometry function may not take the machine down: with this limit the statement fails instead.
ADDRESS_SPACE_BYTES = 6 * GIBI
RECOVERY_WAIT_S = 600
# After a kill the old server's last processes need a moment to go; it says so in these words.
REMAINS_WAIT_S = 20
REMAINS = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')
LOGINS = ("postgres", "elbraum_web", "elbraum_import", "elbraum_public")


@dataclass(frozen=True)
class Profile:
    """What a kind of cluster sets and how it tells who connects."""

    suffix: str
    settings: dict[str, str] = field(default_factory=dict)
    auth: str = "peer map=elbraum"
    initdb: tuple[str, ...] = ()


PRIVATE = Profile("", {"wal_compression": "on", "max_wal_size": "4GB"})
# Tests may lose everything, so nothing waits for the disk; the socket's folder is the barrier.
TEST = Profile(
    "-test",
    {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"},
    auth="trust",
    initdb=("--no-sync",),
)


@dataclass(frozen=True)
class Start:
    """What a start found and did."""

    seconds: float
    created: bool = False
    recovered: bool = False
    already_running: bool = False


class Cluster:
    """One PostgreSQL server of our own, on a unix socket in a closed folder."""

    def __init__(self, settings: Settings, profile: Profile = PRIVATE) -> None:
        """Choose the place; nothing is made or started yet."""
        self.profile = profile
        self.place: Place = choose_place(settings, profile.suffix)

    @property
    def installation(self) -> Installation:
        """The server programs that fit the data folder, or the newest for a new one."""
        version = self.place.data / "PG_VERSION"
        return get_installation(int(version.read_text()) if version.exists() else None)

    @property
    def running(self) -> bool:
        """Tell whether the server process lives."""
        return self.pid is not None

    @property
    def pid(self) -> int | None:
        """The server process, or None if it is gone, whatever its pid file says."""
        try:
            pid = int((self.place.data / "postmaster.pid").read_text().splitlines()[0])
            os.kill(pid, 0)
        except (FileNotFoundError, IndexError, ValueError, ProcessLookupError):
            return None
        except PermissionError:
            return pid
        return pid if _is_postgres(pid) else None

    def dsn(self, database: str = "postgres", role: str = "elbraum_web") -> str:
        """Return the libpq connection string of a login; the host is the socket's folder."""
        return f"host={self.place.socket} port=5432 dbname={database} user={role}"

    @property
    def url(self) -> str:
        """The server without database and login, since each role is a login of its own."""
        return f"postgresql://?host={self.place.socket}&port=5432"

    def start(self) -> Start:
        """Make the cluster if there is none and start it; a second start changes nothing."""
        began = time.monotonic()
        with self._locked():
            if self.running:
                return Start(already_running=True, seconds=time.monotonic() - began)
            created = self._create_if_missing()
            recovered = not created and self._state() != "shut down"
            self._configure()
            self._launch()
            self._psql("roles.sql")
            self._psql("private_logins.sql")
        if recovered:
            LOG.warning("the database was not shut down; crash recovery ran and finished")
        return Start(created=created, recovered=recovered, seconds=time.monotonic() - began)

    def stop(self) -> bool:
        """Stop fast, rolling back what is open; False if it did not run."""
        with self._locked():
            if not self.running:
                return False
            self._pg_ctl("stop", "--mode=fast", "--wait", f"--timeout={RECOVERY_WAIT_S}")
            return True

    @contextmanager
    def session(self) -> Iterator[Start]:
        """Keep the server up while somebody uses it; whoever leaves last stops it."""
        self.place.create()
        with self._users().open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            started = self.start()
            try:
                yield started
            finally:
                self._stop_if_alone(users)

    def stop_if_unused(self) -> bool:
        """Stop a server that a killed process left running; False if somebody uses it."""
        self.place.create()
        with self._users().open("w") as users:
            return self._stop_if_alone(users)

    def _stop_if_alone(self, users: TextIO) -> bool:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return self.stop()

    def _users(self) -> Path:
        """Return the file that everybody who uses the server holds a lock on."""
        return self.place.state / "users"

    def destroy(self) -> None:
        """Stop and remove the cluster with all its regions."""
        if self.place.state.exists():
            self.stop()
            shutil.rmtree(self.place.state)
            shutil.rmtree(self.place.socket, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process at a time make, start or stop the cluster."""
        self.place.create()
        with (self.place.state / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _create_if_missing(self) -> bool:
        """Run initdb beside the final place and rename, so that half a cluster never counts."""
        if (self.place.data / "PG_VERSION").exists():
            return False
        draft = self.place.state / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        command = ["initdb", f"--pgdata={draft}", "--username=postgres", "--data-checksums"]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", *self.profile.initdb]
        command += ["--locale-provider=icu", "--icu-locale=de-DE", "--auth=peer"]
        self._run(command)
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude 'elbraum.conf'\n")
        draft.rename(self.place.data)
        return True

    def _configure(self) -> None:
        """Write our settings and who may log in as whom, anew at each start."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.socket),
            "unix_socket_permissions": "0777",  # the folder is 0700, peer decides the rest
            "port": "5432",
            "max_connections": "100",
            "shared_buffers": f"{_shared_buffers_mb()}MB",
            "work_mem": "32MB",
            "maintenance_work_mem": "256MB",
            "temp_file_limit": "20GB",
            "jit": "off",  # compiling costs more than tile and list statements take
            "max_parallel_workers_per_gather": "0",
            "random_page_cost": "1.1",
            "timezone": "UTC",
            "log_line_prefix": "%m [%p] %q%u@%d ",
            "log_min_duration_statement": "5s",
            **self.profile.settings,
        }
        lines = [f"{name} = '{value}'" for name, value in options.items()]
        (self.place.data / "elbraum.conf").write_text("\n".join(lines) + "\n")
        (self.place.data / "pg_hba.conf").write_text(f"local all all {self.profile.auth}\n")
        (self.place.data / "pg_ident.conf").write_text("\n".join(self._idents()) + "\n")

    def _idents(self) -> list[str]:
        """Let the users who run Elbraum log in as each of its roles."""
        users = sorted({self.place.os_user, pwd.getpwuid(os.geteuid()).pw_name})
        return [f"elbraum {user} {login}" for user in users for login in LOGINS]

    def _launch(self) -> None:
        """Start the server in a session of its own, so that Ctrl-C does not reach it twice."""
        if self.place.log.exists() and self.place.log.stat().st_size > GIBI // 100:
            self.place.log.replace(self.place.log.with_suffix(".log.1"))
        for attempt in range(REMAINS_WAIT_S + 1):
            try:
                return self._pg_ctl(
                    "start", "--wait", f"--timeout={RECOVERY_WAIT_S}", f"--log={self.place.log}"
                )
            except DatabaseUnavailable as error:
                said = _tail(self.place.log)
                if attempt < REMAINS_WAIT_S and any(sign in said for sign in REMAINS):
                    time.sleep(1)
                    continue
                raise DatabaseUnavailable(
                    f"the private cluster in {self.place.data} did not start\n{said}",
                    f"read {self.place.log}; free disk space and memory are the usual reasons",
                ) from error
        return None

    def _pg_ctl(self, action: str, *options: str) -> None:
        """Call pg_ctl; the server inherits the limit on its address space."""
        command = ["pg_ctl", action, f"--pgdata={self.place.data}", "--silent", *options]
        self._run(command, address_space_bytes=ADDRESS_SPACE_BYTES)

    def _psql(self, script: str) -> None:
        """Run one of our SQL files as superuser."""
        command = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
        command.append(self.dsn(role="postgres"))
        self._run(command, stdin=files("services.region").joinpath(script).read_text())

    def _state(self) -> str:
        """Return what the control file says about the last end."""
        output = self._run(["pg_controldata", str(self.place.data)])
        return output.partition("Database cluster state:")[2].partition("\n")[0].strip()

    def _run(self, command: list[str], *, stdin: str = "", address_space_bytes: int = 0) -> str:
        """Run a server program as the cluster's owner and return what it printed."""
        name, *arguments = command
        shell = [self.installation.program(name), *arguments]
        if address_space_bytes and _may_limit(address_space_bytes):
            limit = f'ulimit -v {address_space_bytes // 1024}; exec "$0" "$@"'
            shell = ["/bin/sh", "-c", limit, *shell]
        done: subprocess.CompletedProcess[str] = subprocess.run(
            shell,
            input=stdin,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "LC_MESSAGES": "C"},
            umask=0o077,
            start_new_session=True,
            **self._as_owner(),
        )
        if done.returncode:
            said = f"{shlex.join(shell)}\n{done.stdout.strip()}"
            raise DatabaseUnavailable(f"{name} ended with {done.returncode}: {said}")
        return done.stdout

    def _as_owner(self) -> dict[str, Any]:
        """Step down from root, whom the server refuses."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.place.os_user, "group": self.place.os_user, "extra_groups": []}


def _is_postgres(pid: int) -> bool:
    """Guard against a pid that another process has by now, and a dead one not yet reaped."""
    try:
        name, state = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rsplit(") ", 1)
    except (FileNotFoundError, ProcessLookupError):
        return not Path("/proc/self/stat").exists()
    return name.startswith("postgres") and not state.startswith("Z")


def _shared_buffers_mb() -> int:
    """Take an eighth of the memory, at most 1 GB: the file cache does the rest."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(64, min(1024, memory // 8 // 1024**2))


def _may_limit(limit_bytes: int) -> bool:
    """Leave a limit alone that is already lower."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    return hard in (resource.RLIM_INFINITY, -1) or hard > limit_bytes


def _tail(path: Path, lines: int = 12) -> str:
    """Return the last lines of a log, where the reason stands."""
    if not path.exists():
        return "(no log)"
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
