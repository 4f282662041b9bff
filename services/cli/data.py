"""Commands that bring data into a region and take them out again."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer

from services.cli import output
from services.cli.options import AsJson, File, settings_for

sample_app = typer.Typer(help="The generated sample data of a region.", no_args_is_help=True)

COUNTS = ("read", "new", "changed", "unchanged", "gone", "invalid", "conflict")


def load(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="districts, alkis, osm, addresses, stops, …")],
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, but change nothing.")] = False,
    complete: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help="The file is complete for this area; repeat for more."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Load a file of a known source in one transaction that can be undone.

    The same file twice changes nothing. An object that is missing in the file is gone only inside
    the area that the file covers or that --complete names. What people changed here meanwhile is
    kept, and a conflict is reported.
    """
    from geo.sources import load as load_file
    from services.region.server import open_server

    with (
        open_server(settings_for(context)) as server,
        server.database() as database,
        output.progress(f"load {source}") as progress,
    ):
        report = load_file(
            database,
            source,
            file,
            dry_run=dry_run,
            complete=complete or [],
            actor=actor(),
            progress=progress,
        )
    content = report.as_dict()
    output.result(content, report_lines(content), as_json=as_json)
    undo_hint = f"elbraum undo {content['tx_id']}" if content.get("tx_id") else ""
    output.next_step("load it without --dry-run" if dry_run else undo_hint or "nothing changed")


def undo(
    context: typer.Context,
    tx: Annotated[int, typer.Argument(help="Number that the load or the history names.")],
    reason: Annotated[str, typer.Option(help="Why, for the history.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take back one transaction by a new one; refused if later edits touch the same objects."""
    from geo.edits.undo import undo as take_back
    from services.region.server import open_server

    with open_server(settings_for(context)) as server, server.database() as database:
        counts = take_back(database, tx, actor=actor(), reason=reason)
    lines = [f"{table:24} {count}" for table, count in counts.items()]
    output.result(counts, lines or ["nothing to take back"], as_json=as_json)
    output.next_step("elbraum check")


@sample_app.command("drop")
def sample_drop(context: typer.Context, as_json: AsJson = False) -> None:
    """Remove all sample data, so that real parcels, buildings and units may be loaded."""
    from geo.sample import drop
    from services.region.server import open_server

    with open_server(settings_for(context)) as server, server.database() as database:
        counts: dict[str, int] = drop(database, actor=actor())
    lines = [f"{table:24} {count}" for table, count in counts.items()]
    output.result(counts, lines or ["no sample data"], as_json=as_json)
    output.next_step("elbraum load alkis FILE")


def actor() -> str:
    """Name who acts in the history: the operating system's user."""
    return f"cli:{getpass.getuser()}"


def report_lines(content: dict[str, Any]) -> list[str]:
    """Write a load's report as a table with its findings."""
    lines = ["".ljust(18) + "".join(f"{name:>10}" for name in COUNTS)]
    for kind, counts in content.get("objects", {}).items():
        lines.append(kind.ljust(18) + "".join(f"{counts.get(name, 0):>10}" for name in COUNTS))
    findings = content.get("findings", [])
    return [*lines, *("  - " + ", ".join(f"{k} {v}" for k, v in one.items()) for one in findings)]


COMMANDS = (load, undo)
