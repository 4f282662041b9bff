"""The same ground in the other shapes in which a cadastre comes: simplified schema, Shape, NAS."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from geo.errors import UnreadableFile
from geo.sources import load
from tests.conftest import RegionUnderTest
from tests.grid import ORIGIN
from tests.sources.conftest import STREET, write_layer

SQUARE = STREET.polygon("e f b a")
PARCEL = {
    "oid": "DESNALK000000001FL",
    "aktualit": "2024-05-01Z",
    "idflurst": "DESNALK000000001",
    "flaeche": 100.0,
    "flstkennz": "141000___00123004a__",
    "land": "Sachsen",
    "landschl": "14",
    "gemarkung": "Altstadt I",
    "gemaschl": "141000",
    "flstnrzae": "123",
    "flstnrnen": "4a",
    "gemeinde": "Dresden",
    "gmdschl": "14612000",
    "lagebeztxt": "Prager Straße 1",
    "geom": SQUARE,
}
HOUSE = {
    "oid": "DESNALK000000002GB",
    "aktualit": "2024-05-01Z",
    "gebnutzbez": "Gebäude",
    "funktion": "Kaufhaus",
    "gfkzshh": "31001_2051",
    "name": "Warenhaus",
    "anzahlgs": 5,
    "gmdschl": "14612000",
    "lagebeztxt": "Prager Straße 1, 3 a; Am See",
    "geom": SQUARE,
}


def rows(region: RegionUnderTest, query: str) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(query.encode()).fetchall()


@pytest.mark.parametrize("building_layer", ["GebaeudeBauwerk", "GebauedeBauwerk"])
def test_the_simplified_schema_comes_whole(
    region: RegionUnderTest, tmp_path: Path, building_layer: str
) -> None:
    path = write_layer(tmp_path / "simple.gpkg", "Flurstueck", [PARCEL])
    tower = {**HOUSE, "oid": "DESNALK000000003BW", "gebnutzbez": "Bauwerk"}
    write_layer(path, building_layer, [HOUSE, tower])
    report = load(region.database, "alkis", path, actor="test")
    assert report.data_date == "2024-05-01"
    (house,) = rows(region, "SELECT building_function, storeys, name FROM geo.building")
    assert house == {"building_function": "2051", "storeys": 5, "name": "Warenhaus"}
    (place,) = rows(
        region,
        "SELECT m.ags, m.name, g.name AS field FROM geo.gemarkung AS g "
        "INNER JOIN geo.municipality AS m ON m.id = municipality_id",
    )
    assert place == {"ags": "14612000", "name": "Dresden", "field": "Altstadt I"}


def test_addresses_come_from_the_location_texts(region: RegionUnderTest, tmp_path: Path) -> None:
    path = write_layer(tmp_path / "simple.gpkg", "GebaeudeBauwerk", [HOUSE])
    load(region.database, "alkis", path, actor="test")
    found = rows(
        region,
        "SELECT street, house_number, building_id IS NOT NULL AS tied FROM geo.address ORDER BY 2",
    )
    assert [(a["street"], a["house_number"]) for a in found] == [
        ("Prager Straße", "1"),
        ("Prager Straße", "3 a"),
    ]
    assert all(a["tied"] for a in found)


def test_a_shapefile_brings_the_layers_beside_it(region: RegionUnderTest, tmp_path: Path) -> None:
    path = write_layer(tmp_path / "Flurstueck.shp", "Flurstueck", [PARCEL], driver="ESRI Shapefile")
    write_layer(
        tmp_path / "GebaeudeBauwerk.shp", "GebaeudeBauwerk", [HOUSE], driver="ESRI Shapefile"
    )
    report = load(region.database, "alkis", path, actor="test")
    assert (report.objects["parcel"].new, report.objects["building"].new) == (1, 1)


def test_both_schemas_know_the_same_parcel(region: RegionUnderTest, tmp_path: Path) -> None:
    full = {
        "gml_id": "DESNALK000000001",
        "flurstueckskennzeichen": PARCEL["flstkennz"],
        "amtlicheflaeche": "100",
        "gemeindezugehoerigkeit_land": "14",
        "gemeindezugehoerigkeit_regierungsbezirk": "6",
        "gemeindezugehoerigkeit_kreis": "12",
        "gemeindezugehoerigkeit_gemeinde": "000",
        "geom": SQUARE,
    }
    load(
        region.database,
        "alkis",
        write_layer(tmp_path / "a.gpkg", "ax_flurstueck", [full]),
        actor="test",
    )
    again = load(
        region.database,
        "alkis",
        write_layer(tmp_path / "b.gpkg", "Flurstueck", [PARCEL]),
        actor="test",
    )
    assert (again.objects["parcel"].new, again.objects["parcel"].unchanged) == (0, 1)


NAS_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<AX_Bestandsdatenauszug xmlns="http://www.adv-online.de/namespaces/adv/gid/6.0"
  xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:wfs="http://www.opengis.net/wfs" xmlns:xlink="http://www.w3.org/1999/xlink">
<enthaelt><wfs:FeatureCollection><gml:featureMember>
<AX_Flurstueck gml:id="DESNAL0000000001"><gml:identifier codeSpace="http://www.adv-online.de/">urn:adv:oid:DESNAL0000000001</gml:identifier>
<lebenszeitintervall><AA_Lebenszeitintervall><beginnt>2024-05-01T10:00:00Z</beginnt></AA_Lebenszeitintervall></lebenszeitintervall>
<modellart><AA_Modellart><advStandardModell>DLKM</advStandardModell></AA_Modellart></modellart><anlass>010101</anlass>
<position><gml:Surface srsName="urn:adv:crs:ETRS89_UTM33"><gml:patches><gml:PolygonPatch>
<gml:exterior><gml:Ring><gml:curveMember>
<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>{corners}</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>
</gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface></position>
<gemarkung><AX_Gemarkung_Schluessel><land>14</land><gemarkungsnummer>1000</gemarkungsnummer></AX_Gemarkung_Schluessel></gemarkung>
<flurstuecksnummer><AX_Flurstuecksnummer><zaehler>12</zaehler><nenner>3</nenner></AX_Flurstuecksnummer></flurstuecksnummer>
<flurstueckskennzeichen>141000___000120003__</flurstueckskennzeichen><amtlicheFlaeche>100</amtlicheFlaeche>
<zeitpunktDerEntstehung>1999-12-31</zeitpunktDerEntstehung>
<gemeindezugehoerigkeit><AX_Gemeindekennzeichen><land>14</land><regierungsbezirk>6</regierungsbezirk><kreis>12</kreis><gemeinde>000</gemeinde></AX_Gemeindekennzeichen></gemeindezugehoerigkeit>
</AX_Flurstueck></gml:featureMember></wfs:FeatureCollection></enthaelt></AX_Bestandsdatenauszug>
"""


@pytest.fixture
def nas_file(tmp_path: Path) -> Path:
    x, y = ORIGIN
    corners = [(x, y), (x, y + 10), (x + 10, y + 10), (x + 10, y), (x, y)]
    path = tmp_path / "delivery.xml"
    path.write_text(NAS_FILE.format(corners=" ".join(f"{a:.3f} {b:.3f}" for a, b in corners)))
    return path


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="the system has no ogr2ogr (gdal-bin)")
def test_nas_comes_through_the_systems_gdal(region: RegionUnderTest, nas_file: Path) -> None:
    report = load(region.database, "alkis", nas_file, actor="test")
    (parcel,) = rows(
        region,
        "SELECT p.label, p.official_area_m2, p.originated_on::text AS day, m.ags "
        "FROM geo.parcel AS p INNER JOIN geo.municipality AS m ON m.id = municipality_id",
    )
    assert parcel == {
        "label": "12/3",
        "official_area_m2": 100,
        "day": "1999-12-31",
        "ags": "14612000",
    }
    assert report.data_date == "2024-05-01"


def test_without_gdal_it_is_said_what_to_install(
    region: RegionUnderTest, nas_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(UnreadableFile, match="apt-get install gdal-bin"):
        load(region.database, "alkis", nas_file, actor="test")
