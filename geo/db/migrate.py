"""Bring a database to the current state: functions before, Alembic chain, functions after, words.

Functions, triggers, views and policies are re-applied in full at every migrate, so they never
stand in a revision. Everything happens in one transaction as elbraum_owner.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import psycopg
from psycopg import Connection

from geo import words
from geo.db.access import Access
from geo.errors import DatabaseNotReady

if TYPE_CHECKING:
    from alembic.config import Config

LOG = logging.getLogger(__name__)
LOCK_KEY = 0x_E1B_2A
EXTENSIONS = ("postgis", "btree_gist", "pg_trgm")


class SqlText(Protocol):
    """A file of SQL, or statements that another room makes."""

    @property
    def name(self) -> str:
        """Name the source in messages."""

    def read_text(self, encoding: str = ...) -> str:
        """Return the statements."""


@dataclass(frozen=True, slots=True)
class MigrationState:
    """Where a database stands in the chain."""

    current: str | None
    head: str

    @property
    def is_current(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.current == self.head


def migrate(access: Access, *, extent: str | None = None, more: Iterable[SqlText] = ()) -> None:
    """Bring the database to the current state.

    `extent` (EWKT, EPSG:25833) sets the region's extent, `more` are SQL files of other rooms
    that are re-applied last. Raises DatabaseNotReady where an extension or a right is missing.
    """
    from alembic import command
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: _owner_connection(access), poolclass=NullPool
    )
    with engine.begin() as connection:
        raw: Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
        raw.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK_KEY,))
        _require_extensions(raw)
        raw.execute("SELECT set_config('elbraum.extent', %s, true)", (extent or "",))
        raw.execute("SELECT set_config('client_min_messages', 'warning', true)")
        _apply(raw, sql_files("before"))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        raw.execute("SELECT set_config('search_path', 'public', true)")
        _write_codes(raw)
        _apply(raw, [*sql_files("after"), *more])


def migration_state(access: Access) -> MigrationState:
    """Return where the database stands; current is None before the first migrate."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(_config()).get_current_head() or ""
    with _owner_connection(access) as conn:
        found = conn.execute("SELECT to_regclass('geo.alembic_version')").fetchone()
        if found is None or found[0] is None:
            return MigrationState(None, head)
        row = conn.execute("SELECT version_num FROM geo.alembic_version").fetchone()
    return MigrationState(row[0] if row else None, head)


def sql_files(phase: str) -> list[SqlText]:
    """Return the re-applied SQL files of a phase in their order."""
    folder = files("geo") / "sql" / phase
    return sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)


def _owner_connection(access: Access) -> Connection[Any]:
    """Open a connection as elbraum_owner; in the private cluster the superuser steps aside."""
    try:
        conn = psycopg.connect(access.conninfo("postgres"), options="-c jit=off -c timezone=UTC")
        conn.execute("SET ROLE elbraum_owner")
        conn.commit()
    except psycopg.errors.InsufficientPrivilege as refused:
        raise DatabaseNotReady(
            f"The login may not act as elbraum_owner: {refused.diag.message_primary}",
            hint="`elbraum db setup-sql` prints what a database administrator runs once",
        ) from refused
    except psycopg.errors.InvalidParameterValue as missing:
        raise DatabaseNotReady(
            "The role elbraum_owner does not exist on this server",
            hint="`elbraum db setup-sql` prints what a database administrator runs once",
        ) from missing
    return conn


def _require_extensions(conn: Connection[Any]) -> None:
    present = {name for (name,) in conn.execute("SELECT extname FROM pg_extension").fetchall()}
    missing = [name for name in EXTENSIONS if name not in present]
    if missing:
        raise DatabaseNotReady(
            f"The database lacks the extension(s) {', '.join(missing)}",
            hint="`elbraum db setup-sql` prints what a database administrator runs once",
        )


def _apply(conn: Connection[Any], sources: Iterable[SqlText]) -> None:
    for source in sources:
        LOG.debug("applying %s", source.name)
        # Without parameters psycopg sends the text as it is, several statements at once.
        conn.execute(source.read_text(encoding="utf-8").encode())


def _write_codes(conn: Connection[Any]) -> None:
    rows = [
        (name, word.code, n, word.de, word.en, word.definition_de, word.definition_en, word.source)
        for name, entries in words.code_lists().items()
        for n, word in enumerate(entries.values())
    ]
    conn.execute("DELETE FROM geo.code")
    with conn.cursor() as cursor:
        cursor.executemany("INSERT INTO geo.code VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
