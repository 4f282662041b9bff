"""Vector tiles over HTTP, plain ASGI: tiles, TileJSON, styles, the list of layers.

/tiles/{layer}/{z}/{x}/{y}.mvt    /tiles/{layer}.json
/tiles/style/{light|dark}.json?lang=de|en    /tiles/layers.json
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from hashlib import blake2b
from http import HTTPStatus

import brotli
import orjson
from psycopg import Error

from geo.db import Database
from geo.errors import BadParameter, ElbraumError, Fault, NotFound
from geo.settings import Settings
from geo.words import Language
from tiles import style, tilejson
from tiles.cache import Tile, TileCache, TileKey
from tiles.http import Answer, Receive, Request, Scope, Send, problem, reply
from tiles.layers import layers_for
from tiles.log import ChangeLog
from tiles.render import Renderer

LOG = logging.getLogger(__name__)

TILE = re.compile(r"/tiles/([^/]+)/([^/]+)/([^/]+)/([^/]+)\.mvt")
LAYER = re.compile(r"/tiles/([^/]+)\.json")
STYLE = re.compile(r"/tiles/style/([^/]+)\.json")
NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
THEMES: dict[str, style.Theme] = {"light": "light", "dark": "dark"}
LANGUAGES: dict[str, Language] = {"de": "de", "en": "en"}
PACK_FROM_BYTES = 200
MEGABYTE = 1_000_000


def create(database: Database, settings: Settings) -> TileApp:
    """Make the application for everything below /tiles; close it with `aclose`."""
    return TileApp(database, settings)


class TileApp:
    """The ASGI callable with its cache."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.settings = settings
        self.database = database
        self.layers = layers_for(settings.audience)
        self.cache = TileCache(settings.tile_cache_mb * MEGABYTE)
        self.log = ChangeLog(database, self.cache)
        n_at_once = min(os.cpu_count() or 1, settings.pool_size)
        self.renderer = Renderer(database, self.cache, settings.audience, n_at_once=n_at_once)
        shared = "private" if settings.audience == "intern" else "public"
        self._caching = {
            "cache-control": f"{shared}, max-age=0, must-revalidate",
            "vary": "Accept-Encoding",
            "x-content-type-options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request.of(scope, self.settings.base_path)
        answer: Answer | None
        try:
            if request.method not in ("GET", "HEAD"):
                answer = Answer(HTTPStatus.METHOD_NOT_ALLOWED, b"", {"allow": "GET, HEAD"})
            else:
                answer = await self._route(request, receive)
        except ElbraumError as error:
            answer = problem(error, request.path)
        except Error:
            LOG.exception("the database refused what %s asks", request.path)
            answer = problem(ElbraumError("Elbraum failed", "run `elbraum check`"), request.path)
        if answer is not None:
            await reply(send, request, answer)

    async def aclose(self) -> None:
        """End what runs in the background; the database is not ours to close."""
        await self.log.close()

    async def _route(self, request: Request, receive: Receive) -> Answer | None:
        if match := TILE.fullmatch(request.path):
            request.expect_query()
            key = self._key(*match.groups())
            tile = await self._tile(key, receive)
            return None if tile is None else self._tile_answer(request, key, tile)
        if request.path == "/tiles/layers.json":
            request.expect_query()
            return self._document(
                request, tilejson.catalogue(self.layers.values(), request.base_url)
            )
        if match := STYLE.fullmatch(request.path):
            return self._style(request, match[1])
        if match := LAYER.fullmatch(request.path):
            request.expect_query()
            return await self._tilejson(request, match[1])
        raise NotFound(f"There is nothing at {request.path}", "see /tiles/layers.json")

    def _key(self, name: str, *numbers: str) -> TileKey:
        """Check the address of a tile; all its faults at once."""
        layer = self.layers.get(name)
        if layer is None:
            raise self._no_layer(name)
        faults = tuple(
            Fault(where, given[:40], "a whole number, 0 or more, without leading zero")
            for where, given in zip("zxy", numbers, strict=True)
            if not NUMBER.fullmatch(given)
        )
        if faults:
            raise BadParameter("The address of the tile cannot be read", faults=faults)
        z, x, y = (int(number) for number in numbers)
        if z not in layer.zooms:
            raise NotFound(
                f"The layer {name} has no tiles at zoom {z}",
                f"zooms {min(layer.zooms)} to {max(layer.zooms)}; beyond, draw the last larger",
            )
        faults = tuple(
            Fault(where, str(given), f"0 to {2**z - 1} at zoom {z}")
            for where, given in (("x", x), ("y", y))
            if given >= 2**z
        )
        if faults:
            raise BadParameter("The tile lies outside the world", faults=faults)
        return TileKey(name, z, x, y)

    async def _tile(self, key: TileKey, receive: Receive) -> Tile | None:
        """Return the tile as of now, or None where the client went away meanwhile."""
        if key in self.cache or not self.log.is_started:
            await self.log.catch_up()
            if (tile := self.cache.find(key)) is not None:
                return tile
        drawing = asyncio.ensure_future(self.renderer.draw(key))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({drawing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return await drawing if drawing.done() else None
        finally:
            leaving.cancel()
            drawing.cancel()

    def _tile_answer(self, request: Request, key: TileKey, tile: Tile) -> Answer:
        if not tile.body:
            return Answer(HTTPStatus.NO_CONTENT, b"", dict(self._caching))
        encoding = request.encoding() if len(tile.body) >= PACK_FROM_BYTES else "identity"
        is_packed = encoding in tile.packed
        headers = self._caching | {
            "content-type": "application/vnd.mapbox-vector-tile",
            "etag": f'"{tile.digest}-{encoding}"',
        }
        if encoding != "identity":
            headers["content-encoding"] = encoding
        body = tile.bytes_as(encoding)
        if not is_packed:
            self.cache.weigh(key)
        return Answer(HTTPStatus.OK, body, headers)

    def _style(self, request: Request, theme: str) -> Answer:
        request.expect_query("lang")
        lang = request.query.get("lang", "de")
        if theme not in THEMES:
            raise NotFound(f"There is no style {theme[:40]!r}", "light or dark")
        if lang not in LANGUAGES:
            fault = Fault("lang", lang[:40], "de or en")
            raise BadParameter("The language is not known", faults=(fault,))
        made = style.build(THEMES[theme], LANGUAGES[lang], self.layers, request.base_url)
        return self._document(request, made)

    async def _tilejson(self, request: Request, name: str) -> Answer:
        layer = self.layers.get(name)
        if layer is None:
            raise self._no_layer(name)
        facts = await tilejson.facts(self.database)
        return self._document(request, tilejson.document(layer, facts, request.base_url))

    def _document(self, request: Request, content: object) -> Answer:
        body = orjson.dumps(content)
        digest = blake2b(body, digest_size=12).hexdigest()
        encoding = "br" if request.encoding() == "br" else "identity"
        headers = self._caching | {
            "content-type": "application/json",
            "etag": f'"{digest}-{encoding}"',
            "vary": "Accept-Encoding, Host",
        }
        if encoding == "br":
            headers["content-encoding"] = "br"
            body = brotli.compress(body, quality=4)
        return Answer(HTTPStatus.OK, body, headers)

    def _no_layer(self, name: str) -> NotFound:
        return NotFound(f"There is no layer {name[:40]!r}", f"layers: {', '.join(self.layers)}")


async def _left(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
