"""Areas: quarters, city districts, localities, and the outlines of municipalities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import shapely
import yaml
from psycopg import sql

from geo.crs import SRID, to_region
from geo.errors import BadParameter, Fault, UnreadableFile
from geo.sources.detect import detect
from geo.sources.districts.checks import Cover, check_overlaps, measure_cover
from geo.sources.districts.moving import move_from_fallback
from geo.sources.features import Batch, Layer, batches, list_layers, open_layer
from geo.sources.run import Run
from geo.sources.stage import Stage, text_fault
from geo.sources.target import Target

MUNICIPALITY = Target(
    "municipality", {"ags": "text", "name": "text"}, geom="MultiPolygon", municipal=False
)
DISTRICT = Target(
    "district",
    {"district_kind": "text", "district_code": "text", "name": "text"},
    geom="MultiPolygon",
    dated=True,
)

CODE_FIELDS = ("code", "district_code", "ref", "schluessel", "stadtteil_nr", "nr")
NAME_FIELDS = ("name", "gen", "bezeichnung", "stadtteil")
KINDS_BY_NAME = (
    ("stadtteil", "quarter"),
    ("quarter", "quarter"),
    ("ortsteil", "quarter"),
    ("stadtbezirk", "city_district"),
    ("ortschaft", "city_district"),
    ("admin9", "city_district"),
    ("statist", "statistical_area"),
    ("stadtraum", "planning_area"),
    ("planungsraum", "planning_area"),
)
# Below this share of the municipality's outline the areas do not cover it. The outline is
# generalised (VG25: 1:25,000), which accounts for some hundredths of a percent.
COVER_SHARE = 0.995


@dataclass(frozen=True)
class Areas:
    """One layer and what it holds: `municipality` or a kind of district."""

    layer: Layer
    kind: str
    cover: Cover | None = None


def fill(run: Run) -> None:
    """Load municipality outlines first, then of each kind of district the most complete layer."""
    detect(run.path, run.entry.formats)
    found = _choose(run)
    run.step("outlines", 0.1)
    _load_municipalities(run, [areas for areas in found if areas.kind == "municipality"])
    run.step("districts", 0.4)
    chosen = _most_complete(run, [areas for areas in found if areas.kind != "municipality"])
    if chosen:
        _load_districts(run, chosen)
    run.step("done", 1.0)


def _choose(run: Run) -> list[Areas]:
    """Open the layer that was asked for, else all layers that hold areas."""
    present = list_layers(run.path)
    if run.layer is not None and run.layer.lower() not in present:
        raise BadParameter(
            f"{run.path.name} has no layer {run.layer!r}",
            f"choose one of: {', '.join(present.values())}", {"layer": run.layer},
        )  # fmt: skip
    names = [present[run.layer.lower()]] if run.layer else list(present.values())
    opened = [open_layer(run.path, name) for name in names]
    found = [Areas(layer, kind) for layer in opened if (kind := _kind(layer)) is not None]
    if not found:
        expected = (
            "a layer of polygons with a name, called Stadtteile, Stadtbezirke, … or with an AGS"
        )
        fault = Fault(run.path.name, f"layers {', '.join(names)}", expected, code="no_layer")
        raise UnreadableFile(
            f"{run.path.name} holds no areas", "rename the layer by what it holds", {}, (fault,)
        )
    return found


def _kind(layer: Layer) -> str | None:
    if layer.crs is None or layer.geometry_type not in ("Polygon", "MultiPolygon", "Unknown"):
        return None
    if "ags" in layer.fields:
        return "municipality"
    if layer.field(*NAME_FIELDS) is None:
        return None
    name = layer.name.lower()
    return next((kind for part, kind in KINDS_BY_NAME if part in name), None)


def _load_municipalities(run: Run, found: Iterable[Areas]) -> None:
    """Write outlines; a municipality that already stands gets its outline and keeps its id."""
    found = list(found)
    if not found:
        return
    stage = run.stage(MUNICIPALITY)
    for areas in found:
        for batch in batches(areas.layer, ["ags", *NAME_FIELDS]):
            keys = [ags and ags.zfill(8) for ags in batch.texts("ags")]
            names = batch.texts(next(n for n in ("gen", *NAME_FIELDS) if n in areas.layer.fields))
            stage.add(keys, {"ags": keys, "name": names}, shapes=batch.shapes, crs=areas.layer.crs)
    run.conn.execute(_ADOPT, {"source": run.entry.name})
    run.apply(stage)
    move_from_fallback(run)


# Other sources know a municipality by its AGS before its outline comes.
_ADOPT = """
INSERT INTO geo.source_object (source, source_key, object_table, object_id, loaded_version)
SELECT %(source)s, m.ags, 'municipality', m.id, m.row_version
FROM geo.municipality AS m
INNER JOIN stage_municipality AS s ON s.source_key = m.ags AND s.fault IS NULL
WHERE NOT EXISTS (
  SELECT FROM geo.source_object AS link
  WHERE link.source = %(source)s AND link.object_table = 'municipality' AND link.source_key = m.ags
)
"""


def _most_complete(run: Run, found: list[Areas]) -> list[Areas]:
    """Of several layers of one kind take the one that covers most; report what the others lack."""
    measured = [Areas(a.layer, a.kind, measure_cover(run, list(_shapes(a.layer)))) for a in found]
    best: dict[str, Areas] = {}
    for areas in measured:
        known = best.get(areas.kind)
        if known is None or _share(areas) > _share(known):
            best[areas.kind] = areas
    for areas in measured:
        _report_cover(run, areas)
        if areas is not best[areas.kind]:
            run.find(
                "layer_passed_over",
                "report",
                "district",
                areas.layer.name,
                f"{best[areas.kind].layer.name} holds the same kind more completely; "
                f"load this one by --layer {areas.layer.name}",
                params={"layer": areas.layer.name, "taken": best[areas.kind].layer.name},
            )
    return list(best.values())


def _share(areas: Areas) -> float:
    return areas.cover.share if areas.cover else 0.0


def _report_cover(run: Run, areas: Areas) -> None:
    cover = areas.cover
    if cover is None or cover.share >= COVER_SHARE:
        return
    run.find(
        "incomplete_cover",
        "hint",
        "district",
        areas.layer.name,
        f"{areas.layer.n} areas cover {cover.share:.2%} of {cover.name}; "
        f"{cover.missing_km2:.3f} km² are missing",
        params={
            "layer": areas.layer.name,
            "n": areas.layer.n,
            "share": round(cover.share, 5),
            "missing_km2": round(cover.missing_km2, 3),
            "municipality": cover.name,
        },
        geom=shapely.to_wkb(shapely.set_srid(cover.gap, SRID), hex=True, include_srid=True),
    )


def _load_districts(run: Run, chosen: list[Areas]) -> None:
    stage = run.stage(DISTRICT)
    for areas in chosen:
        for batch in batches(areas.layer, [*CODE_FIELDS, *NAME_FIELDS]):
            _add(stage, areas, batch)
    kinds = _kinds(run)
    run.apply(stage, cover=run.declared_cover())
    check_overlaps(run, kinds)
    _replace_sample(run, kinds)


def _add(stage: Stage, areas: Areas, batch: Batch) -> None:
    fields = areas.layer.fields
    names = batch.texts(next(name for name in NAME_FIELDS if name in fields))
    code_field = next((name for name in CODE_FIELDS if name in fields), None)
    codes = batch.texts(code_field) if code_field else names
    # Quarters bear the names of localities too, so only a layer of city districts is told apart.
    special = _localities() if areas.kind == "city_district" else {}
    kinds = [special.get(name or "", areas.kind) for name in names]
    faults = np.full(len(names), None, dtype=object)
    for i, name in enumerate(names):
        if name is None:
            faults[i] = text_fault("name", name, "a name")
    codes = [code or name for code, name in zip(codes, names, strict=True)]
    keys = [code and f"{kind}:{code}" for kind, code in zip(kinds, codes, strict=True)]
    columns = {"district_kind": kinds, "district_code": codes, "name": names}
    stage.add(keys, columns, shapes=batch.shapes, crs=areas.layer.crs, faults=faults)


@cache
def _localities() -> dict[str, str]:
    """Return names that are localities (Ortschaften), though they stand among city districts."""
    text = (files(__package__) / "localities.yml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: "locality" for entry in content.values() for name in entry["localities"]}


def _shapes(layer: Layer) -> Iterable[Any]:
    for batch in batches(layer, []):
        if layer.crs is not None:
            yield from to_region(batch.shapes, layer.crs)


def _kinds(run: Run) -> list[str]:
    rows = run.conn.execute(
        "SELECT DISTINCT district_kind AS kind FROM stage_district WHERE fault IS NULL"
    ).fetchall()
    return sorted(row["kind"] for row in rows)


def _replace_sample(run: Run, kinds: list[str]) -> None:
    """Let real districts take the place of the sample's; figures go over by code."""
    run.conn.execute(_MOVE_FIGURES, {"kinds": kinds})
    run.replace_sample("district", sql.SQL("district_kind = ANY({})").format(sql.Literal(kinds)))


_MOVE_FIGURES = """
UPDATE geo.statistic_value AS figure SET district_id = (
  SELECT taken.id FROM geo.district AS taken
  WHERE taken.district_kind = old.district_kind AND taken.district_code = old.district_code
    AND taken.id IN (SELECT object_id FROM diff_district)
  LIMIT 1
)
FROM geo.district AS old
INNER JOIN geo.dataset ON dataset.id = old.dataset_id AND dataset.dataset_kind = 'sample'
WHERE figure.district_id = old.id AND old.district_kind = ANY(%(kinds)s)
"""
