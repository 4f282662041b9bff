"""Alembic chain: state only, append-only after release."""
