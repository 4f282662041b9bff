"""The table of real names and rough points (`places.yml`), in metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from pyproj import Transformer

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Geoms = NDArray[np.object_]
Texts = NDArray[np.str_]


@cache
def document(name: str) -> dict[str, Any]:
    """Return a file of this room as it stands."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return content


@cache
def _to_metres() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:25833", always_xy=True)


def metres(lon_lat_deg: Sequence[Any]) -> Floats:
    """Project (n, 2) degrees, longitude first, to metres."""
    points = np.asarray(lon_lat_deg, dtype=float).reshape(-1, 2)
    return np.column_stack(_to_metres().transform(points[:, 0], points[:, 1]))


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre or lively place: where, how far, how strong."""

    name: str
    level: str
    point: Floats
    radius_m: float
    strength: str
    is_level_published: bool


@dataclass(frozen=True, slots=True)
class Road:
    """A main street with its course."""

    name: str
    street_class: str
    tram_lines: tuple[str, ...]
    course: Floats


@cache
def roads() -> tuple[Road, ...]:
    """Return the main streets."""
    return tuple(
        Road(name, kind, tuple(lines), metres(course))
        for name, kind, lines, course in document("places.yml")["roads"]
    )


@cache
def centres() -> tuple[Centre, ...]:
    """Return the named centres of the concept."""
    return tuple(
        Centre(name, level, metres([lon, lat])[0], radius, strength, published)
        for name, level, lon, lat, radius, strength, published in document("places.yml")["centres"]
    )


@cache
def lively() -> tuple[Centre, ...]:
    """Return the centres and, without level, the other places with many shops."""
    more = tuple(
        Centre("", "", metres([lon, lat])[0], radius, strength, is_level_published=False)
        for lon, lat, radius, strength in document("places.yml")["lively"]
    )
    return (*centres(), *more)


def reference_day() -> date:
    """Return the last day the sample knows about."""
    day: date = document("parameters.yml")["reference_day"]
    return day
