"""Commands that make, check, save and restore regions."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli import output
from services.cli.options import AsJson, File, Scale, settings_for

db_app = typer.Typer(help="For administrators of an existing PostGIS.", no_args_is_help=True)

MARKS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL", "skip": "-   "}


def init(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Lower-case letters, digits, underscore.")],
    extent: Annotated[
        str | None,
        typer.Option(metavar="W,S,E,N", help="Box in degrees, longitude first; known: dresden."),
    ] = None,
    sample: Annotated[Scale | None, typer.Option(help="Fill with generated data.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a region: a database with all tables, empty or with sample data.

    For example `elbraum init mustermonzel --extent 6.8,49.8,7.1,50.0`. Run again, it migrates the
    region and changes nothing else. Outlines outside the extent are refused later on.
    """
    from services.region.extent import Extent
    from services.region.regions import fill_sample
    from services.region.regions import init as make
    from services.region.server import open_server

    box = Extent.parse(extent) if extent else None
    with open_server(settings_for(context, name)) as server:
        made = make(server, box, led_in="here" if sample else "alkis")
        filled = False
        if sample:
            with output.progress("sample data") as progress:
                filled = fill_sample(server, sample, progress)
    content = {**made.__dict__, "sample": sample if filled else None}
    verb = "made" if made.created else "is up to date"
    output.result(
        content, [f"region {name} {verb}: {made.database}, {made.extent}"], as_json=as_json
    )
    output.next_step(f"elbraum --region {name} load SOURCE FILE, or elbraum --region {name} up")


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Ask everything that can be wrong with the region, and say what helps.

    The exit code is 62 if something is broken; a warning (a missing barrier, an old library)
    leaves it at 0.
    """
    from services.region.check import State, run_checks
    from services.region.server import open_server

    results = []
    with open_server(settings_for(context)) as server:
        for one in run_checks(server):
            results.append(one)
            if not as_json:
                _print_check(one.state, one.title, one.detail, one.hint)
    if as_json:
        output.result([one.as_dict() for one in results], [], as_json=True)
    worst = {one.state for one in results}
    output.next_step(
        "follow the hints above" if worst & {State.FAIL, State.WARN} else "all is well"
    )
    raise typer.Exit(62 if State.FAIL in worst else 0)


def migrate(context: typer.Context, as_json: AsJson = False) -> None:
    """Bring tables, functions, views and vocabulary of the region to this version of Elbraum."""
    from geo.db import migration_state
    from services.region.regions import migrate as migrate_region
    from services.region.server import open_server

    with open_server(settings_for(context)) as server:
        migrate_region(server)
        state = migration_state(server.owner_access)
    output.result({"revision": state.current}, [f"revision {state.current}"], as_json=as_json)
    output.next_step("elbraum check")


def backup(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Save the region to FILE in pg_dump's custom format, with a manifest beside it.

    FILE.manifest.json counts the rows of each table with a checksum; keep both together.
    """
    from services.region.backup import backup as save
    from services.region.server import open_server

    with open_server(settings_for(context)) as server:
        manifest = save(server, file)
    content = {"file": str(file), "n_rows": manifest.n_rows, "sha256": manifest.sha256}
    said = f"{file}: {len(manifest.tables)} tables, {manifest.n_rows} rows"
    output.result(content, [said], as_json=as_json)
    output.next_step(f"copy {file} and its manifest to another machine; elbraum restore {file}")


def bundle(file: File, as_json: AsJson = False) -> None:
    """Pack Elbraum into FILE (.tar.gz): code, web app and wheels, to install without internet.

    On the other machine PostgreSQL with PostGIS and Python of the same version must be there;
    unpack the archive and run `make run` in it.
    """
    from services.region.bundle import bundle as pack

    n_bytes = pack(file, output.note)
    output.result(
        {"file": str(file), "n_bytes": n_bytes}, [f"{file}: {n_bytes:,} bytes"], as_json=as_json
    )
    output.next_step(f"copy {file} to the other machine, unpack it, run `make run` in it")


def restore(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Make the region from a backup and compare all counts and checksums.

    The region must not exist; choose another name by `--region`, or `elbraum drop` it first.
    """
    from services.region.backup import restore as bring_back
    from services.region.server import open_server

    with open_server(settings_for(context)) as server:
        manifest = bring_back(server, file)
        region = server.settings.region
    content = {"region": region, "n_rows": manifest.n_rows, "made_at": manifest.made_at}
    said = f"region {region}: {manifest.n_rows} rows as of {manifest.made_at}, all counts agree"
    output.result(content, [said], as_json=as_json)
    output.next_step(f"elbraum --region {region} check")


def drop(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Region to remove.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a region with all its data and its history. Write a backup first."""
    from services.region.backup import drop as remove
    from services.region.server import no_such_region, open_server

    if not yes:
        typer.confirm(f"Remove the region {name} with all its data?", abort=True, err=True)
    with open_server(settings_for(context, name)) as server:
        if not remove(server):
            raise no_such_region(name)
    output.next_step(f"elbraum init {name} --extent W,S,E,N, or elbraum restore FILE")


@db_app.command("setup-sql")
def setup_sql(
    context: typer.Context,
    login: Annotated[
        str | None, typer.Option(help="Login of ELBRAUM_DATABASE_URL; default: its user.")
    ] = None,
    owner_login: Annotated[
        str | None, typer.Option(help="Login of ELBRAUM_OWNER_URL, if migrations have their own.")
    ] = None,
) -> None:
    """Print what a database administrator runs once: roles, database, extensions.

    Afterwards Elbraum runs without superuser. For example
    `elbraum --region dresden db setup-sql --login gis | psql -h db.example -U postgres`.
    """
    from geo.errors import BadParameter
    from services.region.server import access_to
    from services.region.setup import setup_sql as script

    settings = settings_for(context)
    for url in (settings.database_url, settings.owner_url):
        user = access_to(url, settings.region).login if url else None
        login = login or (user if url == settings.database_url else None)
        owner_login = owner_login or (user if url == settings.owner_url else None)
    if login is None:
        raise BadParameter("the login is not known", "add --login NAME or ELBRAUM_DATABASE_URL")
    output.result({}, [script(settings.region, login, owner_login)], as_json=False)
    output.next_step(f"psql as superuser runs it; then elbraum init {settings.region}")


def _print_check(state: str, title: str, detail: str, hint: str) -> None:
    """Print one check in one line, and its hint below."""
    lines = [f"{MARKS[state]}  {title}" + (f" ({detail})" if detail else "")]
    output.result({}, [*lines, *([f"      → {hint}"] if hint else [])], as_json=False)


COMMANDS = (init, check, migrate, backup, bundle, restore, drop)
