"""Where a private cluster lies on this machine, and which operating system user owns it."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DatabaseNotReady
from geo.settings import Settings

OS_USER = "elbraum"
CHECKOUT = Path(__file__).resolve().parents[2]
# sun_path holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" and, while locking, ".lock".
SOCKET_PATH_BYTES = 80


@dataclass(frozen=True)
class Place:
    """Folders of one cluster; `state` survives a reboot, `socket` need not."""

    state: Path
    socket: Path
    os_user: str

    @property
    def data(self) -> Path:
        """The data folder itself."""
        return self.state / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.state / "postgresql.log"

    @property
    def run_file(self) -> Path:
        """Who serves from here; beside the socket, since it need not survive a reboot either."""
        if os.geteuid() == 0:
            self.socket.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            return self.socket.with_suffix(".json")
        self.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._require_ours(self.socket)
        return self.socket / "up.json"

    def create(self) -> None:
        """Make both folders, closed to everybody but their owner."""
        if os.geteuid() == 0:
            _create_os_user()
        self.state.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.state, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.geteuid() == 0:
                shutil.chown(folder, self.os_user, self.os_user)
            self._require_ours(folder)

    def _require_ours(self, folder: Path) -> None:
        """Refuse a folder that someone else put there first; the socket's parent may be /tmp."""
        owner = pwd.getpwuid(folder.lstat().st_uid).pw_name
        if owner != self.os_user or folder.is_symlink():
            raise DatabaseNotReady(
                f"{folder} belongs to {owner}, expected {self.os_user}",
                "remove the folder or set ELBRAUM_STATE_DIR to another place",
            )


def choose_place(settings: Settings, suffix: str = "") -> Place:
    """Choose folders for the cluster of this checkout; `suffix` sets another cluster beside it."""
    key = _key(settings) + suffix
    given = settings.state_dir and settings.state_dir.resolve()
    given = given and given.with_name(given.name + suffix)
    if os.geteuid() == 0:
        state = given or Path("/var/lib/elbraum") / key
        place = Place(state, Path("/run/elbraum") / key, OS_USER)
    else:
        user = pwd.getpwuid(os.geteuid()).pw_name
        state = given or CHECKOUT / (".elbraum" + suffix)
        place = Place(state, _runtime_dir() / f"elbraum-{key}", user)
    if len(os.fsencode(place.socket)) > SOCKET_PATH_BYTES:
        raise DatabaseNotReady(
            f"{place.socket} is longer than {SOCKET_PATH_BYTES} bytes, too long for a socket",
            "set XDG_RUNTIME_DIR to a short folder of your own",
        )
    return place


def _key(settings: Settings) -> str:
    """Name the cluster by what it belongs to, so that two checkouts never share one."""
    origin = settings.state_dir or CHECKOUT
    return hashlib.sha256(os.fsencode(origin.resolve())).hexdigest()[:10]


def _runtime_dir() -> Path:
    """Return the short folder that the system gives each user, or /tmp."""
    given = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent")
    short = len(os.fsencode(given)) <= SOCKET_PATH_BYTES - 30
    return given if short and os.access(given, os.W_OK) else Path("/tmp")  # noqa: S108


def _create_os_user() -> None:
    """Create the user that owns clusters started by root, because the server refuses root."""
    try:
        pwd.getpwnam(OS_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home"]
        command += ["--home-dir", "/var/lib/elbraum", "--shell", "/usr/sbin/nologin", OS_USER]
        subprocess.run(command, check=True)
