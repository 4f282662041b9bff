"""The ground itself: parcels with lineage, buildings, addresses, streets, stops."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from geo import words
from geo.schema.base import (
    METADATA,
    UUID_T,
    code_check,
    col,
    day,
    geodesic_area,
    num,
    ref,
    searchable,
    small,
    tracked,
    txt,
    uid,
    within,
)

PARCEL_LABEL = "geo.parcel_label(numerator, denominator)"

parcel = tracked(
    "parcel",
    ref("gemarkung_id", "geo.gemarkung", index=False),
    txt("parcel_key"),
    txt("flur", null=True),
    col("numerator", Integer()),
    txt("denominator", null=True),
    col("label", Text(), Computed(PARCEL_LABEL, persisted=True), null=True),
    num("official_area_m2"),
    geodesic_area(),
    txt("legal_state", server_default="official"),
    code_check("legal_state"),
    day("originated_on"),
    Index(
        "uq_parcel_current_key",
        "parcel_key",
        unique=True,
        postgresql_where=text("upper_inf(valid) AND legal_state = 'official'"),
    ),
    Index(None, "gemarkung_id", "numerator", "denominator"),
    geom="MULTIPOLYGON",
    dated=True,
)  # fmt: skip

parcel_event = tracked(
    "parcel_event",
    txt("event_kind"),
    day("happened_on"),
    small("ordinal", null=False, server_default=text("1")),
    txt("source"),
    is_parent=True,
)

parcel_lineage = tracked(
    "parcel_lineage",
    uid("parcel_event_id"),
    within("geo.parcel_event", "parcel_event_id"),
    ref("predecessor_id", "geo.parcel"),
    ref("successor_id", "geo.parcel"),
    num("overlap_share"),
    txt("lineage_basis"),
    code_check("lineage_basis"),
)

building = tracked(
    "building",
    txt("building_function", null=True),
    txt("name", null=True),
    small("storeys"),
    small("built_year"),
    txt("building_state", null=True),
    geodesic_area(),
    Index(
        "ix_building_current_geom",
        "geom",
        postgresql_using="gist",
        postgresql_where=text("upper_inf(valid)"),
    ),
    geom="MULTIPOLYGON",
    dated=True,
    is_parent=True,
)

# Derived from the two geometries, so it has no history of its own.
parcel_building = Table(
    "parcel_building",
    METADATA,
    Column(
        "parcel_id", UUID_T, ForeignKey("geo.parcel.id", ondelete="CASCADE"), primary_key=True,
        comment=words.comment("parcel_id"),
    ),
    Column(
        "building_id", UUID_T, ForeignKey("geo.building.id", ondelete="CASCADE"),
        primary_key=True, index=True, comment=words.comment("building_id"),
    ),
    col("building_share", Double()),
    schema="geo",
    comment=words.table_comment("parcel_building"),
)  # fmt: skip

address = tracked(
    "address",
    txt("street"),
    txt("house_number"),
    txt("postcode", null=True),
    txt("place", null=True),
    uid("building_id", null=True),
    within("geo.building", "building_id"),
    *searchable("street || ' ' || house_number"),
    geom="POINT",
)  # fmt: skip

street_node = tracked("street_node", geom="POINT", is_parent=True)

street = tracked(
    "street",
    txt("name", null=True),
    txt("street_class"),
    code_check("street_class"),
    col("is_walkable", Boolean(), server_default=text("true")),
    num("length_m", null=False),
    uid("from_node_id"),
    within("geo.street_node", "from_node_id"),
    uid("to_node_id"),
    within("geo.street_node", "to_node_id"),
    geom="LINESTRING",
)

stop = tracked(
    "stop",
    txt("stop_key"),
    txt("name"),
    col("modes", ARRAY(Text()), server_default=text("'{}'")),
    col("lines", ARRAY(Text()), server_default=text("'{}'")),
    geom="POINT",
)

statistic_value = tracked(
    "statistic_value",
    txt("area_kind"),
    txt("area_name"),
    ref("district_id", "geo.district", null=True),
    txt("measure"),
    txt("unit_of_measure"),
    day("on_day", null=False),
    num("value"),
    Index(None, "measure", "area_kind", "area_name", "on_day", unique=True),
)
