"""The map style as JSON, by meaning: colours and lines from the tokens, layers in one order.

The style names icons and does not hold them: `status-<unit_status>` and `bubble-<n>-<percent>`
(number of units, how many of a hundred are vacant) are drawn by whoever shows the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import orjson

from geo.words import Language

Theme = Literal["light", "dark"]
Json = dict[str, Any]

# From the ground up. Symbols lie over labels; MapLibre places the top layer first.
ORDER = (
    "background", "land-green", "building", "building-edge", "district-border", "land-water",
    "street-path", "street-minor", "street-main", "tram-casing", "tram", "stop",
    "district-area", "centre-fill", "centre-line", "parcel-area", "parcel-line", "parcel-planned",
    "label-water", "label-street", "label-district", "label-centre", "label-parcel", "label-stop",
    "unit-grain", "cell-bubble", "unit-symbol",
)  # fmt: skip
MAIN = ["motorway", "primary", "secondary"]
QUARTERS_FROM = 12
PATHS = ["path", "steps", "track"]
FREE = ["vacant", "available_soon", "interim"]


@cache
def tokens() -> Json:
    """Read the tokens of the look."""
    found: Json = orjson.loads((files("tiles") / "look" / "tokens.json").read_bytes())
    return found


def build(theme: Theme, lang: Language, layers: Iterable[str], base_url: str) -> Json:
    """Return the style of a theme for the tile layers that are there."""
    look = tokens()
    available = list(layers)
    fonts = dict.fromkeys(look["type"]["map_font"].values(), f"{base_url}/{look['type']['file']}")
    drawn = _Painter(theme, look).layers()
    return {
        "version": 8,
        "name": f"Elbraum {'hell' if theme == 'light' else 'dunkel'}"
        if lang == "de"
        else f"Elbraum {theme}",
        "metadata": {"elbraum:theme": theme, "elbraum:lang": lang},
        "font-faces": fonts,
        "sources": {
            f"elbraum-{name}": {"type": "vector", "url": f"{base_url}/tiles/{name}.json"}
            for name in available
        },
        "layers": [drawn[name] for name in ORDER if _is_there(drawn[name], available)],
    }


def fields_used(style: Json) -> set[tuple[str, str]]:
    """Return which field of which tile layer the style reads, as (layer, field)."""
    return {
        (layer["source-layer"], name)
        for layer in style["layers"]
        if "source-layer" in layer
        for name in _gotten([layer.get("filter"), layer.get("layout"), layer.get("paint")])
    }


def _gotten(expression: Any) -> Iterable[str]:  # noqa: ANN401 - expressions are any JSON
    if isinstance(expression, dict):
        expression = list(expression.values())
    if not isinstance(expression, list):
        return
    if len(expression) >= 2 and expression[0] in ("get", "has"):  # noqa: PLR2004 - operator, name
        yield expression[1]
    for part in expression:
        yield from _gotten(part)


def _is_there(layer: Json, available: list[str]) -> bool:
    return layer["type"] == "background" or layer["source"].removeprefix("elbraum-") in available


class _Painter:
    """Makes the layers of one theme."""

    def __init__(self, theme: Theme, look: Json) -> None:
        self.color = {name: value[theme] for name, value in look["color"].items()}
        self.look = look
        self.map = look["map"]

    def layers(self) -> dict[str, Json]:
        """Return every layer by id."""
        made = [
            {"id": "background", "type": "background",
             "paint": {"background-color": self.color["map-land"]}},
            *self._ground(), *self._streets(), *self._areas(), *self._parcels(),
            *self._labels(), *self._units(),
        ]  # fmt: skip
        return {layer["id"]: layer for layer in made}

    def _ground(self) -> list[Json]:
        building, district = self.map["building"], self.map["district"]
        edge = {"line-color": self.color["map-building-edge"], "line-width": building["edge_px"]}
        return [
            _layer("land-green", "land", "fill", {"fill-color": self.color["map-green"]},
                   minzoom=self.map["land"]["from"], filter=_is("land_kind", "green")),
            _layer("land-water", "land", "fill", {"fill-color": self.color["map-water"]},
                   minzoom=self.map["land"]["from"], filter=_is("land_kind", "water")),
            _layer("building", "building", "fill", {
                "fill-color": self.color["map-building"],
                # Grain first: from afar buildings are a tone, not shapes.
                "fill-opacity": ["interpolate", ["linear"], ["zoom"],
                                 building["from"], 0.55, building["shape_from"], 1],
            }, minzoom=building["from"]),
            _layer("building-edge", "building", "line", edge, minzoom=building["edge_from"]),
            _layer("district-border", "district", "line", {
                "line-color": self.color["map-district"], "line-width": district["width_px"],
                "line-dasharray": _dash(district["dash_px"], district["width_px"]),
            }, minzoom=district["from"], maxzoom=district["to"]),
        ]  # fmt: skip

    def _streets(self) -> list[Json]:
        road, tram, stop = self.map["road"], self.map["tram"], self.map["stop"]
        round_ends = {"line-cap": "round", "line-join": "round"}
        is_minor = ["!", _is("street_class", *MAIN, *PATHS, "tram")]

        def street(name: str, share: float, which: list[Any], minzoom: float) -> Json:
            widths = _widths(road["width_px"], share)
            paint = {"line-color": self.color["map-road"], "line-width": widths}
            return _layer(name, "street", "line", paint, minzoom=minzoom, filter=which,
                          layout=round_ends)  # fmt: skip

        casing = _widths([[zoom, px + 2.5] for zoom, px in tram["width_px"]])
        is_tram = _is("street_class", "tram")
        return [
            street("street-path", 0.3, _is("street_class", *PATHS), road["all_from"] + 2),
            street("street-minor", 0.6, is_minor, road["all_from"]),
            street("street-main", 1.0, _is("street_class", *MAIN), road["main_from"]),
            _layer("tram-casing", "street", "line",
                   {"line-color": self.color["map-road"], "line-width": casing},
                   minzoom=tram["from"], filter=is_tram, layout=round_ends),
            _layer("tram", "street", "line",
                   {"line-color": self.color["map-tram"], "line-width": _widths(tram["width_px"])},
                   minzoom=tram["from"], filter=is_tram, layout=round_ends),
            _layer("stop", "stop", "circle", {
                "circle-radius": stop["mark_px"] / 2, "circle-color": self.color["map-road"],
                "circle-stroke-color": self.color["map-tram"],
                "circle-stroke-width": tram["width_px"][-1][1],
            }, minzoom=stop["from"]),
        ]  # fmt: skip

    def _areas(self) -> list[Json]:
        centre = self.map["centre"]
        is_zvb = ["==", ["get", "is_zvb"], True]
        return [
            _nothing("district-area", "district", minzoom=self.map["district"]["from"]),
            _layer("centre-fill", "centre", "fill", {
                "fill-color": self.color["map-centre"], "fill-opacity": centre["fill_share"],
            }, minzoom=centre["from"], filter=is_zvb),
            _layer("centre-line", "centre", "line", {
                "line-color": self.color["map-centre"], "line-width": centre["width_px"],
                "line-dasharray": _dash(centre["dash_px"], centre["width_px"]),
            }, minzoom=centre["from"]),
        ]  # fmt: skip

    def _parcels(self) -> list[Json]:
        parcel, planned = self.map["parcel"], self.map["planned"]
        is_planned = _is("legal_state", "planned")
        return [
            _nothing("parcel-area", "parcel", minzoom=parcel["from"] - 1),
            _layer("parcel-line", "parcel", "line", {
                "line-color": self.color["map-parcel"], "line-width": parcel["width_px"],
            }, minzoom=parcel["from"], filter=["!", is_planned]),
            _layer("parcel-planned", "parcel", "line", {
                "line-color": self.color["primary"], "line-width": planned["width_px"],
                "line-dasharray": _dash(planned["dash_px"], planned["width_px"]),
            }, minzoom=parcel["from"], filter=is_planned),
        ]  # fmt: skip

    def _labels(self) -> list[Json]:
        parcel, district, centre = self.map["parcel"], self.map["district"], self.map["centre"]
        label = self.map["label"]
        # Half the gap on each side, less what the words themselves take.
        apart = {"text-padding": label["district_gap_px"] / 4}
        largest_first = {"symbol-sort-key": ["-", 0, ["coalesce", ["get", "area_m2"], 0]]}
        # From there on the parts of a city district have room for names of their own.
        smaller_when_near = [
            "any",
            ["<", ["zoom"], QUARTERS_FROM],
            ["!", _is("district_kind", "city_district", "locality")],
        ]
        water = {"text-letter-spacing": 0.15, **largest_first}
        stop = self.map["stop"]
        beside = {
            "text-size": stop["label_px"], "text-radial-offset": 0.6,
            "text-variable-anchor": ["top", "bottom", "left", "right"], "text-justify": "auto",
        }  # fmt: skip
        return [
            self._label("label-water", "label", "name", water, font="water",
                        minzoom=district["from"], color="map-label-water",
                        filter=_is("label_kind", "water")),
            self._label("label-street", "street", "name", {"symbol-placement": "line"},
                        minzoom=15, filter=["!", _is("street_class", "tram")]),
            self._label("label-district", "label", "name", apart | largest_first,
                        minzoom=district["from"], maxzoom=district["to"],
                        filter=["all", _is("label_kind", "district"), smaller_when_near]),
            self._label("label-centre", "label", "name", largest_first, font="strong",
                        minzoom=centre["from"] + 1, color="map-centre",
                        filter=_is("label_kind", "centre")),
            self._label("label-parcel", "parcel", "label", {"text-size": parcel["label_px"]},
                        minzoom=parcel["label_from"]),
            self._label("label-stop", "stop", "name", beside, minzoom=stop["from"]),
        ]  # fmt: skip

    def _label(
        self, name: str, source: str, field: str, layout: Json, *, font: str = "label",
        color: str = "map-label", **more: Any,  # noqa: ANN401 - zooms and filter
    ) -> Json:  # fmt: skip
        label = self.map["label"]
        halo = "map-water" if font == "water" else "map-land"
        paint = {
            "text-color": self.color[color], "text-halo-color": self.color[halo],
            # The halo of a distance field ends at a quarter of the letters' size.
            "text-halo-width": min(label["halo_px"], label["size_px"] / 4),
        }  # fmt: skip
        text = {
            "text-field": ["get", field], "text-size": label["size_px"],
            "text-font": [self.look["type"]["map_font"][font]], **layout,
        }  # fmt: skip
        return _layer(name, source, "symbol", paint, layout=text, **more)

    def _units(self) -> list[Json]:
        unit = self.map["unit"]
        is_single = ["==", ["get", "n_units"], 1]
        stands_for_all = ["==", ["get", "is_first_at_building"], True]
        bubble, status = self._bubble(), self.look["status"]["icon_prefix"]
        symbol = {
            "icon-image": ["case", is_single, ["concat", status, ["get", "unit_status"]], bubble],
            **_thinned(unit, is_single),
        }
        counted = {
            "icon-image": bubble, "icon-allow-overlap": True,
            # Many over few where two touch.
            "symbol-sort-key": ["get", "n_units"],
        }  # fmt: skip
        which = ["any", is_single, stands_for_all]
        return [
            # What has no room for its symbol is still there as a grain.
            _layer("unit-grain", "unit", "circle", {
                "circle-radius": unit["grain_px"] / 2, "circle-color": self.color["map-grain"],
            }, minzoom=unit["bubble_below"], maxzoom=unit["entrance_from"], filter=which),
            _layer("cell-bubble", "cell", "symbol", {}, part="bubble",
                   maxzoom=unit["bubble_below"], layout=counted),
            _layer("unit-symbol", "unit", "symbol", {}, minzoom=unit["bubble_below"],
                   filter=which, layout=symbol),
        ]  # fmt: skip

    def _bubble(self) -> list[Any]:
        share = ["round", ["/", ["*", 100, ["get", "n_vacant"]], ["get", "n_units"]]]
        return [
            "concat", self.look["bubble"]["icon_prefix"],
            ["to-string", ["get", "n_units"]], "-", share,
        ]  # fmt: skip


def _thinned(unit: Json, is_single: list[Any]) -> Json:
    """Make room between symbols from afar, for what is free first; close up each has its place."""
    is_free = _is("unit_status", *FREE)
    rank = [
        "case",
        ["all", is_single, is_free], 0,
        ["!", is_single], ["case", [">", ["get", "n_vacant"], 0], 1, 2],
        _is("unit_status", "occupied"), 3,
        4,
    ]  # fmt: skip
    apart = [
        value
        for zoom, free_px, rest_px in unit["apart_px"]
        for value in (zoom, ["match", rank, [0, 1], free_px, rest_px])
    ]
    near = unit["entrance_from"]
    return {
        "icon-allow-overlap": ["step", ["zoom"], False, near, True],
        "icon-padding": ["interpolate", ["linear"], ["zoom"], *apart],
        # Where symbols may overlap, the last one lies on top; where not, the first one stays.
        "symbol-sort-key": ["step", ["zoom"], rank, near, ["-", 0, rank]],
    }


def _layer(
    name: str, source: str, kind: str, paint: Json, *, part: str | None = None,
    **more: Any,  # noqa: ANN401 - zooms, filter, layout
) -> Json:  # fmt: skip
    return {
        "id": name, "type": kind, "source": f"elbraum-{source}", "source-layer": part or source,
        "paint": paint, **more,
    }  # fmt: skip


def _nothing(name: str, source: str, *, minzoom: float) -> Json:
    """Return an area that nobody sees but that can be clicked."""
    return _layer(
        name, source, "fill", {"fill-color": "#000000", "fill-opacity": 0}, minzoom=minzoom
    )


def _is(field: str, *values: str) -> list[Any]:
    return ["in", ["get", field], ["literal", list(values)]]


def _dash(dash_px: list[float], width_px: float) -> list[float]:
    """MapLibre counts dashes in line widths."""
    return [round(px / width_px, 3) for px in dash_px]


def _widths(pairs: list[list[float]], share: float = 1.0) -> list[Any]:
    stops = [value for zoom, px in pairs for value in (zoom, round(px * share, 2))]
    return ["interpolate", ["exponential", 1.6], ["zoom"], *stops]
