"""A PostGIS of the tests' own: one transaction for each test (`db`) or one region (`region`)."""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row

from geo.db import Database
from geo.settings import Settings
from services.region.cluster import TEST, Cluster
from services.region.extent import KNOWN_EXTENTS
from services.region.regions import init
from services.region.server import Server

ROOT = Path(__file__).resolve().parents[1]
# Whatever shapes an empty region; another content makes another template.
SHAPING = [
    *("geo/migrations", "geo/sql", "geo/schema", "geo/words", "geo/definitions", "geo/db"),
    *("tiles/layers", "services/region"),
]
SESSION = f"t{os.getpid()}_"

# What the developer's shell sets for the product must not reach the tests.
FOR_TESTS = {"ELBRAUM_PROVE", "ELBRAUM_SEED", "ELBRAUM_BLESS"}
for variable in [name for name in os.environ if name.startswith("ELBRAUM_")]:
    if variable not in FOR_TESTS:
        del os.environ[variable]

Connection = psycopg.Connection[dict[str, Any]]


@dataclass(frozen=True)
class RegionUnderTest:
    """A migrated, empty region of one test; it may commit."""

    name: str
    cluster: Cluster
    settings: Settings
    database: Database

    @property
    def database_name(self) -> str:
        return f"elbraum_{self.name}"

    @property
    def server(self) -> Server:
        """The region's server, as commands see it."""
        return Server(self.settings)

    def dsn(self, role: str = "elbraum_owner") -> str:
        """Connect as `role`; the owner has no login, so its administrator steps in."""
        return owner_dsn(self.cluster, self.database_name, role)


def owner_dsn(cluster: Cluster, database: str, role: str = "elbraum_owner") -> str:
    if role == "elbraum_owner":
        return cluster.dsn(database, "postgres") + " options='-c role=elbraum_owner'"
    return cluster.dsn(database, role)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The tests' server: shared by all sessions that run, stopped by the last one."""
    cluster = Cluster(Settings(_env_file=None, state_dir=None), TEST)
    with cluster.session():
        _drop_orphans(cluster)
        yield cluster
        _drop_databases(cluster, f"elbraum_{SESSION}")


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """A migrated database to clone, made once for this state of schema and functions."""
    name = f"template_{_shape()}"
    with _lock(cluster.place.state / "template.lock"), _superuser(cluster) as admin:
        row = admin.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
        if row is None:
            _make_template(cluster, admin, name)
    return name


@pytest.fixture(scope="session")
def scratch(cluster: Cluster, template: str) -> str:
    """The database in which `db` transactions run and roll back."""
    return _clone(cluster, template, f"elbraum_{SESSION}db")


@pytest.fixture
def db(cluster: Cluster, scratch: str) -> Iterator[Connection]:
    """One transaction as owner, rolled back: for reads and single writes."""
    with psycopg.connect(owner_dsn(cluster, scratch), row_factory=dict_row) as connection:
        yield connection
        connection.rollback()


_NUMBERS = itertools.count(1)


@pytest.fixture
def region(cluster: Cluster, template: str) -> Iterator[RegionUnderTest]:
    """A clone of the migrated template: for history, tiles, jobs, races and the browser."""
    name = f"{SESSION}{next(_NUMBERS)}_"
    _clone(cluster, template, f"elbraum_{name}")
    with psycopg.connect(owner_dsn(cluster, f"elbraum_{name}")) as connection:
        connection.execute("UPDATE geo.region SET name = %s", [name])
    settings = settings_for(cluster, name)
    with Server(settings).database() as database:
        yield RegionUnderTest(name, cluster, settings, database)
    _drop_databases(cluster, f"elbraum_{name}")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data sets, which lie beside the checkout and not in it."""
    folder = ROOT.parent / "shared/data"
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}")
    return folder


def settings_for(cluster: Cluster, region: str) -> Settings:
    return Settings(_env_file=None, region=region, database_url=cluster.url)


def _make_template(cluster: Cluster, admin: Connection, name: str) -> None:
    """Migrate under another name and rename, so that a broken migration leaves no template."""
    draft = f"elbraum_{SESSION}draft"
    init(Server(settings_for(cluster, f"{SESSION}draft")), KNOWN_EXTENTS["dresden"])
    admin.execute("UPDATE pg_database SET datallowconn = false WHERE datname = %s", [draft])
    names = [sql.Identifier(draft), sql.Identifier(name)]
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


def _clone(cluster: Cluster, template: str, name: str) -> str:
    names = [sql.Identifier(name), sql.Identifier(template)]
    # Copying files is half the time of copying pages through the log, with fsync off.
    clone = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY OWNER elbraum_owner")
    with _superuser(cluster) as admin:
        admin.execute(clone.format(*names))
    return name


def _drop_databases(cluster: Cluster, prefix: str) -> None:
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    with _superuser(cluster) as admin:
        rows = admin.execute(query, [prefix])
        for row in rows.fetchall():
            name = sql.Identifier(row["datname"])
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _superuser(cluster: Cluster) -> Connection:
    dsn = cluster.dsn("postgres", "postgres")
    return psycopg.connect(dsn, autocommit=True, row_factory=dict_row)


def _shape() -> str:
    digest = hashlib.sha256()
    for folder in SHAPING:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".sql", ".yml"}:
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _drop_orphans(cluster: Cluster) -> None:
    """Remove what sessions left that were killed."""
    with _superuser(cluster) as admin:
        rows = admin.execute("SELECT datname FROM pg_database").fetchall()
    pids = {m[1] for row in rows if (m := re.match(r"elbraum_t(\d+)_", row["datname"]))}
    for pid in pids:
        if not Path(f"/proc/{pid}").exists():
            _drop_databases(cluster, f"elbraum_t{pid}_")


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
