"""What a request must be before anything reads it: host, method, printable, not too long."""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.errors import BadParameter, ElbraumError, Fault
from geo.settings import Settings
from services.api.errors import path_of, problem
from services.api.refusals import Forbidden, TooLarge, UnknownHost

MAX_QUERY_BYTES = 8_192
MAX_BODY_BYTES = 64 * 1024
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f\ufffd]")


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine only."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def with_gate(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Refuse before the app what no handler should meet; strip the base path; answer HEAD."""
    hosts = LOOPBACK_NAMES | {settings.host} | set(settings.hosts)

    async def enter(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        error = refusal(scope, hosts)
        if error is not None:
            await _headless(scope, problem(error, path_of(scope)))(scope, receive, send)
            return
        inner = {**scope, "path": _below(scope["path"], settings.base_path), "root_path": ""}
        if scope["method"] == "HEAD":
            await app({**inner, "method": "GET"}, receive, _without_body(send))
        else:
            await app(inner, _limited(receive), send)

    return enter


def refusal(scope: Scope, hosts: frozenset[str] | set[str]) -> ElbraumError | None:
    """Return why a request is refused, or None."""
    headers = Headers(scope=scope)
    host = _host_of(headers.get("host", ""))
    if host not in hosts:
        return UnknownHost(
            f"This installation does not answer for the host {host[:100]!r}",
            hint="name it in ELBRAUM_HOSTS, a JSON list, if it is yours",
            params={"host": host[:100]},
        )
    return _too_large(scope, headers) or _foreign(scope, headers) or _unreadable(scope)


def _too_large(scope: Scope, headers: Headers) -> ElbraumError | None:
    if len(scope["query_string"]) > MAX_QUERY_BYTES:
        return BadParameter(
            f"The query is longer than {MAX_QUERY_BYTES} bytes",
            hint="ask for less at once, for example by a box instead of many names",
        )
    length = headers.get("content-length", "0")
    if not length.isdigit() or len(length) > 9 or int(length) > MAX_BODY_BYTES:  # noqa: PLR2004
        return TooLarge(f"The body is longer than {MAX_BODY_BYTES} bytes")
    return None


def _foreign(scope: Scope, headers: Headers) -> ElbraumError | None:
    """Refuse a change that a page of another site sends in a visitor's name."""
    origin = headers.get("origin")
    if scope["method"] != "PATCH" or origin is None:
        return None
    if urlsplit(origin).netloc == headers.get("host"):
        return None
    return Forbidden("Another site may not change anything here", params={"origin": origin[:100]})


def _unreadable(scope: Scope) -> ElbraumError | None:
    faults = tuple(_faults(scope["path"], scope["query_string"]))
    if not faults:
        return None
    return BadParameter("The address cannot be read", faults=faults)


def _faults(path: str, query: bytes) -> Iterator[Fault]:
    printable = "UTF-8 without control characters, percent-encoded"
    if _CONTROL.search(path):
        yield Fault("path", ascii(path)[:100], printable, code="text")
    if _PERCENT.search(query):
        yield Fault("query", ascii(query)[:100], "percent signs followed by two digits")
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError):
        yield Fault("query", ascii(query)[:100], printable, code="text")
        return
    for name, value in pairs:
        if _CONTROL.search(name + value):
            yield Fault(
                f"query.{ascii(name[:60])[1:-1]}", ascii(value)[:100], printable, code="text"
            )
    for name, n in Counter(name for name, _ in pairs).items():
        if n > 1:
            yield Fault(
                f"query.{ascii(name[:60])[1:-1]}",
                f"{n} times",
                "once; lists are separated by commas",
            )


def _host_of(header: str) -> str:
    """Return the name without port; an IPv6 address stands in brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def _below(path: str, base_path: str) -> str:
    """Return the path below the base path, also where a proxy has taken it off already."""
    if base_path and (path == base_path or path.startswith(base_path + "/")):
        return path[len(base_path) :] or "/"
    return path


def _limited(receive: Receive) -> Receive:
    """Stop reading a body that grows beyond the limit without saying so."""
    seen = 0

    async def read() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY_BYTES:
            raise TooLarge(f"The body is longer than {MAX_BODY_BYTES} bytes")
        return message

    return read


def _without_body(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head


def _headless(scope: Scope, response: Response) -> Response:
    if scope["method"] == "HEAD":
        response.body = b""
    return response
