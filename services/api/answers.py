"""Answers: JSON bytes with a strong ETag, 304 for who has them already, pages with links."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.query import PageQuery, write_cursor
from geo.store import FeaturePage, StoredObject
from services.api.encoding import MIN_BYTES, accepted, compress

JSON = "application/json"
GEOJSON = "application/geo+json"


class GeoJson(JSONResponse):
    """Names the media type for OpenAPI, which describes documents of JSON only."""

    media_type = GEOJSON


def json_answer(request: Request, body: object, *, media_type: str = JSON) -> Response:
    """Answer with a document."""
    return bytes_answer(request, orjson.dumps(body), media_type=media_type)


def bytes_answer(
    request: Request, body: bytes, *, media_type: str = JSON, version: str = ""
) -> Response:
    """Answer with finished bytes; the ETag names the version, if any, and the very bytes."""
    digest = hashlib.blake2b(body, digest_size=9).hexdigest()
    encoding = (
        accepted(request.headers.get("accept-encoding", "")) if len(body) > MIN_BYTES else None
    )
    parts = [version, digest, encoding]
    headers = {
        "etag": '"{}"'.format("-".join(part for part in parts if part)),
        # Ask again each time: an edit is seen on the next request.
        "cache-control": "private, no-cache",
        "vary": "Accept-Encoding",
    }
    if _has_it(request.headers.get("if-none-match", ""), headers["etag"]):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["content-encoding"] = encoding
        body = compress(body, encoding, quality=1)
    return Response(body, headers=headers, media_type=media_type)


def object_answer(request: Request, found: StoredObject) -> Response:
    """Answer with one object; its ETag begins with `<id>-<row_version>`, which If-Match takes."""
    body = orjson.dumps(found.feature)
    version = f"{found.id}-{found.row_version}"
    return bytes_answer(request, body, media_type=GEOJSON, version=version)


def collection_answer(request: Request, features: list[dict[str, Any]]) -> Response:
    """Answer with a collection that fits one page."""
    body = {
        "type": "FeatureCollection", "features": features, "links": [],
        "number_returned": len(features),
    }  # fmt: skip
    return json_answer(request, body, media_type=GEOJSON)


def page_answer(request: Request, query: PageQuery, page: FeaturePage) -> Response:
    """Answer with a page whose features are finished texts, and the link to the next one."""
    links = []
    if page.next_fid is not None:
        cursor = write_cursor(page.next_fid, query.question())
        told = {**query.model_dump(mode="json", exclude_unset=True), "cursor": cursor}
        base = request.app.state.settings.base_path
        href = f"{base}{request.url.path}?{urlencode(told, safe=',:')}"
        links.append({"rel": "next", "href": href, "type": GEOJSON})
    tail = orjson.dumps({"links": links, "number_returned": len(page.features)})
    body = b"".join([
        b'{"type":"FeatureCollection","features":[',
        ",".join(feature.text for feature in page.features).encode(),
        b"],", tail[1:],
    ])  # fmt: skip
    return bytes_answer(request, body, media_type=GEOJSON)


def _has_it(if_none_match: str, etag: str) -> bool:
    known = {item.strip().removeprefix("W/") for item in if_none_match.split(",")}
    return "*" in known or etag in known
