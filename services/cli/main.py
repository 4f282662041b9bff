"""Assemble the commands, turn errors into messages and exit codes."""

from __future__ import annotations

import logging
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from geo.errors import BadParameter, ElbraumError, Fault
from services.cli import data, output, regions, serve

TERMINATED_EXIT_CODE = 143

app = typer.Typer(
    name="elbraum",
    help="Elbraum manages commercial space and vacancy of a region on a PostGIS database.\n\n"
    "A region is a database: `elbraum init NAME --extent W,S,E,N` makes one, `--region NAME` or "
    "ELBRAUM_REGION chooses it. Without ELBRAUM_DATABASE_URL each command starts the private "
    "cluster of this checkout for as long as it needs it.\n\n"
    "Results go to stdout, progress to stderr. Exit codes: 0 done, 2 usage, 20-29 bad input, "
    "30-39 conflict, 40 not found, 60-69 something that is needed does not answer, 70 a fault of "
    "Elbraum.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(regions.db_app, name="db")
app.add_typer(data.sample_app, name="sample")
for command in (*serve.COMMANDS, *regions.COMMANDS, *data.COMMANDS):
    app.command()(command)


@app.callback()
def options(
    context: typer.Context,
    region: Annotated[
        str | None, typer.Option(metavar="NAME", help="Region to work on; default ELBRAUM_REGION.")
    ] = None,
    verbose: Annotated[bool, typer.Option(help="Tell each step with its count and time.")] = False,
) -> None:
    """Read the settings once and pass them down."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    context.obj = region


def main() -> None:
    """Run the command line; scripts rely on the exit codes."""
    signal.signal(signal.SIGTERM, _end)
    as_json = "--json" in sys.argv
    try:
        app()
    except ElbraumError as error:
        output.failure(error, as_json=as_json)
        sys.exit(error.exit_code)
    except ValueError as error:
        wrong_settings = settings_error(error)
        if wrong_settings is None:
            raise
        output.failure(wrong_settings, as_json=as_json)
        sys.exit(wrong_settings.exit_code)


def settings_error(error: ValueError) -> BadParameter | None:
    """Translate what pydantic found in ELBRAUM_… variables; all faults at once."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError) or error.title != "Settings":
        return None
    faults = tuple(
        Fault("ELBRAUM_" + "__".join(map(str, one["loc"])).upper(), repr(one["input"]), one["msg"])
        for one in error.errors()
    )
    return BadParameter("the settings cannot be used", "correct the variables", faults=faults)


def _end(number: int, frame: FrameType | None) -> None:
    """Leave by way of the cleanups, so that the private cluster is stopped."""
    del number, frame
    sys.exit(TERMINATED_EXIT_CODE)
