"""Elbraum on a PostGIS where its login is no superuser."""

import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from geo.errors import DatabaseNotReady
from geo.settings import Settings
from services.region.check import State, run_checks
from services.region.cluster import Cluster
from services.region.extent import KNOWN_EXTENTS
from services.region.regions import init
from services.region.server import Server
from services.region.setup import setup_sql
from tests.conftest import SESSION

REGION = f"{SESSION}foreign"


@pytest.fixture
def login(cluster: Cluster) -> Iterator[str]:
    """A login that may do nothing yet."""
    name = f"gis_{SESSION}"
    identifier = sql.Identifier(name)
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(identifier))
        yield name
        database = sql.Identifier(f"elbraum_{REGION}")
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        admin.execute(sql.SQL("DROP ROLE {}").format(identifier))


@pytest.fixture
def server(cluster: Cluster, login: str) -> Server:
    """The server as somebody else's: reached by one login, the cluster not ours."""
    url = f"postgresql://{login}@/?host={cluster.place.socket}"
    return Server(Settings(_env_file=None, region=REGION, database_url=url))


def _set_up(cluster: Cluster, login: str) -> None:
    """Do what the database administrator does."""
    psql = [cluster.installation.program("psql"), "-XqAt", cluster.dsn("postgres", "postgres")]
    subprocess.run(psql, input=setup_sql(REGION, login), text=True, check=True)


def test_without_rights_the_message_says_what_the_administrator_runs(server: Server) -> None:
    with pytest.raises(DatabaseNotReady, match="cannot create the database") as refused:
        init(server, KNOWN_EXTENTS["dresden"])
    assert "db setup-sql" in refused.value.hint


def test_after_the_setup_script_a_plain_login_makes_and_serves_the_region(
    server: Server, cluster: Cluster, login: str
) -> None:
    _set_up(cluster, login)
    made = init(server, KNOWN_EXTENTS["dresden"])
    assert not made.created
    with server.database() as database, database.reading("intern") as conn:
        row = conn.execute("SELECT current_user::text AS who, name FROM geo.region").fetchone()
    assert row == {"who": "elbraum_web", "name": REGION}


def test_the_setup_script_may_run_twice(server: Server, cluster: Cluster, login: str) -> None:
    _set_up(cluster, login)
    _set_up(cluster, login)
    assert server.has_database()


def test_check_names_the_barrier_that_is_missing(
    server: Server, cluster: Cluster, login: str
) -> None:
    _set_up(cluster, login)
    init(server, KNOWN_EXTENTS["dresden"])
    warned = [one for one in run_checks(server) if one.state is State.WARN]
    assert [one.name for one in warned] == ["web_login_is_not_owner"]
    assert login in warned[0].detail
    assert "ELBRAUM_OWNER_URL" in warned[0].hint


def test_without_postgis_the_message_names_it(cluster: Cluster, login: str, server: Server) -> None:
    script = setup_sql(REGION, login).split("CREATE EXTENSION")[0]
    psql = [cluster.installation.program("psql"), "-XqAt", cluster.dsn("postgres", "postgres")]
    subprocess.run(psql, input=script, text=True, check=True)
    with pytest.raises(DatabaseNotReady, match="the extension postgis is missing"):
        init(server, KNOWN_EXTENTS["dresden"])
