"""How long the sample of a city takes to make and fill, with all triggers: at most 180 s.

python bench/sample_city.py [demo|city|region]   prints rows, seconds and memory of each step.
The cluster is the tests' (fsync=off); the load of the machine stands beside the figure, since a
busy machine makes the clock slower.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from typing import get_args

import psycopg
from psycopg import sql

from geo.sample import Progress, Scale, drop, fill
from geo.settings import Settings
from services.region.cluster import TEST, Cluster
from services.region.extent import KNOWN_EXTENTS
from services.region.regions import init
from services.region.server import Server, database_name

REGION = "bench_sample"
LIMIT_S = {"demo": 30.0, "city": 180.0, "region": 1_800.0}
MEMORY_LIMIT_MB = 2_048


def main(scale: Scale) -> int:
    """Fill a fresh region and empty it again; return the number of missed limits."""
    cluster = Cluster(Settings(_env_file=None), TEST)
    with cluster.session():
        settings = Settings(_env_file=None, region=REGION, database_url=cluster.url)
        remove(cluster)
        init(Server(settings), KNOWN_EXTENTS["dresden"], led_in="here")
        try:
            return measure(Server(settings), scale)
        finally:
            remove(cluster)


def measure(server: Server, scale: Scale) -> int:
    """Print what fill and drop take."""
    with server.database() as database:
        start = time.perf_counter()
        processor = time.process_time()
        counts = fill(database, scale, progress=say(start))
        seconds, own = time.perf_counter() - start, time.process_time() - processor
        start = time.perf_counter()
        gone = drop(database)
        emptied = time.perf_counter() - start
    for table, n in counts.items():
        print(f"  {table:22} {n:>10,}")
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(f"{scale}: {seconds:.0f} s (limit {LIMIT_S[scale]:.0f}), of it {own:.0f} s in Python,")
    print(f"  memory {memory_mb:.0f} MB (limit {MEMORY_LIMIT_MB}), load {load:.1f} per processor,")
    print(f"  drop {emptied:.0f} s, {sum(gone.values()):,} rows")
    return int(seconds > LIMIT_S[scale]) + int(memory_mb > MEMORY_LIMIT_MB)


def say(start: float) -> Progress:
    """Return a progress that prints when each step began."""

    def at(step: str, share: float) -> None:
        print(f"  {time.perf_counter() - start:6.1f} s  {share:4.0%}  {step}", flush=True)

    return at


def remove(cluster: Cluster) -> None:
    """Drop the bench's database if it is there."""
    name = sql.Identifier(database_name(REGION))
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "city"
    if wanted not in get_args(Scale):
        sys.exit(f"unknown scale {wanted!r}: give one of {', '.join(get_args(Scale))}")
    sys.exit(main(wanted))  # type: ignore[arg-type]
