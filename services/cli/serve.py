"""Commands that start, stop and look at a running Elbraum."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import output
from services.cli.options import AsJson, Scale, settings_for

if TYPE_CHECKING:
    from geo.settings import Settings
    from services.region.server import Server


def up(
    context: typer.Context,
    sample: Annotated[
        Scale | None, typer.Option(help="Fill a region that is still empty with sample data.")
    ] = None,
) -> None:
    """Start PostgreSQL and the web app, and keep them until Ctrl-C.

    Makes the region first if it does not exist, and migrates it if it is behind. Prints the
    address as soon as it answers. A second `elbraum up` prints the address of the first.
    Ctrl-C or SIGTERM ends everything that was started.
    """
    from services.region.place import choose_place
    from services.region.server import open_server
    from services.region.supervise import RunFile, public_url, require_free_port

    settings = settings_for(context)
    run_file = RunFile(choose_place(settings))
    if run_file.is_held():
        output.result({}, [run_file.read().get("url", public_url(settings))], as_json=False)
        output.next_step("it runs already; `elbraum down` ends it")
        return
    with run_file.held() as handle:
        run_file.end_orphans()
        require_free_port(settings)
        with open_server(settings) as server:
            _say_start(server)
            _prepare(server, sample)
            raise typer.Exit(_serve(server, lambda content: run_file.write(handle, content)))


def down(context: typer.Context) -> None:
    """End what `elbraum up` started in this checkout, wherever it runs."""
    from services.region.cluster import Cluster
    from services.region.place import choose_place
    from services.region.supervise import RunFile

    settings = settings_for(context)
    run_file = RunFile(choose_place(settings))
    ended = run_file.end_holder() or run_file.end_orphans() > 0
    cluster = Cluster(settings)
    if not settings.database_url and cluster.running:
        ended = cluster.stop_if_unused() or ended
        if cluster.running:
            output.note("another command still uses PostgreSQL and will stop it")
    output.note("ended" if ended else "nothing ran")
    output.next_step("`elbraum up` starts it again; the data are kept")


def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Say what runs: web, PostgreSQL and which regions there are.

    The exit code is 60 while the web does not answer, so that a health check can call it.
    """
    from services.region.place import choose_place
    from services.region.supervise import RunFile, is_healthy, public_url

    settings = settings_for(context)
    run_file = RunFile(choose_place(settings))
    url = run_file.read().get("url", public_url(settings))
    content: dict[str, Any] = {
        "serving": run_file.is_held(),
        "healthy": is_healthy(url),
        "url": url,
        **_server_status(settings),
    }
    lines = [f"{name:10} {_words(value)}" for name, value in content.items()]
    output.result(content, lines, as_json=as_json)
    output.next_step("`elbraum check` looks closer" if content["healthy"] else "elbraum up")
    raise typer.Exit(0 if content["healthy"] else 60)


def psql(
    context: typer.Context,
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Passed on to psql, after `--`.")
    ] = None,
    role: Annotated[str, typer.Option(help="Login or role to work as.")] = "elbraum_web",
) -> None:
    """Open psql on the region, as the web's role unless another is named.

    For example `elbraum psql -- -c "SELECT * FROM geo.region"`, or `elbraum psql --role postgres`.
    """
    from psycopg import conninfo

    from services.region.installation import get_installation
    from services.region.server import open_server

    with open_server(settings_for(context)) as server:
        dsn = server.access.conninfo("postgres")
        if server.cluster:
            dsn = server.cluster.dsn(server.access.database, role)
        parts = conninfo.conninfo_to_dict(dsn)
        environment = dict(os.environ)
        if "password" in parts:
            environment["PGPASSWORD"] = str(parts.pop("password"))
        installation = server.cluster.installation if server.cluster else get_installation()
        target = conninfo.make_conninfo("", **parts)
        command = [installation.program("psql"), target, *(arguments or [])]
        with suppress(KeyboardInterrupt):
            raise typer.Exit(subprocess.run(command, check=False, env=environment).returncode)


def _say_start(server: Server) -> None:
    """Tell what the start of the private cluster found."""
    started = server.started
    if started is None or started.already_running:
        return
    if started.created:
        output.note("made a private PostGIS cluster")
    if started.recovered:
        output.note("PostgreSQL was not shut down last time; it recovered all committed data")


def _prepare(server: Server, sample: Scale | None) -> None:
    """Make the region if it is new and bring it up to date."""
    from services.region.regions import dataset_kinds, fill_sample, init, is_current

    is_new = not server.has_database()
    if is_new or not is_current(server):
        output.note(f"{'making' if is_new else 'migrating'} the region {server.settings.region}")
        init(server, led_in="here" if sample else "alkis")
    if sample and not dataset_kinds(server):
        with output.progress("sample data") as progress:
            fill_sample(server, sample, progress)


def _serve(server: Server, tell: Any) -> int:  # noqa: ANN401 - a callback of one dict
    """Start the programs, print the address when it answers, wait for the end."""
    from services.region.supervise import Supervisor, public_url, web_program

    url = public_url(server.settings)
    supervisor = Supervisor([web_program(server)])
    try:
        supervisor.start()
        pids = {name: process.pid for name, process in supervisor.processes.items()}
        tell({"pid": os.getpid(), "url": url, "programs": pids})
        if supervisor.wait_for_health(url):
            output.result({}, [url], as_json=False)
            output.next_step(f"open {url} in a browser; Ctrl-C ends Elbraum")
        return supervisor.wait(server)
    finally:
        supervisor.end()
        output.note("ended")


def _server_status(settings: Settings) -> dict[str, Any]:
    """Look at the server without starting it."""
    from services.region.cluster import Cluster
    from services.region.server import Server

    if settings.database_url:
        return {"database": "existing server", "regions": Server(settings).list_databases()}
    cluster = Cluster(settings)
    if not cluster.running:
        return {"database": "private cluster, stopped", "regions": []}
    server = Server(settings.model_copy(update={"database_url": cluster.url}), cluster)
    return {
        "database": f"private cluster, pid {cluster.pid}, in {cluster.place.data}",
        "regions": [name.removeprefix("elbraum_") for name in server.list_databases()],
    }


def _words(value: Any) -> str:  # noqa: ANN401
    """Write a value as people say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) or "none" if isinstance(value, list) else str(value)


COMMANDS = (up, down, status, psql)
