"""History twins: one typed table in `hist` for each tracked table, superseded versions only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Table
from sqlalchemy.dialects.postgresql import TSTZRANGE

from geo import words
from geo.schema.base import METADATA


def twin(table: Table) -> Table:
    """Declare the history table: the columns, when they held, which transaction ended it."""
    columns: list[Any] = [
        Column(c.name, c.type, nullable=True, comment=c.comment) for c in table.columns
    ]
    return Table(
        table.name,
        METADATA,
        *columns,
        Column("recorded", TSTZRANGE(), nullable=False, comment=words.comment("recorded")),
        Column("ended_tx_id", BigInteger(), nullable=False, comment=words.comment("ended_tx_id")),
        Index(f"ix_hist_{table.name}_id", "id", "row_version"),
        Index(f"ix_hist_{table.name}_ended", "ended_tx_id"),
        schema="hist",
        comment=words.table_comment("hist"),
    )  # fmt: skip
