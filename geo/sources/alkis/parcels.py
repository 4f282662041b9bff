"""Parcels: read, write, and tell what became of those that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from psycopg import sql

from geo.cadastre import ParcelKey, build_key, parse_number, read_keys
from geo.cadastre.number import clean_denominator
from geo.sources.alkis.areas import AREA_FIELDS, Areas, join_ags
from geo.sources.alkis.delivery import Delivery
from geo.sources.alkis.succession import Succession
from geo.sources.alkis.values import days, living, numbers
from geo.sources.cover import either
from geo.sources.features import Batch, Layer, batches, require_fields
from geo.sources.run import Run
from geo.sources.stage import Stage, text_fault
from geo.sources.target import Target

PARCEL = Target(
    "parcel",
    {
        "gemarkung_id": "uuid", "parcel_key": "text", "flur": "text", "numerator": "integer",
        "denominator": "text", "official_area_m2": "double precision", "originated_on": "date",
    },
    geom="MultiPolygon",
    notes={"gml_id": "text", "occasion": "text"},
    dated=True,
)  # fmt: skip

FIELDS = {
    "key": ("flurstueckskennzeichen", "flstkennz"),
    "area": ("amtlicheflaeche", "flaeche"),
}
AGS_PARTS = tuple(
    f"gemeindezugehoerigkeit_{p}" for p in ("land", "regierungsbezirk", "kreis", "gemeinde")
)
OTHER_FIELDS = (
    "gml_id", "idflurst", "oid", "anlass", "beginnt", "endet", "aktualit", "zeitpunktderentstehung",
    "gmdschl", "gemarkung", "gemeinde", "zaehler", "flstnrzae", "nenner", "flstnrnen",
    "gemarkungsnummer", "flurnummer", "land", "regierungsbezirk", "kreis", *AGS_PARTS,
)  # fmt: skip


def stage_parcels(run: Run, delivery: Delivery, areas: Areas) -> Stage | None:
    """Read the parcels of a delivery into a stage; historic versions in it are passed over."""
    layer = delivery.find("parcel")
    if layer is None:
        return None
    fields = require_fields(layer, FIELDS)
    stage = run.stage(PARCEL)
    for batch in batches(layer, [*fields.values(), *OTHER_FIELDS]):
        run.step("read parcels", 0.3 * batch.first / max(layer.n, 1))
        _add(stage, layer, living(batch), fields, areas, delivery)
    return stage


def write_parcels(run: Run, stage: Stage | None, covered: Sequence[str]) -> None:
    """Write the parcels; predecessors end, successors begin, lineage ties them."""
    if stage is None:
        return
    diff = run.compare(stage)
    cover = sql.SQL(
        "live.gemarkung_id IN (SELECT id FROM geo.gemarkung WHERE gemarkung_key = ANY({}))"
    ).format(sql.Literal(list(covered)))
    diff.mark_gone(either(cover, run.declared_cover()))
    with run.phase("succession"):
        succession = Succession(run)
        succession.find()
    with run.phase("write"):
        run.conn.execute(_BEGIN_NEW, {"day": run.day})
        succession.set_days()
        diff.write()
    with run.phase("succession"):
        succession.write()


# What is new in a Gemarkung that was known began with this change; elsewhere when it says so.
_BEGIN_NEW = """
UPDATE stage_parcel AS s SET valid_from = %(day)s
FROM diff_parcel AS d, known_gemarkung AS known
WHERE d.n = s.n AND d.fate = 'new' AND known.gemarkung_id = s.gemarkung_id
"""


def _add(
    stage: Stage,
    layer: Layer,
    batch: Batch,
    fields: dict[str, str],
    areas: Areas,
    delivery: Delivery,
) -> None:
    given = batch.texts(fields["key"])
    keys, faults = _keys(stage, batch, given)
    parts = read_keys(keys)
    delivery.stamp(batch.texts("beginnt") if "beginnt" in layer.fields else batch.texts("aktualit"))
    if delivery.is_simple(layer):
        _learn_names(batch, areas, list(parts.gemarkung))
    homes = _municipalities(batch, areas, _ags_fields(layer))
    area_m2 = numbers(batch.texts(fields["area"]), "official area", faults)
    origins = days(batch.texts("zeitpunktderentstehung"), "zeitpunktderentstehung", faults)
    gemarkung_ids = [
        None if key is None else areas.gemarkung(key, home)
        for key, home in zip(parts.gemarkung, homes, strict=True)
    ]
    columns: dict[str, Any] = {
        "gemarkung_id": gemarkung_ids, "parcel_key": keys, "flur": list(parts.flur),
        "numerator": parts.numerator, "denominator": pa.array(list(parts.denominator), pa.string()),
        "official_area_m2": area_m2, "originated_on": origins, "valid_from": origins,
        "gml_id": _first(batch, "gml_id", "idflurst", "oid"), "occasion": batch.texts("anlass"),
    }  # fmt: skip
    stage.add(
        keys, columns, shapes=batch.shapes, crs=layer.crs, faults=faults,
        municipality_ids=_filled(homes, areas),
    )  # fmt: skip


def _keys(
    stage: Stage, batch: Batch, given: list[str | None]
) -> tuple[list[str | None], NDArray[np.object_]]:
    """Return usable keys; a wrong one is rebuilt from the number's own fields and reported."""
    faults = np.full(len(given), None, dtype=object)
    keys: list[str | None] = [key.ljust(20, "_") if key else None for key in given]
    wrong = np.flatnonzero(read_keys(keys).is_wrong)
    if len(wrong):
        parts = {name: batch.texts(name) for name in OTHER_FIELDS}
        for i in wrong:
            built = _from_parts({name: values[i] for name, values in parts.items()})
            if built is None:
                faults[i] = text_fault(
                    "parcel key", given[i], "20 characters as GeoInfoDok writes them", "wrong_key"
                )
                continue
            keys[i] = built
            stage.run.find(
                "wrong_key",
                "hint",
                "parcel",
                built,
                f"key {given[i]!r} rebuilt from Gemarkung and number",
                params={"found": given[i], "built": built},
            )
    return keys, faults


def _from_parts(row: dict[str, str | None]) -> str | None:
    land, gemarkung = row["land"] or row["gemeindezugehoerigkeit_land"], row["gemarkungsnummer"]
    numerator = row["zaehler"] or row["flstnrzae"]
    if not (land and gemarkung and numerator and numerator.isdigit()):
        return None
    number = parse_number(numerator)
    denominator = clean_denominator(row["nenner"] or row["flstnrnen"])
    if number is None:
        return None
    key = ParcelKey(f"{land:0>2}{gemarkung:0>4}", row["flurnummer"], number)
    return build_key(key.gemarkung, key.flur, type(number)(number.numerator, denominator))


def _ags_fields(layer: Layer) -> tuple[str, ...]:
    """Return the fields with the parts of the AGS; NAS itself writes them without prefix."""
    return AGS_PARTS if AGS_PARTS[-1] in layer.fields else AREA_FIELDS


def _municipalities(batch: Batch, areas: Areas, fields: Sequence[str]) -> list[str | None]:
    plain = batch.texts("gmdschl")
    parts = [batch.texts(name) for name in fields]
    stated = list(zip(plain, *parts, strict=True))
    ids = {one: areas.municipality(one[0] or join_ags(one[1:])) for one in dict.fromkeys(stated)}
    return [ids[one] for one in stated]


def _filled(homes: list[str | None], areas: Areas) -> list[str | None]:
    only = areas.only_municipality()
    return [home or only for home in homes]


def _learn_names(batch: Batch, areas: Areas, gemarkungen: list[str | None]) -> None:
    """Take names of areas from the rows themselves, as the simplified schema writes them."""
    for key, name in zip(gemarkungen, batch.texts("gemarkung"), strict=True):
        if key and name:
            areas.gemarkung_names.setdefault(key, name)
    for ags, name in zip(batch.texts("gmdschl"), batch.texts("gemeinde"), strict=True):
        if ags and name:
            areas.municipality_names.setdefault(ags, name)


def _first(batch: Batch, *names: str) -> list[str | None]:
    return batch.texts(next((name for name in names if name in batch.columns), names[0]))
