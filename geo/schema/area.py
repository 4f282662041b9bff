"""Areas: municipalities, districts, cadastral districts, centres, plan areas, land cover."""

from __future__ import annotations

from sqlalchemy import Boolean, Index, text

from geo.schema.base import (
    code_check,
    col,
    day,
    geodesic_area,
    geometry,
    num,
    small,
    tracked,
    txt,
    uid,
    within,
)

municipality = tracked(
    "municipality",
    txt("ags", null=True, unique=True),
    txt("name"),
    geometry("MULTIPOLYGON", null=True),
    Index(None, "geom", postgresql_using="gist"),
    municipal=False,
)

district = tracked(
    "district",
    txt("district_kind"),
    code_check("district_kind"),
    txt("district_code"),
    txt("name"),
    geodesic_area(),
    Index(None, "district_kind", "district_code"),
    geom="MULTIPOLYGON",
    dated=True,
)

gemarkung = tracked("gemarkung", txt("gemarkung_key", unique=True), txt("name"))

concept_version = tracked(
    "concept_version",
    txt("title"),
    day("resolved_on"),
    txt("concept_state"),
    code_check("concept_state"),
    txt("source"),
    is_parent=True,
)

centre = tracked(
    "centre",
    uid("concept_version_id"),
    within("geo.concept_version", "concept_version_id"),
    txt("name"),
    txt("centre_level"),
    code_check("centre_level"),
    col("is_zvb", Boolean(), server_default=text("false")),
    geodesic_area(),
    geom="MULTIPOLYGON",
)

plan_area = tracked(
    "plan_area",
    txt("plan_name"),
    txt("zone_code"),
    small("baunvo_year"),
    day("resolved_on"),
    num("site_coverage"),
    num("floor_space_index"),
    num("sales_area_max_m2"),
    txt("plan_text", server_default=""),
    geom="MULTIPOLYGON",
    dated=True,
)

commercial_site = tracked(
    "commercial_site",
    txt("name"),
    num("gross_area_m2"),
    num("restricted_area_m2"),
    txt("restriction", server_default=""),
    txt("availability", null=True),
    code_check("availability"),
    geom="MULTIPOLYGON",
    dated=True,
)

land = tracked(
    "land",
    txt("land_kind"),
    code_check("land_kind"),
    txt("name", server_default=""),
    geom="MULTIPOLYGON",
)
