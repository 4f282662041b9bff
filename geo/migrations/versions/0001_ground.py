"""The ground: schemas, tables, keys and history twins of the first release.

Why: everything else is a room on it. The tables stand in 0001_ground.sql, frozen; later
changes are revisions of their own.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables."""
    ddl = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    driver = op.get_bind().connection.driver_connection
    if driver is not None:
        driver.execute(ddl)


def downgrade() -> None:
    """Drop all of it; the data are lost, so make a backup first."""
    for schema in ("pub", "edit", "tile", "hist", "person", "plan", "market", "staging", "queue"):
        op.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
