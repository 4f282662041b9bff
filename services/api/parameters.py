"""What an address takes: names of parameters and methods, for the one who got them wrong."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute, Match
from starlette.types import Scope


def known_parameters(scope: Scope) -> list[str]:
    """Return the names of the query parameters that the called address takes."""
    route = scope.get("route")
    if not isinstance(route, APIRoute):
        return []
    models = [field.field_info.annotation for field in route.dependant.query_params]
    names: list[str] = []
    for model in models:
        if isinstance(model, type) and issubclass(model, BaseModel):
            names += model.model_fields
    return names


def methods_at(routes: Iterable[BaseRoute], scope: Scope) -> list[str]:
    """Return the methods that an address takes."""
    found = {"OPTIONS"}
    for route in routes:
        if isinstance(route, APIRoute) and route.matches(scope)[0] != Match.NONE:
            found |= route.methods
    return sorted(found | ({"HEAD"} if "GET" in found else set()))
