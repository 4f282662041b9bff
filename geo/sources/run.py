"""A running load: its transaction, its dataset, and what it reports."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from psycopg import sql
from psycopg.abc import Params
from psycopg.types.json import Jsonb

from geo.crs import Box
from geo.db import Conn
from geo.errors import NotFound, SampleConflict
from geo.sources.copying import copy_rows
from geo.sources.cover import declared_condition
from geo.sources.diff import Diff
from geo.sources.registry import SourceEntry
from geo.sources.report import Finding, Progress, Report, Severity
from geo.sources.stage import Stage
from geo.sources.target import Target

FINDINGS_PER_COPY = 2_000
SAMPLE_GROUND = ("parcel", "building", "unit")


@dataclass
class Run:
    """What a source's `fill(run)` works with; all of it is one transaction."""

    connection: Conn
    entry: SourceEntry
    path: Path
    report: Report
    layer: str | None = None
    complete: tuple[str, ...] = ()
    progress: Progress | None = None
    dataset_id: str = ""
    load_id: str = ""
    extent: Box = (0.0, 0.0, 0.0, 0.0)
    data_date: date | None = None
    previous_date: date | None = None
    _findings: list[Finding] = field(default_factory=list)
    _pending: Future[None] | None = None
    _copier: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "elbraum-copy")
    )

    @property
    def conn(self) -> Conn:
        """The transaction of the load, once it is free: a copy may still run in the background."""
        self._wait()
        return self.connection

    def later(self, work: Callable[[], None]) -> None:
        """Do the copying of one batch while the next is being read."""
        self._wait()
        self._pending = self._copier.submit(work)

    def close(self) -> None:
        """Wait for what runs in the background, whatever became of it."""
        self._copier.shutdown()

    def _wait(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    def begin(self) -> None:
        """Write the dataset and the load, read the region's extent."""
        self.extent = _extent(self.conn)
        row = self._one("SELECT geo.current_tx() AS tx_id")
        self.report.tx_id = row["tx_id"]
        self.previous_date = self._one(
            "SELECT max(data_date) AS day FROM geo.dataset WHERE source = %s", [self.entry.name]
        )["day"]
        self.dataset_id = self._dataset()
        row = self._one(
            "INSERT INTO geo.load (dataset_id, source) VALUES (%s, %s) RETURNING id",
            [self.dataset_id, self.entry.name],
        )
        self.load_id = self.report.load_id = str(row["id"])
        self.conn.execute(_NOTED_FINDINGS)

    def finish(self, seconds: float) -> None:
        """Write findings and report; check deferred rules now, so that a dry run meets them too."""
        with self.phase("commit"):
            self.conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
            self._flush()
            self.conn.execute(_KEEP_FINDINGS, {"source": self.entry.name})
            if not self.report.dry_run:
                # Or the next load, right after this one, is planned for an empty table.
                self.conn.execute("SELECT geo.analyze_touched()")
        self.report.seconds = seconds
        self.conn.execute(
            "UPDATE geo.load SET report = %s, cover = %s WHERE id = %s",
            [Jsonb(self.report.as_dict()), self.report.cover, self.load_id],
        )

    def stage(self, target: Target) -> Stage:
        """Return a new, empty stage for an object type."""
        stage = Stage(self, target)
        stage.create()
        return stage

    def compare(self, stage: Stage) -> Diff:
        """Finish a stage and find out what is new, changed, unchanged; `Diff.write` writes it."""
        with self.phase("validate"):
            stage.finish()
        with self.phase("compare"):
            diff = Diff(self, stage)
            diff.compare()
        return diff

    def apply(self, stage: Stage, *, cover: sql.Composable | None = None) -> Diff:
        """Compare and write a stage; `cover` (a condition on `live`) says where missing is gone."""
        diff = self.compare(stage)
        if cover is not None:
            diff.mark_gone(cover)
        with self.phase("write"):
            diff.write()
        return diff

    def find(  # noqa: PLR0913 - a finding has that many sides
        self,
        kind: str,
        severity: Severity,
        table: str,
        label: str,
        reason: str,
        *,
        params: dict[str, Any] | None = None,
        object_id: object = None,
        geom: str | None = None,
    ) -> None:
        """Report something about an object; `geom` is hex EWKB in EPSG:25833."""
        where = None if object_id is None else str(object_id)
        finding = Finding(kind, severity, label, reason, params or {}, table, where, geom)
        self.report.note(finding)
        self._findings.append(finding)
        if len(self._findings) >= FINDINGS_PER_COPY:
            self._flush()

    def decide(
        self, question: str, table: str, object_id: object, municipality_id: object, *,
        candidates: list[Any] | None = None, params: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Ask a person, unless the same question was asked before (open or decided)."""
        values = {
            "question": question, "table": table, "id": object_id, "municipality": municipality_id,
            "candidates": candidates or [], "params": Jsonb(params or {}), "load": self.load_id,
        }  # fmt: skip
        added = self.conn.execute(_DECIDE, values).rowcount
        self.report.decisions += max(added, 0)

    def step(self, text: str, share: float) -> None:
        """Tell whoever watches what is being done (share of the whole, 0..1)."""
        if self.progress is not None:
            self.progress(text, share)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the seconds of a block to the report's phases."""
        started = time.perf_counter()
        yield
        seconds = time.perf_counter() - started
        self.report.phases[name] = self.report.phases.get(name, 0.0) + seconds

    def dated(self, day: date | None) -> None:
        """Set the data's own date, once the source has found it in the file."""
        self.data_date = day
        self.report.data_date = day.isoformat() if day else None
        if day is not None:
            self.conn.execute(
                "UPDATE geo.dataset SET data_date = %s "
                "WHERE id = %s AND data_date IS DISTINCT FROM %s",
                [day, self.dataset_id, day],
            )

    @property
    def day(self) -> date:
        """The day on which gone objects end: the data's date if newer than the last load's."""
        today = datetime.now(UTC).date()
        if self.data_date is None or self.data_date > today:
            return today
        if self.previous_date is not None and self.data_date <= self.previous_date:
            return today
        return self.data_date

    def refuse_sample(self) -> None:
        """Refuse real parcels, buildings or units where sample ones stand."""
        for table in SAMPLE_GROUND:
            n = self.count_sample(table)
            if n:
                raise SampleConflict(
                    f"the region holds {n:,} sample objects of type {table}; "
                    f"real data of source {self.entry.name} do not mix with them",
                    "elbraum sample drop, then load again; or load into a region of its own",
                    {"table": table, "n": n},
                )

    def count_sample(self, table: str) -> int:
        """Count the sample objects of a type."""
        query = sql.SQL(
            "SELECT count(*) AS n FROM {} WHERE dataset_id IN "
            "(SELECT id FROM geo.dataset WHERE dataset_kind = 'sample')"
        ).format(sql.Identifier("geo", table))
        return int(self._one(query)["n"])

    def replace_sample(self, table: str, condition: sql.Composable | None = None) -> int:
        """Delete the sample objects of a type, since the real ones arrive; the report says so."""
        deleted = self.conn.execute(
            sql.SQL(
                "DELETE FROM {} WHERE dataset_id IN "
                "(SELECT id FROM geo.dataset WHERE dataset_kind = 'sample') AND {}"
            ).format(sql.Identifier("geo", table), condition or sql.SQL("true"))
        ).rowcount
        if deleted:
            self.find(
                "sample_replaced", "report", table, table,
                f"{deleted} sample objects were replaced by real ones", params={"n": deleted},
            )  # fmt: skip
        return deleted

    def declared_cover(self) -> sql.Composable | None:
        """Return the condition on `live` that `--complete` declares, or None."""
        if not self.complete:
            return None
        parts = [declared_condition(self.conn, area) for area in self.complete]
        self.report.cover.extend(area for area in self.complete if area not in self.report.cover)
        return sql.SQL("({})").format(sql.SQL(" OR ").join(parts))

    def default_municipality(self) -> str:
        """Return the only municipality that has an AGS, else the region's own."""
        row = self.conn.execute(_ONLY_MUNICIPALITY).fetchone()
        return self.fallback_municipality() if row is None else str(row["id"])

    def fallback_municipality(self) -> str:
        """Return the region's own municipality (without AGS), made if there is none."""
        row = self.conn.execute("SELECT id FROM geo.municipality WHERE ags IS NULL").fetchone()
        if row is None:
            row = self._one(
                "INSERT INTO geo.municipality (name) "
                "SELECT title FROM geo.region LIMIT 1 RETURNING id"
            )
        return str(row["id"])

    def _one(self, query: str | sql.Composed, values: Params | None = None) -> dict[str, Any]:
        statement = query.encode() if isinstance(query, str) else query
        row = self.conn.execute(statement, values).fetchone()
        if row is None:
            raise NotFound("the region is empty", "elbraum init NAME --extent W,S,E,N")
        return row

    def _dataset(self) -> str:
        """Return the dataset of exactly this file, made if it was never loaded."""
        entry = self.entry
        values = {
            "source": entry.name, "title": entry.title_de, "publisher": entry.publisher,
            "licence": entry.licence, "is_publishable": entry.is_publishable,
            "file_name": self.path.name, "sha256": file_sha256(self.path),
        }  # fmt: skip
        known = self.conn.execute(_KNOWN_DATASET, values).fetchone()
        return str(known["id"] if known else self._one(_NEW_DATASET, values)["id"])

    def _flush(self) -> None:
        if not self._findings:
            return
        found, self._findings = self._findings, []
        rows = {
            "load_id": [self.load_id] * len(found),
            "finding_kind": [f.kind for f in found],
            "severity": [f.severity for f in found],
            "object_table": [f.table for f in found],
            "object_id": [f.object_id for f in found],
            "object_label": [f.object for f in found],
            "params": [json.dumps({**f.params, "reason": f.reason}, default=str) for f in found],
            "geom": [f.geom for f in found],
        }
        copy_rows(self.conn, sql.Identifier("noted_finding"), rows)


_ONLY_MUNICIPALITY = """
SELECT min(id::text) AS id FROM geo.municipality WHERE ags IS NOT NULL HAVING count(*) = 1
"""
_NOTED_FINDINGS = """
CREATE TEMP TABLE noted_finding (
  load_id uuid, finding_kind text, severity text, object_table text, object_id uuid,
  object_label text, params jsonb, geom geometry(Geometry, 25833)
) ON COMMIT DROP
"""
# What an earlier load of the source said and nobody has settled is not said twice.
_KEEP_FINDINGS = """
INSERT INTO geo.finding
  (load_id, finding_kind, severity, object_table, object_id, object_label, params, geom)
SELECT load_id, finding_kind, severity, object_table, object_id, object_label, params, geom
FROM noted_finding AS noted
WHERE NOT EXISTS (
  SELECT FROM geo.finding AS known INNER JOIN geo.load ON load.id = known.load_id
  WHERE load.source = %(source)s AND known.finding_state <> 'fixed'
    AND known.finding_kind = noted.finding_kind AND known.object_label = noted.object_label
    AND known.params = noted.params
)
"""
_KNOWN_DATASET = """
SELECT id FROM geo.dataset
WHERE source = %(source)s AND sha256 = %(sha256)s AND dataset_kind = 'real'
ORDER BY loaded_at LIMIT 1
"""
_NEW_DATASET = """
INSERT INTO geo.dataset
  (source, dataset_kind, title, publisher, licence, is_publishable, file_name, sha256)
VALUES
  (%(source)s, 'real', %(title)s, %(publisher)s, %(licence)s, %(is_publishable)s,
   %(file_name)s, %(sha256)s)
RETURNING id
"""
_DECIDE = """
INSERT INTO geo.decision
  (load_id, municipality_id, question, object_table, object_id, candidate_ids, params)
SELECT %(load)s, %(municipality)s, %(question)s, %(table)s, %(id)s,
  %(candidates)s::uuid[], %(params)s
WHERE NOT EXISTS (
  SELECT FROM geo.decision
  WHERE question = %(question)s AND object_id = %(id)s AND params = %(params)s
    AND candidate_ids = %(candidates)s::uuid[]
)
"""


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file; of a Shapefile, of its table as well."""
    digest = hashlib.sha256()
    for part in [path, *([path.with_suffix(".dbf")] if path.suffix.lower() == ".shp" else [])]:
        if part.is_file():
            with part.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    return digest.hexdigest()


def _extent(conn: Conn) -> Box:
    row = conn.execute(
        "WITH box AS (SELECT geo.extent() AS g) "
        "SELECT ST_XMin(g) AS a, ST_YMin(g) AS b, ST_XMax(g) AS c, ST_YMax(g) AS d FROM box"
    ).fetchone()
    if row is None:
        raise NotFound("the region has no extent", "elbraum init NAME --extent W,S,E,N")
    return (row["a"], row["b"], row["c"], row["d"])
