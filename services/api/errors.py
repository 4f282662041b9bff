"""Errors as problem+json: which class is which status, without a word of SQL."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import orjson
import psycopg
from starlette.responses import Response
from starlette.types import Scope

from geo import errors
from geo.edits import StaleVersion
from geo.errors import ElbraumError, Fault
from services.api import refusals

LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

# The nearest class in the order of inheritance decides.
STATUS: dict[type[Exception], int] = {
    ElbraumError: 500,
    errors.InvalidInput: 400,
    errors.StateConflict: 409,
    errors.VersionRequired: 428,
    errors.NotFound: 404,
    errors.Unavailable: 503,
    refusals.Forbidden: 403,
    refusals.UnknownHost: 421,
    refusals.TooLarge: 413,
    refusals.WrongMediaType: 415,
    refusals.WrongMethod: 405,
    StaleVersion: 412,
}

TITLES = {
    400: "The request cannot be used",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict with the state of the data",
    412: "Changed in the meantime",
    413: "Too large",
    415: "Not JSON",
    421: "Unknown host",
    428: "Version required",
    500: "Elbraum failed",
    503: "Not available",
}


def status_of(error: type[Exception]) -> int:
    """Return the status of an error class by its nearest ancestor in the table."""
    return next(STATUS[cls] for cls in error.__mro__ if cls in STATUS)


def problem(
    error: ElbraumError, instance: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Write an error as problem+json."""
    status = status_of(type(error))
    body: dict[str, Any] = {
        "type": f"/docs/errors#{error.code}",
        "title": TITLES[status],
        "status": status,
        "code": error.code,
        "detail": error.detail,
        "hint": error.hint,
        "params": error.params,
        "faults": [fault.as_dict() for fault in error.faults],
        "instance": instance,
    }
    more = {"cache-control": "no-store", **(headers or {})}
    if status == 503:  # noqa: PLR2004 - the one status that passes by waiting
        more["retry-after"] = "2"
    return Response(
        orjson.dumps(body, default=str, option=orjson.OPT_NON_STR_KEYS),
        status, headers=more, media_type=MEDIA_TYPE,
    )  # fmt: skip


def path_of(scope: Scope) -> str:
    """Return the path as it was asked for, safe to print."""
    path: str = scope.get("path", "")
    return path[:200].encode("utf-8", "replace").decode()


def told(error: Exception) -> ElbraumError:
    """Return what may be said outside about an error from inside."""
    if isinstance(error, errors.Unavailable):
        return _without_details(error)
    if isinstance(error, ElbraumError):
        return error
    if isinstance(error, psycopg.errors.QueryCanceled):
        return errors.Unavailable(
            "The answer took too long", hint="ask for a smaller box or fewer objects"
        )
    if isinstance(error, psycopg.DataError):
        LOG.warning("a value reached the database that a check should have refused: %s", error)
        return errors.InvalidInput("A value is outside of what the database can hold")
    if isinstance(error, psycopg.IntegrityError):
        LOG.warning("a rule of the database refused a request: %s", error)
        return errors.StateConflict(
            "A rule of the database refuses this change",
            params={"rule": error.diag.constraint_name or ""},
        )
    LOG.error("an error that nobody expected", exc_info=error)
    return ElbraumError("Something went wrong inside", hint="the server's log says what")


def _without_details(error: errors.Unavailable) -> ElbraumError:
    """Keep addresses and messages of the database in the log."""
    LOG.error("%s", error)
    said = {
        errors.DatabaseUnavailable: "The database does not answer",
        errors.DatabaseNotReady: "The database is not ready",
    }
    detail = said.get(type(error), "A service that is needed does not answer")
    return type(error)(detail, hint="try again; the server's log and `elbraum check` say more")


def faults_of(found: list[Any], known: Mapping[str, list[str]]) -> tuple[Fault, ...]:
    """Translate what validation found; `known` are the names that query and body may have."""
    return tuple(_fault(item, known) for item in found)


def _fault(item: Mapping[str, Any], known: Mapping[str, list[str]]) -> Fault:
    where = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        names = ", ".join(known.get(str(item["loc"][0]), ()))
        expected = f"one of {names}" if names else "no parameter"
        return Fault(where, str(item["loc"][-1])[:100], expected, code="unknown")
    shown = "nothing" if item["type"] == "missing" else _shown(item.get("input"))
    return Fault(where, shown, _expectation(item), code=str(item["type"]))


def _expectation(item: Mapping[str, Any]) -> str:
    said = str(item["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
    return said if item["type"] != "missing" else "a value"


def _shown(value: object) -> str:
    text = repr(value).encode("ascii", "backslashreplace").decode()
    return text if len(text) <= 100 else text[:99] + "…"  # noqa: PLR2004 - fits a line
