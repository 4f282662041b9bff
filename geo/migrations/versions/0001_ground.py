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


DROP_GROUND = """
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT oid::regclass::text FROM pg_class
    WHERE relnamespace = 'geo'::regnamespace AND relkind = 'r'
      AND relname <> 'alembic_version'
  LOOP
    EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', name);
  END LOOP;
END
$$
"""


def downgrade() -> None:
    """Drop all of it; the data are lost, so make a backup first."""
    op.execute("DROP SCHEMA IF EXISTS pub, edit, tile, hist, person, plan CASCADE")
    op.execute("DROP SCHEMA IF EXISTS market, staging, queue CASCADE")
    op.execute(DROP_GROUND)
    op.execute("DROP SEQUENCE IF EXISTS geo.unit_no_seq")
