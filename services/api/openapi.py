"""The description of the API: documents of errors, addresses below the base path."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.api.errors import MEDIA_TYPE, TITLES
from services.api.schemas import Problem

TAGS = [
    {"name": "app", "description": "Frame of the app: configuration, search, health"},
    {"name": "areas", "description": "Districts and centres"},
    {"name": "ground", "description": "Parcels and buildings, at any time"},
    {"name": "units", "description": "Commercial units and their timelines"},
    {"name": "history", "description": "Who changed what, when and why"},
    {"name": "market", "description": "Published offers"},
]
INTRO = """Parcels, buildings and commercial units of one region.

Coordinates are degrees, longitude first (RFC 7946). Two times: `as_of` is a day on the ground,
`known_at` a moment in the life of the database. Errors are problem+json (RFC 9457) with a stable
`code` and all faults at once. Pages go on by their `next` link.
"""

_EXAMPLE = {
    "type": "/docs/errors#bad_parameter",
    "title": TITLES[400],
    "status": 400,
    "code": "bad_parameter",
    "detail": "A parameter cannot be used",
    "hint": "/openapi.json describes all parameters",
    "params": {},
    "faults": [
        {
            "where": "query.bbox", "found": "'13.7,51.0'", "hint": "", "code": "box",
            "expected": "four numbers W,S,E,N in degrees, longitude first",
        }
    ],
    "instance": "/api/units",
}  # fmt: skip


def refusing(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the errors of an address; what every address may answer comes by itself."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def describe(app: FastAPI, base_path: str) -> dict[str, Any]:
    """Make the document once and keep it."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, routes=app.routes, tags=TAGS, description=INTRO,
            servers=[{"url": base_path or "/"}],
        )  # fmt: skip
        components = schema["components"]["schemas"]
        components |= _problem_schemas()
        for unused in ("HTTPValidationError", "ValidationError"):
            components.pop(unused, None)
        for operation in _operations(schema):
            operation["responses"].pop("422", None)
            operation["responses"] |= {str(n): told for n, told in refusing(400, 503).items()}
        app.openapi_schema = schema
    return app.openapi_schema


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in schema["paths"].values() for operation in path.values()]


def _problem_schemas() -> dict[str, Any]:
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts: dict[str, Any] = problem.pop("$defs")
    return {**parts, "Problem": {**problem, "examples": [_EXAMPLE]}}
