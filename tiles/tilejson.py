"""TileJSON of each layer and the list of all, with the words of their fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geo.db import Database
from tiles.layers import Field, Layer

_FACTS = """
SELECT title,
  (SELECT array_agg(round(edge::numeric, 6)::float8) FROM unnest(ARRAY[
    ST_XMin(shape), ST_YMin(shape), ST_XMax(shape), ST_YMax(shape)]) AS edge) AS bounds,
  (SELECT string_agg(DISTINCT publisher || ' (' || licence || ')', '; ')
    FROM geo.dataset WHERE publisher <> '') AS attribution
FROM geo.region
CROSS JOIN LATERAL ST_Envelope(ST_Transform(extent, 4326)) AS shape
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of the region in every TileJSON."""

    title: str
    bounds: tuple[float, float, float, float]
    attribution: str


async def facts(database: Database) -> Facts:
    """Read title, bounds and credit of the region."""
    async with database.asking("intern") as conn:
        row = await (await conn.execute(_FACTS)).fetchone() or {}
    west, south, east, north = row.get("bounds") or (-180.0, -85.0, 180.0, 85.0)
    return Facts(row.get("title", ""), (west, south, east, north), row.get("attribution") or "")


def document(layer: Layer, known: Facts, base_url: str) -> dict[str, Any]:
    """Describe one layer as TileJSON 3."""
    zooms = {"minzoom": min(layer.zooms), "maxzoom": max(layer.zooms)}
    return {
        "tilejson": "3.0.0",
        "name": layer.title["en"],
        "description": f"{layer.title['de']} / {layer.title['en']}, {known.title}",
        "attribution": known.attribution,
        "scheme": "xyz",
        "tiles": [f"{base_url}/tiles/{layer.name}/{{z}}/{{x}}/{{y}}.mvt"],
        "bounds": known.bounds,
        **zooms,
        "vector_layers": [
            {"id": name, "description": layer.title["en"], **zooms, "fields": _texts(fields)}
            for name, fields in _contents(layer).items()
        ],
    }


def catalogue(layers: Iterable[Layer], base_url: str) -> dict[str, Any]:
    """List the layers with their fields in both languages."""
    return {
        "layers": [
            {
                "id": layer.name,
                "title": layer.title,
                "geometry": layer.geometry,
                "audience": layer.audience,
                "minzoom": min(layer.zooms),
                "maxzoom": max(layer.zooms),
                "tilejson": f"{base_url}/tiles/{layer.name}.json",
                "fields": {
                    name: [_described(field) for field in fields]
                    for name, fields in _contents(layer).items()
                },
            }
            for layer in layers
        ]
    }


def _contents(layer: Layer) -> dict[str, tuple[Field, ...]]:
    return {layer.name: layer.fields, **layer.also}


def _texts(fields: Iterable[Field]) -> dict[str, str]:
    return {f.name: f"{f.word.en}: {f.word.definition_en}".rstrip(": ") for f in fields}


def _described(field: Field) -> dict[str, Any]:
    word = field.word
    return {
        "name": field.name,
        "minzoom": field.first_zoom,
        "type": {"uuid": "string", "text": "string", "boolean": "boolean"}.get(
            field.type, "number"
        ),
        "de": word.de,
        "en": word.en,
        "definition_de": word.definition_de,
        "definition_en": word.definition_en,
    }
