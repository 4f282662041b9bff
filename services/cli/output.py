"""What commands print: results to stdout, progress and advice to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geo.errors import ElbraumError

if TYPE_CHECKING:
    from services.region.regions import Progress


def result(content: Any, lines: Sequence[str], *, as_json: bool) -> None:  # noqa: ANN401
    """Print a result for a person or, as one JSON document, for a program."""
    if as_json:
        sys.stdout.write(json.dumps(content, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def next_step(text: str) -> None:
    """Say, as the last line, what to do now."""
    sys.stderr.write(f"Next: {text}\n")


def note(text: str) -> None:
    """Say what happens, apart from the result."""
    sys.stderr.write(f"{text}\n")


def failure(error: ElbraumError, *, as_json: bool) -> None:
    """Print an error with its code, all faults and the next step."""
    content = {
        "code": error.code,
        "detail": error.detail,
        "hint": error.hint,
        "params": error.params,
        "faults": [fault.as_dict() for fault in error.faults],
    }
    if as_json:
        result({"error": content}, [], as_json=True)
    sys.stderr.write(f"{error}\n")


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Draw a bar on stderr; without a terminal one line for each new step."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line_by_line()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=1.0)

        def draw(step: str, share: float) -> None:
            bar.update(task, description=step, completed=share)

        yield draw


def _line_by_line() -> Progress:
    seen: set[str] = set()

    def write(step: str, share: float) -> None:
        del share
        if step not in seen:
            seen.add(step)
            note(step)

    return write
