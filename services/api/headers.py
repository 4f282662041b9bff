"""Headers that keep a browser from doing more than this app needs."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.settings import Settings

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Map services often ask who shows their pictures; pages and paths are not their business.
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
}


def content_policy(settings: Settings) -> str:
    """Return the Content-Security-Policy: itself, and the base maps that the settings name."""
    maps = sorted({_origin(base_map.url) for base_map in settings.base_maps} - {""})
    outside = "".join(f" {origin}" for origin in maps)
    return "; ".join([
        "default-src 'self'",
        f"img-src 'self' data: blob:{outside}",
        f"connect-src 'self'{outside}",
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ])  # fmt: skip


def with_headers(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Add the headers to every answer that does not set them itself."""
    fixed = {**_ALWAYS, "content-security-policy": content_policy(settings)}

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in fixed.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_with if scope["type"] == "http" else send)

    return answer


def _origin(url: str) -> str:
    """Return scheme and host; tile templates may have a `{s}` for several hosts."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{'*' + host[3:] if host.startswith('{s}') else host}"
