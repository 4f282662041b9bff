"""How a database is reached: which server, which database, which role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from psycopg.conninfo import make_conninfo

Role = Literal["elbraum_owner", "elbraum_web", "elbraum_import", "elbraum_public"]


@dataclass(frozen=True, slots=True)
class Access:
    """A way into one region's database.

    In the private cluster each role is a login of its own. On an existing PostGIS one login
    is a member of the roles and takes the one it needs (`login` is set).
    """

    server: str
    database: str
    login: str | None = None

    def conninfo(self, role: Role | Literal["postgres"]) -> str:
        """Return the connection string for a role."""
        if self.login is None:
            return make_conninfo(self.server, dbname=self.database, user=role)
        return make_conninfo(self.server, dbname=self.database)

    def takes_role(self, role: Role) -> Role | None:
        """Return the role a connection has to take after login, if it is not the login itself."""
        return None if self.login is None and role != "elbraum_owner" else role

    def to(self, database: str) -> Access:
        """Return the way into another database of the same server."""
        return replace(self, database=database)
