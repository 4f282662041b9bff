"""Which parcels came from which: told by the delivery, else by the ground they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from geo.cadastre import Event, Overlap, derive_events
from geo.cadastre.lineage import RENUMBER, SHIFT
from geo.sources.alkis.history import event_code
from geo.sources.copying import insert_rows
from geo.sources.run import Run

Row = dict[str, Any]
UNSTATED = "unstated"

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
# A successor that is historic itself is followed to those that the delivery shows, or that we have.
_TOLD = """
CREATE TEMP TABLE told_succession ON COMMIT DROP AS
WITH RECURSIVE line AS (
  SELECT went.id AS predecessor, told.after_key, told.occasion, true AS is_direct,
    told.happened_on AS ended_on, told.happened_on AS began_on
  FROM staged_succession AS told
  INNER JOIN went ON went.parcel_key = told.before_key AND went.is_gone
  UNION
  SELECT line.predecessor, later.after_key,
    CASE WHEN later.occasion = line.occasion THEN line.occasion END, false,
    line.ended_on, later.happened_on
  FROM line INNER JOIN staged_succession AS later ON later.before_key = line.after_key
  WHERE NOT EXISTS (SELECT FROM diff_parcel AS d WHERE d.source_key = line.after_key)
)
SELECT DISTINCT ON (line.predecessor, line.after_key)
  line.predecessor, coalesce(d.object_id, other.id) AS successor, went.is_gone,
  coalesce(d.fate = 'new', false) AS is_new, went.parcel_key AS before_key, line.after_key,
  CASE WHEN line.is_direct THEN coalesce(line.occasion, s.occasion) ELSE line.occasion END
    AS occasion,
  went.municipality_id, shared.m2 / ST_Area(went.geom) AS predecessor_share,
  shared.m2 / ST_Area(heir.geom) AS successor_share, line.ended_on, line.began_on
FROM line
INNER JOIN went ON went.id = line.predecessor
LEFT JOIN diff_parcel AS d ON d.source_key = line.after_key
LEFT JOIN stage_parcel AS s ON s.n = d.n
LEFT JOIN geo.parcel AS other
  ON d.n IS NULL AND other.parcel_key = line.after_key
  AND upper_inf(other.valid) AND other.legal_state = 'official'
  AND NOT EXISTS (SELECT FROM gone_parcel AS gone WHERE gone.object_id = other.id)
CROSS JOIN LATERAL (SELECT coalesce(s.geom, other.geom) AS geom) AS heir
CROSS JOIN LATERAL (SELECT ST_Area(ST_Intersection(went.geom, heir.geom)) AS m2) AS shared
WHERE coalesce(d.object_id, other.id) IS NOT NULL
  OR NOT EXISTS (SELECT FROM staged_succession AS later WHERE later.before_key = line.after_key)
ORDER BY line.predecessor, line.after_key, line.is_direct DESC, line.began_on DESC
"""
# Where the delivery says when, parcels end and begin then, else with the delivery.
_END_TOLD = """
UPDATE gone_parcel AS gone SET ended_on = told.ended_on
FROM (SELECT predecessor, max(ended_on) AS ended_on FROM told_succession GROUP BY 1) AS told
WHERE told.predecessor = gone.object_id
"""
_BEGIN_TOLD = """
UPDATE stage_parcel AS s SET valid_from = told.began_on
FROM diff_parcel AS d
INNER JOIN (
  SELECT successor, max(began_on) AS began_on FROM told_succession GROUP BY 1
) AS told ON told.successor = d.object_id
WHERE d.n = s.n AND d.fate = 'new' AND told.began_on IS NOT NULL
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
        self.told: dict[tuple[object, object], Row] = {}

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

    def set_days(self) -> None:
        """Let parcels end and begin on the days that the delivery tells."""
        if self.told:
            self.run.conn.execute(_END_TOLD)
            self.run.conn.execute(_BEGIN_TOLD)

    def write(self) -> None:
        """Write one event for each group of parcels that hang together, with its links."""
        events: list[tuple[str, object, str, date]] = []
        links: list[tuple[str, Overlap, Row]] = []
        for event in self.events:
            event_id = str(uuid4())
            first = self._row(event.links[0])
            events.append((event_id, first["municipality_id"], self._kind(event), self._day(event)))
            links.extend((event_id, link, self._row(link)) for link in event.links)
            self._report(event)
        if events:
            self._copy_events(events)
            self._copy_links(links)

    def _overlaps(self) -> Iterator[Overlap]:
        """Measure shared ground; it does not count where the delivery tells all successors."""
        named = self._read_told()
        for row in self._all(_SHARED):
            pair = (row["predecessor"], row["successor"])
            if pair in self.told or pair[0] in named:
                continue
            self.rows[pair] = row
            yield Overlap(*pair, row["predecessor_share"], row["successor_share"])
        for pair, row in self.told.items():
            self.rows[pair] = row
            yield Overlap(*pair, row["predecessor_share"], row["successor_share"], is_told=True)

    def _read_told(self) -> set[object]:
        """Read what the delivery tells; return the parcels of which it tells all successors."""
        self.run.conn.execute(_TOLD.encode())
        rows = self._all("SELECT * FROM told_succession")
        unknown = [row for row in rows if row["successor"] is None]
        for row in unknown:
            self._report_unknown(row)
        self.told = {
            (row["predecessor"], row["successor"]): row for row in rows if row["successor"]
        }
        return {before for before, _ in self.told} - {row["predecessor"] for row in unknown}

    def _report_unknown(self, row: Row) -> None:
        self.run.find(
            "unknown_successor", "hint", "parcel", row["before_key"],
            f"the delivery names {row['after_key']} as successor, but shows no such parcel that "
            "can be loaded; the ground in common decides instead",
            params={"before": row["before_key"], "after": row["after_key"]},
            object_id=row["predecessor"],
        )  # fmt: skip

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
        """Return the Anlassart that the delivery states; what is only seen, the ground shows."""
        stated = {event_code(self._row(link)["occasion"]) for link in event.links} - {None}
        if len(stated) == 1:
            return stated.pop() or event.kind
        is_told = any(link.is_told for link in event.links)
        return UNSTATED if is_told and not stated else event.kind

    def _day(self, event: Event) -> date:
        """Return the day that the delivery states, else the day of the delivery."""
        told = [self._row(link)["ended_on"] for link in event.links if link.is_told]
        return max((day for day in told if day is not None), default=self.run.day)

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

    def _copy_events(self, events: list[tuple[str, object, str, date]]) -> None:
        ids, homes, kinds, happened = zip(*events, strict=True)
        n = len(events)
        source = f"{self.run.entry.name}: {self.run.path.name}"
        columns = {
            "id": ids,
            "municipality_id": [str(home) for home in homes],
            "event_kind": kinds,
            "happened_on": happened,
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
            "lineage_basis": ["delivery" if link.is_told else "overlap" for _, link, _ in links],
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

    def _row(self, link: Overlap) -> Row:
        return self.rows[link.predecessor, link.successor]

    def _all(self, query: str) -> list[Row]:
        return self.run.conn.execute(query.encode()).fetchall()

    def _one(self, query: str) -> Row:
        return self._all(query)[0]


__all__ = ["RENUMBER", "SHIFT", "Succession"]
