"""Where addresses stand in a file: columns by their usual names, points in degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import CRS

from geo.crs import Shapes
from geo.errors import BadParameter, Fault, UnreadableFile, WrongReference
from geo.sources.features import batches, list_layers, open_layer
from geo.sources.run import Run
from geo.sources.sheet import as_number, header, pick, records

DEGREES = CRS("EPSG:4326")
NAMES: Mapping[str, Sequence[str]] = {
    "street": ("street", "addr:street", "straße", "strassenname", "straßenname", "str", "stn"),
    "house_number": (
        "house_number", "house", "addr:housenumber", "housenumber", "hausnummer", "hausnr", "hnr",
    ),
    "suffix": ("suffix", "zusatz", "hausnummernzusatz", "adz", "hnrzusatz"),
    "postcode": ("postcode", "addr:postcode", "plz", "postleitzahl"),
    "place": ("place", "addr:city", "city", "ort", "gemeinde"),
    "lat": ("lat", "latitude", "breite", "breitengrad"),
    "lon": ("lon", "lng", "long", "longitude", "länge", "längengrad"),
}  # fmt: skip
REQUIRED = ("street", "house_number")
# One number with at most one letter; "4;6;8" or "9a-e" stand for several houses.
PLAIN_NUMBER = re.compile(r"\d+\s?[a-zA-Z]?")


@dataclass(frozen=True)
class Addresses:
    """Some rows of a file."""

    columns: dict[str, list[Any]]
    shapes: Shapes
    crs: CRS
    faults: Any

    @property
    def keys(self) -> list[str | None]:
        """Street and number; who shares them gets a number later."""
        pairs = zip(self.columns["street"], self.columns["house_number"], strict=True)
        return [f"{street}|{number}" if street else None for street, number in pairs]


def read(run: Run, kind: str) -> Iterator[Addresses]:
    """Read a file whose bytes are of a kind (csv, csv.gz, gpkg, geojson, …)."""
    return _from_table(run) if kind.startswith("csv") else _from_layer(run)


def is_odd(house_number: str) -> bool:
    """Tell whether a house number is more than one number with a letter."""
    return bool(house_number) and PLAIN_NUMBER.fullmatch(house_number) is None


def _from_table(run: Run) -> Iterator[Addresses]:
    names = header(run.path)
    found = _columns(names, run.path.name, (*REQUIRED, "lat", "lon"))
    for batch in records(run.path):
        lat = np.array([as_number(row[found["lat"]]) for row in batch], dtype=float)
        lon = np.array([as_number(row[found["lon"]]) for row in batch], dtype=float)
        faults = np.full(len(batch), None, dtype=object)
        for i in np.flatnonzero(~(np.isfinite(lat) & np.isfinite(lon))):
            written = f"{batch[i][found['lat']]!r}, {batch[i][found['lon']]!r}"
            faults[i] = Fault("lat, lon", written, "two numbers in degrees", code="wrong_value")
        rows = [{name: row[column] for name, column in found.items()} for row in batch]
        yield Addresses(_texts(rows), shapely.points(lon, lat), DEGREES, faults)


def _from_layer(run: Run) -> Iterator[Addresses]:
    present = list_layers(run.path)
    name = present.get((run.layer or next(iter(present), "")).lower())
    if name is None or (run.layer is None and len(present) > 1):
        raise BadParameter(
            f"{run.path.name} has the layers {', '.join(present.values())}",
            f"name one: {run.path.name}#layer", {"layer": run.layer},
        )  # fmt: skip
    layer = open_layer(run.path, name)
    if layer.crs is None:
        raise WrongReference(f"the layer {name} has no points", "export it with its geometry")
    found = _columns(list(layer.fields), run.path.name, REQUIRED)
    for batch in batches(layer, list(found.values())):
        texts = {name: batch.texts(column) for name, column in found.items()}
        rows = [{k: texts[k][i] or "" for k in texts} for i in range(len(batch))]
        faults = np.full(len(batch), None, dtype=object)
        yield Addresses(_texts(rows), batch.shapes, layer.crs, faults)


def _columns(names: Sequence[str], file: str, required: Sequence[str]) -> dict[str, str]:
    """Find the columns by their usual names; all missing ones are one error."""
    found = {name: column for name, usual in NAMES.items() if (column := pick(names, *usual))}
    missing = tuple(
        Fault(file, "no such column", " or ".join(NAMES[name]), code="missing_field")
        for name in required
        if name not in found
    )
    if missing:
        raise UnreadableFile(
            f"the columns of {file} are {', '.join(names)}",
            "name the columns street, house, lat, lon; projected coordinates need a GeoPackage",
            {"file": file}, missing,
        )  # fmt: skip
    return found


def _texts(rows: list[dict[str, str]]) -> dict[str, list[Any]]:
    numbers = [row["house_number"] + row.get("suffix", "") for row in rows]
    return {
        "street": [row["street"] for row in rows], "house_number": numbers,
        "postcode": [row.get("postcode") or None for row in rows],
        "place": [row.get("place") or None for row in rows],
    }  # fmt: skip
