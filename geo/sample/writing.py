"""Write columns into tables through COPY; memory holds one chunk of text at a time."""

from __future__ import annotations

import hashlib
import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from psycopg import sql

from geo.db import Conn
from geo.sample.places import Geoms, Texts

NAMESPACE = uuid.UUID("6a1f6c1e-0f0b-5b7e-9a55-3d1c2f8f7a10")
SRID = 25833
CHUNK = 20_000
# From here on making the indexes afterwards is worth taking the table for itself.
MANY = 1_000
NULL = "\\N"
VARIANTS = {c: "89ab"[int(c, 16) & 3] for c in "0123456789abcdef"}
Ids = NDArray[np.bytes_]
NO_ID = b""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table: columns of equal length, one text for all rows, or texts made when needed.

    A column that is a function is called with the slice of rows to write.
    """

    table: str
    columns: dict[str, Any]

    def __len__(self) -> int:
        """Count the rows."""
        whole = (c for c in self.columns.values() if not isinstance(c, str) and not callable(c))
        return max(len(c) for c in whole)


def make_ids(seed: int, kind: str, n: int) -> Ids:
    """Return version 5 uuids of seed, kind and running number, as 32 hexadecimal digits.

    >>> uuid.UUID(make_ids(1, "parcel", 1)[0].decode()) == uuid.uuid5(NAMESPACE, "1/parcel/0")
    True
    """
    start = hashlib.sha1(NAMESPACE.bytes, usedforsecurity=False)
    start.update(f"{seed}/{kind}/".encode())
    found = []
    for number in range(n):
        digest = start.copy()
        digest.update(b"%d" % number)
        h = digest.hexdigest()
        found.append(h[:12] + "5" + h[13:16] + VARIANTS[h[16]] + h[17:32])
    return np.array(found, dtype="S32") if n else np.empty(0, dtype="S32")


def pick(ids: Ids, at: NDArray[Any]) -> Ids:
    """Return ids at places; a negative place is no id."""
    if not len(ids):
        return np.full(len(at), NO_ID, dtype="S32")
    return np.where(at >= 0, ids[at], NO_ID)


def date_ranges(start: NDArray[Any], end: NDArray[Any]) -> Texts:
    """Write half-open ranges of days; NaT is open."""
    low = np.where(np.isnat(start), "", np.datetime_as_string(start))
    high = np.where(np.isnat(end), "", np.datetime_as_string(end))
    return np.char.add(np.char.add(np.char.add(np.char.add("[", low), ","), high), ")")


def write(conn: Conn, rows: Rows) -> int:
    """Append rows to their table and return how many.

    COPY is refused on tables with row-level security, so rows go through a staging table.
    """
    table = sql.Identifier(*rows.table.split("."))
    staged_name = "staged_" + rows.table.replace(".", "_")
    staged = sql.Identifier(staged_name)
    names = sql.SQL(", ").join(map(sql.Identifier, rows.columns))
    conn.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            staged, names, table
        )
    )
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(staged, names)
    with conn.cursor() as cursor, cursor.copy(statement) as stream:
        for text in lines(rows):
            stream.write(text)
    if len(rows) < MANY or not _fill_empty(conn, rows.table, staged_name):
        insert = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}")
        conn.execute(insert.format(table, names, names, staged))
    conn.execute(sql.SQL("DROP TABLE {}").format(staged))
    return len(rows)


def _fill_empty(conn: Conn, table: str, staged: str) -> bool:
    """Fill a table that is still empty, indexes and statistics after the rows."""
    grant = sql.SQL("GRANT SELECT ON {} TO elbraum_owner").format(sql.Identifier(staged))
    conn.execute(grant)
    query = "SELECT geo.fill_empty(%s::regclass, %s::regclass) AS is_filled"
    row = conn.execute(query, [table, staged]).fetchone()
    return bool(row and row["is_filled"])


def lines(rows: Rows) -> Iterator[str]:
    """Write rows as COPY text, a chunk at a time."""
    n = len(rows)
    for start in range(0, n, CHUNK):
        stop = min(start + CHUNK, n)
        texts = [_texts(column, start, stop) for column in rows.columns.values()]
        yield "\n".join(map("\t".join, zip(*texts, strict=True))) + "\n"


def _texts(column: Any, start: int, stop: int) -> list[str]:  # noqa: ANN401 - any kind of column
    if isinstance(column, str):
        return [column] * (stop - start)
    if callable(column):
        made: list[str] = column(slice(start, stop))
        return made
    part = np.asarray(column[start:stop])
    write_one = WRITERS.get(part.dtype.kind, _plain)
    return write_one(part)


def _plain(part: NDArray[Any]) -> list[str]:
    return [NULL if value is None else str(value) for value in part.tolist()]


def _objects(part: NDArray[Any]) -> list[str]:
    if not isinstance(part[0], shapely.Geometry):
        return _plain(part)
    if isinstance(part[0], shapely.Polygon):
        part = multi(part)
    hexes: list[str] = shapely.to_wkb(
        shapely.set_srid(part, SRID), hex=True, include_srid=True
    ).tolist()
    return hexes


def _numbers(part: NDArray[Any]) -> list[str]:
    return [NULL if math.isnan(value) else repr(value) for value in np.round(part, 3).tolist()]


def _days(part: NDArray[Any]) -> list[str]:
    return [NULL if day == "NaT" else day for day in np.datetime_as_string(part).tolist()]


def _ids(part: NDArray[Any]) -> list[str]:
    return [text or NULL for text in part.astype("U").tolist()]


# By the kind of a numpy array.
WRITERS = {"O": _objects, "f": _numbers, "M": _days, "S": _ids}


def multi(polygons: Geoms) -> Geoms:
    """Return polygons as multipolygons, which is what the tables hold."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    found: Geoms = shapely.multipolygons(parts, indices=owner)
    return found
