"""Centres of the sample concept: real names, invented perimeters around whole blocks."""

from __future__ import annotations

import numpy as np
import shapely

from geo.sample.ground import Book, Ground
from geo.sample.places import Centre, centres, document
from geo.sample.writing import Rows, multi

CLOSE_GAPS_M = 20.0


def centre_rows(ground: Ground, book: Book) -> list[Rows]:
    """Return the concept version and its centres."""
    spec = document("places.yml")["concept"]
    zero = np.zeros(1, dtype=np.int64)
    version = book.base("concept_version", 1, zero) | {
        "title": [spec["title"]],
        "concept_state": [spec["state"]],
        "resolved_on": np.array([spec["resolved_on"]], dtype="datetime64[D]"),
        "source": [spec["source"]],
    }
    known = centres()
    rows = book.base("centre", len(known), np.zeros(len(known), dtype=np.int64)) | {
        "concept_version_id": book.ids["concept_version"][np.zeros(len(known), dtype=np.int64)],
        "name": [c.name for c in known],
        "centre_level": [c.level for c in known],
        "is_zvb": [True] * len(known),
        "geom": multi(np.array([perimeter(ground, c) for c in known], dtype=object)),
    }
    return [Rows("geo.concept_version", version), Rows("geo.centre", rows)]


def perimeter(ground: Ground, centre: Centre) -> shapely.Polygon:
    """Draw the perimeter around the blocks within reach; a disc where there are none."""
    point = shapely.Point(centre.point)
    middle = shapely.centroid(ground.blocks.geom)
    near = shapely.dwithin(middle, point, centre.radius_m)
    if not near.any():
        return point.buffer(centre.radius_m, quad_segs=6)
    around = shapely.union_all(shapely.buffer(ground.blocks.geom[near], CLOSE_GAPS_M))
    closed = around.buffer(CLOSE_GAPS_M).buffer(-1.5 * CLOSE_GAPS_M).simplify(2)
    parts = shapely.get_parts(closed)
    largest: shapely.Polygon = parts[np.argmax(shapely.area(parts))]
    return shapely.Polygon(largest.exterior)
