"""House numbers: their points, streets from the catalogue, the building each belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from psycopg import sql

from geo.sources.alkis.areas import AREA_FIELDS, Areas, join_ags
from geo.sources.alkis.delivery import Delivery
from geo.sources.alkis.location import parse_location
from geo.sources.alkis.values import living
from geo.sources.copying import copy_rows
from geo.sources.cover import either
from geo.sources.features import Batch, all_rows, batches
from geo.sources.run import Run
from geo.sources.stage import Stage, text_fault
from geo.sources.target import Target

ADDRESS = Target(
    "address",
    {
        "street": "text",
        "house_number": "text",
        "postcode": "text",
        "place": "text",
        "building_id": "uuid",
    },
    geom="Point",
)

POINT_FIELDS = (
    "gml_id",
    "endet",
    "hausnummer",
    "adressierungszusatz",
    "strassenschluessel",
    "strassenname",
    "hatauch",
    "postleitzahl",
    "ortsnamepost",
    *AREA_FIELDS,
)
NUMBER_FIELDS = ("gml_id", "endet", "hausnummer", "lage", "unverschluesselt", *AREA_FIELDS)

_STAGED = """
CREATE TEMP TABLE staged_house_number
  (id text, street text, house_number text, municipality_id uuid) ON COMMIT DROP
"""
# Which building shows which house number, by key.
_SHOWN = """
CREATE TEMP TABLE shown_house_number ON COMMIT DROP AS
SELECT s.source_key AS building_key,
  unnest(string_to_array(s.house_number_ids, ';')) AS id
FROM stage_building AS s WHERE s.house_number_ids IS NOT NULL AND s.fault IS NULL
"""
_HOME = """
CREATE TEMP TABLE address_home ON COMMIT DROP AS
SELECT DISTINCT ON (shown.id) shown.id, b.id AS building_id, b.municipality_id, b.geom
FROM shown_house_number AS shown
INNER JOIN geo.source_object AS link
  ON link.source = %(source)s AND link.object_table = 'building'
  AND link.source_key = shown.building_key
INNER JOIN geo.building AS b ON b.id = link.object_id AND upper_inf(b.valid)
ORDER BY shown.id, b.id
"""
_ADD_WITHOUT_POINT = """
INSERT INTO stage_address (n, source_key, municipality_id, street, house_number, building_id, geom)
SELECT %(first)s + row_number() OVER (ORDER BY house.id), house.id,
  coalesce(home.municipality_id, house.municipality_id),
  house.street, house.house_number, home.building_id, ST_PointOnSurface(home.geom)
FROM staged_house_number AS house
INNER JOIN address_home AS home ON home.id = house.id
WHERE NOT EXISTS (SELECT FROM stage_address AS s WHERE s.source_key = house.id)
"""
_WITHOUT_PLACE = """
SELECT house.id, house.street, house.house_number
FROM staged_house_number AS house
WHERE NOT EXISTS (SELECT FROM stage_address AS s WHERE s.source_key = house.id)
"""
_TO_SHOWN = """
UPDATE stage_address AS s SET building_id = home.building_id, municipality_id = home.municipality_id
FROM address_home AS home
WHERE home.id = s.source_key AND s.fault IS NULL AND s.building_id IS NULL
"""
_TO_CONTAINING = """
UPDATE stage_address AS s SET building_id = b.id, municipality_id = b.municipality_id
FROM geo.building AS b
WHERE s.building_id IS NULL AND s.fault IS NULL
  AND upper_inf(b.valid) AND ST_Intersects(b.geom, s.geom)
"""


def stage_addresses(run: Run, delivery: Delivery, areas: Areas) -> Stage | None:
    """Read house numbers: their own layers, or the texts that simplified buildings carry."""
    if delivery.find("address_point") is not None:
        stage = run.stage(ADDRESS)
        streets = _street_names(delivery)
        _stage_points(stage, delivery, areas, streets)
        _stage_numbers(run, delivery, areas, streets)
        return stage
    building = delivery.find("building")
    if building is not None and "lagebeztxt" in building.fields:
        return run.stage(ADDRESS)
    return None


def write_addresses(
    run: Run, stage: Stage, covered: Sequence[str], *, with_buildings: bool
) -> None:
    """Tie addresses to buildings and write them; gone are those on covered ground."""
    if stage.rows:
        if with_buildings:
            run.conn.execute(_SHOWN)
            run.conn.execute(_HOME, {"source": run.entry.name})
            run.conn.execute(_TO_SHOWN)
            stage.rows += run.conn.execute(_ADD_WITHOUT_POINT, {"first": stage.rows}).rowcount
        run.conn.execute(_TO_CONTAINING)
        _report_placeless(run)
    else:
        _add_from_texts(run, stage)
    cover = _ON_COVERED.format(sql.Literal(list(covered)))
    run.apply(stage, cover=either(cover, run.declared_cover()))


_ON_COVERED = sql.SQL("""
EXISTS (
  SELECT FROM geo.parcel AS p INNER JOIN geo.gemarkung AS g ON g.id = p.gemarkung_id
  WHERE g.gemarkung_key = ANY({}) AND p.geom && live.geom AND ST_Intersects(p.geom, live.geom)
)
""")
_TEXTS = """
SELECT s.source_key, s.location_text,
  b.id::text AS building_id, b.municipality_id::text AS municipality_id,
  ST_X(spot.geom) AS x, ST_Y(spot.geom) AS y
FROM stage_building AS s
INNER JOIN diff_building AS d ON d.n = s.n
INNER JOIN geo.building AS b ON b.id = d.object_id
CROSS JOIN LATERAL (SELECT ST_PointOnSurface(b.geom) AS geom) AS spot
WHERE s.location_text IS NOT NULL AND upper_inf(b.valid)
"""


def _stage_points(stage: Stage, delivery: Delivery, areas: Areas, streets: dict[str, str]) -> None:
    layer = delivery.layers["address_point"]
    for whole in batches(layer, POINT_FIELDS, may_be_empty=True):
        batch = living(whole)
        faults = np.full(len(batch), None, dtype=object)
        ags = _ags(batch)
        codes = zip(
            ags, batch.texts("strassenschluessel"), batch.texts("strassenname"), strict=True
        )
        names = [plain or streets.get(f"{home}{code}") for home, code, plain in codes]
        numbers = _numbers(batch)
        for i, (name, number) in enumerate(zip(names, numbers, strict=True)):
            if name is None or number is None:
                faults[i] = text_fault(
                    "address", (name, number), "a street of the catalogue and a house number"
                )
        keys = [
            also or own
            for also, own in zip(batch.texts("hatauch"), batch.texts("gml_id"), strict=True)
        ]
        columns: dict[str, Any] = {
            "street": names, "house_number": numbers,
            "postcode": batch.texts("postleitzahl"), "place": batch.texts("ortsnamepost"),
        }  # fmt: skip
        homes = [areas.municipality(one) for one in ags]
        stage.add(
            keys, columns, shapes=batch.shapes, crs=layer.crs, faults=faults, municipality_ids=homes
        )


def _stage_numbers(run: Run, delivery: Delivery, areas: Areas, streets: dict[str, str]) -> None:
    """Stage house numbers without point, for those that no point shows."""
    run.conn.execute(_STAGED)
    layer = delivery.find("house_number")
    if layer is None:
        return
    for whole in batches(layer, NUMBER_FIELDS, may_be_empty=True):
        batch = living(whole)
        ags = _ags(batch)
        codes = zip(ags, batch.texts("lage"), batch.texts("unverschluesselt"), strict=True)
        rows = {
            "id": batch.texts("gml_id"),
            "street": [plain or streets.get(f"{home}{code}") for home, code, plain in codes],
            "house_number": batch.texts("hausnummer"),
            "municipality_id": [areas.municipality(one) for one in ags],
        }
        copy_rows(run.conn, sql.Identifier("staged_house_number"), rows)


def _street_names(delivery: Delivery) -> dict[str, str]:
    """Return AGS + street key → street name."""
    layer = delivery.find("street_name")
    if layer is None:
        return {}
    rows = all_rows(layer, [*AREA_FIELDS, "lage", "bezeichnung"])
    return {
        f"{join_ags([r[f] for f in AREA_FIELDS])}{r['lage']}": r["bezeichnung"]
        for r in rows
        if r["bezeichnung"]
    }


def _ags(batch: Batch) -> list[str | None]:
    return [
        join_ags(parts) for parts in zip(*(batch.texts(name) for name in AREA_FIELDS), strict=True)
    ]


def _numbers(batch: Batch) -> list[str | None]:
    """Join the house number and its addition: 10 and A are 10 A."""
    pairs = zip(batch.texts("hausnummer"), batch.texts("adressierungszusatz"), strict=True)
    return [f"{number} {addition}" if number and addition else number for number, addition in pairs]


def _report_placeless(run: Run) -> None:
    for row in run.conn.execute(_WITHOUT_PLACE).fetchall():
        label = f"{row['street'] or '?'} {row['house_number']}"
        run.find(
            "address_without_place", "hint", "address", label,
            "the house number has neither a point nor a building in the delivery; not loaded",
            params={"key": row["id"]},
        )  # fmt: skip


def _add_from_texts(run: Run, stage: Stage) -> None:
    """Make addresses of the location texts that buildings of the simplified schema carry."""
    rows = run.conn.execute(_TEXTS).fetchall()
    found = [(row, *one) for row in rows for one in parse_location(row["location_text"])]
    if not found:
        return
    columns: dict[str, Any] = {
        "street": [street for _, street, _ in found],
        "house_number": [number for _, _, number in found],
        "building_id": [row["building_id"] for row, _, _ in found],
    }
    points = shapely.points([row["x"] for row, _, _ in found], [row["y"] for row, _, _ in found])
    keys = [f"{row['source_key']}|{street} {number}" for row, street, number in found]
    stage.add(
        keys,
        columns,
        shapes=points,
        municipality_ids=[row["municipality_id"] for row, _, _ in found],
    )
