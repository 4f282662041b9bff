"""The built web app: hashed files for ever, the page itself asked for each time."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from geo.errors import NotFound
from services.api.encoding import MIN_BYTES, Encoding, accepted, compress
from services.api.errors import path_of, problem
from services.api.refusals import WrongMethod

# Good compression that a first visitor does not have to wait for.
QUALITY = 6

_HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_COMPRESSIBLE = re.compile(r"^(text/|image/svg|application/(json|javascript|wasm|manifest))")
_TYPES = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json", ".wasm": "application/wasm",
    ".svg": "image/svg+xml", ".json": "application/json", ".css": "text/css", ".html": "text/html",
}  # fmt: skip


@dataclass(slots=True)
class StaticFile:
    """One file in memory, with its compressed forms once somebody has asked for them."""

    body: bytes
    media_type: str
    modified_ns: int
    forms: dict[Encoding, bytes] = field(default_factory=dict)

    def form(self, encoding: Encoding | None) -> bytes:
        """Return the bytes in an encoding."""
        if encoding is None:
            return self.body
        if encoding not in self.forms:
            self.forms[encoding] = compress(self.body, encoding, quality=QUALITY)
        return self.forms[encoding]

    @property
    def is_compressible(self) -> bool:
        """Tell whether compression would gain something."""
        return len(self.body) > MIN_BYTES and bool(_COMPRESSIBLE.match(self.media_type))


class StaticFiles:
    """ASGI application over the folder of the built web app."""

    def __init__(self, root: Path) -> None:
        """Remember the folder; files are read when they are asked for."""
        self._root = root.resolve()
        self._known: dict[Path, StaticFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers={"allow": "GET, HEAD, OPTIONS"})
        if scope["method"] != "GET":
            refusal = WrongMethod("The web app is only read", hint="GET, HEAD, OPTIONS")
            return problem(refusal, path_of(scope), {"allow": "GET, HEAD, OPTIONS"})
        path = self._find(scope["path"].lstrip("/") or "index.html")
        if path is None:
            return problem(self._missing(), path_of(scope))
        return self._send(path, self._read(path), Headers(scope=scope))

    def _find(self, name: str) -> Path | None:
        """Return the file, or the page itself for a place inside the app."""
        try:
            path = (self._root / name).resolve()
            if path.is_relative_to(self._root) and path.is_file():
                return path
        except OSError:  # a name longer than any file's
            return None
        page = self._root / "index.html"
        is_place = "." not in name.rpartition("/")[2]
        return page if is_place and page.is_file() else None

    def _read(self, path: Path) -> StaticFile:
        modified_ns = path.stat().st_mtime_ns
        known = self._known.get(path)
        if known is None or known.modified_ns != modified_ns:
            guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            media_type = _TYPES.get(path.suffix, guessed)
            known = self._known[path] = StaticFile(path.read_bytes(), media_type, modified_ns)
        return known

    def _send(self, path: Path, file: StaticFile, headers: Headers) -> Response:
        wanted = accepted(headers.get("accept-encoding", "")) if file.is_compressible else None
        digest = hashlib.blake2b(file.body, digest_size=9).hexdigest()
        etag = f'"{digest}-{wanted}"' if wanted else f'"{digest}"'
        for_ever = path.parent.name == "assets" and _HASHED.search(path.name)
        told = {
            "etag": etag,
            "cache-control": "public, max-age=31536000, immutable" if for_ever else "no-cache",
            "vary": "Accept-Encoding",
        }
        if etag in {item.strip() for item in headers.get("if-none-match", "").split(",")}:
            return Response(status_code=304, headers=told)
        if wanted:
            told["content-encoding"] = wanted
        return Response(file.form(wanted), headers=told, media_type=file.media_type)

    def _missing(self) -> NotFound:
        if not (self._root / "index.html").is_file():
            return NotFound("The web app is not built", hint="run `make web`")
        return NotFound("There is no such file", hint="the app begins at /")
