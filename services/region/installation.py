"""Find the PostgreSQL and PostGIS that the distribution installed."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DatabaseNotReady

OLDEST_MAJOR = 15
# Debian/Ubuntu, Fedora/RHEL, Homebrew; each keeps one folder for each major version.
BIN_PATTERNS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
)
INSTALL_HINT = "run `make run`, or as administrator: apt-get install postgresql postgresql-postgis"


@dataclass(frozen=True, order=True)
class Installation:
    """One PostgreSQL server with the programs that belong to it."""

    major: int
    bin_dir: Path

    def program(self, name: str) -> str:
        """Return the full path of one of its programs."""
        return str(self.bin_dir / name)

    @property
    def has_postgis(self) -> bool:
        """Tell whether the PostGIS extension files lie beside this server."""
        root = self.bin_dir.parent
        shares = (
            root / "share",
            self.bin_dir.parents[3] / "share/postgresql" / str(self.major),  # Debian
            root / "share/postgresql",
        )
        return any((share / "extension/postgis.control").exists() for share in shares)


def list_installations(root: Path = Path("/")) -> list[Installation]:
    """Return every server found, newest first."""
    found = [
        _installation(folder)
        for pattern in BIN_PATTERNS
        for folder in root.glob(pattern)
        if (folder / "initdb").exists()
    ]
    on_path = shutil.which("initdb")
    if not found and on_path:
        found = [_installation(Path(os.path.realpath(on_path)).parent)]
    return sorted((one for one in found if one), reverse=True)


def _installation(bin_dir: Path) -> Installation | None:
    """Read the major version from the folder's name, which is how distributions keep them apart."""
    match = re.search(r"(\d+)(?:[.\d]*)$", bin_dir.parent.name)
    return Installation(int(match.group(1)), bin_dir) if match else None


def get_installation(major: int | None = None, root: Path = Path("/")) -> Installation:
    """Return the newest server that can run Elbraum, or the one of an existing data folder."""
    found = list_installations(root)
    if major is not None:
        return _of_major(major, found)
    fit = [one for one in found if one.major >= OLDEST_MAJOR and one.has_postgis]
    if fit:
        return fit[0]
    have = ", ".join(f"PostgreSQL {one.major} without PostGIS" for one in found)
    if found and found[0].major < OLDEST_MAJOR:
        have = f"PostgreSQL {found[0].major}"
    raise DatabaseNotReady(
        f"found {have or 'no PostgreSQL server'} on this machine, "
        f"expected PostgreSQL {OLDEST_MAJOR} or newer with PostGIS 3.3 or newer",
        INSTALL_HINT + "; or name an existing server in ELBRAUM_DATABASE_URL",
    )


def _of_major(major: int, found: list[Installation]) -> Installation:
    """Refuse to open a data folder with another version than the one that made it."""
    for one in found:
        if one.major == major:
            return one
    have = ", ".join(str(one.major) for one in found) or "none"
    raise DatabaseNotReady(
        f"the data folder was made by PostgreSQL {major}, installed is {have}",
        f"install postgresql-{major} and its PostGIS again, write `elbraum backup FILE`, "
        "then move the folder away and `elbraum restore FILE` into the new version",
        {"major": major, "installed": have},
    )
