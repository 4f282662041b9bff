"""Load 150,000 parcels from a GeoPackage, measured against `ogr2ogr` with COPY in the same run.

python bench/load_parcels.py [N]   needs gdal-bin. Prints seconds, ratios and the memory of each load.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from made_parcels import write_parcels  # noqa: E402 - found by the path above

from geo.db import Database  # noqa: E402
from geo.settings import Settings  # noqa: E402
from geo.sources import load  # noqa: E402
from services.region.cluster import TEST, Cluster  # noqa: E402
from services.region.extent import KNOWN_EXTENTS  # noqa: E402
from services.region.regions import init  # noqa: E402
from services.region.server import Server, access_to  # noqa: E402

N_PARCELS = 150_000
ROUNDS = 3
LIMITS = {
    "staging, validation, commit": 3.0,
    "with area, neighbours, pyramid": 9.0,
    "unchanged again": 2.0,
}
MEMORY_LIMIT_MB = 500
# What the first limit leaves out: area on the ellipsoid and tile pyramid are made by the database.
WITHOUT_DERIVED = """
DO $$
DECLARE maker record;
BEGIN
  ALTER TABLE geo.parcel ALTER COLUMN area_m2 DROP EXPRESSION;
  FOR maker IN
    SELECT tgname FROM pg_trigger
    WHERE tgrelid = 'geo.parcel'::regclass AND NOT tgisinternal AND tgname !~ '^[ab]_'
  LOOP
    EXECUTE format('ALTER TABLE geo.parcel DISABLE TRIGGER %I', maker.tgname);
  END LOOP;
END
$$
"""


def main(n: int) -> int:
    """Measure, print one line for each limit, return the number of missed limits."""
    cluster = Cluster(Settings(_env_file=None), TEST)
    with tempfile.TemporaryDirectory() as folder, cluster.session():
        path = Path(folder) / "parcels.gpkg"
        write_parcels(path, n)
        measured = [measure(cluster, path) for _ in range(ROUNDS)]
    return report(n, {name: statistics.median(m[name] for m in measured) for name in measured[0]})


def measure(cluster: Cluster, path: Path) -> dict[str, float]:
    """Run ogr2ogr and the three loads one after the other, each in a fresh process and database."""
    baseline = ogr2ogr(cluster, path)
    plain = in_process(cluster, "bench_plain", path, WITHOUT_DERIVED)
    whole = in_process(cluster, "bench_whole", path, None)
    again = in_process(cluster, "bench_whole", path, None)
    for region in ("bench_plain", "bench_whole"):
        drop(cluster, f"elbraum_{region}")
    return {
        "ogr2ogr": baseline,
        "staging, validation, commit": plain["seconds"] - plain["check"],
        "with area, neighbours, pyramid": whole["seconds"],
        "unchanged again": again["seconds"],
        "memory_mb": max(run["memory_mb"] for run in (plain, whole, again)),
    }


def ogr2ogr(cluster: Cluster, path: Path) -> float:
    """Let GDAL copy the same file, reprojected, with its spatial index."""
    drop(cluster, "elbraum_bench_ogr")
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE elbraum_bench_ogr")
    with psycopg.connect(cluster.dsn("elbraum_bench_ogr", "postgres"), autocommit=True) as admin:
        admin.execute("CREATE EXTENSION postgis")
    target = "PG:" + cluster.dsn("elbraum_bench_ogr", "postgres")
    command = [
        "ogr2ogr",
        "-f",
        "PostgreSQL",
        target,
        str(path),
        "-t_srs",
        "EPSG:25833",
        "--config",
        "PG_USE_COPY",
        "YES",
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    drop(cluster, "elbraum_bench_ogr")
    return seconds


def in_process(cluster: Cluster, region: str, path: Path, prepare: str | None) -> dict[str, float]:
    """Load in a process of its own, so that its memory is its own."""
    settings = Settings(_env_file=None, region=region, database_url=cluster.url)
    init(Server(settings), KNOWN_EXTENTS["dresden"])
    if prepare:
        with psycopg.connect(
            cluster.dsn(f"elbraum_{region}", "postgres"), autocommit=True
        ) as admin:
            admin.execute(prepare.encode())
    spawned = multiprocessing.get_context("spawn")
    with spawned.Pool(1) as pool:
        return pool.apply(run_load, (cluster.url, region, str(path)))


def run_load(url: str, region: str, path: str) -> dict[str, float]:
    """Load once and return seconds, those of the neighbour check, and the peak of memory."""
    database = Database(access_to(url, region))
    started = time.perf_counter()
    done = load(database, "alkis", Path(path), actor="bench")
    seconds = time.perf_counter() - started
    database.close()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "check": done.phases.get("check", 0.0), "memory_mb": peak_mb}


def drop(cluster: Cluster, database: str) -> None:
    """Remove a database if it is there."""
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )


def report(n: int, seconds: dict[str, float]) -> int:
    """Print what was measured and return how many limits it misses."""
    base, missed = seconds["ogr2ogr"], 0
    print(f"{n:,} parcels, median of {ROUNDS}; ogr2ogr {base:.2f} s")
    for name, limit in LIMITS.items():
        ratio = seconds[name] / base
        missed += ratio > limit
        print(f"{name:32} {seconds[name]:6.2f} s  {ratio:5.2f} x  (limit {limit:g} x)")
    missed += seconds["memory_mb"] > MEMORY_LIMIT_MB
    print(
        f"{'memory of a load':32} {seconds['memory_mb']:6.0f} MB          (limit {MEMORY_LIMIT_MB} MB)"
    )
    print(json.dumps({name: round(value, 3) for name, value in seconds.items()}))
    return missed


def arguments() -> Any:
    """Read the number of parcels."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else N_PARCELS


if __name__ == "__main__":
    sys.exit(main(arguments()))
