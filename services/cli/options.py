"""Options that several commands share, and the settings they act on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

Scale = Literal["demo", "city", "region"]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON document.")]
File = Annotated[Path, typer.Argument(help="File to read or write.", metavar="FILE")]


def settings_for(context: typer.Context, region: str | None = None) -> Any:  # noqa: ANN401
    """Read the settings; a region named on the command line goes before ELBRAUM_REGION."""
    from geo.settings import Settings

    chosen = region or context.obj
    return Settings(region=chosen) if chosen else Settings()
