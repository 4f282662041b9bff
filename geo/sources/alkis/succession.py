"""Which parcels came from which: told by the delivery, else by the ground they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from geo.cadastre import Event, Overlap, derive_events
from geo.cadastre.lineage import RENUMBER, SHIFT
from geo.sources.copying import insert_rows
from geo.sources.run import Run

Row = dict[str, Any]

# What loses ground: gone parcels and those whose outline changed, as they lived until now.
_WENT = """
CREATE TEMP TABLE went ON COMMIT DROP AS
SELECT live.id, live.parcel_key, live.municipality_id, live.geom, true AS is_gone
FROM gone_parcel AS gone INNER JOIN geo.parcel AS live ON live.id = gone.object_id
UNION ALL
SELECT live.id, live.parcel_key, live.municipality_id, live.geom, false
FROM diff_parcel AS d
INNER JOIN stage_parcel AS s ON s.n = d.n
INNER JOIN geo.parcel AS live ON live.id = d.object_id
WHERE d.fate IN ('changed', 'both') AND NOT s.geom = live.geom
"""
# What gains ground: new parcels and the new outlines of the others.
_CAME = """
CREATE TEMP TABLE came ON COMMIT DROP AS
SELECT d.object_id AS id, s.source_key AS parcel_key, s.geom, s.occasion, d.fate = 'new' AS is_new
FROM diff_parcel AS d INNER JOIN stage_parcel AS s ON s.n = d.n
WHERE d.fate = 'new' OR d.object_id IN (SELECT id FROM went)
"""
_INDEX_CAME = "CREATE INDEX ON came USING gist (geom)"
_SHARED = """
SELECT went.id AS predecessor, came.id AS successor, went.is_gone, came.is_new,
  went.parcel_key AS before_key, came.parcel_key AS after_key, came.occasion,
  went.municipality_id, shared.m2 / ST_Area(went.geom) AS predecessor_share,
  shared.m2 / ST_Area(came.geom) AS successor_share
FROM went
INNER JOIN came ON came.geom && went.geom AND (went.is_gone OR came.is_new) AND came.id <> went.id
CROSS JOIN LATERAL (SELECT ST_Area(ST_Intersection(went.geom, came.geom)) AS m2) AS shared
WHERE ST_Intersects(went.geom, came.geom) AND shared.m2 > 0
"""
_TOLD = """
SELECT live.id AS predecessor, d.object_id AS successor
FROM staged_succession AS told
INNER JOIN went AS live ON live.parcel_key = told.before_key
INNER JOIN diff_parcel AS d ON d.source_key = told.after_key
"""
_RENUMBER = """
UPDATE diff_parcel AS d
SET object_id = gone.object_id, link_id = gone.link_id,
  fate = CASE WHEN live.row_version = link.loaded_version THEN 'changed' ELSE 'both' END
FROM gone_parcel AS gone
INNER JOIN geo.source_object AS link ON link.id = gone.link_id
INNER JOIN geo.parcel AS live ON live.id = gone.object_id
WHERE gone.object_id = %(before)s AND d.object_id = %(after)s
"""
_NOT_GONE = "DELETE FROM gone_parcel WHERE object_id = ANY(%(ids)s)"


class Succession:
    """Finds events between `compare` and `write`, renumbers, and writes the lineage afterwards."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.events: list[Event] = []
        self.rows: dict[tuple[object, object], Row] = {}
        self.told: set[tuple[object, object]] = set()

    def find(self) -> None:
        """Tie what goes to what comes; a parcel that only changed its number goes on living."""
        self.run.conn.execute(_WENT)
        if self._one("SELECT count(*) AS n FROM went")["n"] == 0:
            return
        for statement in (_CAME, _INDEX_CAME, "ANALYZE came", "ANALYZE went"):
            self.run.conn.execute(statement.encode())
        overlaps = list(self._overlaps())
        renumbered = []
        for event in derive_events(overlaps):
            if event.kind == RENUMBER and self._is_whole(event.links[0]):
                renumbered.append(event.links[0])
            else:
                self.events.append(event)
        self._renumber(renumbered)

    def write(self) -> None:
        """Write one event for each group of parcels that hang together, with its links."""
        events: list[tuple[str, object, str]] = []
        links: list[tuple[str, Overlap, Row]] = []
        for event in self.events:
            event_id = str(uuid4())
            first = self._row(event.links[0])
            events.append((event_id, first["municipality_id"], self._kind(event)))
            links.extend((event_id, link, self._row(link)) for link in event.links)
            self._report(event)
        if events:
            self._copy_events(events)
            self._copy_links(links)

    def _overlaps(self) -> Iterator[Overlap]:
        """Measure shared ground; where the delivery names successors, only those count."""
        for row in self._all(_SHARED):
            self.rows[row["predecessor"], row["successor"]] = row
        self.told = {(row["predecessor"], row["successor"]) for row in self._told()}
        named = {before for before, _ in self.told}
        for pair, row in self.rows.items():
            if pair[0] in named and pair not in self.told:
                continue
            yield Overlap(*pair, row["predecessor_share"], row["successor_share"])

    def _told(self) -> list[Row]:
        exists = self._one("SELECT to_regclass('pg_temp.staged_succession') AS found")["found"]
        return self._all(_TOLD) if exists else []

    def _is_whole(self, link: Overlap) -> bool:
        row = self._row(link)
        return bool(row["is_gone"] and row["is_new"])

    def _renumber(self, links: list[Overlap]) -> None:
        for link in links:
            row = self._row(link)
            self.run.conn.execute(_RENUMBER, {"before": link.predecessor, "after": link.successor})
            self.run.find(
                "renumbered",
                "report",
                "parcel",
                row["after_key"],
                f"was {row['before_key']}; same outline, so it stays the same parcel",
                params={"before": row["before_key"], "after": row["after_key"]},
                object_id=link.predecessor,
            )
        self.run.conn.execute(_NOT_GONE, {"ids": [link.predecessor for link in links]})

    def _kind(self, event: Event) -> str:
        """Return the Anlassart that the successors state, else what the ground shows."""
        stated = {self._occasion(link) for link in event.links} - {None}
        return stated.pop() or event.kind if len(stated) == 1 else event.kind

    def _occasion(self, link: Overlap) -> str | None:
        code = (self._row(link)["occasion"] or "").strip("{}\"' ").split(",")[0]
        is_parcel_change = code.startswith("0101") or code in ("010312", "010501", "010621")
        return code if is_parcel_change else None

    def _report(self, event: Event) -> None:
        rows = [self._row(link) for link in event.links]
        before = sorted({row["before_key"] for row in rows})
        after = sorted({row["after_key"] for row in rows})
        kind = self._kind(event)
        self.run.find(
            "parcel_event",
            "report",
            "parcel",
            after[0],
            f"{', '.join(before)} became {', '.join(after)} ({kind})",
            params={"event_kind": kind, "before": before, "after": after},
            object_id=event.links[0].successor,
        )

    def _copy_events(self, events: list[tuple[str, object, str]]) -> None:
        ids, homes, kinds = zip(*events, strict=True)
        n = len(events)
        source = f"{self.run.entry.name}: {self.run.path.name}"
        columns = {
            "id": ids,
            "municipality_id": [str(home) for home in homes],
            "event_kind": kinds,
            "happened_on": [self.run.day] * n,
            "source": [source] * n,
            "dataset_id": [self.run.dataset_id] * n,
        }
        insert_rows(self.run.conn, "geo", "parcel_event", columns)

    def _copy_links(self, links: list[tuple[str, Overlap, Row]]) -> None:
        columns = {
            "parcel_event_id": [event for event, _, _ in links],
            "municipality_id": [str(self._home(event, links)) for event, _, _ in links],
            "predecessor_id": [str(link.predecessor) for _, link, _ in links],
            "successor_id": [str(link.successor) for _, link, _ in links],
            "overlap_share": [link.predecessor_share for _, link, _ in links],
            "lineage_basis": [self._basis(link) for _, link, _ in links],
            "dataset_id": [self.run.dataset_id] * len(links),
        }
        insert_rows(self.run.conn, "geo", "parcel_lineage", columns)

    def _home(self, event_id: str, links: list[tuple[str, Overlap, Row]]) -> object:
        """Return the municipality of the event's first parcel: one event belongs to one."""
        if not hasattr(self, "_homes"):
            self._homes: dict[str, object] = {}
            for event, _, row in links:
                self._homes.setdefault(event, row["municipality_id"])
        return self._homes[event_id]

    def _basis(self, link: Overlap) -> str:
        return "delivery" if (link.predecessor, link.successor) in self.told else "overlap"

    def _row(self, link: Overlap) -> Row:
        return self.rows[link.predecessor, link.successor]

    def _all(self, query: str) -> list[Row]:
        return self.run.conn.execute(query.encode()).fetchall()

    def _one(self, query: str) -> Row:
        return self._all(query)[0]


__all__ = ["RENUMBER", "SHIFT", "Succession"]
