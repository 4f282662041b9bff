"""Load files of known sources: detect → map → validate → diff → one transaction → report.

`load()` is the only door. A source is a module `geo.sources.<name>` with `fill(run)` and an entry
in `registry.yml`; nothing else has to be registered. What `fill` uses, and what stays stable:

    PARTS = Target("stop", {"stop_key": "text", "name": "text"}, geom="Point")

    def fill(run: Run) -> None:
        detect(run.path, ["geojson"])               # by bytes; UnreadableFile says what it found
        run.replace_sample("stop")                  # or run.refuse_sample() for ground objects
        layer = open_layer(run.path, ...)           # geo.sources.features: streamed by GDAL
        stage = run.stage(PARTS)                    # temporary table stage_stop
        for batch in batches(layer, ["id", "name"]):
            stage.add(batch.texts("id"), {"name": …}, shapes=batch.shapes, crs=layer.crs)
        run.dated(date(2016, 5, 1))                 # the file's own date, before compare
        run.apply(stage, cover=run.declared_cover())

- `stage.add` checks shapes (missing, vertices, finite, type, extent, valid) and moves them to
  EPSG:25833; rows in fault are reported, counted as invalid, not loaded, and not gone either. The
  source's own faults go in by `faults=` (an object array of `geo.errors.Fault` or None). Array and
  JSON columns are given as PostgreSQL text. Dated targets may give a column `valid_from`.
- `run.compare(stage)` makes `diff_<table>` (n, source_key, object_id, fate new|changed|…), which
  SQL may join with `stage_<table>` before and after `Diff.mark_gone(cover)` and `Diff.write()`;
  `run.apply` does all three. `cover` is a condition on the alias `live`.
- A missing `municipality_id` is filled from the place, else with the only municipality
  that has an AGS, else with the region's own.
- `run.find(kind, severity, table, label, reason, params=…)`, `run.decide(question, …)`,
  `run.step(text, share)`, `run.phase(name)`; `run.conn` is the transaction, `run.dataset_id`,
  `run.load_id`, `run.day` (when gone objects end), `run.report.count(table)`.
"""

from __future__ import annotations

import time
from pathlib import Path

import psycopg

from geo.db import Database
from geo.errors import Fault, InvalidInput
from geo.sources.detect import detect, require_file
from geo.sources.features import batches, list_layers, open_layer
from geo.sources.registry import SourceEntry, entries, filler, get_entry
from geo.sources.report import Counts, Finding, Progress, Report
from geo.sources.run import Run
from geo.sources.stage import Stage
from geo.sources.target import Target

__all__ = [
    "Counts", "Finding", "Progress", "Report", "Run", "SourceEntry", "Stage", "Target",
    "batches", "detect", "entries", "get_entry", "list_layers", "load", "open_layer",
]  # fmt: skip


class _Rehearsed(Exception):
    """Rolls back a dry run after everything was tried."""


def load(  # noqa: PLR0913 - what the command line offers
    database: Database, source: str, path: Path, *,
    actor: str, dry_run: bool = False, complete: tuple[str, ...] = (),
    layer: str | None = None, progress: Progress | None = None,
) -> Report:  # fmt: skip
    """Load a file of a source in one transaction, which `geo.edits.undo` can undo.

    A dry run does everything and rolls back. `complete` names areas in which what the file does
    not show is gone; `layer` chooses one layer of the file, as does `file.gpkg#layer`.
    """
    entry = get_entry(source)
    path, layer = split_layer(path, layer)
    report = Report(source, path.name, dry_run)
    started = time.perf_counter()
    path = require_file(path)
    fill = filler(entry)
    try:
        with database.writing(actor=actor, client="load", reason=f"{source}: {path.name}") as conn:
            run = Run(conn, entry, path, report, layer, complete, progress)
            try:
                run.begin()
                fill(run)
                run.finish(time.perf_counter() - started)
            finally:
                run.close()
            _end_rehearsal(dry_run=dry_run)
    except _Rehearsed:
        pass
    except (psycopg.IntegrityError, psycopg.DataError) as refused:
        raise _refused(path, refused) from refused
    report.seconds = time.perf_counter() - started
    return report


def _end_rehearsal(*, dry_run: bool) -> None:
    if dry_run:
        raise _Rehearsed


def split_layer(path: Path, layer: str | None) -> tuple[Path, str | None]:
    """Read `file.gpkg#layer`; a file whose own name holds the sign wins.

    >>> split_layer(Path("areas.gpkg#quarters"), None)[1]
    'quarters'
    """
    if layer is None and "#" in path.name and not path.exists():
        name, _, chosen = path.name.partition("#")
        return path.with_name(name), chosen or None
    return path, layer


def _refused(path: Path, refused: psycopg.Error) -> InvalidInput:
    """Pass on what the database's own rules refused, which the checks before should have caught."""
    table, rule = (
        refused.diag.table_name or "",
        refused.diag.constraint_name or refused.diag.sqlstate or "",
    )
    fault = Fault(
        table or path.name,
        refused.diag.message_primary or str(refused),
        f"rows that keep {rule}",
        code="rule",
    )
    return InvalidInput(
        f"the database refused rows of {path.name}; nothing was written",
        "run with --dry-run and correct the file; if it looks right, the fault is Elbraum's",
        {"table": table, "rule": rule},
        (fault,),
    )
