"""The door over HTTP: JSON API, tiles and web app in one ASGI application."""

from __future__ import annotations

from services.api.app import create_app

__all__ = ["create_app"]
