"""Collections of features, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from geo import words
from geo.db import Conn
from geo.store.ground import Ground

Collection = Literal["units", "buildings", "parcels", "districts", "centres", "offers"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One object as GeoJSON text, with its version."""

    fid: int
    text: str
    row_version: int


@dataclass(frozen=True, slots=True)
class FeaturePage:
    """Features in the order of their numbers; `next_fid` is set if there are more."""

    features: list[Feature]
    next_fid: int | None = None


def list_features(
    conn: Conn, ground: Ground, collection: Collection, params: dict[str, Any]
) -> FeaturePage:
    """Return a page; `params` are those of the collection's query."""
    features = read_features(conn, ground, collection, params)
    if len(features) < params["n_rows"]:
        return FeaturePage(features)
    del features[-1]
    return FeaturePage(features, next_fid=features[-1].fid)


def read_features(
    conn: Conn, ground: Ground, collection: Collection, params: dict[str, Any]
) -> list[Feature]:
    """Return the features that the query's parameters choose."""
    # Where a unit has several areas, the first in the order of the list is shown.
    standards = {"area_standards": list(words.codes("area_standard"))}
    rows = ground.rows(conn, collection, standards | params)
    return [Feature(row["fid"], row["feature"], row["row_version"]) for row in rows]
