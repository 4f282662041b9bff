"""Make two states of a cadastre from one delivery: what changes on the ground, made on purpose.

The delivery shows one Gemarkung only, so its eastern parcels are first given to a second one, which
the second state then leaves out.

python -m tests.sources.second_state IN.gpkg FIRST.gpkg SECOND.gpkg
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

SEED = 20_240_229
N_SPLITS, N_MERGES, N_SHIFTS, N_DEMOLISHED = 200, 50, 100, 30
STAYING, LEFT_OUT = "072566", "072565"
LEAST_SPLIT_M2 = 100.0
STRIP_M = 0.4
TABLES = ("ax_gemarkung", "ax_gemeinde", "ax_lagebezeichnungkatalogeintrag")

Row = dict[str, Any]


@dataclass
class Change:
    """What the second state does to the first, by parcel key."""

    splits: dict[str, list[str]] = field(default_factory=dict)
    merges: dict[tuple[str, str], str] = field(default_factory=dict)
    shifts: list[tuple[str, str]] = field(default_factory=list)
    demolished: list[str] = field(default_factory=list)

    def successor_of(self, key: str) -> list[str]:
        """Return the keys of the parcels that stand where a parcel stood."""
        merged = {before: after for pair, after in self.merges.items() for before in pair}
        return self.splits.get(key) or [merged.get(key, key)]


def make_states(source: Path, first: Path, second: Path) -> Change:
    """Write both states and say what lies between them."""
    parcels, buildings, crs = (
        _rows(source, "ax_flurstueck"),
        _rows(source, "ax_gebaeude"),
        _crs(source),
    )
    middle = float(np.median([row["geom"].centroid.x for row in parcels]))
    for row in parcels:
        if row["geom"].centroid.x > middle:
            row["gemarkungsnummer"] = LEFT_OUT[2:]
            row["flurstueckskennzeichen"] = LEFT_OUT + row["flurstueckskennzeichen"][6:]
    _write(first, source, {"ax_flurstueck": parcels, "ax_gebaeude": buildings}, crs)
    work = _Work([row for row in parcels if row["gemarkungsnummer"] == STAYING[2:]])
    work.run()
    west = _on_ground(buildings, parcels)
    gone = {row["gml_id"] for row in _chosen(west, N_DEMOLISHED)}
    work.change.demolished = sorted(gone)
    kept = [row for row in west if row["gml_id"] not in gone]
    _write(second, source, {"ax_flurstueck": work.rows(), "ax_gebaeude": kept}, crs)
    return work.change


def _on_ground(buildings: list[Row], parcels: list[Row]) -> list[Row]:
    """Return the buildings that stand mostly on parcels of the Gemarkung that stays."""
    shapes = np.array([row["geom"] for row in parcels], dtype=object)
    tree = shapely.STRtree(shapes)
    kept = []
    for row in buildings:
        near = tree.query(row["geom"]).tolist()
        under = near[int(np.argmax(shapely.area(shapely.intersection(shapes[near], row["geom"]))))]
        if parcels[under]["gemarkungsnummer"] == STAYING[2:]:
            kept.append(row)
    return kept


class _Work:
    """Splits, merges and shifts parcels, each parcel once."""

    def __init__(self, parcels: list[Row]) -> None:
        self.parcels = {row["flurstueckskennzeichen"]: row for row in parcels}
        self.used: set[str] = set()
        self.change = Change()
        self.numerator = 1 + max(int(key[9:14]) for key in self.parcels)

    def run(self) -> None:
        for row in _chosen(list(self.parcels.values()), len(self.parcels)):
            if len(self.change.splits) < N_SPLITS:
                self._split(row)
        pairs = list(self._neighbours())
        for left, right in pairs:
            if len(self.change.merges) < N_MERGES:
                self._merge(left, right)
            elif len(self.change.shifts) < N_SHIFTS:
                self._shift(left, right)

    def rows(self) -> list[Row]:
        return list(self.parcels.values())

    def _split(self, row: Row) -> None:
        pieces = _halves(row["geom"])
        if len(pieces) != 2 or min(piece.area for piece in pieces) < LEAST_SPLIT_M2 / 4:
            return
        del self.parcels[row["flurstueckskennzeichen"]]
        keys = [self._add(row, piece) for piece in pieces]
        self.change.splits[row["flurstueckskennzeichen"]] = keys

    def _merge(self, left: Row, right: Row) -> None:
        whole = _on_grid(shapely.union(left["geom"], right["geom"]))
        if whole.geom_type != "Polygon" or not self._free(left, right):
            return
        pair = (left["flurstueckskennzeichen"], right["flurstueckskennzeichen"])
        for key in pair:
            del self.parcels[key]
        self.change.merges[pair] = self._add(left, whole)

    def _shift(self, left: Row, right: Row) -> None:
        """Give the left parcel a strip of the right one along their boundary."""
        edge = shapely.intersection(left["geom"], right["geom"])
        strip = shapely.intersection(edge.buffer(STRIP_M, cap_style="flat"), right["geom"])
        gains = _on_grid(shapely.union(left["geom"], strip))
        loses = _on_grid(shapely.difference(right["geom"], strip))
        whole = (
            {gains.geom_type, loses.geom_type} == {"Polygon"} and gains.is_valid and loses.is_valid
        )
        if (
            not whole
            or strip.area < 1
            or strip.area > 0.2 * right["geom"].area
            or not self._free(left, right)
        ):
            return
        for row, shape in ((left, gains), (right, loses)):
            changed = {**row, "geom": shape, "amtlicheflaeche": f"{shape.area:.0f}"}
            self.parcels[row["flurstueckskennzeichen"]] = changed
        self.change.shifts.append((left["flurstueckskennzeichen"], right["flurstueckskennzeichen"]))

    def _free(self, *rows: Row) -> bool:
        keys = {row["flurstueckskennzeichen"] for row in rows}
        if keys & self.used or not keys <= set(self.parcels):
            return False
        self.used |= keys
        return True

    def _add(self, like: Row, shape: Any) -> str:
        number = f"{self.numerator:05d}"
        self.numerator += 1
        key = f"{like['flurstueckskennzeichen'][:9]}{number}______"
        self.used.add(key)
        self.parcels[key] = {
            **like,
            "geom": shape,
            "flurstueckskennzeichen": key,
            "zaehler": str(int(number)),
            "nenner": None,
            "gml_id": f"DERPMADE{number:0>8}",
            "amtlicheflaeche": f"{shape.area:.0f}",
        }
        return key

    def _neighbours(self) -> Iterator[tuple[Row, Row]]:
        rows = _chosen(list(self.parcels.values()), len(self.parcels))
        shapes = np.array([row["geom"] for row in rows], dtype=object)
        left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
        for i, j in zip(left, right, strict=True):
            if i < j and shapely.length(shapely.intersection(shapes[i], shapes[j])) > 5:
                yield rows[i], rows[j]


def _halves(shape: Any) -> list[Any]:
    """Cut a parcel across its longer side."""
    if shape.area < LEAST_SPLIT_M2:
        return []
    box = shapely.minimum_rotated_rectangle(shape)
    corners = shapely.get_coordinates(box)[:4]
    long_side = max(range(2), key=lambda i: np.hypot(*(corners[i + 1] - corners[i])))
    a, b, c, d = (corners[(long_side + k) % 4] for k in range(4))
    knife = shapely.LineString([(a + b) / 2 - (d - a), (c + d) / 2 + (d - a)])
    pieces = shapely.polygonize([shapely.unary_union([shape.boundary, knife])]).geoms
    return [_on_grid(piece) for piece in pieces if shape.covers(piece.representative_point())]


def _on_grid(shape: Any) -> Any:
    """Round to millimetres, in which a cadastre delivers."""
    return shapely.set_precision(shape, 0.001)


def _chosen(rows: list[Row], n: int) -> list[Row]:
    order = np.random.default_rng(SEED).permutation(len(rows))[:n]
    return [rows[int(i)] for i in order]


def _crs(path: Path) -> str:
    return str(pyogrio.read_info(path, layer="ax_flurstueck")["crs"])


def _rows(path: Path, layer: str) -> list[Row]:
    meta, table = pyogrio.read_arrow(path, layer=layer)
    name = meta["geometry_name"] or "wkb_geometry"
    rows: list[Row] = table.to_pylist()
    for row in rows:
        shape = shapely.from_wkb(row.pop(name))
        row["geom"] = (
            shape.geoms[0] if shape.geom_type == "MultiPolygon" and len(shape.geoms) == 1 else shape
        )
    return rows


def _write(path: Path, source: Path, layers: dict[str, Iterable[Row]], crs: str) -> None:
    path.unlink(missing_ok=True)
    for name, rows in layers.items():
        table = pa.Table.from_pylist([{**row, "geom": shapely.to_wkb(row["geom"])} for row in rows])
        pyogrio.write_arrow(
            table, path, layer=name, driver="GPKG", geometry_name="geom", crs=crs,
            geometry_type="Unknown", append=path.exists(),
        )  # fmt: skip
    for name in TABLES:
        _, table = pyogrio.read_arrow(source, layer=name)
        pyogrio.write_arrow(table, path, layer=name, driver="GPKG", append=True)


if __name__ == "__main__":
    done = make_states(*map(Path, sys.argv[1:4]))
    print(len(done.splits), "splits", len(done.merges), "merges", len(done.shifts), "shifts")  # noqa: T201 - a script
