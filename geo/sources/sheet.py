"""Read a table of text (CSV, packed or not) in batches, and the numbers and days in it."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO, cast

from geo.errors import Fault, UnreadableFile

Record = dict[str, str]

BATCH_ROWS = 8_192
# Zeros pack a thousandfold: how much text a file may hold, and how much more than its bytes.
MOST_BYTES = 2_000_000_000
MOST_RATIO = 100
LEAST_CHECKED_BYTES = 10_000_000
LONGEST_FIELD = 10_000
DELIMITERS = ",;\t|"


def header(path: Path) -> list[str]:
    """Return the names of the columns as the file spells them."""
    with _opened(path) as text:
        return [name.strip() for name in next(_rows(text), [])]


def records(path: Path, *, rows: int = BATCH_ROWS) -> Iterator[list[Record]]:
    """Yield rows as dicts by column name, blank padded; short or long rows are refused."""
    with _opened(path) as text:
        found = _rows(text)
        names = [name.strip() for name in next(found, [])]
        seen = 0
        while batch := list(islice(found, rows)):
            wrong = [n for n, row in enumerate(batch, seen + 2) if row and len(row) != len(names)]
            if wrong:
                raise _ragged(path, wrong, len(names))
            seen += len(batch)
            yield [dict(zip(names, map(str.strip, row), strict=True)) for row in batch if any(row)]
    if not seen:
        fault = Fault(path.name, "0 rows", "at least one row below the names", code="no_rows")
        raise UnreadableFile(
            f"{path} holds no data", "export the file again", {"file": path.name}, (fault,)
        )


def pick(names: Sequence[str], *wanted: str) -> str | None:
    """Return the file's own spelling of the first column that is meant."""
    by_fold = {_fold(name): name for name in reversed(names)}
    return next((by_fold[_fold(name)] for name in wanted if _fold(name) in by_fold), None)


def as_number(text: str) -> float | None:
    """Read a number with decimal comma or point; None for blank or anything else.

    >>> as_number("1.666,7"), as_number("51.05"), as_number("n. v.")
    (1666.7, 51.05, None)
    """
    plain = text.replace("\u00a0", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
        return None
    return float(plain)


def as_day(text: str, year: str = "") -> date | None:
    """Read 31.12.2025, 31.12. with the year beside it, 2025-12-31, or a year (its last day).

    >>> as_day("31.12.", "2025"), as_day("2025")
    (datetime.date(2025, 12, 31), datetime.date(2025, 12, 31))
    """
    whole = f"{text.strip()}{year.strip()}" if text.strip().endswith(".") else text.strip() or year
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", whole)
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", whole)
    if re.fullmatch(r"\d{4}", whole):
        return _day(int(whole), 12, 31)
    if german:
        return _day(*(int(part) for part in reversed(german.groups())))
    return _day(*(int(part) for part in iso.groups())) if iso else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fold(name: str) -> str:
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    return re.sub(r"[^a-z0-9]", "", name.lower().translate(umlauts))


def _rows(text: TextIO) -> Iterator[list[str]]:
    first = text.readline()
    delimiter = max(DELIMITERS, key=first.count)
    yield from csv.reader([first], delimiter=delimiter)
    yield from csv.reader(text, delimiter=delimiter)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Open as UTF-8, else as Windows-1252; refuse what is no text, cut off, or a packed bomb."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        for encoding in ("utf-8-sig", "cp1252"):
            if _is_text(path, encoding):
                with io.TextIOWrapper(_bytes(path), encoding=encoding, newline="") as text:
                    yield text
                return
    except (gzip.BadGzipFile, EOFError, csv.Error, OSError) as broken:
        raise _damaged(path, str(broken)) from broken
    raise _damaged(path, "neither UTF-8 nor Windows-1252 text")


def _is_text(path: Path, encoding: str) -> bool:
    """Read the whole file once, since a letter that does not fit may come late."""
    try:
        with _bytes(path) as raw, io.TextIOWrapper(raw, encoding=encoding) as text:
            while block := text.read(1 << 20):
                if "\0" in block:
                    raise _damaged(path, "NUL bytes")
    except UnicodeDecodeError:
        return False
    return True


def _bytes(path: Path) -> io.BufferedReader:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    if not is_packed:
        return path.open("rb")
    most = max(LEAST_CHECKED_BYTES, min(MOST_BYTES, path.stat().st_size * MOST_RATIO))
    return io.BufferedReader(cast("io.RawIOBase", _Limited(path, most)))


class _Limited(io.RawIOBase):
    """Unpacked bytes, up to a limit."""

    def __init__(self, path: Path, most: int) -> None:
        self._unpacked = gzip.open(path, "rb")  # noqa: SIM115 - closed in close()
        self._path = path
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._unpacked.read(len(buffer))
        self._left -= len(block)
        if self._left < 0:
            raise _damaged(self._path, f"more than {MOST_RATIO} times its own size when unpacked")
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._unpacked.close()
        super().close()


def _ragged(path: Path, lines: list[int], n: int) -> UnreadableFile:
    shown = ", ".join(map(str, lines[:10]))
    fault = Fault(f"{path.name}, line {shown}", "another number of fields", f"{n}", code="ragged")
    return UnreadableFile(
        f"{path} cannot be read",
        "quote fields that hold the separator",
        {"file": path.name},
        (fault,),
    )


def _damaged(path: Path, found: str) -> UnreadableFile:
    fault = Fault(path.name, found, "a whole table of text", code="damaged_file")
    return UnreadableFile(
        f"{path} cannot be read", "export or fetch the file again", {"file": path.name}, (fault,)
    )
