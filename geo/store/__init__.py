"""Reads by resource: static SQL over names of tables, which stand for one time and one audience."""

from __future__ import annotations

from geo.store.ground import Ground
from geo.store.history import list_versions
from geo.store.objects import (
    StoredObject,
    find_building,
    find_offer,
    find_parcel,
    find_place,
    find_unit,
    list_building_units,
)
from geo.store.pages import Feature, FeaturePage, list_features
from geo.store.region import RegionFacts, find_home, get_region
from geo.store.search import search

__all__ = [
    "Feature",
    "FeaturePage",
    "Ground",
    "RegionFacts",
    "StoredObject",
    "find_building",
    "find_home",
    "find_offer",
    "find_parcel",
    "find_place",
    "find_unit",
    "get_region",
    "list_building_units",
    "list_features",
    "list_versions",
    "search",
]
