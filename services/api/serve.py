"""Serve one region over HTTP, in a process that `elbraum up` watches."""

from __future__ import annotations

import logging

import uvicorn

from geo.db import Database
from geo.errors import BadParameter, Fault
from geo.settings import Settings
from services.api.app import create_app
from services.api.gate import is_loopback
from services.region.server import open_server

LOG = logging.getLogger(__name__)
STOP_WAIT_S = 5


def require_closed(settings: Settings) -> None:
    """Refuse to show the administration's view to a network before there are accounts."""
    if settings.audience == "public" or settings.container or is_loopback(settings.host):
        return
    raise BadParameter(
        "Before accounts exist, the view of the administration is served to this machine only",
        hint="keep ELBRAUM_HOST=127.0.0.1, or set ELBRAUM_AUDIENCE=public",
        faults=(Fault("ELBRAUM_HOST", settings.host, "127.0.0.1, ::1 or localhost"),),
    )


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    require_closed(settings)
    with open_server(settings) as server:
        database = Database(server.access, pool_size=settings.pool_size)
        config = uvicorn.Config(
            create_app(settings, database), host=settings.host, port=settings.port,
            http="httptools", ws="none", lifespan="on", server_header=False, access_log=False,
            timeout_graceful_shutdown=STOP_WAIT_S, log_config=None,
        )  # fmt: skip
        uvicorn.Server(config).run()
