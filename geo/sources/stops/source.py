"""Load stops from a layer of points: name, lines, key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.errors import BadParameter
from geo.sources.detect import detect
from geo.sources.features import Layer, batches, list_layers, open_layer, require_fields
from geo.sources.run import Run
from geo.sources.stops.lines import Served, as_array, read_lines
from geo.sources.target import Target

STOP = Target(
    "stop", {"stop_key": "text", "name": "text", "modes": "text[]", "lines": "text[]"}, geom="Point"
)
FIELDS = {
    "name": ("haltestelle", "stop_name", "name", "bezeichnung"),
    "key": ("url", "stop_id", "ifopt", "dhid", "globalid", "nummer", "id"),
}
LINES = ("linie", "linien", "lines", "routes")

_IN_CITY = """
SELECT s.source_key, s.name, ST_AsHEXEWKB(s.geom) AS geom, EXISTS (
  SELECT FROM geo.municipality AS m WHERE m.ags IS NOT NULL AND ST_Intersects(m.geom, s.geom)
) AS is_inside
FROM stage_stop AS s WHERE s.fault IS NULL ORDER BY s.n
"""
_HAS_OUTLINE = "SELECT FROM geo.municipality WHERE ags IS NOT NULL AND geom IS NOT NULL LIMIT 1"


def fill(run: Run) -> None:
    """Read the file, tell which stops lie in no municipality, and replace the sample's."""
    detect(run.path, run.entry.formats)
    run.replace_sample("stop")
    layer = _layer(run)
    fields = require_fields(layer, FIELDS)
    lines = next((name for name in LINES if name in layer.fields), None)
    stage = run.stage(STOP)
    run.step("read", 0.2)
    with run.phase("read"):
        for batch in batches(layer, [*fields.values(), *([lines] if lines else [])]):
            keys = [stop_key(text) for text in batch.texts(fields["key"])]
            names = [name or "" for name in batch.texts(fields["name"])]
            served = [read_lines(text) for text in batch.texts(lines or "")]
            _report_lines(run, names, served)
            columns = {
                "stop_key": keys, "name": names,
                "modes": [as_array(one.modes) for one in served],
                "lines": [as_array(one.lines) for one in served],
            }  # fmt: skip
            stage.add(keys, columns, shapes=batch.shapes, crs=layer.crs)
    run.step("write", 0.7)
    _report_city(run)
    run.apply(stage, cover=run.declared_cover())


def stop_key(text: str | None) -> str | None:
    """Return a stop's key; where only its web address is given, the number in it.

    >>> stop_key("https://example.org/abfahrten?stopid=33000292")
    '33000292'
    """
    found = re.search(r"[?&]stop_?id=([\w:.-]+)", text or "", re.IGNORECASE)
    return found[1] if found else text


def _layer(run: Run) -> Layer:
    present = list_layers(run.path)
    name = present.get((run.layer or next(iter(present), "")).lower())
    if name is None or (run.layer is None and len(present) > 1):
        raise BadParameter(
            f"{run.path.name} has the layers {', '.join(present.values())}",
            f"name one: {run.path.name}#layer", {"layer": run.layer},
        )  # fmt: skip
    return open_layer(run.path, name)


def _report_lines(run: Run, names: Sequence[str], served: Sequence[Served]) -> None:
    for name, one in zip(names, served, strict=True):
        if one.unknown:
            run.find(
                "unknown_mode", "hint", "stop", name,
                f"means of transport not known: {', '.join(one.unknown)}; counted as other",
                params={"lines": one.unknown},
            )  # fmt: skip
        if not one.lines:
            run.find("no_lines", "hint", "stop", name, "no line stops here according to the file")


def _report_city(run: Run) -> None:
    """Count how many stops lie in a municipality; the others are named."""
    if run.conn.execute(_HAS_OUTLINE).fetchone() is None:
        run.find(
            "no_outline", "hint", "stop", "municipality",
            "the region has no municipality outline yet: load districts, then the stops again",
        )  # fmt: skip
        return
    rows = run.conn.execute(_IN_CITY).fetchall()
    outside = [row for row in rows if not row["is_inside"]]
    for row in outside:
        run.find(
            "outside_municipality", "hint", "stop", f"{row['source_key']} {row['name']}",
            "the stop lies outside the municipality", geom=row["geom"],
        )  # fmt: skip
    n_inside = len(rows) - len(outside)
    run.find(
        "in_municipality", "report", "stop", "stop",
        f"{n_inside} of {len(rows)} stops lie in a municipality of the region",
        params={"n": len(rows), "n_inside": n_inside, "n_outside": len(outside)},
    )  # fmt: skip
