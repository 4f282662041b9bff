"""Recognise a file by its bytes, never by its ending; a file that lies or is cut off is refused."""

from __future__ import annotations

import re
import struct
from collections.abc import Collection
from pathlib import Path

from geo.errors import Fault, UnreadableFile

FORMATS = {
    "gpkg": "GeoPackage",
    "shape": "Shapefile",
    "geojson": "GeoJSON",
    "fgb": "FlatGeobuf",
    "gml": "GML",
    "nas": "NAS (ALKIS-XML)",
    "pbf": "OSM PBF",
    "csv": "CSV",
    "csv.gz": "CSV, gzip",
}
HEAD_BYTES = 4096

_ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
NAS_ROOTS = (
    "AX_Bestandsdatenauszug",
    "AX_NutzerbezogeneBestandsdatenaktualisierung_NBA",
    "AX_Fortfuehrungsauftrag",
)


def require_file(path: Path) -> Path:
    """Return the absolute path of a readable, non-empty file."""
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    if size is None:
        raise _unreadable(path, "no file", "a file that exists", "check the path", "missing_file")
    if size == 0:
        raise _unreadable(path, "0 bytes", "a file with data", "fetch the file again", "empty_file")
    return path.resolve()


def detect(path: Path, allowed: Collection[str]) -> str:
    """Return the format of a file, one of `allowed`; raise UnreadableFile for all else."""
    head = _head(path)
    found = _by_magic(head, path)
    if found is None or found not in allowed:
        expected = " or ".join(FORMATS[name] for name in allowed)
        raise _unreadable(
            path, describe(head, found), expected, "export the data in that format", "format"
        )
    if found == "gpkg":
        _require_whole_sqlite(path, head)
    if found == "shape":
        _require_whole_shape(path, head)
    return found


def describe(head: bytes, found: str | None) -> str:
    """Say what the bytes are."""
    if found is not None:
        return FORMATS[found]
    if b"OGRVRTDataSource" in head or b"<VRTDataset" in head:
        return "a GDAL virtual file (VRT), which can point at other files"
    if b"<!DOCTYPE" in head:
        return "XML with a DOCTYPE"
    if head.startswith(b"PK\x03\x04"):
        return "a ZIP archive"
    return f"bytes {head[:12]!r}"


def _by_magic(head: bytes, path: Path) -> str | None:
    if head.startswith(b"SQLite format 3\0"):
        return "gpkg" if head[68:72] in (b"GPKG", b"GP10", b"GP11") else None
    if head[:4] == b"\x00\x00\x27\x0a":
        return "shape"
    if head[:3] == b"fgb":
        return "fgb"
    if head[4:15] == b"\x0a\x09OSMHeader":
        return "pbf"
    if head[:2] == b"\x1f\x8b":
        return "csv.gz" if path.name.endswith(".gz") else None
    return _by_text(head.lstrip(b"\xef\xbb\xbf \t\r\n"))


def _by_text(text: bytes) -> str | None:
    if text.startswith(b"{"):
        return "geojson"
    if text.startswith(b"<"):
        return _by_root(text)
    first_line = text.split(b"\n", 1)[0]
    is_table = any(sign in first_line for sign in (b",", b";", b"\t"))
    return "csv" if is_table and b"\0" not in text else None


def _by_root(text: bytes) -> str | None:
    # A DOCTYPE can pull in other files and grow without bound.
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        return None
    root = _ROOT.search(re.sub(rb"<\?.*?\?>|<!--.*?-->", b"", text, flags=re.DOTALL))
    if root is None:
        return None
    if root[1].decode(errors="replace") in NAS_ROOTS:
        return "nas"
    return "gml" if root[1] == b"FeatureCollection" else None


def _require_whole_sqlite(path: Path, head: bytes) -> None:
    """Compare the size that the header states with the bytes that are there."""
    (page_bytes,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    expected = (65_536 if page_bytes == 1 else page_bytes) * pages
    _require_bytes(path, path.stat().st_size, expected)


def _require_whole_shape(path: Path, head: bytes) -> None:
    (words,) = struct.unpack(">I", head[24:28])
    _require_bytes(path, path.stat().st_size, words * 2)
    missing = [end for end in (".shx", ".dbf") if not _has_sibling(path, end)]
    if missing:
        found = f"{path.name} without {' and '.join(missing)}"
        raise _unreadable(
            path,
            found,
            ".shp, .shx, .dbf and .prj side by side",
            "copy all of them",
            "missing_part",
        )


def _has_sibling(path: Path, ending: str) -> bool:
    return any(path.with_suffix(e).is_file() for e in (ending, ending.upper()))


def _require_bytes(path: Path, found: int, expected: int) -> None:
    if found < expected:
        raise _unreadable(
            path, f"{found:,} bytes", f"{expected:,} bytes as its header states",
            "the file is cut off: fetch it again", "half_file",
        )  # fmt: skip


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _unreadable(path: Path, found: str, expected: str, hint: str, code: str) -> UnreadableFile:
    fault = Fault(path.name, found, expected, code=code)
    return UnreadableFile(f"{path} cannot be read", hint, {"file": path.name}, (fault,))
