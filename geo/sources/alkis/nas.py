"""NAS, the XML of ALKIS: the system's GDAL turns it into a GeoPackage, in a process of its own."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import Fault, UnreadableFile
from geo.sources.detect import HEAD_BYTES, NAS_ROOTS

MEMORY_BYTES = 4 * 1024**3
CPU_SECONDS = 3600
WALL_SECONDS = 2 * 3600
KEPT = ("PATH", "LANG", "PROJ_LIB", "GDAL_DATA")
SETTINGS = {
    "NAS_NO_RELATION_LAYER": "YES",
    # Keys have leading zeros, which numbers would lose.
    "GML_FIELDTYPES": "ALWAYS_STRING",
    "OGR_ARC_STEPSIZE": "1",
    "GDAL_SKIP": "GML,OGR_VRT,VRT",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_PROXY": "127.0.0.1:1",
}
HINT = "install GDAL with NAS (Debian, Ubuntu: apt-get install gdal-bin), or load a GeoPackage"


@contextmanager
def as_geopackage(path: Path, step: Callable[[str, float], None]) -> Iterator[Path]:
    """Convert a NAS file into a GeoPackage that is removed afterwards."""
    program = require_nas_driver(path)
    step("NAS → GeoPackage", 0.05)
    with tempfile.TemporaryDirectory(prefix="elbraum-nas-") as folder:
        # GDAL writes a .gfs beside its input, so it gets a copy under a name of ours.
        source, target = Path(folder) / "delivery.xml", Path(folder) / "delivery.gpkg"
        shutil.copyfile(path, source)
        _convert(program, source, target, path)
        yield target


def require_nas_driver(path: Path) -> str:
    """Return the system's `ogr2ogr` if it reads NAS; else say what to install."""
    program, listing = shutil.which("ogr2ogr"), shutil.which("ogrinfo")
    if program is None or listing is None:
        raise _no_driver(path, "no ogr2ogr on this system")
    formats = subprocess.run(
        [listing, "--formats"], capture_output=True, text=True, check=False, timeout=60
    )
    if "\n  NAS " not in formats.stdout:
        raise _no_driver(path, "an ogr2ogr without the driver NAS")
    return program


def _convert(program: str, source: Path, target: Path, path: Path) -> None:
    command = [
        *_without_network(),
        program,
        "-f",
        "GPKG",
        "-forceNullable",
        "-nlt",
        "CONVERT_TO_LINEAR",
        "-mapFieldType",
        "StringList=String,IntegerList=String,RealList=String",
        str(target),
        str(source),
    ]
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=WALL_SECONDS,
        cwd=source.parent, env={**kept, **SETTINGS, "NAS_INDICATOR": _root(source)},
        preexec_fn=_limit,
    )  # fmt: skip
    if done.returncode != 0 or not target.is_file():
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        found = errors[0] if errors else f"exit {done.returncode}"
        fault = Fault(path.name, found, "whole NAS that GDAL reads", code="damaged_file")
        params = {"file": path.name}
        raise UnreadableFile(f"{path} cannot be read", "fetch the delivery again", params, (fault,))


def _root(source: Path) -> str:
    """Return the root element, by which GDAL tells NAS from other GML."""
    with source.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return next(root for root in NAS_ROOTS if root.encode() in head)


def _without_network() -> list[str]:
    """Return the words that start a command without network, where this user may do that."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    words = [unshare, "--net"] if os.geteuid() == 0 else [unshare, "--user", "--net"]
    allowed = (
        subprocess.run([*words, "true"], capture_output=True, check=False, timeout=10).returncode
        == 0
    )
    return words if allowed else []


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def _no_driver(path: Path, found: str) -> UnreadableFile:
    fault = Fault(path.name, found, "GDAL with the driver NAS", HINT, "no_nas_driver")
    return UnreadableFile(
        f"{path} is NAS, which needs the system's GDAL", HINT, {"file": path.name}, (fault,)
    )
