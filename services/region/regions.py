"""Make a region: database, extensions, migrations, extent and, if wanted, sample data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import psycopg
from psycopg import sql

from geo.db import migrate as migrate_database
from geo.db import migration_state
from geo.errors import DatabaseNotReady, NotFound, StateConflict
from services.region.extent import KNOWN_EXTENTS, Extent
from services.region.server import Connection, Server, database_name
from tiles import layers

EXTENSIONS = ("postgis", "btree_gist", "pg_trgm")
SAMPLE_SEED = 1
Scale = Literal["demo", "city", "region"]
Progress = Callable[[str, float], None]

_READ_REGION = "SELECT title, public.ST_AsEWKT(extent, 3) AS extent FROM geo.region"
_WRITE_REGION = """
INSERT INTO geo.region (name, title, extent, parcels_led_in)
VALUES (%(name)s, %(title)s, %(extent)s, %(parcels_led_in)s)
ON CONFLICT DO NOTHING
"""

# What lies in no municipality with an outline belongs to the region itself.
_WRITE_OWN_MUNICIPALITY = """
INSERT INTO geo.municipality (name, geom)
SELECT title, ST_Multi(extent) FROM geo.region
WHERE NOT EXISTS (SELECT FROM geo.municipality WHERE ags IS NULL)
"""


@dataclass(frozen=True)
class Made:
    """What `init` found and did."""

    region: str
    database: str
    created: bool
    revision: str
    extent: str


def init(server: Server, extent: Extent | None = None, *, led_in: str = "alkis") -> Made:
    """Make the region, or bring it up to date; the second time nothing changes."""
    region = server.settings.region
    name = database_name(region)
    known = extent or KNOWN_EXTENTS.get(region)
    exists = server.has_database()
    if known is None and not exists:
        raise NotFound(
            f"the extent of a new region {region!r} is not known",
            f"elbraum init {region} --extent W,S,E,N (degrees, longitude first)",
        )
    if not exists:
        server.create_database()
    add_extensions(server)
    row = _read_region(server)
    if row is not None and extent is not None:
        _require_same_extent(region, row["extent"], extent)
    if row is None and known is None:
        raise StateConflict(
            f"the database {name} exists, but no extent was ever given",
            f"elbraum init {region} --extent W,S,E,N",
        )
    box = row["extent"] if row else known.as_ewkt() if known else ""
    migrate(server, extent=box)
    with server.as_owner() as connection:
        title = region.replace("_", " ").title()
        values = {"name": region, "title": title, "extent": box, "parcels_led_in": led_in}
        connection.execute(_WRITE_REGION, values)
        connection.execute("SELECT set_config('elbraum.actor', 'elbraum init', true)")
        connection.execute(_WRITE_OWN_MUNICIPALITY)
    revision = migration_state(server.owner_access).current or ""
    return Made(region, name, not exists, revision, box)


def add_extensions(server: Server) -> None:
    """Install what is missing; only a superuser may install PostGIS."""
    with server.as_administrator(autocommit=True) as connection:
        for extension in missing_extensions(connection):
            statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public")
            try:
                connection.execute(statement.format(sql.Identifier(extension)))
            except psycopg.Error as error:
                raise DatabaseNotReady(
                    f"the extension {extension} is missing in {connection.info.dbname} and "
                    f"{connection.info.user} cannot install it: {error.diag.message_primary}",
                    server.setup_hint
                    + "; the server's machine needs the package postgresql-postgis",
                    {"extension": extension},
                ) from error


def missing_extensions(connection: Connection) -> list[str]:
    """Return the extensions that a region needs and this database lacks."""
    rows = connection.execute("SELECT extname FROM pg_extension").fetchall()
    have = {row["extname"] for row in rows}
    return [extension for extension in EXTENSIONS if extension not in have]


def migrate(server: Server, *, extent: str | None = None) -> None:
    """Bring tables, functions and views of all rooms to this version of Elbraum."""
    with server.as_owner():
        pass  # says what is wrong in better words than the migration can
    migrate_database(server.owner_access, extent=extent, more=layers.sql_files())


def is_current(server: Server) -> bool:
    """Tell whether the region has the tables of this version of Elbraum."""
    return migration_state(server.owner_access).is_current


def dataset_kinds(server: Server) -> set[str]:
    """Return which kinds of data the region holds: sample, real, manual; empty for a new one."""
    with server.as_owner() as connection:
        rows = connection.execute("SELECT DISTINCT dataset_kind FROM geo.dataset").fetchall()
    return {row["dataset_kind"] for row in rows}


def fill_sample(server: Server, scale: Scale, progress: Progress | None = None) -> bool:
    """Fill the region with generated data; False if it already holds some."""
    from geo.sample import fill  # noqa: PLC0415 - heavy, and not needed to make a region

    if "sample" in dataset_kinds(server):
        return False
    with server.database() as database:
        fill(database, scale, seed=SAMPLE_SEED, progress=progress)
    refresh_statistics(server)
    return True


def refresh_statistics(server: Server) -> None:
    """Count anew after a bulk change, so that the first queries do not run on stale plans."""
    with server.as_administrator(autocommit=True) as connection:
        connection.execute("SET ROLE elbraum_owner")
        connection.execute("SET client_min_messages = error")  # it passes over system tables
        connection.execute("ANALYZE")


def _read_region(server: Server) -> dict[str, str] | None:
    """Return title and extent, or None where nothing was migrated yet."""
    with server.as_owner() as connection:
        found = connection.execute("SELECT to_regclass('geo.region') AS region").fetchone()
        if found is None or found["region"] is None:
            return None
        return connection.execute(_READ_REGION).fetchone()


def _require_same_extent(region: str, box: str, extent: Extent) -> None:
    """Refuse another extent, since data may lie outside it."""
    if box != extent.as_ewkt():
        raise StateConflict(
            f"the region {region} exists with another extent: {box}, not {extent.as_ewkt()}",
            f"leave --extent away, or make another region: elbraum init NAME --extent {extent}",
            {"region": region},
        )
