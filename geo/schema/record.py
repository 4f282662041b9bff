"""Bookkeeping: the region, where data come from, who changed what, findings and decisions."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP, UUID

from geo import words
from geo.schema.base import (
    METADATA,
    UUID_T,
    code_check,
    col,
    day,
    geometry,
    json,
    ref,
    small,
    tracked,
    txt,
    uid,
)

NOW = text("now()")
STAMP = TIMESTAMP(timezone=True)

region = Table(
    "region",
    METADATA,
    txt("name", primary_key=True),
    txt("title"),
    geometry("POLYGON", "extent"),
    txt("parcels_led_in", server_default="alkis"),
    code_check("parcels_led_in"),
    col("created_at", STAMP, server_default=NOW),
    schema="geo",
    comment=words.table_comment("region"),
)

dataset = Table(
    "dataset",
    METADATA,
    col("id", UUID_T, primary_key=True, server_default=text("gen_random_uuid()")),
    txt("source"),
    txt("dataset_kind"),
    code_check("dataset_kind"),
    txt("title"),
    txt("publisher"),
    txt("licence"),
    col("is_publishable", Boolean(), server_default=text("false")),
    day("data_date"),
    txt("file_name", null=True),
    txt("sha256", null=True),
    col("loaded_at", STAMP, server_default=NOW),
    schema="geo",
    comment=words.table_comment("dataset"),
)

code_table = Table(
    "code",
    METADATA,
    txt("code_list", primary_key=True),
    txt("code", primary_key=True),
    small("position", null=False),
    txt("de"),
    txt("en"),
    txt("definition_de", server_default=""),
    txt("definition_en", server_default=""),
    txt("source", server_default=""),
    schema="geo",
    comment=words.table_comment("code"),
)

load = Table(
    "load",
    METADATA,
    col("id", UUID_T, primary_key=True, server_default=text("gen_random_uuid()")),
    ref("dataset_id", "geo.dataset"),
    txt("source"),
    col("tx_id", BigInteger(), server_default=text("geo.current_tx()"), index=True),
    col("cover", ARRAY(Text()), server_default=text("'{}'")),
    json("report"),
    col("loaded_at", STAMP, server_default=NOW),
    schema="geo",
    comment=words.table_comment("load"),
)

source_object = tracked(
    "source_object",
    txt("source"),
    txt("source_key"),
    txt("object_table"),
    uid("object_id"),
    col("loaded_version", Integer()),
    UniqueConstraint("source", "object_table", "source_key", deferrable=True),
    municipal=False,
)

finding = Table(
    "finding",
    METADATA,
    col("id", UUID_T, primary_key=True, server_default=text("gen_random_uuid()")),
    col("fid", BigInteger(), Identity(always=True), unique=True),
    ref("load_id", "geo.load", null=True),
    txt("finding_kind"),
    txt("severity"),
    code_check("severity"),
    txt("object_table"),
    uid("object_id", null=True),
    txt("object_label", server_default=""),
    json("params"),
    geometry("GEOMETRY", null=True),
    txt("finding_state", server_default="open"),
    code_check("finding_state"),
    col("found_at", STAMP, server_default=NOW),
    Index(None, "geom", postgresql_using="gist"),
    schema="geo",
    comment=words.table_comment("finding"),
)

decision = tracked(
    "decision",
    ref("load_id", "geo.load", null=True),
    txt("question"),
    code_check("question"),
    txt("object_table"),
    uid("object_id"),
    col("candidate_ids", ARRAY(UUID(as_uuid=True)), server_default=text("'{}'")),
    json("params"),
    txt("decision_state", server_default="open"),
    code_check("decision_state"),
)

tx = Table(
    "tx",
    METADATA,
    col("tx_id", BigInteger(), primary_key=True, autoincrement=False),
    txt("actor"),
    txt("client"),
    txt("reason"),
    col("at", STAMP, server_default=NOW),
    Column("undoes", BigInteger(), ForeignKey("hist.tx.tx_id"), comment=words.comment("undoes")),
    CheckConstraint("actor <> ''", name="actor_named"),
    schema="hist",
    comment=words.table_comment("tx"),
)
