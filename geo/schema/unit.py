"""Commercial units: areas by standard, one timeline of periods, surveys and observations."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Sequence,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, ExcludeConstraint

from geo.schema.base import (
    METADATA,
    UUID_T,
    code_check,
    col,
    day,
    geometry,
    json,
    num,
    ref,
    searchable,
    shape_rules,
    small,
    tracked,
    txt,
    uid,
    within,
)

UNIT_NO = Sequence("unit_no_seq", start=10_001, schema="geo", metadata=METADATA)

unit = tracked(
    "unit",
    col("unit_no", BigInteger(), UNIT_NO, server_default=UNIT_NO.next_value(), unique=True),
    uid("building_id", null=True),
    within("geo.building", "building_id"),
    ref("parcel_id", "geo.parcel", null=True),
    ref("address_id", "geo.address", null=True),
    txt("address_text", server_default=""),
    txt("sign_name", null=True),
    txt("unit_use", server_default="unknown"),
    code_check("unit_use"),
    small("floor", null=False, server_default=text("0")),
    txt("position_text", server_default=""),
    num("frontage_m"),
    col("neighbour_ids", ARRAY(UUID_T), server_default=text("'{}'")),
    geometry("MULTIPOLYGON", "floor_geom", null=True),
    *shape_rules("floor_geom"),
    *searchable("coalesce(sign_name, '') || ' ' || address_text"),
    geom="POINT",
    dated=True,
    is_parent=True,
)  # fmt: skip

unit_area = tracked(
    "unit_area",
    uid("unit_id"),
    within("geo.unit", "unit_id"),
    txt("area_standard"),
    code_check("area_standard"),
    num("floor_area_m2", null=False),
    col("is_estimated", Boolean(), server_default=text("false")),
    txt("source"),
    day("measured_on"),
    UniqueConstraint("unit_id", "area_standard", deferrable=True),
    CheckConstraint("floor_area_m2 > 0", name="floor_area_m2"),
)

unit_period = tracked(
    "unit_period",
    uid("unit_id"),
    within("geo.unit", "unit_id"),
    txt("period_kind"),
    code_check("period_kind"),
    col("valid", DATERANGE()),
    col("is_whole", Boolean(), server_default=text("true")),
    txt("start_precision", server_default="day"),
    code_check("start_precision", "date_precision"),
    txt("end_precision", server_default="day"),
    code_check("end_precision", "date_precision"),
    ref("continues_id", "geo.unit_period", null=True),
    txt("publication", server_default="intern"),
    code_check("publication"),
    txt("source"),
    day("verified_on"),
    CheckConstraint("NOT isempty(valid)", name="valid_not_empty"),
    UniqueConstraint("id", "municipality_id", "period_kind"),
    ExcludeConstraint(
        ("unit_id", "="),
        ("valid", "&&"),
        name="excl_unit_period_timeline",
        using="gist",
        where=text("is_whole"),
        deferrable=True,
        initially="DEFERRED",
    ),
    is_parent=True,
)

occupancy = tracked(
    "occupancy",
    uid("period_id"),
    within("geo.unit_period", "period_id"),
    ref("company_id", "market.company", null=True),
    txt("sign_name", null=True),
    txt("occupancy_kind"),
    code_check("occupancy_kind"),
    txt("branch", null=True),
    code_check("branch"),
    col("branch_is_estimated", Boolean(), server_default=text("false")),
    txt("wz_code", null=True),
    txt("wz_version", null=True),
    json("assortment_shares"),
    UniqueConstraint("period_id", deferrable=True),
    CheckConstraint("(wz_code IS NULL) = (wz_version IS NULL)", name="wz_has_version"),
)

vacancy = tracked(
    "vacancy",
    uid("period_id"),
    within("geo.unit_period", "period_id"),
    txt("vacancy_kind", null=True),
    code_check("vacancy_kind"),
    col("reasons", ARRAY(Text()), server_default=text("'{}'")),
    num("vacant_share", null=False, server_default=text("1")),
    txt("evidence", server_default=""),
    UniqueConstraint("period_id", deferrable=True),
    CheckConstraint("vacant_share > 0 AND vacant_share <= 1", name="vacant_share"),
)

unit_notice = tracked(
    "unit_notice",
    uid("period_id"),
    within("geo.unit_period", "period_id"),
    txt("notice_kind"),
    code_check("notice_kind"),
    day("due_on", null=False),
    txt("source"),
)

survey = tracked(
    "survey",
    txt("title"),
    day("started_on", null=False),
    day("finished_on"),
    col("is_complete", Boolean(), server_default=text("false")),
    geom="MULTIPOLYGON",
    is_parent=True,
)

observation = tracked(
    "observation",
    uid("survey_id"),
    within("geo.survey", "survey_id"),
    ref("unit_id", "geo.unit"),
    day("seen_on", null=False),
    txt("unit_status"),
    code_check("unit_status"),
    txt("note", server_default=""),
)
