import json
import re
import subprocess
from itertools import product
from pathlib import Path

import pytest

from geo.words import Language, code_lists
from tiles.layers import layers
from tiles.style import FREE, MAIN, ORDER, PATHS, Theme, build, fields_used, tokens

ROOT = Path(__file__).parents[2]
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES: tuple[Language, ...] = ("de", "en")
BOTH = [build(*each, layers(), "http://localhost") for each in product(THEMES, LANGUAGES)]
VALIDATE = """
import { readFileSync } from 'node:fs';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
const faults = JSON.parse(readFileSync(0, 'utf8')).flatMap((style) => validateStyleMin(style));
console.log(faults.map((fault) => fault.message).join('\\n'));
"""


def test_layers_stand_in_the_one_order() -> None:
    for style in BOTH:
        assert [layer["id"] for layer in style["layers"]] == list(ORDER)


def test_what_a_layer_needs_is_in_its_tiles() -> None:
    known = {
        (name, field.name)
        for layer in layers().values()
        for name, fields in {layer.name: layer.fields, **layer.also}.items()
        for field in fields
    }
    assert fields_used(BOTH[0]) <= known
    assert {layer["source"] for layer in BOTH[0]["layers"] if "source" in layer} <= set(
        BOTH[0]["sources"]
    )


def test_nothing_is_drawn_before_its_tiles_begin() -> None:
    for layer in BOTH[0]["layers"][1:]:
        first = min(layers()[layer["source"].removeprefix("elbraum-")].zooms)
        assert layer.get("minzoom", first) >= first, layer["id"]


def test_every_colour_is_a_token() -> None:
    for theme, style in (("light", BOTH[0]), ("dark", BOTH[2])):
        colors = {value[theme] for value in tokens()["color"].values()} | {"#000000"}
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(style))) <= colors


def test_themes_differ_in_colours_only() -> None:
    light, dark = (re.sub(r"#[0-9A-F]{6}", "", json.dumps(s["layers"])) for s in (BOTH[0], BOTH[2]))
    assert light == dark


def test_codes_in_filters_are_codes_of_the_vocabulary() -> None:
    classes = set(code_lists()["street_class"])
    assert {*MAIN, *PATHS, "tram"} <= classes


def test_codes_of_statuses_are_codes_of_the_vocabulary() -> None:
    assert set(FREE) <= set(code_lists()["unit_status"])


def test_symbols_never_overlap_before_the_footprints_are_shown() -> None:
    layout = next(layer for layer in BOTH[0]["layers"] if layer["id"] == "unit-symbol")["layout"]
    near = tokens()["map"]["unit"]["entrance_from"]
    assert layout["icon-allow-overlap"] == ["step", ["zoom"], False, near, True]
    assert layout["symbol-sort-key"][:2] == ["step", ["zoom"]]


def test_a_layer_that_is_not_there_is_not_drawn() -> None:
    style = build("light", "de", ["street"], "")
    assert {layer.get("source") for layer in style["layers"]} == {None, "elbraum-street"}


def test_no_outside_address_is_named() -> None:
    assert set(re.findall(r"https?://[^/\"]+", json.dumps(BOTH))) == {"http://localhost"}


def test_the_style_is_valid_by_the_specification() -> None:
    web = ROOT / "web"
    if not (web / "node_modules/@maplibre/maplibre-gl-style-spec").is_dir():
        pytest.skip("the web app's packages are not installed: make web")
    command = ["node", "--input-type=module", "-e", VALIDATE]
    done = subprocess.run(
        command, input=json.dumps(BOTH), capture_output=True, text=True, cwd=web, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")
