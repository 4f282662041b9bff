"""What the administrator of an existing PostGIS runs once, so that Elbraum needs no superuser."""

from __future__ import annotations

from importlib.resources import files

from psycopg import sql

from services.region.regions import EXTENSIONS
from services.region.server import database_name

WORKING_ROLES = ("elbraum_web", "elbraum_import", "elbraum_public")


def setup_sql(region: str, login: str, owner_login: str | None = None) -> str:
    """Return a psql script: roles, database, extensions, and who may take which role.

    With `owner_login` migrations have a login of their own, and the web's cannot become owner.
    """
    name = database_name(region)
    database = sql.Identifier(name)
    create = sql.SQL("CREATE DATABASE {} OWNER elbraum_owner ENCODING 'UTF8'").format(database)
    unless = sql.SQL("SELECT {} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {})")
    parts = [
        "-- Run once as superuser: psql -d postgres -f FILE. Running it again changes nothing.",
        "\\set ON_ERROR_STOP on",
        files("services.region").joinpath("roles.sql").read_text(),
        "-- Who may take which role.",
        _grant(WORKING_ROLES, login),
        _grant((*WORKING_ROLES, "elbraum_owner"), owner_login or login),
        f"\n-- The region {region}.",
        unless.format(create.as_string(), name).as_string() + "\\gexec",
        f"\\connect {database.as_string()}",
        *(f"CREATE EXTENSION IF NOT EXISTS {name} SCHEMA public;" for name in EXTENSIONS),
        f"\n-- Then: elbraum init {region} --extent W,S,E,N",
    ]
    return "\n".join(parts) + "\n"


def _grant(roles: tuple[str, ...], login: str) -> str:
    listed = sql.SQL(", ").join(sql.Identifier(role) for role in roles)
    return sql.SQL("GRANT {} TO {};").format(listed, sql.Identifier(login)).as_string()
