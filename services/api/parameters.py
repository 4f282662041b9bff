"""What an address takes: names of parameters and methods, for the one who got them wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute, Match
from starlette.types import Scope


def known_names(scope: Scope) -> dict[str, list[str]]:
    """Return the names that the called address takes, in its query and in its body."""
    route = scope.get("route")
    if not isinstance(route, APIRoute):
        return {}
    flat = route.dependant
    return {"query": _names(flat.query_params), "body": _names(flat.body_params)}


def _names(fields: Iterable[Any]) -> list[str]:
    models = [field.field_info.annotation for field in fields]
    return [
        name
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    ]


def methods_at(routes: Iterable[BaseRoute], scope: Scope) -> list[str]:
    """Return the methods that an address takes."""
    found = {"OPTIONS"}
    for route in routes:
        if isinstance(route, APIRoute) and route.matches(scope)[0] != Match.NONE:
            found |= route.methods or set()
    return sorted(found | ({"HEAD"} if "GET" in found else set()))
