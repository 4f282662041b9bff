"""How long a page of 1,000 units takes over HTTP, in a region of 30,000 units.

Boxes at random places, each holding at least 1,000 units, asked one after the other over a real
connection; limit for the 95th percentile: 50 ms. The processor time outside of the database and
the load of the machine stand beside it, since a busy machine makes the clock slower.
"""

from __future__ import annotations

import asyncio
import http.client
import os
import random
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import uvicorn
from psycopg import sql

from geo.db import Database
from geo.settings import Settings
from services.api import create_app
from services.region.cluster import TEST, Cluster
from services.region.extent import KNOWN_EXTENTS
from services.region.regions import init
from services.region.server import Server, database_name

REGION = "bench_api"
N_REQUESTS = 200
LIMIT_MS = 50
SIDE_DEG = 0.04

# Shops of a city, thicker in its middle; triggers are off, since only reading is measured.
FILL = """
SELECT set_config('session_replication_role', 'replica', false), setseed(0.5);
INSERT INTO geo.municipality (id, ags, name)
VALUES ('00000000-0000-0000-0000-000000000001', '14612000', 'Dresden');
INSERT INTO geo.unit (municipality_id, sign_name, unit_use, floor, address_text, geom)
SELECT '00000000-0000-0000-0000-000000000001', 'Laden ' || n,
  (ARRAY['retail', 'gastronomy', 'service', 'office'])[1 + n % 4], n % 3, 'Teststraße ' || n,
  ST_Transform(ST_SetSRID(ST_MakePoint(
    13.74 + 0.06 * (random() + random() - 1), 51.05 + 0.04 * (random() + random() - 1)
  ), 4326), 25833)
FROM generate_series(1, 30000) AS n;
INSERT INTO geo.unit_area (municipality_id, unit_id, area_standard, floor_area_m2, source)
SELECT municipality_id, id, 'sales_area', 20 + unit_no % 200, 'bench' FROM geo.unit;
INSERT INTO geo.unit_period (municipality_id, unit_id, period_kind, valid, source)
SELECT municipality_id, id, 'occupancy', daterange('2015-01-01', '2024-01-01'), 'bench'
FROM geo.unit
UNION ALL
SELECT municipality_id, id, CASE WHEN unit_no % 8 = 0 THEN 'vacancy' ELSE 'occupancy' END,
  daterange('2024-01-01', NULL), 'bench'
FROM geo.unit;
INSERT INTO geo.occupancy (municipality_id, period_id, sign_name, occupancy_kind, branch)
SELECT municipality_id, id, 'Mieter', 'regular', 'books'
FROM geo.unit_period WHERE period_kind = 'occupancy';
INSERT INTO geo.vacancy (municipality_id, period_id, vacancy_kind)
SELECT municipality_id, id, 'long' FROM geo.unit_period WHERE period_kind = 'vacancy';
INSERT INTO geo.unit_notice (municipality_id, period_id, notice_kind, due_on, source)
SELECT municipality_id, id, 'closure_announced', '2099-12-31', 'bench'
FROM geo.unit_period WHERE period_kind = 'occupancy' AND upper_inf(valid) AND fid % 20 = 0;
"""


@contextmanager
def filled_region(cluster: Cluster) -> Iterator[Settings]:
    """Make the region and take it away again."""
    settings = Settings(_env_file=None, region=REGION, database_url=cluster.url)
    name = sql.Identifier(database_name(REGION))
    admin = psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True)
    with admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        init(Server(settings), KNOWN_EXTENTS["dresden"])
        dsn = cluster.dsn(database_name(REGION), "postgres")
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(FILL.encode())
            connection.execute("VACUUM ANALYZE")
        yield settings
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextmanager
def served(settings: Settings) -> Iterator[int]:
    """Serve the region on a free port."""
    with Server(settings).database() as database:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(_config(settings, database))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def _config(settings: Settings, database: Database) -> uvicorn.Config:
    app = create_app(settings, database)
    return uvicorn.Config(app, http="httptools", access_log=False, log_level="error")


def ask(connection: http.client.HTTPConnection, more: str) -> float:
    """Return the milliseconds that a page at a random place took."""
    west, south = random.uniform(13.70, 13.74), random.uniform(51.02, 51.04)  # noqa: S311
    box = f"{west:.5f},{south:.5f},{west + SIDE_DEG:.5f},{south + SIDE_DEG:.5f}"
    began = time.perf_counter()
    connection.request("GET", f"/api/units?bbox={box}&limit=1000{more}")
    body = connection.getresponse().read()
    took = (time.perf_counter() - began) * 1000
    if not body.endswith(b'"number_returned":1000}'):
        raise ValueError(f"{box} holds no 1,000 units: {body[-60:]!r}")
    return took


def main() -> None:
    """Print the percentiles beside the limit."""
    random.seed(1)
    cluster = Cluster(Settings(_env_file=None), TEST)
    with cluster.session(), filled_region(cluster) as settings, served(settings) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(10):
            ask(connection, "")
        for name, more in (("plain", ""), ("one day", "&as_of=2020-01-01")):
            report(name, connection, more)


def report(name: str, connection: http.client.HTTPConnection, more: str) -> None:
    """Print what one kind of page takes."""
    used = time.process_time()
    times = [ask(connection, more) for _ in range(N_REQUESTS)]
    own = (time.process_time() - used) * 1000 / N_REQUESTS
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"page of 1,000 units, {name}: fastest {min(times):.1f} ms, "
        f"p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms (limit {LIMIT_MS} ms); "
        f"{own:.1f} ms of it on the processor outside of the database; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
