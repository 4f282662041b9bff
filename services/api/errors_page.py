"""The page of all error codes, written from the classes: code, status, exit code, meaning."""

from __future__ import annotations

from collections.abc import Iterator

from geo.errors import ElbraumError
from services.api.errors import status_of

HEAD = """# Errors

Every error has a stable code. Over HTTP it is a problem document (`application/problem+json`,
RFC 9457) with `type`, `title`, `status`, `code`, `detail`, `hint`, `params`, `faults`, `instance`;
`faults` lists all that is wrong at once, each with `where`, `found`, `expected`, `hint`, `code`.
On the command line the exit code tells the kind.

| code | HTTP | exit | meaning |
|---|---|---|---|
"""


def errors_page() -> str:
    """Return the page as Markdown."""
    rows = sorted(
        {(cls.exit_code, status_of(cls), cls.code, _meaning(cls)) for cls in _family(ElbraumError)}
    )
    lines = [
        f'| <a id="{code}"></a>`{code}` | {status} | {exit_code} | {meaning} |'
        for exit_code, status, code, meaning in rows
    ]
    return HEAD + "\n".join(lines) + "\n"


def _family(cls: type[ElbraumError]) -> Iterator[type[ElbraumError]]:
    yield cls
    for child in cls.__subclasses__():
        # A test's own classes are no part of the product.
        if child.__module__.partition(".")[0] in ("geo", "services", "tiles", "scenarios"):
            yield from _family(child)


def _meaning(cls: type[ElbraumError]) -> str:
    return (cls.__doc__ or "").splitlines()[0]
