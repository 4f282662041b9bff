"""Plain ASGI: answers, problems, conditional requests, encodings."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson

from geo.errors import BadParameter, DatabaseUnavailable, ElbraumError, Fault, NotFound
from tiles.cache import Encoding

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HOST = re.compile(rb"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
ENCODINGS: tuple[Encoding, ...] = ("br", "gzip")


class Overloaded(DatabaseUnavailable):
    """A tile took longer than the time limit."""

    code = "tile_timeout"


@dataclass(slots=True)
class Answer:
    """What goes back, before HEAD and 304 are looked at."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """What matters of a request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[bytes, bytes]
    base_url: str

    @classmethod
    def of(cls, scope: Scope, base_path: str) -> Request:
        """Read a request; whoever is in front may have taken the base path away already."""
        headers = {name.lower(): value for name, value in scope["headers"]}
        path = scope["path"]
        host = headers.get(b"host", b"")
        origin = f"{scope.get('scheme', 'http')}://{host.decode()}" if HOST.fullmatch(host) else ""
        query = scope.get("query_string", b"").decode("ascii", "replace")
        return cls(
            method=scope["method"],
            path=path.removeprefix(base_path),
            query=dict(parse_qsl(query, keep_blank_values=True)),
            headers=headers,
            base_url=origin + base_path,
        )

    def expect_query(self, *known: str) -> None:
        """Refuse parameters that mean nothing here."""
        faults = tuple(
            Fault(name, "an unknown parameter", ", ".join(known) or "none", code="unknown")
            for name in self.query
            if name not in known
        )
        if faults:
            raise BadParameter("The address has parameters that are not known here", faults=faults)

    def encoding(self) -> Encoding:
        """Choose the best encoding that the client takes."""
        accepted = _weights(self.headers.get(b"accept-encoding", b"").decode("latin-1"))
        rest = accepted.get("*", 0.0)
        return next((e for e in ENCODINGS if accepted.get(e, rest) > 0), "identity")

    def knows(self, etag: str) -> bool:
        """Tell whether the client already has this version."""
        sent = self.headers.get(b"if-none-match", b"").decode("latin-1")
        tags = {tag.strip().removeprefix("W/") for tag in sent.split(",")}
        return etag in tags or "*" in tags


def _weights(header: str) -> dict[str, float]:
    """Read a list of names with weights.

    >>> _weights("gzip, br;q=0.5, x;q=nonsense")
    {'gzip': 1.0, 'br': 0.5, 'x': 0.0}
    """
    weights = {}
    for entry in filter(None, (part.strip() for part in header.lower().split(","))):
        name, _, weight = entry.partition(";")
        given = re.fullmatch(r"\s*q=(\d(?:\.\d*)?)\s*", weight)
        weights[name.strip()] = float(given[1]) if given else 0.0 if weight else 1.0
    return weights


def problem(error: ElbraumError, path: str) -> Answer:
    """Say what was wrong, what was expected and what to do."""
    status = _status(error)
    content = {
        "type": f"/docs/errors#{error.code}", "title": status.phrase, "status": status.value,
        "code": error.code,
        "detail": error.detail, "hint": error.hint, "params": error.params, "instance": path,
        "faults": [fault.as_dict() for fault in error.faults],
    }  # fmt: skip
    headers = {"content-type": "application/problem+json", "cache-control": "no-store"}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "2"
    return Answer(status, orjson.dumps(content), headers)


def _status(error: ElbraumError) -> HTTPStatus:
    if isinstance(error, BadParameter):
        return HTTPStatus.BAD_REQUEST
    if isinstance(error, NotFound):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, DatabaseUnavailable):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


async def reply(send: Send, request: Request, answer: Answer) -> None:
    """Send an answer, as 304 or without body where that is asked for."""
    etag = answer.headers.get("etag")
    if answer.status is HTTPStatus.OK and etag and request.knows(etag):
        kept = {
            n: v for n, v in answer.headers.items() if n not in ("content-type", "content-encoding")
        }
        answer = Answer(HTTPStatus.NOT_MODIFIED, b"", kept)
    elif answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        answer.headers["content-length"] = str(len(answer.body))
    headers = [(n.encode(), v.encode("latin-1")) for n, v in answer.headers.items()]
    await send({"type": "http.response.start", "status": answer.status.value, "headers": headers})
    body = b"" if request.method == "HEAD" else answer.body
    await send({"type": "http.response.body", "body": body})
