"""How every table of the ground is declared: keys, versions, validity, geometry, comments."""

from __future__ import annotations

from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, JSONB, TIMESTAMP, UUID
from sqlalchemy.types import TypeEngine

from geo import words

SRID = 25833
MAX_VERTICES = 20_000

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

UUID_T = UUID(as_uuid=True)
DEFERRABLE: dict[str, Any] = {"deferrable": True, "initially": "IMMEDIATE"}


def col(
    name: str, type_: TypeEngine[Any], *args: Any, null: bool = False, **kw: Any
) -> Column[Any]:
    """Declare a column; its comment is the word's definition and unit."""
    return Column(name, type_, *args, nullable=null, comment=words.comment(name), **kw)


def txt(name: str, *, null: bool = False, **kw: Any) -> Column[Any]:
    """Declare a text column."""
    return col(name, Text(), null=null, **kw)


def num(name: str, *, null: bool = True, **kw: Any) -> Column[Any]:
    """Declare a measure in double precision."""
    return col(name, Double(), null=null, **kw)


def small(name: str, *, null: bool = True, **kw: Any) -> Column[Any]:
    """Declare a small whole number."""
    return col(name, SmallInteger(), null=null, **kw)


def day(name: str, *, null: bool = True) -> Column[Any]:
    """Declare a calendar day."""
    return col(name, Date(), null=null)


def json(name: str) -> Column[Any]:
    """Declare a JSON column that is never null."""
    return col(name, JSONB(), server_default=text("'{}'::jsonb"))


def ref(name: str, target: str, *, null: bool = False, index: bool = True) -> Column[Any]:
    """Declare a foreign key by uuid; deferrable, so that undo may restore in any order."""
    return col(name, UUID_T, ForeignKey(f"{target}.id", **DEFERRABLE), null=null, index=index)


def code_check(column: str, code_list: str | None = None) -> CheckConstraint:
    """Allow only the codes of a closed list."""
    codes = ", ".join(f"'{c}'" for c in words.codes(code_list or column))
    return CheckConstraint(f"{column} IN ({codes})", name=column)


def geometry(kind: str, name: str = "geom", *, null: bool = False) -> Column[Any]:
    """Declare a geometry in the region's metric system; its index is explicit."""
    return Column(
        name,
        Geometry(kind, srid=SRID, spatial_index=False),
        nullable=null,
        comment=words.comment(name),
    )


def geodesic_area() -> Column[Any]:
    """Declare the area on the ellipsoid, computed by the database whoever writes."""
    # Computed before the CHECKs run: a shape outside or not finite must fail there with its
    # reason, not in the projection. NaN is greater than infinity in PostgreSQL.
    sql = (
        "CASE WHEN geo.inside(geom) AND ST_Area(geom) < 'Infinity'"
        " THEN ST_Area(ST_Transform(geom, 4326)::geography) END"
    )
    return col("area_m2", Double(), Computed(sql, persisted=True), null=True)


def searchable(expression: str) -> tuple[Any, ...]:
    """Declare the folded text of an expression with an index for typing errors."""
    folded = Computed(f"geo.fold({expression})", persisted=True)
    index = Index(
        None, "search_text", postgresql_using="gin", postgresql_ops={"search_text": "gin_trgm_ops"}
    )
    return col("search_text", Text(), folded, null=True), index


def tracked(
    name: str,
    *items: Any,
    schema: str = "geo",
    geom: str | None = None,
    municipal: bool = True,
    dated: bool = False,
    is_parent: bool = False,
) -> Table:
    """Declare a table whose every change is kept in its twin in schema `hist`.

    `geom` names the geometry type, `municipal` adds the municipality it belongs to,
    `dated` adds the days on which the object exists on the ground, `is_parent` the key that
    children are tied to (`within`).
    """
    columns: list[Any] = [
        col("id", UUID_T, primary_key=True, server_default=text("gen_random_uuid()")),
        col("fid", BigInteger(), Identity(always=True), unique=True),
    ]
    if municipal:
        columns += [ref("municipality_id", "geo.municipality", index=False)]
    if is_parent:
        columns += [UniqueConstraint("id", "municipality_id")]
    if dated:
        columns += [
            col("valid", DATERANGE(), server_default=text("daterange(NULL, NULL)")),
            CheckConstraint("NOT isempty(valid)", name="valid_not_empty"),
        ]
    columns += [
        ref("dataset_id", "geo.dataset", null=True, index=False),
        col("row_version", Integer(), server_default=text("1")),
        col("recorded_from", TIMESTAMP(timezone=True), server_default=text("now()")),
        col("tx_id", BigInteger(), server_default=text("geo.current_tx()")),
    ]
    if geom:
        columns += [geometry(geom), *shape_rules("geom")]
        items = (*items, Index(None, "geom", postgresql_using="gist"))
    return Table(
        name, METADATA, *columns, *items, schema=schema, comment=words.table_comment(name),
        info={"tracked": True, "geom": geom, "municipal": municipal},
    )  # fmt: skip


def shape_rules(column: str) -> list[CheckConstraint]:
    """Refuse geometry that is invalid or not finite, too detailed, or outside the region."""
    return [
        CheckConstraint(f"geo.inside({column})", name=f"{column}_inside"),
        CheckConstraint(
            f"ST_NPoints({column}) <= {MAX_VERTICES} AND ST_IsValid({column})",
            name=f"{column}_sound",
        ),
    ]


def within(parent: str, column: str) -> ForeignKeyConstraint:
    """Tie a child to its parent and to the parent's municipality in one key."""
    return ForeignKeyConstraint(
        [column, "municipality_id"],
        [f"{parent}.id", f"{parent}.municipality_id"],
        onupdate="CASCADE",
        **DEFERRABLE,
    )


def uid(name: str, *, null: bool = False, index: bool = True) -> Column[Any]:
    """Declare a uuid that a composite key (`within`) or nothing else refers by."""
    return col(name, UUID_T, null=null, index=index)


__all__ = [
    "DEFERRABLE", "MAX_VERTICES", "METADATA", "SRID", "UUID_T",
    "code_check", "col", "day", "geodesic_area", "geometry", "json", "num",
    "ref", "searchable", "shape_rules", "small", "tracked", "txt", "uid", "within",
]  # fmt: skip
