"""Reach the server that holds the regions: the private cluster or an existing PostGIS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import conninfo, sql
from psycopg.rows import DictRow, dict_row

from geo.db import Access, Database
from geo.errors import BadParameter, DatabaseNotReady, DatabaseUnavailable, NotFound
from geo.settings import Settings
from services.region.cluster import Cluster, Start

Connection = psycopg.Connection[DictRow]

PREFIX = "elbraum_"
CONNECT_WAIT_S = 10


def database_name(region: str) -> str:
    """Return the name of the database that is a region.

    >>> database_name("dresden")
    'elbraum_dresden'
    """
    return PREFIX + region


def access_to(url: str, region: str) -> Access:
    """Return the way into a region; an address without user means that each role is a login.

    >>> access_to("postgresql://gis@db.example/", "dresden").login
    'gis'
    """
    try:
        parts = conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise BadParameter(
            f"ELBRAUM_DATABASE_URL cannot be read: {str(error).strip()}",
            "write it as postgresql://user@host:port/ or as host=… user=…",
        ) from error
    login = parts.get("user")
    return Access(url, database_name(region), None if login is None else str(login))


@dataclass(frozen=True)
class Server:
    """A running server, seen for one region; `cluster` is set if it is our own."""

    settings: Settings
    cluster: Cluster | None = None
    started: Start | None = None

    @property
    def access(self) -> Access:
        """The way in for serving and loading."""
        return access_to(self.settings.database_url or "", self.settings.region)

    @property
    def owner_access(self) -> Access:
        """The way in for making and migrating regions."""
        url = self.settings.owner_url or self.settings.database_url or ""
        return access_to(url, self.settings.region)

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the region as the product does, with pools for each role."""
        database = Database(self.access, pool_size=self.settings.pool_size)
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def as_owner(self, database: str | None = None) -> Iterator[Connection]:
        """Open one transaction as `elbraum_owner`."""
        with self.as_administrator(database) as connection:
            self._become_owner(connection)
            yield connection

    @contextmanager
    def as_administrator(
        self, database: str | None = None, *, autocommit: bool = False
    ) -> Iterator[Connection]:
        """Open a connection by the most powerful login: superuser only in the private cluster."""
        access = self.owner_access.to(database) if database else self.owner_access
        with self._connect(access.conninfo("postgres"), autocommit=autocommit) as connection:
            yield connection

    def has_database(self) -> bool:
        """Tell whether the region exists on this server."""
        return database_name(self.settings.region) in self.list_databases()

    def list_databases(self) -> list[str]:
        """Return the databases of all regions, by name."""
        query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY datname"
        with self.as_administrator("postgres") as connection:
            rows = connection.execute(query, [PREFIX]).fetchall()
        return [row["datname"] for row in rows]

    def create_database(self) -> None:
        """Create an empty database that `elbraum_owner` owns."""
        name = database_name(self.settings.region)
        statement = sql.SQL("CREATE DATABASE {} OWNER elbraum_owner ENCODING 'UTF8'")
        with self.as_administrator("postgres", autocommit=True) as connection:
            try:
                connection.execute(statement.format(sql.Identifier(name)))
            except psycopg.Error as error:
                raise DatabaseNotReady(
                    f"the login {connection.info.user} cannot create the database {name}: "
                    f"{error.diag.message_primary}",
                    self.setup_hint,
                ) from error

    @property
    def setup_hint(self) -> str:
        """What an administrator of an existing server runs once."""
        region = self.settings.region
        return (
            f"let the database administrator run the output of `elbraum --region {region} "
            "db setup-sql` with psql, once"
        )

    def _become_owner(self, connection: Connection) -> None:
        """Step into the role that owns all objects, or say who must grant it."""
        try:
            connection.execute("SET ROLE elbraum_owner")
        except psycopg.Error as error:
            connection.rollback()
            raise DatabaseNotReady(
                f"the login {connection.info.user} may not become elbraum_owner: "
                f"{error.diag.message_primary}",
                self.setup_hint,
            ) from error

    @contextmanager
    def _connect(self, dsn: str, *, autocommit: bool) -> Iterator[Connection]:
        """Open a connection, or say what keeps it from opening."""
        try:
            connection = psycopg.connect(
                dsn, row_factory=dict_row, autocommit=autocommit, connect_timeout=CONNECT_WAIT_S
            )
        except psycopg.OperationalError as error:
            wanted = conninfo.conninfo_to_dict(dsn).get("dbname")
            if wanted != "postgres" and wanted not in self.list_databases():
                raise no_such_region(self.settings.region) from error
            raise unavailable(dsn, error) from error
        with connection:
            yield connection


@contextmanager
def open_server(settings: Settings) -> Iterator[Server]:
    """Start the private cluster for as long as it is needed, or use the server that is named."""
    if settings.database_url:
        yield Server(settings)
        return
    cluster = Cluster(settings)
    with cluster.session() as started:
        yield Server(settings.model_copy(update={"database_url": cluster.url}), cluster, started)


def no_such_region(region: str) -> NotFound:
    """Say how to make a region that is asked for."""
    return NotFound(
        f"there is no region {region!r} on this server",
        f"elbraum init {region} --extent W,S,E,N",
        {"region": region},
    )


def unavailable(dsn: str, error: psycopg.Error) -> DatabaseUnavailable:
    """Tell where we knocked and what was said, without the password."""
    parts = conninfo.conninfo_to_dict(dsn)
    shown = ("host", "port", "dbname", "user")
    where = " ".join(f"{key}={parts[key]}" for key in shown if key in parts)
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return DatabaseUnavailable(
        f"no connection to PostgreSQL at {where}: {lines[-1]}",
        "start the server or correct ELBRAUM_DATABASE_URL (postgresql://user@host/); "
        "without it `elbraum up` brings a server of its own",
        {"host": parts.get("host", "")},
    )
