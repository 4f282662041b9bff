"""Alembic's environment: one given connection, the version table in schema geo."""

from __future__ import annotations

from alembic import context

from geo.schema import METADATA

connection = context.config.attributes["connection"]
connection.exec_driver_sql("SELECT set_config('lock_timeout', '4s', true)")
context.configure(
    connection=connection,
    target_metadata=METADATA,
    version_table_schema="geo",
    include_schemas=True,
    transaction_per_migration=False,
)
context.run_migrations()
