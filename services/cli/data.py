"""Commands that bring data into a region and take them out again."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer

from services.cli import output
from services.cli.options import AsJson, File, settings_for

sample_app = typer.Typer(help="The generated sample data of a region.", no_args_is_help=True)

COUNTS = ("read", "new", "changed", "unchanged", "gone", "invalid", "conflict")
SHOWN_PER_KIND = 5


def load(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="districts, alkis, osm, addresses, stops, …")],
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, but change nothing.")] = False,
    complete: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help="The file is complete for this area; repeat for more."),
    ] = None,
    layer: Annotated[str | None, typer.Option(help="One layer of FILE, as FILE#LAYER.")] = None,
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
            actor=actor(),
            dry_run=dry_run,
            complete=tuple(complete or ()),
            layer=layer,
            progress=progress,
        )
    content = report.as_dict()
    output.result(content, report_lines(content), as_json=as_json)
    output.next_step(_after(content))


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
        counts: dict[str, int] = drop(database)
    lines = [f"{table:24} {count}" for table, count in counts.items()]
    output.result(counts, lines or ["no sample data"], as_json=as_json)
    output.next_step("elbraum load alkis FILE")


def actor() -> str:
    """Name who acts in the history: the operating system's user."""
    return f"cli:{getpass.getuser()}"


def report_lines(content: dict[str, Any]) -> list[str]:
    """Write a load's report: a table of counts, then what was noticed, the first of each kind."""
    lines = ["".ljust(18) + "".join(f"{name:>10}" for name in COUNTS)]
    for kind, counts in content["objects"].items():
        lines.append(kind.ljust(18) + "".join(f"{counts[name]:>10}" for name in COUNTS))
    for kind, count in content["finding_counts"].items():
        lines.append(f"{kind}: {count}")
        of_kind = [one for one in content["findings"] if one["kind"] == kind]
        lines += [f"  - {one['object']}: {one['reason']}" for one in of_kind[:SHOWN_PER_KIND]]
    if content["decisions"]:
        lines.append(f"{content['decisions']} for the decision list")
    return lines


def _after(content: dict[str, Any]) -> str:
    """Advise what to do after a load."""
    if content["dry_run"]:
        return "the same command without --dry-run loads it"
    if not any(c["new"] or c["changed"] or c["gone"] for c in content["objects"].values()):
        return "nothing changed; the region holds what the file says"
    return f"elbraum check; `elbraum undo {content['tx_id']}` takes this load back"


COMMANDS = (load, undo)
