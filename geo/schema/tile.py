"""State of the tiles: what moved, what is still to be refreshed, layers as applied, cell counts.

The pyramid tables themselves are derived and made by `tile.define` from the layers' files.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, Integer, Table, text
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.types import TypeEngine, UserDefinedType

from geo import words
from geo.schema.base import METADATA, col, day, json, small, txt


class TransactionNumber(UserDefinedType[str]):
    """Declare a transaction number that never wraps (xid8)."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Return the name of the type."""
        return "xid8"


BIGINTS: TypeEngine[Any] = ARRAY(BigInteger())

change = Table(
    "change",
    METADATA,
    col("seq", BigInteger(), Identity(always=True), primary_key=True),
    col("xid", TransactionNumber(), server_default=text("pg_current_xact_id()"), index=True),
    txt("layer"),
    col("fids", BIGINTS, null=True),
    col("box", ARRAY(Integer()), null=True),
    col("at", TIMESTAMP(timezone=True), server_default=text("now()"), index=True),
    CheckConstraint("cardinality(box) = 4", name="box"),
    schema="tile",
    comment=words.table_comment("tile_change"),
)

pending = Table(
    "pending",
    METADATA,
    col("seq", BigInteger(), Identity(always=True), primary_key=True),
    txt("layer"),
    col("fids", BIGINTS, null=True),
    schema="tile",
    comment=words.table_comment("tile_pending"),
)

layer = Table(
    "layer",
    METADATA,
    txt("name", primary_key=True),
    json("definition"),
    txt("digest"),
    schema="tile",
    comment=words.table_comment("tile_layer"),
)

# Rows are only ever added, so that two writers never wait for each other; readers sum them.
cell = Table(
    "cell",
    METADATA,
    small("z", null=False),
    col("cx", Integer()),
    col("cy", Integer()),
    col("n_units", Integer()),
    col("n_vacant", Integer()),
    col("n_parcels", Integer()),
    Index("ix_cell_tile", "z", text("(cx >> 5)"), text("(cy >> 5)")),
    schema="tile",
    comment=words.table_comment("tile_cell"),
)

today = Table(
    "today",
    METADATA,
    day("on_day", null=False),
    Index("uq_today", text("(true)"), unique=True),
    schema="tile",
    comment=words.table_comment("tile_today"),
)
