"""Write columns into a table without a loop over rows: binary where types are known, else CSV."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
from numpy.typing import NDArray
from psycopg import sql

from geo.db import Conn

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
# One column: a sequence, a numpy array or an Arrow array.
Column = Any

POSTGRES_EPOCH_DAYS = 10_957  # 2000-01-01, counted from 1970-01-01 as Arrow does


def copy_rows(conn: Conn, table: sql.Identifier, rows: Mapping[str, Any]) -> None:
    """Copy columns as CSV; types are PostgreSQL's business."""
    arrow = pa.table({name: as_arrow(values) for name, values in rows.items()})
    text = io.BytesIO()
    options = pa.csv.WriteOptions(include_header=False, quoting_style="all_valid", batch_size=8192)
    pa.csv.write_csv(arrow, text, options)
    names = sql.SQL(", ").join(map(sql.Identifier, rows))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(table, names)
    with conn.cursor().copy(statement) as copy:
        copy.write(text.getbuffer())


def insert_rows(conn: Conn, schema: str, table: str, rows: Mapping[str, Any]) -> None:
    """Insert columns into a guarded table, into which PostgreSQL refuses to copy."""
    aside, target = sql.Identifier(f"aside_{table}"), sql.Identifier(schema, table)
    names = sql.SQL(", ").join(map(sql.Identifier, rows))
    values = {"aside": aside, "target": target, "names": names}
    conn.execute(
        sql.SQL(
            "CREATE TEMP TABLE {aside} ON COMMIT DROP AS SELECT {names} FROM {target} LIMIT 0"
        ).format(**values)
    )
    copy_rows(conn, aside, rows)
    conn.execute(
        sql.SQL("INSERT INTO {target} ({names}) SELECT {names} FROM {aside}").format(**values)
    )
    conn.execute(sql.SQL("DROP TABLE {aside}").format(**values))


def copy_typed(
    conn: Conn, table: sql.Identifier, rows: Mapping[str, Any], types: Mapping[str, str]
) -> None:
    """Copy columns of known SQL types in PostgreSQL's binary form; falls back to CSV."""
    if any(types[name] not in ENCODERS for name in rows):
        copy_rows(conn, table, {name: _as_text(values) for name, values in rows.items()})
        return
    parts: list[pa.Array] = []
    for name, values in rows.items():
        encoded = ENCODERS[types[name]](as_arrow(values))
        parts += [_lengths(encoded), pa.compute.fill_null(encoded, b"")]
    n = len(parts[0])
    count = pa.scalar(len(rows).to_bytes(2, "big"), pa.large_binary())
    joined = pa.compute.binary_join_element_wise(
        pa.repeat(count, n), *parts, pa.scalar(b"", pa.large_binary())
    )
    names = sql.SQL(", ").join(map(sql.Identifier, rows))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(table, names)
    with conn.cursor().copy(statement) as copy:
        copy.write(HEADER)
        for chunk in joined.chunks if isinstance(joined, pa.ChunkedArray) else [joined]:
            copy.write(_bytes_of(chunk))
        copy.write(TRAILER)


def as_arrow(values: Column) -> pa.Array:
    """Return values as one Arrow array; NaN is no value."""
    if isinstance(values, pa.ChunkedArray):
        return values.combine_chunks()
    if isinstance(values, pa.Array):
        return values
    if isinstance(values, np.ndarray) and values.dtype != object:
        return pa.array(values, from_pandas=True)
    return pa.array(list(values))


def _as_text(values: Column) -> pa.Array:
    """Return what CSV can hold: bytes (WKB) become hexadecimal digits."""
    column = as_arrow(values)
    if not (pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type)):
        return column
    return pa.array([None if value is None else value.hex() for value in column.to_pylist()])


def _numbers(dtype: str) -> Callable[[pa.Array], pa.Array]:
    """Encode numbers in network order."""

    def encode(column: pa.Array) -> pa.Array:
        known = column if column.type != pa.null() else pa.nulls(len(column), pa.int64())
        filled = pa.compute.fill_null(known, 0) if known.null_count else known
        values = filled.to_numpy(zero_copy_only=False).astype(dtype).view(np.uint8)
        return _fixed(values, np.dtype(dtype).itemsize, known)

    return encode


def _days(column: pa.Array) -> pa.Array:
    if column.type == pa.null():
        return _numbers(">i4")(column)
    days = column.cast(pa.date32()).cast(pa.int32())
    return _numbers(">i4")(pa.compute.subtract(days, POSTGRES_EPOCH_DAYS))


def _texts(column: pa.Array) -> pa.Array:
    return column.cast(pa.large_string()).cast(pa.large_binary())


def _binaries(column: pa.Array) -> pa.Array:
    return column.cast(pa.large_binary())


def _uuids(column: pa.Array) -> pa.Array:
    """Encode ids; a batch has few different ones, so each is parsed once."""
    if column.null_count == len(column):
        return pa.nulls(len(column), pa.large_binary())
    coded = column.cast(pa.large_string()).dictionary_encode()
    values = [uuid.UUID(text).bytes for text in coded.dictionary.to_pylist()]
    return pa.array(values, pa.large_binary()).take(coded.indices)


ENCODERS: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "text": _texts,
    "uuid": _uuids,
    "date": _days,
    "smallint": _numbers(">i2"),
    "integer": _numbers(">i4"),
    "bigint": _numbers(">i8"),
    "double precision": _numbers(">f8"),
    "geometry": _binaries,
}


def _lengths(encoded: pa.Array) -> pa.Array:
    """Return the four bytes that stand before each value: its length, -1 for none."""
    lengths = pa.compute.fill_null(pa.compute.binary_length(encoded), -1)
    values = lengths.to_numpy(zero_copy_only=False).astype(">i4").view(np.uint8)
    return _fixed(values, 4, None)


def _fixed(values: NDArray[np.uint8], width: int, like: pa.Array | None) -> pa.Array:
    """Cut bytes into values of one width; None where `like` has none."""
    n = len(values) // width
    offsets = np.arange(0, (n + 1) * width, width, dtype=np.int64)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(values))]
    cut = pa.Array.from_buffers(pa.large_binary(), n, buffers)
    if like is None or not like.null_count:
        return cut
    return pa.compute.if_else(like.is_valid(), cut, pa.scalar(None, pa.large_binary()))


def _bytes_of(column: pa.Array) -> memoryview:
    """Return the bytes of a binary column, one value after the other."""
    _, offsets, data = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)
    first, last = ends[column.offset], ends[column.offset + len(column)]
    return memoryview(data)[first:last]
