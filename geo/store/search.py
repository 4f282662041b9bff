"""One line of search over addresses, parcels, districts, centres and units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from geo import words
from geo.db import Conn
from geo.query import Phrase
from geo.store.ground import Ground

Language = Literal["de", "en"]
Hit = dict[str, Any]

# Share of three-letter groups that a misspelt word still has in common with the right one.
LIKENESS = "0.45"
# What answers much worse than the best is noise beside it.
SHARE_OF_BEST = 0.55
_PLACE_CODES = {"district": "district_kind", "centre": "centre_level"}


def search(
    conn: Conn, ground: Ground, phrase: Phrase, *, limit: int, lang: Language = "de"
) -> list[Hit]:
    """Return what a line can mean, best first."""
    conn.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS])
    asked = {"text": phrase.text, "unit_no": phrase.unit_no, "n_rows": limit}
    found = [
        *_hits("address", ground.rows(conn, "search_addresses", asked)),
        *_parcels(conn, ground, phrase, limit),
        *_places(ground.rows(conn, "search_places", asked), lang),
    ]
    if ground.audience == "intern":
        found += _hits("unit", ground.rows(conn, "search_units", asked))
    least = SHARE_OF_BEST * max((hit["search_rank"] for hit in found), default=0)
    near = [hit for hit in found if hit["search_rank"] >= least]
    # The sort is stable: equals stay in the order of kinds above.
    near.sort(key=lambda hit: -hit["search_rank"])
    return [{name: hit[name] for name in hit if name != "search_rank"} for hit in near[:limit]]


def _parcels(conn: Conn, ground: Ground, phrase: Phrase, limit: int) -> Iterator[Hit]:
    if phrase.parcel is None and phrase.parcel_key is None:
        return iter(())
    said = phrase.parcel
    asked = {
        "numerator": said.number.numerator if said else None,
        "denominator": said.number.denominator if said else None,
        "gemarkung": said.gemarkung if said else None,
        "flur": said.flur if said else None,
        "parcel_key": phrase.parcel_key,
        "n_rows": limit,
    }
    return _hits("parcel", ground.rows(conn, "search_parcels", asked))


def _places(rows: list[Hit], lang: Language) -> Iterator[Hit]:
    for row in rows:
        kind, code = row.pop("kind"), row.pop("place_kind")
        word = words.code_lists()[_PLACE_CODES[kind]][code]
        yield from _hits(kind, [row | {"sublabel": word.name(lang)}])


def _hits(kind: str, rows: list[Hit]) -> Iterator[Hit]:
    for row in rows:
        yield {
            "kind": kind,
            "id": row["id"],
            "label": row["label"],
            "sublabel": row["sublabel"],
            "point": [round(row["lon_deg"], 7), round(row["lat_deg"], 7)],
            "bbox": [round(edge, 7) for edge in row["bbox"]] if row.get("bbox") else None,
            "building_id": row.get("building_id"),
            "search_rank": float(row["search_rank"]),
        }
