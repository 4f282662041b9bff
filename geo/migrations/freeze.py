"""Write the declared tables as one SQL file: how the first revision came to be.

`python -m geo.migrations.freeze > geo/migrations/versions/0001_ground.sql`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import (
    AddConstraint,
    CreateIndex,
    CreateSequence,
    CreateTable,
    ForeignKeyConstraint,
    SetColumnComment,
    SetTableComment,
    Table,
)

from geo.schema import METADATA

SCHEMAS = ("geo", "market", "plan", "person", "hist", "tile", "staging", "queue", "pub", "edit")


def statements() -> Iterator[str]:
    """Yield the DDL of all tables: tables first, then keys between them, indexes, comments."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    tables = sorted(METADATA.tables.values(), key=lambda t: (t.schema == "hist", t.fullname))
    for schema in SCHEMAS:
        yield f"CREATE SCHEMA IF NOT EXISTS {schema}"
    for sequence in METADATA._sequences.values():  # noqa: SLF001
        yield str(CreateSequence(sequence).compile(dialect=dialect))
    for table in tables:
        yield str(CreateTable(table, include_foreign_key_constraints=[]).compile(dialect=dialect))
    for table in tables:
        for key in sorted(_keys(table), key=lambda k: str(k.name)):
            yield str(AddConstraint(key).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
        yield str(SetTableComment(table).compile(dialect=dialect))
        for column in table.columns:
            yield str(SetColumnComment(column).compile(dialect=dialect))


def _keys(table: Table) -> list[ForeignKeyConstraint]:
    return [c for c in table.constraints if isinstance(c, ForeignKeyConstraint)]


if __name__ == "__main__":
    sys.stdout.write("".join(f"{statement.strip()};\n" for statement in statements()))
