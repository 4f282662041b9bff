"""The only place that opens connections: pools by role, transactions with actor and audience."""

from __future__ import annotations

from geo.db.access import Access, Role
from geo.db.database import AsyncConn, Conn, Database
from geo.db.migrate import migrate, migration_state

__all__ = ["Access", "AsyncConn", "Conn", "Database", "Role", "migrate", "migration_state"]
