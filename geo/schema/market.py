"""The market: companies, offers, contacts and files."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Integer, LargeBinary, UniqueConstraint, text

from geo.schema.base import code_check, col, day, num, ref, tracked, txt, uid

MAX_FILE_BYTES = 20 * 1024 * 1024

company = tracked(
    "company",
    txt("name"),
    txt("legal_form", null=True),
    # A sole trader is a natural person: unless known otherwise, the row is personal data.
    col("is_natural_person", Boolean(), server_default=text("true")),
    txt("wz_code", null=True),
    txt("wz_version", null=True),
    txt("publication", server_default="intern"),
    code_check("publication"),
    CheckConstraint("NOT (is_natural_person AND publication = 'public')", name="person_private"),
    schema="market",
)

offer = tracked(
    "offer",
    txt("offer_kind"),
    code_check("offer_kind"),
    txt("offer_state", server_default="draft"),
    code_check("offer_state"),
    ref("unit_id", "geo.unit", null=True),
    ref("building_id", "geo.building", null=True),
    ref("parcel_id", "geo.parcel", null=True),
    txt("title"),
    txt("description", server_default=""),
    num("rent_eur_m2_month"),
    num("price_eur"),
    num("service_cost_eur_m2_month"),
    txt("area_standard", null=True),
    code_check("area_standard"),
    day("available_from"),
    day("confirmed_on"),
    txt("address_publication", server_default="intern"),
    code_check("address_publication", "publication"),
    txt("rent_publication", server_default="intern"),
    code_check("rent_publication", "publication"),
    txt("contact_publication", server_default="intern"),
    code_check("contact_publication", "publication"),
    txt("publication", server_default="intern"),
    code_check("publication"),
    CheckConstraint("num_nonnulls(unit_id, building_id, parcel_id) = 1", name="one_object"),
    schema="market",
)

contact = tracked(
    "contact",
    ref("offer_id", "market.offer", null=True),
    ref("company_id", "market.company", null=True),
    txt("name"),
    txt("mail", null=True),
    txt("phone", null=True),
    txt("purpose"),
    schema="person",
)

file = tracked(
    "file",
    txt("sha256"),
    txt("media_type"),
    txt("file_name"),
    col("n_bytes", Integer()),
    col("content", LargeBinary()),
    UniqueConstraint("sha256", "municipality_id"),
    CheckConstraint(f"n_bytes <= {MAX_FILE_BYTES} AND n_bytes = length(content)", name="n_bytes"),
)

file_link = tracked(
    "file_link",
    ref("file_id", "geo.file"),
    txt("object_table"),
    uid("object_id"),
    UniqueConstraint("file_id", "object_table", "object_id"),
)
