"""Fill a region with sample data in one transaction."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import numpy as np
import shapely
from psycopg import sql

from geo.db import Conn, Database
from geo.errors import SampleConflict
from geo.sample.addresses import number_houses
from geo.sample.blocks import cut_blocks, zone_values
from geo.sample.buildings import raise_buildings
from geo.sample.centres import centre_rows
from geo.sample.choosing import keep_demo
from geo.sample.frame import Frame, make_frame
from geo.sample.ground import (
    Book,
    Ground,
    addresses,
    buildings,
    districts,
    gemarkungen,
    land,
    municipalities,
    parcels,
    sites,
)
from geo.sample.movement import network_rows, stop_rows
from geo.sample.parcels import divide
from geo.sample.places import reference_day
from geo.sample.streets import lay_streets, make_network
from geo.sample.trading import trade_rows
from geo.sample.writing import Rows, make_ids, write

SHOULD_BE_EMPTY = (
    "parcel", "building", "unit", "address", "street", "stop", "district", "gemarkung", "centre",
)  # fmt: skip
LOG = logging.getLogger(__name__)
Scale = Literal["demo", "city", "region"]
Progress = Callable[[str, float], None]
Known = Mapping[str, str]

ACTOR = "elbraum"
LICENCE = "frei verwendbar; erzeugte Daten ohne Bezug zu wirklichen Grundstücken und Betrieben"
TITLES = {
    "municipality": "Gemeinden", "district": "Stadtteile", "gemarkung": "Gemarkungen",
    "concept_version": "Zentrenkonzept", "centre": "Zentren", "land": "Fluss und Grün",
    "commercial_site": "Gewerbegebiete", "parcel": "Flurstücke", "building": "Gebäude",
    "address": "Adressen", "street_node": "Straßenknoten", "street": "Straßen",
    "stop": "Haltestellen", "unit": "Einheiten", "company": "Unternehmen", "offer": "Angebote",
    "survey": "Erhebungen", "statistic_value": "Statistik",
}  # fmt: skip
# Kinds that hang on another kind share its dataset.
SHARED = {
    "unit_area": "unit", "unit_period": "unit", "occupancy": "unit", "vacancy": "unit",
    "unit_notice": "unit", "observation": "survey",
}  # fmt: skip


def fill(
    database: Database, scale: Scale, *, seed: int = 1, progress: Progress | None = None
) -> dict[str, int]:
    """Fill an empty region; returns how many rows each table got.

    Raises SampleConflict where the region holds data already.
    """
    say = progress or _silent
    counts: Counter[str] = Counter()
    with database.writing(actor=ACTOR, client="sample", reason=f"Musterdaten {scale}") as conn:
        _require_empty(conn)
        extent = _extent(conn)
        known = _known_municipalities(conn)
        for rows in generate(extent, scale, seed=seed, known=known, progress=say):
            counts[rows.table] += write(conn, rows)
    say("fertig", 1.0)
    return dict(counts)


def generate(
    extent: shapely.Polygon, scale: Scale, *, seed: int = 1,
    known: Known | None = None, progress: Progress | None = None,
) -> Iterator[Rows]:  # fmt: skip
    """Generate all rows of a sample region in the order in which tables refer to each other.

    `known` are municipalities that are there already: key → id.
    """
    say = progress or _silent
    say("Straßen und Blöcke", 0.0)
    ground = make_ground(extent, scale, seed)
    say("Flurstücke und Gebäude", 0.25)
    book, sets = open_book(ground.frame, seed, known or {})
    yield sets
    yield from ground_rows(ground, book, known or {})
    say("Einheiten und Belegungen", 0.6)
    yield from trade_rows(ground, book, lambda part: _rng(seed, part))


def make_ground(extent: shapely.Polygon, scale: Scale, seed: int) -> Ground:
    """Make the ground of a scale."""
    frame = make_frame(extent, is_region=scale == "region")
    demo = scale == "demo"
    blocks, cuts = cut_blocks(frame, _rng(seed, "blocks"), demo=demo)
    lot_m = zone_values("region_lot_m" if frame.is_region else "lot_m")
    lots = divide(blocks, lot_m, _rng(seed, "lots"))
    if demo:
        blocks, lots = keep_demo(blocks, lots)
    made = raise_buildings(blocks, lots, _rng(seed, "buildings"))
    streets = lay_streets(frame, cuts.lines, _rng(seed, "streets"))
    network = make_network(streets)
    in_town = zone_values("built_share")[blocks.zone[lots.block]] > 0
    houses = number_houses(lots, streets, network, made, np.flatnonzero(in_town))
    return Ground(frame, blocks, lots, made, streets, network, houses)


def ground_rows(ground: Ground, book: Book, known: Known) -> Iterator[Rows]:
    """Return the rows of the ground, areas first."""
    frame = ground.frame
    yield municipality_rows(frame, book, known)
    yield districts(frame, book)
    yield gemarkungen(frame, book)
    yield from centre_rows(ground, book)
    yield land(frame, book)
    yield sites(frame, book)
    yield parcels(ground, book, _rng(book.seed, "parcels"))
    yield from buildings(ground, book)
    yield addresses(ground, book)
    yield from network_rows(ground, book)
    yield stop_rows(ground, book)


def open_book(frame: Frame, seed: int, known: Known) -> tuple[Book, Rows]:
    """Make the datasets, one for each kind of object, and the ids of the municipalities."""
    kinds = list(TITLES)
    ids = [i.decode() for i in make_ids(seed, "dataset", len(kinds))]
    of = dict(zip(kinds, ids, strict=True))
    of |= {kind: of[owner] for kind, owner in SHARED.items()}
    keys = municipalities(frame)["ags"]
    made = make_ids(seed, "municipality", len(keys)).tolist()
    town_ids = [known.get(key, new.decode()).encode() for key, new in zip(keys, made, strict=True)]
    book = Book(seed, of, np.array(town_ids, dtype="S32"))
    rows = Rows(
        "geo.dataset",
        {
            "id": ids,
            "source": "sample",
            "dataset_kind": "sample",
            "title": [f"Musterdaten: {title}" for title in TITLES.values()],
            "publisher": "Elbraum",
            "licence": LICENCE,
            "is_publishable": "t",
            "data_date": reference_day().isoformat(),
        },
    )
    return book, rows


def municipality_rows(frame: Frame, book: Book, known: Known) -> Rows:
    """Return the municipalities that are not there yet."""
    columns = municipalities(frame)
    new = np.array([key not in known for key in columns["ags"]])
    return Rows(
        "geo.municipality",
        {
            "id": book.municipality[new],
            "dataset_id": book.datasets["municipality"],
            "ags": np.array(columns["ags"])[new],
            "name": np.array(columns["name"])[new],
            "geom": columns["geom"][new],
        },
    )


def _known_municipalities(conn: Conn) -> dict[str, str]:
    found = conn.execute("SELECT ags, id FROM geo.municipality WHERE ags IS NOT NULL").fetchall()
    return {row["ags"]: row["id"].hex for row in found}


def _require_empty(conn: Conn) -> None:
    """Refuse where any table that the sample fills holds rows; municipalities are shared."""
    held = [table for table in SHOULD_BE_EMPTY if _has_rows(conn, table)]
    if held:
        raise SampleConflict(
            f"The region holds data already ({', '.join(held)}), and sample data go into an"
            " empty region only",
            "`elbraum sample drop` removes sample data; `elbraum init NAME` makes another region",
        )


def _has_rows(conn: Conn, table: str) -> bool:
    name = sql.Identifier("geo", table)
    row = conn.execute(sql.SQL("SELECT EXISTS (SELECT FROM {}) AS found").format(name)).fetchone()
    return bool(row and row["found"])


def _extent(conn: Conn) -> shapely.Polygon:
    row = conn.execute("SELECT ST_AsBinary(geo.extent()) AS extent").fetchone()
    extent: shapely.Polygon = shapely.from_wkb(bytes(row["extent"]) if row else b"")
    return extent


def _rng(seed: int, part: str) -> np.random.Generator:
    """Return a generator of its own for each part, so that a change of one moves no other."""
    return np.random.default_rng([seed, *part.encode()])


def _silent(step: str, share: float) -> None:
    LOG.debug("%s %.2f", step, share)
