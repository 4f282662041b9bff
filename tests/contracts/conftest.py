"""The fixtures of the API, since its promises are tested here."""

from tests.api.conftest import client, opening, public, unit

__all__ = ["client", "opening", "public", "unit"]
