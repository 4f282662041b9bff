"""Pack Elbraum into one archive that installs without internet: code, built web app, wheels.

PostgreSQL and PostGIS come from the distribution; the archive holds what is not in it. The wheels
fit the system and the Python that made the archive.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from geo.errors import StateConflict, Unavailable

CHECKOUT = Path(__file__).resolve().parents[2]
STAMP = "web/dist/.ready"
WHEELS = "wheels"
LOCK = "requirements.lock"
# Needed to install, not to run.
BUILD = ("elbraum", "setuptools")

_NAME = re.compile(r"^([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


def bundle(target: Path, say: Callable[[str], None]) -> int:
    """Write the archive and return its size in bytes.

    Raises StateConflict where the web app is not built or this is no git checkout, Unavailable
    where a wheel cannot be had.
    """
    if not (CHECKOUT / STAMP).exists():
        raise StateConflict("The web app is not built", hint="make web, then elbraum bundle again")
    top = target.name.split(".")[0]
    with tempfile.TemporaryDirectory() as folder, tarfile.open(target, "w:gz") as archive:
        lock = Path(folder) / LOCK
        lock.write_text(locked(closure("elbraum") | set(BUILD)), encoding="utf-8")
        say("fetching wheels")
        wheels = _fetch_wheels(lock, Path(folder) / WHEELS)
        say("packing")
        for name in _tracked_files():
            archive.add(lock if name == LOCK else CHECKOUT / name, f"{top}/{name}")
        archive.add(CHECKOUT / "web/dist", f"{top}/web/dist")
        archive.add(wheels, f"{top}/{WHEELS}")
    return target.stat().st_size


def closure(package: str) -> set[str]:
    """Return the names of all packages that a package needs to run, as the lock spells them."""
    found: set[str] = set()
    waiting = [(package, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:
            continue  # needed on other systems only
        found.add(_normal(name))
        waiting += [(n, e) for n, e in _needed(wanted, extras) if _normal(n) not in found or e]
    return found


def locked(names: set[str]) -> str:
    """Return the part of the lock file that names these packages, hashes included."""
    text = (CHECKOUT / LOCK).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)
    return "\n".join(e for e in entries if _normal(re.split(r"[=\[]", e)[0]) in names) + "\n"


def _needed(wanted: list[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for requirement in wanted:
        extra = _EXTRA.search(requirement)
        match = _NAME.match(requirement)
        if match and (extra is None or extra[1] in extras):
            yield match[1], frozenset(filter(None, (match[2] or "").split(",")))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _tracked_files() -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        raise StateConflict(
            "An archive is made from a git checkout, and this is none",
            hint="run `elbraum bundle` where Elbraum was cloned",
        )
    return [name for name in listing.stdout.split("\0") if name]


def _fetch_wheels(lock: Path, into: Path) -> Path:
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:"),
        *("--dest", str(into), "--requirement", str(lock)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["pip gave no reason"]
        raise Unavailable(
            f"The wheels cannot be fetched: {lines[-1]}",
            hint="this step needs the package index; the archive then needs none",
        )
    return into
