"""Buildings: read, write, and tie to the parcels they stand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from geo import words
from geo.sources.alkis.areas import Areas
from geo.sources.alkis.delivery import Delivery
from geo.sources.alkis.values import list_values, living
from geo.sources.cover import either
from geo.sources.diff import Diff
from geo.sources.features import Batch, Layer, batches
from geo.sources.run import Run
from geo.sources.stage import Stage, text_fault
from geo.sources.target import Target

BUILDING = Target(
    "building",
    {
        "building_function": "text", "name": "text", "storeys": "smallint",
        "built_year": "smallint", "building_state": "text",
    },
    geom="MultiPolygon",
    notes={"house_number_ids": "text", "location_text": "text"},
    dated=True,
)  # fmt: skip

FIELDS = (
    "gml_id",
    "oid",
    "beginnt",
    "endet",
    "aktualit",
    "gebaeudefunktion",
    "gfkzshh",
    "funktion",
    "gebnutzbez",
    "name",
    "anzahlderoberirdischengeschosse",
    "anzahlgs",
    "baujahr",
    "zustand",
    "zeigtauf",
    "lagebeztxt",
    "gmdschl",
)
OBJECT_ID_LENGTH = 16
STOREYS_MAX, YEAR_MIN, YEAR_MAX = 200, 800, 2100


def stage_buildings(run: Run, delivery: Delivery, areas: Areas) -> Stage | None:
    """Read the buildings of a delivery into a stage; other structures are passed over."""
    layer = delivery.find("building")
    if layer is None:
        return None
    stage = run.stage(BUILDING)
    unknown: Counter[str] = Counter()
    for batch in batches(layer, FIELDS, may_be_empty=True):
        delivery.stamp(
            batch.texts("beginnt") if "beginnt" in layer.fields else batch.texts("aktualit")
        )
        _add(stage, layer, _houses(living(batch), delivery), areas, unknown)
    for code, n in unknown.items():
        run.find(
            "unknown_code",
            "report",
            "building",
            code,
            f"building function {code} of {n} buildings has no name here; kept",
            params={"code_list": "building_function", "code": code, "n": n},
        )
    for what, n in delivery.skipped.items():
        run.find(
            "passed_over", "report", "building", what, f"{n} rows are no buildings", params={"n": n}
        )
    return stage


def write_buildings(run: Run, stage: Stage, covered: Sequence[str]) -> Diff:
    """Write the buildings; gone are those whose parcel lies in a covered Gemarkung."""
    diff = run.compare(stage)
    _place(run)
    cover = _ON_COVERED.format(sql.Literal(list(covered)))
    diff.mark_gone(either(cover, run.declared_cover()))
    with run.phase("write"):
        run.conn.execute(_BEGIN_NEW, {"day": run.day})
        diff.write()
    return diff


def link_buildings(run: Run) -> None:
    """Tie buildings anew to parcels, where either changed."""
    with run.phase("link"):
        run.conn.execute(_TOUCHED_PARCELS if _has(run, "diff_parcel") else _NO_PARCELS)
        run.conn.execute("SELECT geo.tie_touched()")


# Where most of a building stands, by the ties of the last load.
_ON_COVERED = sql.SQL("""
(
  SELECT g.gemarkung_key
  FROM geo.parcel_building AS tie
  INNER JOIN geo.parcel AS p ON p.id = tie.parcel_id
  INNER JOIN geo.gemarkung AS g ON g.id = p.gemarkung_id
  WHERE tie.building_id = live.id
  ORDER BY tie.building_share DESC, p.id
  LIMIT 1
) = ANY({})
""")
_PLACE = """
UPDATE stage_building AS s SET municipality_id = p.municipality_id
FROM diff_building AS d, geo.parcel AS p
WHERE d.n = s.n AND d.fate = 'new' AND s.municipality_id IS NULL
  AND upper_inf(p.valid) AND ST_Intersects(p.geom, ST_PointOnSurface(s.geom))
"""
_BEGIN_NEW = """
UPDATE stage_building AS s SET valid_from = %(day)s
FROM diff_building AS d, geo.parcel AS p
WHERE d.n = s.n AND d.fate = 'new'
  AND EXISTS (SELECT FROM known_gemarkung AS known WHERE known.gemarkung_id = p.gemarkung_id)
  AND upper_inf(p.valid) AND p.geom && s.geom AND ST_Intersects(p.geom, ST_PointOnSurface(s.geom))
"""
_TOUCHED_PARCELS = """
CREATE TEMP TABLE touched_parcel ON COMMIT DROP AS
SELECT object_id AS id FROM diff_parcel WHERE fate IN ('new', 'changed', 'both', 'back')
UNION SELECT object_id FROM gone_parcel
"""
_NO_PARCELS = "CREATE TEMP TABLE touched_parcel (id uuid) ON COMMIT DROP"


def _place(run: Run) -> None:
    """Give buildings without municipality that of the parcel they stand on."""
    homeless = "SELECT FROM stage_building WHERE municipality_id IS NULL AND fault IS NULL LIMIT 1"
    if run.conn.execute(homeless).fetchone() is not None:
        run.conn.execute(_PLACE)


def _has(run: Run, table: str) -> bool:
    row = run.conn.execute(
        "SELECT to_regclass(%s) IS NOT NULL AS has", [f"pg_temp.{table}"]
    ).fetchone()
    return bool(row and row["has"])


def _houses(batch: Batch, delivery: Delivery) -> Batch:
    """Keep buildings proper: the simplified schema mixes in parts and other structures."""
    uses = batch.texts("gebnutzbez")
    other = np.array([use is not None and not use.startswith("Geb") for use in uses])
    if not other.any():
        return batch
    for use in (use for use, is_other in zip(uses, other, strict=True) if is_other):
        delivery.skipped[str(use)] = delivery.skipped.get(str(use), 0) + 1
    return Batch(
        {n: c.filter(~other) for n, c in batch.columns.items()}, batch.shapes[~other], batch.first
    )


def _add(stage: Stage, layer: Layer, batch: Batch, areas: Areas, unknown: Counter[str]) -> None:
    given = batch.texts("gml_id" if "gml_id" in layer.fields else "oid")
    faults = np.full(len(given), None, dtype=object)
    functions = _functions(batch)
    known = words.code_lists()["building_function"]
    unknown.update(code for code in functions if code is not None and code not in known)
    columns: dict[str, Any] = {
        "building_function": functions,
        "name": [_first_item(text) for text in batch.texts("name")],
        "storeys": _whole(
            _either(batch, "anzahlderoberirdischengeschosse", "anzahlgs"),
            "storeys",
            (0, STOREYS_MAX),
            faults,
        ),
        "built_year": _whole(batch.texts("baujahr"), "built_year", (YEAR_MIN, YEAR_MAX), faults),
        "building_state": [_first_item(text) for text in batch.texts("zustand")],
        "house_number_ids": [";".join(list_values(t)) or None for t in batch.texts("zeigtauf")],
        "location_text": batch.texts("lagebeztxt"),
    }
    homes = [areas.municipality(ags) or areas.only_municipality() for ags in batch.texts("gmdschl")]
    stage.add(
        [key[:OBJECT_ID_LENGTH] if key else None for key in given], columns,
        shapes=batch.shapes, crs=layer.crs, faults=faults, municipality_ids=homes,
    )  # fmt: skip


def _functions(batch: Batch) -> list[str | None]:
    """Return the code of the building function: plain, or the tail of 31001_1000."""
    return [
        code.rsplit("_", 1)[-1] if code else None
        for code in _either(batch, "gebaeudefunktion", "gfkzshh")
    ]


def _either(batch: Batch, first: str, second: str) -> list[str | None]:
    return batch.texts(first if first in batch.columns else second)


def list_items(text: str | None) -> list[str]:
    """Read a list as PostgreSQL, OGR or JSON writes it.

    >>> list_items('{a,"b c"}'), list_items("(2:a,b)"), list_items('[ "a" ]'), list_items("a")
    (['a', 'b c'], ['a', 'b'], ['a'], ['a'])
    """
    if text is None:
        return []
    inner = re.sub(r"^\(\d+:(.*)\)$", r"\1", text.strip())
    if inner[:1] in "{[" and inner[-1:] in "}]":
        inner = inner[1:-1]
    elif inner == text.strip():
        return [inner] if inner else []
    items = re.findall(r'"((?:[^"\\]|\\.)*)"|([^,"]+)', inner)
    found = [
        re.sub(r"\\(.)", r"\1", quoted) if quoted else plain.strip() for quoted, plain in items
    ]
    return [item for item in found if item and item != "NULL"]


def _first_item(text: str | None) -> str | None:
    return ", ".join(list_items(text)) or None


def _whole(
    texts: list[str | None], where: str, limits: tuple[int, int], faults: NDArray[np.object_]
) -> list[int | None]:
    """Read whole numbers, the first of a list; what is none or absurd becomes a fault."""
    values: list[int | None] = [None] * len(texts)
    for i, text in enumerate(texts):
        first = next(iter(list_items(text)), None)
        if first is None:
            continue
        if first.lstrip("-").isdigit() and limits[0] <= int(first) <= limits[1]:
            values[i] = int(first)
        else:
            faults[i] = faults[i] or text_fault(
                where, text, f"a whole number from {limits[0]} to {limits[1]}"
            )
    return values
