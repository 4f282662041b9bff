"""Staged rows: checked shapes and values of one object type, copied into a temporary table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import shapely
from numpy.typing import NDArray
from psycopg import sql

from geo import crs as reference
from geo.crs import SRID, Box, Shapes
from geo.errors import (
    ElbraumError,
    Fault,
    InvalidGeometry,
    InvalidInput,
    OutsideExtent,
    WrongReference,
)
from geo.sources.copying import Column, as_arrow, copy_typed
from geo.sources.target import Target

if TYPE_CHECKING:
    from pyproj import CRS

    from geo.sources.run import Run

MAX_VERTICES = 20_000
# Type numbers of GEOS.
POLYGON, MULTIPOLYGON = 3, 6

# As the database's own CHECKs: what fails here would be refused there.
EXPECTED = {
    "no_geometry": "a geometry",
    "wrong_geometry_type": "the geometry type of the object",
    "too_many_vertices": f"at most {MAX_VERTICES:,} vertices",
    "not_finite": "finite coordinates",
    "invalid_geometry": "a valid geometry",
    "outside_extent": "a place inside the region",
    "no_key": "a key",
    "duplicate_key": "a key that stands once in the delivery",
}
# Faults that say "this is the wrong file" when every row has them.
_WHOLE_FILE: dict[str, type[ElbraumError]] = {
    "outside_extent": OutsideExtent,
    "no_geometry": InvalidGeometry,
    "not_finite": InvalidGeometry,
    "invalid_geometry": InvalidGeometry,
    "too_many_vertices": InvalidGeometry,
    "wrong_geometry_type": InvalidGeometry,
}


@dataclass
class Stage:
    """A temporary table `stage_<table>`: n, source_key, object_id, municipality_id, fault, columns.

    `object_id` is a fresh id for each row; what a known key already has stands in `diff_<table>`.
    """

    run: Run
    target: Target
    rows: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Fault] = field(default_factory=dict)
    seen_box: Box | None = None
    seen_crs: CRS | None = None

    @property
    def table(self) -> sql.Identifier:
        """The temporary table."""
        return self.target.temp("stage")

    def create(self) -> None:
        """Make the temporary table; it goes with the transaction."""
        target = self.target
        columns = [
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind))
            for name, kind in target.staged.items()
        ]
        if target.geom:
            columns.append(
                sql.SQL("geom geometry({}, {})").format(sql.SQL(target.geom), sql.Literal(SRID))
            )
        self.run.conn.execute(
            sql.SQL(
                "CREATE TEMP TABLE {} "
                "(n bigint, source_key text, municipality_id uuid, fault text, {}, "
                "object_id uuid NOT NULL DEFAULT gen_random_uuid()) ON COMMIT DROP"
            ).format(self.table, sql.SQL(", ").join(columns))
        )

    def add(
        self,
        keys: Sequence[str | None],
        columns: Mapping[str, Any],
        *,
        shapes: Shapes | None = None,
        crs: CRS | None = None,
        faults: NDArray[np.object_] | None = None,
        municipality_ids: Sequence[str | None] | None = None,
    ) -> None:
        """Check rows and copy them; faulty ones are reported and staged by key alone.

        `shapes` are in `crs` (EPSG:25833 if None); `faults` marks rows that the source itself
        found wrong with a `Fault` each; columns are sequences, numpy or Arrow arrays.
        """
        n = len(keys)
        faults = np.full(n, None, dtype=object) if faults is None else faults
        _mark(faults, np.array([key is None for key in keys]), lambda _: _fault("no_key", "none"))
        moved = None if shapes is None else self._gate(shapes, crs, faults)
        bad = np.array([fault is not None for fault in faults])
        self._report(keys, faults, bad)
        if moved is not None:
            moved[bad] = None
        self._copy(keys, columns, moved, faults, bad, municipality_ids)
        self.rows += n

    def finish(self) -> None:
        """Refuse a delivery of which nothing can be used; mark keys that stand twice."""
        if self.rows and sum(self.faults.values()) == self.rows:
            raise self._nothing_left()
        self._mark_duplicates()
        self.run.conn.execute(sql.SQL("ANALYZE {}").format(self.table))
        counts = self.run.report.count(self.target.table)
        counts.read += self.rows
        counts.invalid += sum(self.faults.values())

    def _gate(self, shapes: Shapes, crs: CRS | None, faults: NDArray[np.object_]) -> Shapes:
        """Check shapes in the order in which checks are cheap, and bring them into EPSG:25833."""
        self._remember(shapes, crs)
        empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
        _mark(faults, empty, lambda _: _fault("no_geometry", "none"))
        n_vertices = shapely.get_num_coordinates(shapes)
        _mark(
            faults,
            n_vertices > MAX_VERTICES,
            lambda i: _fault("too_many_vertices", f"{n_vertices[i]:,}"),
        )
        _mark(faults, ~_finite(shapes), lambda _: _fault("not_finite", "NaN or infinite"))
        sound = shapes.copy()
        sound[np.array([f is not None for f in faults])] = None
        moved = sound if crs is None else reference.to_region(sound, crs)
        moved = self._typed(moved, faults)
        box = shapely.bounds(moved)
        west, south, east, north = self.run.extent
        inside = (
            (box[:, 0] >= west) & (box[:, 1] >= south) & (box[:, 2] <= east) & (box[:, 3] <= north)
        )
        present = ~shapely.is_missing(moved)
        _mark(faults, present & ~inside, lambda i: _fault("outside_extent", _at(box[i])))
        wrong = present & ~shapely.is_valid(moved)
        _mark(
            faults, wrong, lambda i: _fault("invalid_geometry", shapely.is_valid_reason(moved[i]))
        )
        return moved

    def _typed(self, shapes: Shapes, faults: NDArray[np.object_]) -> Shapes:
        """Make polygons multipolygons; other types than the target's are faults."""
        kinds = shapely.get_type_id(shapes)
        wanted = {"MultiPolygon": MULTIPOLYGON, "LineString": 1, "Point": 0}[
            self.target.geom or "Point"
        ]
        typed = shapes.copy()
        if wanted == MULTIPOLYGON:
            single = np.flatnonzero(kinds == POLYGON)
            if len(single):
                typed[single] = shapely.multipolygons(
                    shapes[single], indices=np.arange(len(single))
                )
            kinds = shapely.get_type_id(typed)
        wrong = (kinds != wanted) & (kinds >= 0)
        _mark(
            faults,
            wrong,
            lambda i: _fault(
                "wrong_geometry_type", str(shapely.get_type_id(shapes[i])), self.target.geom
            ),
        )
        typed[wrong] = None
        return typed

    def _remember(self, shapes: Shapes, crs: CRS | None) -> None:
        box = shapely.total_bounds(shapes)
        if crs is not None and self.seen_box is None and np.isfinite(box).all():
            self.seen_box, self.seen_crs = tuple(map(float, box)), crs  # type: ignore[assignment]

    def _report(
        self, keys: Sequence[str | None], faults: NDArray[np.object_], bad: NDArray[np.bool_]
    ) -> None:
        for i in np.flatnonzero(bad).tolist():
            fault: Fault = faults[i]
            self.faults[fault.code] += 1
            self.examples.setdefault(fault.code, fault)
            self.run.find(
                fault.code, "error", self.target.table, str(keys[i] or f"row {self.rows + i + 1}"),
                f"{fault.where}: found {fault.found}, expected {fault.expected}; not loaded",
                params={"where": fault.where, "found": fault.found, "expected": fault.expected},
            )  # fmt: skip

    def _copy(
        self,
        keys: Sequence[str | None],
        columns: Mapping[str, Any],
        shapes: Shapes | None,
        faults: NDArray[np.object_],
        bad: NDArray[np.bool_],
        municipality_ids: Sequence[str | None] | None,
    ) -> None:
        rows: dict[str, Any] = {
            "n": np.arange(self.rows, self.rows + len(keys)),
            "source_key": list(keys),
            "fault": [fault.code if fault else None for fault in faults],
        }
        if municipality_ids is not None:
            rows["municipality_id"] = list(municipality_ids)
        for name, values in columns.items():
            rows[name] = _masked(values, bad)
        if shapes is not None:
            rows["geom"] = shapely.to_wkb(shapely.set_srid(shapes, SRID), include_srid=True)
        conn, table, types = self.run.conn, self.table, self._types()
        self.run.later(lambda: copy_typed(conn, table, rows, types))

    def _types(self) -> dict[str, str]:
        own = {"n": "bigint", "source_key": "text", "municipality_id": "uuid", "fault": "text"}
        return {**own, **self.target.staged, "geom": "geometry"}

    def _mark_duplicates(self) -> None:
        found = self.run.conn.execute(
            sql.SQL(
                "WITH twice AS (SELECT source_key, min(n) AS first_n FROM {0} "
                "WHERE source_key IS NOT NULL "
                "GROUP BY source_key HAVING count(*) > 1) "
                "UPDATE {0} AS s SET fault = 'duplicate_key', source_key = NULL FROM twice "
                "WHERE s.source_key = twice.source_key AND s.n > twice.first_n AND s.fault IS NULL "
                "RETURNING twice.source_key AS key"
            ).format(self.table)
        ).fetchall()
        for row in found:
            self.faults["duplicate_key"] += 1
            self.run.find(
                "duplicate_key",
                "error",
                self.target.table,
                row["key"],
                "the key stands more than once in the delivery; the first row was kept",
                params={"key": row["key"]},
            )

    def _nothing_left(self) -> ElbraumError:
        code, count = self.faults.most_common(1)[0]
        fault = self.examples.get(code, _fault(code, f"{count} rows"))
        if code == "outside_extent" and self.seen_box and self.seen_crs:
            fault = reference.outside_reason(self.seen_box, self.seen_crs, self.run.extent)
        kind = (
            WrongReference
            if fault.code in ("axes_swapped", "other_reference")
            else _WHOLE_FILE.get(code, InvalidInput)
        )
        others = tuple(self.examples[c] for c in self.faults if c != code and c in self.examples)
        hint = fault.hint or "correct the file and load it again; nothing was written"
        return kind(
            f"none of the {self.rows:,} rows for {self.target.table} can be used: {fault}",
            hint, {"rows": self.rows, "faults": dict(self.faults)}, (fault, *others),
        )  # fmt: skip


def text_fault(where: str, found: object, expected: str, code: str = "wrong_value") -> Fault:
    """Describe a value that a source cannot use."""
    return Fault(where, repr(found), expected, code=code)


def _masked(values: Column, bad: NDArray[np.bool_]) -> pa.Array:
    """Blank the values of faulty rows, since they may be what is wrong."""
    column = as_arrow(values)
    return (
        column
        if not bad.any()
        else pa.compute.if_else(pa.array(~bad), column, pa.scalar(None, column.type))
    )


def _mark(
    faults: NDArray[np.object_], where: NDArray[np.bool_], fault: Callable[[int], Fault]
) -> None:
    for i in np.flatnonzero(where).tolist():
        if faults[i] is None:
            faults[i] = fault(i)


def _fault(code: str, found: str, expected: str | None = None) -> Fault:
    return Fault(
        "geometry" if "key" not in code else "key",
        found,
        expected or EXPECTED.get(code, ""),
        code=code,
    )


def _finite(shapes: Shapes) -> NDArray[np.bool_]:
    finite = np.ones(len(shapes), dtype=bool)
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
        finite[owner[~np.isfinite(coordinates).all(axis=1)]] = False
    return finite


def _at(box: NDArray[np.float64]) -> str:
    return f"x {box[0]:.1f} to {box[2]:.1f}, y {box[1]:.1f} to {box[3]:.1f}"
