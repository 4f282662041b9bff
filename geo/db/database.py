"""Pools and the two ways in: reading for an audience, writing as an actor."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from threading import Lock
from typing import Any, Literal

import psycopg
from psycopg import AsyncConnection, Connection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, ConnectionPool, PoolTimeout

from geo.db.access import Access, Role
from geo.errors import DatabaseUnavailable
from geo.settings import Audience

Client = Literal["api", "cli", "load", "sample", "undo", "ogc", "job"]

Conn = Connection[DictRow]
AsyncConn = AsyncConnection[DictRow]

READ_TIMEOUT_MS = 5_000
TILE_TIMEOUT_MS = 2_000
WRITE_TIMEOUT_MS = 10_000

_BEGIN = """
SELECT
  set_config('elbraum.actor', %(actor)s, true),
  set_config('elbraum.client', %(client)s, true),
  set_config('elbraum.reason', %(reason)s, true),
  set_config('elbraum.undoes', %(undoes)s, true),
  set_config('elbraum.readable', %(readable)s, true),
  set_config('elbraum.writable', %(writable)s, true),
  set_config('statement_timeout', %(timeout)s, true)
"""


def _settings(
    *, readable: str, timeout_ms: int, actor: str = "", client: str = "", reason: str = "",
    undoes: str = "", writable: str = "",
) -> dict[str, str]:  # fmt: skip
    return {
        "actor": actor, "client": client, "reason": reason, "undoes": undoes,
        "readable": readable, "writable": writable, "timeout": str(timeout_ms),
    }  # fmt: skip


def reader_role(audience: Audience) -> Role:
    """Return the database role that reads for an audience."""
    return "elbraum_public" if audience == "public" else "elbraum_web"


class Database:
    """One region's database: lazy pools, one for each role; close it when done."""

    def __init__(self, access: Access, *, pool_size: int = 8) -> None:
        self.access = access
        self._pool_size = pool_size
        self._pools: dict[Role, ConnectionPool[Conn]] = {}
        self._async_pools: dict[Role, AsyncConnectionPool[AsyncConn]] = {}
        self._lock = Lock()

    @contextmanager
    def reading(
        self, audience: Audience = "intern", *, timeout_ms: int = READ_TIMEOUT_MS
    ) -> Iterator[Conn]:
        """Open a read-only transaction with one snapshot for an audience."""
        readable = "*" if audience == "intern" else ""
        with self._transaction(reader_role(audience)) as conn:
            conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            conn.execute(_BEGIN, _settings(readable=readable, timeout_ms=timeout_ms))
            yield conn

    @contextmanager
    def writing(
        self, *, actor: str, client: Client, reason: str,
        undoes: int | None = None, timeout_ms: int | None = None,
    ) -> Iterator[Conn]:  # fmt: skip
        """Open one writing transaction as an actor; it is committed whole or not at all.

        Loads, sample data and undo run as the importing role and without time limit.
        """
        bulk = client in ("load", "sample", "undo")
        limit = timeout_ms if timeout_ms is not None else 0 if bulk else WRITE_TIMEOUT_MS
        with self._transaction("elbraum_import" if bulk else "elbraum_web") as conn:
            settings = _settings(
                actor=actor, client=client, reason=reason, readable="*", writable="*",
                undoes="" if undoes is None else str(undoes), timeout_ms=limit,
            )  # fmt: skip
            conn.execute(_BEGIN, settings)
            yield conn

    @asynccontextmanager
    async def areading(
        self, audience: Audience = "intern", *, timeout_ms: int = TILE_TIMEOUT_MS
    ) -> AsyncIterator[AsyncConn]:
        """Open a read-only transaction on the asynchronous pool, for plain ASGI paths."""
        readable = "*" if audience == "intern" else ""
        async with self.asking(audience) as conn, conn.transaction():
            await conn.execute(_BEGIN, _settings(readable=readable, timeout_ms=timeout_ms))
            yield conn

    @asynccontextmanager
    async def asking(self, audience: Audience = "intern") -> AsyncIterator[AsyncConn]:
        """Lend a connection for single statements: each its own snapshot, in the time of a tile.

        It saves the three round trips of a transaction; tables with policies show nothing here.
        """
        pool = await self._async_pool(reader_role(audience))
        try:
            async with pool.connection() as conn:
                yield conn
        except psycopg.errors.QueryCanceled:
            raise
        except (PoolTimeout, psycopg.OperationalError) as broken:
            raise unavailable(broken) from broken

    def close(self) -> None:
        """Close the synchronous pools."""
        while self._pools:
            self._pools.popitem()[1].close()

    async def aclose(self) -> None:
        """Close all pools."""
        while self._async_pools:
            await self._async_pools.popitem()[1].close()
        self.close()

    @contextmanager
    def _transaction(self, role: Role) -> Iterator[Conn]:
        try:
            with self._pool(role).connection() as conn, conn.transaction():
                yield conn
        except (PoolTimeout, psycopg.OperationalError) as broken:
            raise unavailable(broken) from broken

    def _pool(self, role: Role) -> ConnectionPool[Conn]:
        with self._lock:
            if role not in self._pools:
                self._pools[role] = ConnectionPool(
                    self.access.conninfo(role), connection_class=Connection[DictRow],
                    kwargs=_session(self.access, role), min_size=0, max_size=self._pool_size,
                    timeout=10, open=True, name=role, check=ConnectionPool.check_connection,
                )  # fmt: skip
            return self._pools[role]

    async def _async_pool(self, role: Role) -> AsyncConnectionPool[AsyncConn]:
        if role not in self._async_pools:
            # Known before it is open: whoever comes meanwhile waits for the same pool.
            self._async_pools[role] = AsyncConnectionPool(
                self.access.conninfo(role), connection_class=AsyncConnection[DictRow],
                kwargs=_session(self.access, role, timeout_ms=TILE_TIMEOUT_MS), min_size=1,
                max_size=self._pool_size, timeout=10, open=False, name=f"{role}-async",
                check=AsyncConnectionPool.check_connection,
            )  # fmt: skip
        pool = self._async_pools[role]
        if pool.closed:
            await pool.open()
        return pool


def _session(access: Access, role: Role, *, timeout_ms: int = 0) -> dict[str, Any]:
    """Return what each connection of a role has: rows as dicts, role taken, plans kept plain."""
    options = ["-c jit=off", "-c max_parallel_workers_per_gather=0", "-c timezone=UTC"]
    options += [f"-c statement_timeout={timeout_ms}"] if timeout_ms else []
    if access.takes_role(role):
        options.append(f"-c role={role}")
    return {
        "row_factory": dict_row, "options": " ".join(options),
        "application_name": role.replace("_", "-"), "prepare_threshold": 2, "autocommit": True,
    }  # fmt: skip


def unavailable(cause: Exception) -> DatabaseUnavailable:
    """Say that the database does not answer and what to do, without leaking its message."""
    reason = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    return DatabaseUnavailable(
        f"The database does not answer: {reason}",
        hint="run `elbraum status`; start it with `elbraum up`, then `elbraum check`",
    )
