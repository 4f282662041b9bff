"""Compression by what the asker accepts: brotli, else gzip, else none."""

from __future__ import annotations

import gzip
from typing import Literal

import brotli

Encoding = Literal["br", "gzip"]
MIN_BYTES = 1_000


def accepted(header: str) -> Encoding | None:
    """Return the better encoding that an Accept-Encoding header allows.

    >>> accepted("gzip;q=1.0, br;q=0"), accepted("deflate")
    ('gzip', None)
    """
    allowed = {name for name, quality in map(_item, header.split(",")) if quality > 0}
    if "br" in allowed:
        return "br"
    return "gzip" if "gzip" in allowed or "*" in allowed else None


def compress(body: bytes, encoding: Encoding, *, quality: int) -> bytes:
    """Compress; quality 1 is for answers made on the spot, higher ones for what is kept."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    return gzip.compress(body, quality, mtime=0)


def _item(text: str) -> tuple[str, float]:
    name, _, weight = text.partition(";")
    try:
        quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        quality = 0.0
    return name.strip().lower(), quality
