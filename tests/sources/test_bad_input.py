"""What comes in wrong is told with value, expectation, next step; nothing half is written."""

from __future__ import annotations

import json
import math
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
import shapely

from geo.errors import (
    DatabaseUnavailable,
    ElbraumError,
    InvalidGeometry,
    InvalidInput,
    NotFound,
    OutsideExtent,
    UnreadableFile,
    WrongReference,
)
from geo.sources import Report, load
from tests.conftest import RegionUnderTest
from tests.grid import ORIGIN
from tests.sources.conftest import STREET, Write, parcel_row, write_layer

SQUARE = STREET.polygon("e f b a")
VRT = b"""<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""


def load_alkis(region: RegionUnderTest, path: Path) -> Report:
    return load(region.database, "alkis", path, actor="test")


def refused(
    region: RegionUnderTest, path: Path, kind: type[ElbraumError], source: str = "alkis"
) -> ElbraumError:
    """Load a bad file; it must be refused whole, with a next step."""
    with pytest.raises(kind) as caught:
        load(region.database, source, path, actor="test")
    error = caught.value
    assert error.hint
    assert error.faults
    assert all(fault.found and fault.expected for fault in error.faults)
    assert written(region) == 0
    return error


def written(region: RegionUnderTest) -> int:
    query = (
        "SELECT (SELECT count(*) FROM geo.parcel) + (SELECT count(*) FROM geo.load) "
        "+ (SELECT count(*) FROM geo.dataset) + (SELECT count(*) FROM geo.gemarkung) AS n"
    )
    with region.database.reading() as conn:
        row = conn.execute(query).fetchone()
    return int(row["n"]) if row else -1


def parcels(path: Path, *shapes: Any, crs: str | None = "EPSG:25833", **more: Any) -> Path:
    rows = [parcel_row(str(n + 1), shape, **more) for n, shape in enumerate(shapes)]
    return write_layer(path, "ax_flurstueck", rows, crs=crs)


def test_a_missing_file_is_named(region: RegionUnderTest, tmp_path: Path) -> None:
    error = refused(region, tmp_path / "nowhere.gpkg", UnreadableFile)
    assert "nowhere.gpkg" in str(error)
    assert (error.faults[0].code, error.exit_code) == ("missing_file", 22)


def test_an_unknown_source_lists_the_known_ones(region: RegionUnderTest, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="alkis, districts"):
        load(region.database, "alkiss", tmp_path / "x.gpkg", actor="test")


def test_a_file_without_coordinate_system_is_not_guessed(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    error = refused(region, parcels(tmp_path / "none.gpkg", SQUARE, crs=None), WrongReference)
    assert "a_srs" in error.hint
    assert error.exit_code == 23


def test_numbers_of_another_system_are_recognised(region: RegionUnderTest, tmp_path: Path) -> None:
    error = refused(
        region, parcels(tmp_path / "wrong.gpkg", SQUARE, crs="EPSG:25832"), WrongReference
    )
    assert "the numbers fit EPSG:25833" in str(error)


def test_swapped_axes_are_recognised(region: RegionUnderTest, tmp_path: Path) -> None:
    swapped = shapely.transform(SQUARE, lambda x, y: (y, x), interleaved=False)
    error = refused(region, parcels(tmp_path / "swapped.gpkg", swapped), WrongReference)
    assert "the axes are swapped" in str(error)


def test_a_file_of_another_region_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    away = shapely.transform(SQUARE, lambda x, y: (x - 300_000, y + 200_000), interleaved=False)
    error = refused(region, parcels(tmp_path / "away.gpkg", away), OutsideExtent)
    assert "elbraum init" in error.hint
    assert error.exit_code == 24


def test_one_parcel_outside_is_listed_and_the_rest_loaded(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    away = shapely.transform(SQUARE, lambda x, y: (x - 300_000, y), interleaved=False)
    report = load_alkis(region, parcels(tmp_path / "mixed.gpkg", SQUARE, away))
    assert (report.objects["parcel"].new, report.objects["parcel"].invalid) == (1, 1)
    assert "expected a place inside the region" in report.findings[0].reason


def test_coordinates_that_are_no_number_are_refused(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    corners = shapely.get_coordinates(SQUARE)
    corners[1, 1] = math.nan
    broken = shapely.set_coordinates(shapely.Polygon(SQUARE), corners)
    error = refused(region, parcels(tmp_path / "nan.gpkg", broken), InvalidGeometry)
    assert (error.faults[0].code, error.exit_code) == ("not_finite", 25)


def test_a_self_intersection_is_listed_with_its_place_and_not_repaired(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    bow = STREET.polygon("e b f a")
    report = load_alkis(region, parcels(tmp_path / "bow.gpkg", SQUARE, bow))
    (finding,) = [f for f in report.findings if f.kind == "invalid_geometry"]
    assert "Self-intersection[" in finding.reason
    assert (report.objects["parcel"].new, report.objects["parcel"].invalid) == (1, 1)


def test_a_parcel_with_too_many_vertices_is_listed(region: RegionUnderTest, tmp_path: Path) -> None:
    x, y = ORIGIN
    round_one = shapely.Point(x, y).buffer(500, quad_segs=6000)
    report = load_alkis(region, parcels(tmp_path / "round.gpkg", SQUARE, round_one))
    assert [f.kind for f in report.findings if f.severity == "error"] == ["too_many_vertices"]


def test_a_file_without_rows_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    path = parcels(tmp_path / "empty.gpkg", SQUARE)
    with psycopg_free_sqlite(path) as db:
        db.execute("DELETE FROM ax_flurstueck")
    assert "0 rows" in str(refused(region, path, UnreadableFile))


def psycopg_free_sqlite(path: Path) -> Any:
    db = sqlite3.connect(path)
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        db.create_function(name, 1, lambda _: 0)
    return db


def test_half_a_geopackage_is_told_by_its_size(region: RegionUnderTest, delivery: Write) -> None:
    path = delivery(p1="e f b a")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refused(region, path, UnreadableFile).faults[0].code == "half_file"


def test_half_a_shapefile_is_told_by_its_size(region: RegionUnderTest, tmp_path: Path) -> None:
    rows = [{"oid": "A", "flstkennz": "x", "flaeche": 1.0, "geom": SQUARE}] * 50
    path = write_layer(tmp_path / "Flurstueck.shp", "Flurstueck", rows, driver="ESRI Shapefile")
    path.write_bytes(path.read_bytes()[:2000])
    assert refused(region, path, UnreadableFile).faults[0].code == "half_file"


def test_half_a_geojson_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    path = tmp_path / "Stadtteile.geojson"
    whole = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"name": "A"}}],
        }
    )
    path.write_text(whole[: len(whole) - 9])
    refused(region, path, UnreadableFile, "districts")


@pytest.mark.parametrize("name", ["delivery.gml", "delivery.gpkg", "delivery.xml"])
def test_a_virtual_file_behind_a_known_ending_is_not_followed(
    region: RegionUnderTest, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(VRT)
    assert "virtual file (VRT)" in str(refused(region, path, UnreadableFile))


def test_xml_with_a_doctype_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    path = tmp_path / "nas.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><AX_Bestandsdatenauszug/>'
    )
    assert "DOCTYPE" in str(refused(region, path, UnreadableFile))


def test_a_missing_field_is_named_with_those_that_are_there(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    path = write_layer(tmp_path / "thin.gpkg", "ax_flurstueck", [{"gml_id": "A", "geom": SQUARE}])
    error = refused(region, path, UnreadableFile)
    assert {f.expected.split(" ")[0] for f in error.faults} == {
        "flurstueckskennzeichen",
        "amtlicheflaeche",
    }
    assert "gml_id" in error.hint


def test_a_wrong_type_in_a_column_is_listed_by_row(region: RegionUnderTest, tmp_path: Path) -> None:
    good, bad = (
        parcel_row("1", SQUARE),
        parcel_row("2", STREET.polygon("f g c b"), amtlicheflaeche="groß"),
    )
    report = load_alkis(region, write_layer(tmp_path / "type.gpkg", "ax_flurstueck", [good, bad]))
    (finding,) = [f for f in report.findings if f.severity == "error"]
    assert "'groß'" in finding.reason
    assert "a number" in finding.reason


def test_a_column_that_is_wrong_in_every_row_refuses_the_file(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    error = refused(
        region, parcels(tmp_path / "type.gpkg", SQUARE, amtlicheflaeche="groß"), InvalidInput
    )
    assert "none of the 1 rows" in str(error)


def test_points_in_place_of_parcels_are_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    error = refused(region, parcels(tmp_path / "point.gpkg", STREET.point("a")), InvalidGeometry)
    assert error.faults[0].expected == "MultiPolygon"


def test_a_key_that_stands_twice_is_listed(region: RegionUnderTest, tmp_path: Path) -> None:
    rows = [parcel_row("1", SQUARE), parcel_row("1", STREET.polygon("f g c b"))]
    report = load_alkis(region, write_layer(tmp_path / "twice.gpkg", "ax_flurstueck", rows))
    assert (report.objects["parcel"].new, report.objects["parcel"].invalid) == (1, 1)
    assert report.finding_counts["duplicate_key"] == 1


def test_a_wrong_key_without_number_is_listed(region: RegionUnderTest, tmp_path: Path) -> None:
    rows = [
        parcel_row("1", SQUARE),
        parcel_row("2", STREET.polygon("f g c b"), flurstueckskennzeichen="14-1000-2"),
    ]
    report = load_alkis(region, write_layer(tmp_path / "key.gpkg", "ax_flurstueck", rows))
    assert [f.kind for f in report.findings if f.severity == "error"] == ["wrong_key"]


def test_overlapping_parcels_are_listed_with_their_ground(
    region: RegionUnderTest, delivery: Write
) -> None:
    report = load_alkis(region, delivery(p1="e g c a", p2="f h d b"))
    (finding,) = [f for f in report.findings if f.kind == "overlap"]
    assert finding.params["area_m2"] == pytest.approx(100)


def test_a_database_that_stops_in_mid_load_leaves_nothing(
    region: RegionUnderTest, delivery: Write
) -> None:
    def stop(text: str, _: float) -> None:
        if text == "parcels":
            with psycopg.connect(region.dsn("postgres"), autocommit=True) as admin:
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE usename = 'elbraum_import' AND datname = %s",
                    [region.database_name],
                )

    with pytest.raises(DatabaseUnavailable, match="elbraum up") as caught:
        load(region.database, "alkis", delivery(p1="e f b a"), actor="test", progress=stop)
    assert caught.value.exit_code == 61
    assert written(region) == 0


def test_real_parcels_do_not_mix_with_sample_ones(region: RegionUnderTest, delivery: Write) -> None:
    with region.database.writing(actor="test", client="load", reason="") as conn:
        conn.execute(SAMPLE_PARCEL, {"geom": STREET.ewkt("e f b a")})
    with pytest.raises(ElbraumError, match="sample drop") as caught:
        load(region.database, "alkis", delivery(p1="e f b a"), actor="test")
    assert caught.value.exit_code == 33


SAMPLE_PARCEL = """
WITH source AS (
  INSERT INTO geo.dataset (source, dataset_kind, title, publisher, licence)
  VALUES ('sample', 'sample', 's', 's', 's')
  RETURNING id
), home AS (INSERT INTO geo.municipality (ags, name) VALUES ('14612000', 'Dresden') RETURNING id),
field AS (
  INSERT INTO geo.gemarkung (municipality_id, gemarkung_key, name)
  SELECT id, '141000', 'Altstadt' FROM home RETURNING id
)
INSERT INTO geo.parcel (municipality_id, gemarkung_id, dataset_id, parcel_key, numerator, geom)
SELECT home.id, field.id, source.id, '141000___00001______', 1, %(geom)s FROM home, field, source
"""
