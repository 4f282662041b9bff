"""Stream features of a vector file in batches; GDAL sees only files whose bytes we recognised."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo import crs as reference
from geo.errors import Fault, UnreadableFile

BATCH_ROWS = 16_384

# Drivers that may run; all others are switched off before GDAL registers them.
DRIVERS = {"GPKG", "ESRI Shapefile", "GeoJSON", "FlatGeobuf", "GML", "MEM"}
# Drivers that open other files, or addresses, on the word of a file.
SKIPPED = (
    "OGR_VRT VRT WFS OAPIF OGCAPI CSW HTTP ODS XLSX PDF SQLite LIBKML KML GTFS GDALG Carto "
    "AmigoCloud Elasticsearch PLSCENES NGW EEDA GeoRSS GPX DXF DGN S57 OSM MVT MBTiles PMTiles "
    "TopoJSON ESRIJSON"
)


@dataclass(frozen=True)
class Layer:
    """One layer of a file: its fields, and its coordinate system where it has shapes."""

    path: Path
    name: str
    fields: Mapping[str, str]
    n: int
    crs: CRS | None
    geometry_type: str | None

    def field(self, *names: str) -> str | None:
        """Return the layer's own spelling of the first field that it has."""
        return next((self.fields[n] for n in names if n in self.fields), None)


@dataclass(frozen=True)
class Batch:
    """Some rows of a layer: columns by lower-case name, shapes in the layer's system."""

    columns: Mapping[str, pa.Array]
    shapes: NDArray[np.object_]
    first: int

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.shapes)

    def texts(self, name: str) -> list[str | None]:
        """Return a column as text, blank as None; a missing column is all None."""
        column = self.columns.get(name)
        if column is None:
            return [None] * len(self)
        if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
            return [";".join(map(str, v)) if v else None for v in column.to_pylist()]
        coded = column.cast(pa.large_string()).dictionary_encode()
        values = [text.strip() or None if text else None for text in coded.dictionary.to_pylist()]
        return [None if i is None else values[i] for i in coded.indices.to_pylist()]


def gdal() -> Any:  # noqa: ANN401 - the module has no types
    """Return pyogrio with all drivers switched off that we never use, and without network."""
    os.environ.setdefault("GDAL_SKIP", SKIPPED)
    import pyogrio  # noqa: PLC0415 - it reads GDAL_SKIP when it is imported first

    pyogrio.set_gdal_config_options(
        {
            "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
            "GDAL_HTTP_PROXY": "127.0.0.1:1",
            "GML_DOWNLOAD_SCHEMA": False,
            "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
            "OGR_SQLITE_LOAD_EXTENSIONS": None,
            "SHAPE_RESTORE_SHX": False,
            "OGR_GEOJSON_MAX_OBJ_SIZE": 200,
        }
    )
    return pyogrio


def list_layers(path: Path) -> dict[str, str]:
    """Return the layers of a file: lower-case name → name."""
    pyogrio = gdal()
    try:
        return {str(name).lower(): str(name) for name, _ in pyogrio.list_layers(path)}
    except pyogrio.errors.DataSourceError as broken:
        raise unreadable(path, broken) from broken


def open_layer(path: Path, name: str) -> Layer:
    """Return a layer by its name as the file spells it."""
    pyogrio = gdal()
    try:
        info = pyogrio.read_info(path, layer=name, force_feature_count=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as broken:
        raise unreadable(path, broken) from broken
    has_shapes = info["geometry_type"] is not None
    crs = (
        reference.read_reference(info["crs"], where=f"{path.name}, layer {name}")
        if has_shapes
        else None
    )
    fields = {str(field).lower(): str(field) for field in info["fields"]}
    return Layer(path, name, fields, int(info["features"]), crs, info["geometry_type"])


def batches(
    layer: Layer, columns: Collection[str], *, rows: int = BATCH_ROWS, may_be_empty: bool = False
) -> Iterator[Batch]:  # fmt: skip
    """Read some columns (lower case) and the shapes of a layer, batch by batch."""
    pyogrio = gdal()
    wanted = [layer.fields[name] for name in columns if name in layer.fields]
    seen = 0
    try:
        with pyogrio.open_arrow(
            layer.path, layer=layer.name, columns=wanted, batch_size=rows, use_pyarrow=True,
            read_geometry=layer.crs is not None,
        ) as (meta, reader):  # fmt: skip
            shape_name = meta.get("geometry_name") or "wkb_geometry"
            for table in reader:
                yield _batch(table, shape_name, seen)
                seen += table.num_rows
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pa.ArrowException,
        OSError,
        RuntimeError,
    ) as broken:
        raise unreadable(layer.path, broken) from broken
    _require_all(layer, seen, may_be_empty=may_be_empty)


def all_rows(layer: Layer, columns: Collection[str]) -> Iterator[dict[str, str | None]]:
    """Read a small layer row by row, as texts."""
    for batch in batches(layer, columns, may_be_empty=True):
        texts = {name: batch.texts(name) for name in columns}
        for n in range(len(batch)):
            yield {name: values[n] for name, values in texts.items()}


def require_fields(layer: Layer, wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return wanted name → the layer's lower-case field; all missing ones are one error."""
    found = {
        name: next((f for f in fields if f in layer.fields), None)
        for name, fields in wanted.items()
    }
    faults = tuple(
        Fault(
            f"{layer.path.name}, layer {layer.name}",
            "no such field",
            " or ".join(wanted[name]),
            code="missing_field",
        )
        for name, field in found.items()
        if field is None
    )
    if faults:
        present = ", ".join(layer.fields.values())
        raise UnreadableFile(
            f"the layer {layer.name} lacks fields",
            f"its fields are: {present}; export the full schema",
            {},
            faults,
        )
    return {name: field for name, field in found.items() if field is not None}


def unreadable(path: Path, broken: Exception) -> UnreadableFile:
    """Say that GDAL could not read a file whose first bytes were right."""
    message = str(broken).splitlines()[0] if str(broken) else type(broken).__name__
    fault = Fault(path.name, message, "a whole, undamaged file", code="damaged_file")
    return UnreadableFile(
        f"{path} cannot be read", "fetch or export the file again", {"file": path.name}, (fault,)
    )


def _batch(table: pa.RecordBatch, shape_name: str, first: int) -> Batch:
    columns = {
        name.lower(): table.column(name) for name in table.schema.names if name != shape_name
    }
    if shape_name not in table.schema.names:
        return Batch(columns, np.full(table.num_rows, None, dtype=object), first)
    wkb = table.column(shape_name).to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore"):  # NaN is found and told by the stage
        shapes = shapely.from_wkb(wkb, on_invalid="ignore")
        if shapely.has_z(shapes).any():
            shapes = shapely.force_2d(shapes)
    return Batch(columns, shapes, first)


def _require_all(layer: Layer, seen: int, *, may_be_empty: bool) -> None:
    if seen == 0 and not may_be_empty:
        fault = Fault(
            f"{layer.path.name}, layer {layer.name}", "0 rows", "at least one row", code="no_rows"
        )
        raise UnreadableFile(
            f"{layer.path} holds no data",
            "choose another layer or export the file again",
            {},
            (fault,),
        )
    if seen < layer.n:
        raise unreadable(layer.path, ValueError(f"{seen} of {layer.n} rows"))
