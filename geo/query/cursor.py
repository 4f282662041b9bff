"""Where the next page begins: the last feature number and what it was a page of."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Mapping

_FORMAT = ">Q4s"
MAX_FID = 2**63 - 1


def write_cursor(fid: int, question: Mapping[str, object]) -> str:
    """Return the cursor after a feature for one question; another question refuses it.

    >>> read_cursor(write_cursor(42, {"floor": "0"}), {"floor": "0"})
    42
    """
    packed = struct.pack(_FORMAT, fid, _mark(question))
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str, question: Mapping[str, object]) -> int:
    """Return the feature number after which to go on; ValueError says what is expected."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        fid, mark = struct.unpack(_FORMAT, packed)
    except (binascii.Error, struct.error, ValueError):
        raise ValueError("the cursor of a `next` link, unchanged") from None
    if mark != _mark(question) or fid > MAX_FID:
        raise ValueError("the cursor of a `next` link with the same filters beside it")
    return int(fid)


def _mark(question: Mapping[str, object]) -> bytes:
    told = sorted((name, str(value)) for name, value in question.items() if value is not None)
    return hashlib.blake2b(repr(told).encode("utf-8", "backslashreplace"), digest_size=4).digest()
