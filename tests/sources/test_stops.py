"""Stops with their lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo import words
from geo.errors import UnreadableFile
from geo.sources import Report, load
from geo.sources.stops.lines import MODES, read_lines
from tests.conftest import RegionUnderTest

CITY = "dresden-oepnv/vvo_haltestellen_dresden_2016.geojson"
OUTLINE = "dresden-stadtteile/dresden_stadtteile_64.gpkg"


def load_stops(region: RegionUnderTest, tmp_path: Path, *stops: dict[str, Any]) -> Report:
    features = [
        {"type": "Feature", "properties": one,
         "geometry": {"type": "Point", "coordinates": [13.7 + n / 1000, 51.05]}}
        for n, one in enumerate(stops)
    ]  # fmt: skip
    path = tmp_path / "stops.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return load(region.database, "stops", path, actor="test")


def stored(region: RegionUnderTest) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute("SELECT * FROM geo.stop ORDER BY stop_key").fetchall()


@pytest.mark.parametrize(
    ("text", "modes", "lines"),
    [
        ("11 (Tram)", ["tram"], ["11"]),
        ("F 14 (Fähre), 88 (Bus)", ["bus", "ferry"], ["88", "F 14"]),
        ("A (Freital) (Bus), alita 65 (Bus)", ["bus"], ["A (Freital)", "alita 65"]),
        ("Schwebebahn", ["cable"], ["Schwebebahn"]),
        (None, [], []),
    ],
)
def test_lines_say_what_stops(text: str | None, modes: list[str], lines: list[str]) -> None:
    served = read_lines(text)
    assert (served.modes, served.lines, served.unknown) == (modes, lines, [])


def test_an_unknown_means_of_transport_is_other_and_told(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    report = load_stops(region, tmp_path, {"haltestelle": "Nord", "id": "1", "linie": "9 (Gondel)"})
    assert stored(region)[0]["modes"] == ["other"]
    assert report.finding_counts["unknown_mode"] == 1


def test_modes_are_words_of_the_code_list() -> None:
    assert list(MODES) == list(words.codes("stop_mode"))


def test_the_key_is_the_number_in_the_address(region: RegionUnderTest, tmp_path: Path) -> None:
    url = "https://example.org/abfahrten?stopid=33000292"
    stop = {"haltestelle": "Nordstraße", "linie": "11 (Tram)", "url": url}
    load_stops(region, tmp_path, stop)
    (row,) = stored(region)
    assert (row["stop_key"], row["name"], row["lines"]) == ("33000292", "Nordstraße", ["11"])
    assert not load_stops(region, tmp_path, stop).is_change


def test_a_layer_without_names_is_refused(region: RegionUnderTest, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="haltestelle"):
        load_stops(region, tmp_path, {"nummer": "1"})


def test_sample_stops_give_way_to_real_ones(region: RegionUnderTest, tmp_path: Path) -> None:
    with region.database.writing(actor="test", client="sample", reason="one stop") as conn:
        conn.execute(
            "WITH kind AS (INSERT INTO geo.dataset "
            "(source, dataset_kind, title, publisher, licence) "
            "VALUES ('sample', 'sample', 'Muster', 'test', 'none') RETURNING id), "
            "city AS (INSERT INTO geo.municipality (name) VALUES ('Stadt') RETURNING id) "
            "INSERT INTO geo.stop (municipality_id, dataset_id, stop_key, name, geom) "
            "SELECT city.id, kind.id, 's', 'Muster', "
            "ST_Transform(ST_Point(13.7, 51.05, 4326), 25833) FROM kind, city"
        )
    report = load_stops(region, tmp_path, {"haltestelle": "Nord", "id": "1", "linie": "1 (Bus)"})
    assert [row["name"] for row in stored(region)] == ["Nord"]
    assert report.finding_counts["sample_replaced"] == 1


def test_stops_of_dresden_2016(region: RegionUnderTest, shared_data: Path) -> None:
    if not (shared_data / CITY).is_file():
        pytest.skip(f"no {CITY}")
    load(region.database, "districts", shared_data / OUTLINE, actor="test")
    report = load(region.database, "stops", shared_data / CITY, actor="test")
    (placed,) = [f.params for f in report.findings if f.kind == "in_municipality"]
    assert (report.count("stop").new, placed["n_inside"]) == (775, 772)
    assert report.finding_counts["outside_municipality"] == 3
    assert {mode for row in stored(region) for mode in row["modes"]} == set(MODES) - {
        "rail",
        "other",
    }
