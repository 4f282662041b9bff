"""Where staged rows go: table, columns that the source leads, kind of geometry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from psycopg import sql

Geometry = Literal["MultiPolygon", "LineString", "Point"]

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Target:
    """One object type of a source.

    `columns` (name → SQL type) are led by the source and merged field by field; `notes` are
    staged too, but only for the source's own SQL. Dated objects that are gone are retired,
    others are deleted (their past stays in schema `hist`). `municipal` says that the table
    has a municipality.
    """

    table: str
    columns: Mapping[str, str]
    geom: Geometry | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: NONE)
    dated: bool = False
    municipal: bool = True
    schema: str = "geo"

    @property
    def staged(self) -> dict[str, str]:
        """The staged columns with their SQL types: led ones, notes, the first day where dated."""
        dated = {"valid_from": "date"} if self.dated else {}
        return {**self.columns, **self.notes, **dated}

    @property
    def led(self) -> tuple[str, ...]:
        """The columns that are compared and merged, geometry last."""
        return (*self.columns, "geom") if self.geom else tuple(self.columns)

    @property
    def live(self) -> sql.Identifier:
        """The table of the living rows."""
        return sql.Identifier(self.schema, self.table)

    @property
    def past(self) -> sql.Identifier:
        """The table of the superseded versions."""
        return sql.Identifier("hist", self.table)

    def temp(self, role: str) -> sql.Identifier:
        """Name a temporary table of the load, such as `stage_parcel`."""
        return sql.Identifier(f"{role}_{self.table}")

    def fields(self, alias: str) -> sql.Composed:
        """List the led columns of an alias, for SELECT and row comparison."""
        return sql.SQL(", ").join(sql.Identifier(alias, name) for name in self.led)

    def names(self) -> sql.Composed:
        """List the led columns by name, for INSERT."""
        return sql.SQL(", ").join(map(sql.Identifier, self.led))
