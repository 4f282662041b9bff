"""One ASGI application: tiles in front, then the API, everything else is the web app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import anyio.to_thread
import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.db import Database
from geo.errors import BadParameter, ElbraumError, InvalidInput, NotFound
from geo.settings import Settings
from services.api import routes_app, routes_ground, routes_history, routes_units
from services.api.answers import bytes_answer, json_answer
from services.api.door import Door
from services.api.errors import faults_of, path_of, problem, told
from services.api.errors_page import errors_page
from services.api.gate import with_gate
from services.api.headers import with_headers
from services.api.openapi import describe
from services.api.parameters import known_names, methods_at
from services.api.refusals import WrongMethod
from services.api.static import StaticFiles
from tiles.app import create as create_tiles

Closing = Callable[[], Awaitable[None]]
ROUTERS = (routes_app.ROUTER, routes_ground.ROUTER, routes_units.ROUTER, routes_history.ROUTER)
ROUTES = [route for router in ROUTERS for route in router.routes]
OTHER_PATHS = frozenset({"/api", "/health", "/openapi.json", "/docs/errors"})
WEB_DIST = Path(__file__).resolve().parents[2] / "web" / "dist"


def create_app(settings: Settings, database: Database, *, web: Path = WEB_DIST) -> ASGIApp:
    """Compose the application of one region."""
    tiles = create_tiles(database, settings)
    api = create_api(settings, database, closing=tiles.aclose)
    static = StaticFiles(web)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        await _choose(scope, api, tiles, static)(scope, receive, send)

    return with_headers(with_gate(dispatch, settings), settings)


def create_api(settings: Settings, database: Database, *, closing: Closing) -> FastAPI:
    """Make the JSON API; `closing` ends what shares its life."""
    app = FastAPI(
        title="Elbraum", version=version("elbraum"), docs_url=None, redoc_url=None,
        openapi_url=None, redirect_slashes=False, lifespan=_lifespan,
    )  # fmt: skip
    app.state.settings = settings
    app.state.door = Door(settings, database)
    app.state.closing = closing
    for router in ROUTERS:
        app.include_router(router)
    app.add_route("/openapi.json", _openapi, include_in_schema=False)
    app.add_route("/docs/errors", _errors, include_in_schema=False)
    app.add_exception_handler(RequestValidationError, _refuse_values)
    app.add_exception_handler(HTTPException, _refuse_address)
    for cls in (ElbraumError, psycopg.Error, Exception):
        app.add_exception_handler(cls, _tell)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    door: Door = app.state.door
    # A handler holds one connection, so more threads would only wait.
    anyio.to_thread.current_default_thread_limiter().total_tokens = door.settings.pool_size
    yield
    await app.state.closing()
    await door.database.aclose()


def _choose(scope: Scope, api: ASGIApp, tiles: ASGIApp, static: ASGIApp) -> ASGIApp:
    if scope["type"] != "http":
        return api
    path: str = scope["path"]
    if path.startswith("/tiles/"):
        return tiles
    is_api = path.startswith("/api/") or path in OTHER_PATHS
    return api if is_api else static


async def _openapi(request: Request) -> Response:
    return json_answer(request, describe(request.app, request.app.state.settings.base_path))


async def _errors(request: Request) -> Response:
    """Answer where the `type` of each problem leads."""
    return bytes_answer(request, errors_page().encode(), media_type="text/markdown")


async def _refuse_values(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = faults_of(list(found), known_names(request.scope))
    refusal = BadParameter(
        "A parameter cannot be used" if len(faults) == 1 else f"{len(faults)} values are wrong",
        hint="/openapi.json describes all parameters",
        faults=faults,
    )
    return problem(refusal, path_of(request.scope))


async def _refuse_address(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    methods = methods_at(ROUTES, request.scope)
    if status == 405 and request.method == "OPTIONS":  # noqa: PLR2004
        return Response(status_code=204, headers={"allow": ", ".join(methods)})
    refusals: dict[int, ElbraumError] = {
        404: NotFound("There is nothing at this address", hint="/openapi.json lists them"),
        405: WrongMethod("This address does not take the method", hint=", ".join(methods)),
    }
    refusal = refusals.get(status, InvalidInput("The body is not readable JSON"))
    headers = {"allow": ", ".join(methods)} if status == 405 else {}  # noqa: PLR2004
    return problem(refusal, path_of(request.scope), headers)


async def _tell(request: Request, error: Exception) -> Response:
    return problem(told(error), path_of(request.scope))
