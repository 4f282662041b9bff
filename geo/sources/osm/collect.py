"""Turn the things of an extract into staged rows, a few thousand at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.network import geodesic_length_m, pieces
from geo.sources.osm import claims as claimed
from geo.sources.osm import rows
from geo.sources.osm import tags as says
from geo.sources.osm.cut import close_at_edge
from geo.sources.osm.pbf import Extract, Spot, Thing
from geo.sources.osm.tables import TARGETS
from geo.sources.run import Run
from geo.sources.stage import Stage

BATCH_ROWS = 4_000
DEGREES = CRS("EPSG:4326")
# Findings of one kind whose objects are worth no line each: number and examples.
EXAMPLES = 20

OUTSIDE = "it lies outside the region or reaches over its edge"
NO_OUTLINE = "no outline: the ring is open, crosses itself or is incomplete in the file"
REASONS = {
    "outside_extent": OUTSIDE,
    "cut_outline": "the edge of the file cuts it; the known part was closed along that edge",
    "no_outline": NO_OUTLINE,
    "point_building": "a building drawn as a point has no outline",
    "no_street": "a house number without street or place",
    "shopping_centre": "a shopping centre is a building full of units; its shops are the units",
    "no_shop": "the tag names no shop, or one that gave way to another use",
}
TAKEN = ("cut_outline",)
FORMER = "a shop stood here formerly; that alone is no vacancy, since nobody says it is empty"


@dataclass
class Collector:
    """Stages by table; `refused` remembers what the file shows but we could not take."""

    run: Run
    extract: Extract
    stages: dict[str, Stage] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    stops: list[Thing] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    _held: dict[str, list[rows.Row]] = field(default_factory=lambda: defaultdict(list))
    _shapeless: dict[str, Thing] = field(default_factory=dict)
    _assembled: set[str] = field(default_factory=set)
    _nodes: set[int] = field(default_factory=set)
    _reasons: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    kinds: Counter[str] = field(default_factory=Counter)

    def collect(self) -> None:
        """Read the whole file into the stages."""
        for target in TARGETS:
            self.stages[target.table] = self.run.stage(target)
        for thing in self.extract.things():
            self._take(thing)
        for thing in self._shapeless.values():
            self._refuse_area(thing)
        for stop in rows.stops(self.stops, self.extract.lines_of):
            self._hold("stop", stop)
        for table in self.stages:
            self._flush(table)
        self._report()

    def _take(self, thing: Thing) -> None:
        if thing.key[0] == "n":
            self._take_point(thing)
        elif thing.wkb or thing.fault:
            self._take_area(thing)
        else:
            self._take_line(thing)

    def _take_point(self, thing: Thing) -> None:
        kinds = claimed.point_claims(thing.tags)
        self._note_former(thing)
        west, south, east, north = self.extract.box
        spot = thing.spots[0]
        if not (west <= spot.lon_deg <= east and south <= spot.lat_deg <= north):
            self._refuse(kinds, thing.key, "outside_extent")
            return
        if "building" in kinds:
            self._refuse({"building"}, thing.key, "point_building")
        self._add(thing, kinds - {"building"}, shapely.Point(spot.lon_deg, spot.lat_deg))

    def _take_line(self, thing: Thing) -> None:
        """Cut a street; what claims an area waits until the area is assembled, or came before."""
        street_class = says.street_class(thing.tags)
        if street_class and thing.key[0] == "w":
            self._cut(thing, street_class)
        if claimed.area_claims(thing.tags):
            if thing.key in self._assembled:
                self._assembled.discard(thing.key)
            else:
                self._shapeless[thing.key] = thing

    def _take_area(self, thing: Thing) -> None:
        kinds = claimed.area_claims(thing.tags)
        if not kinds or thing.fault:
            return
        if self._shapeless.pop(thing.key, None) is None:
            self._assembled.add(thing.key)
        self._note_former(thing)
        self._add(thing, kinds, shapely.from_wkb(thing.wkb))

    def _add(self, thing: Thing, kinds: set[claimed.Kind], shape: BaseGeometry) -> None:
        for kind in sorted(kinds):
            row = self._row(kind, thing, shape)
            if row is not None:
                self._hold(kind, row)

    def _row(self, kind: claimed.Kind, thing: Thing, shape: BaseGeometry) -> rows.Row | None:
        if kind == "building":
            return rows.building(thing, shape)
        if kind == "land":
            return rows.land(thing, shape)
        if kind == "stop":
            self.stops.append(Thing(thing.key, thing.tags, None, spots=(_centre(shape),)))
            return None
        row = rows.unit(thing, shape) if kind == "unit" else rows.address(thing, shape)
        if row is None:
            self._refuse({kind}, thing.key, _why_not(kind, thing))
        return row

    def _cut(self, thing: Thing, street_class: str) -> None:
        ordinal = 0
        for run in _known_runs(thing.spots):
            for piece in pieces([spot.node_id for spot in run], self.extract.cuts):
                spots = run[piece.first : piece.last + 1]
                length_m = geodesic_length_m([s.lon_deg for s in spots], [s.lat_deg for s in spots])
                if length_m > 0:
                    ordinal += 1
                    self._hold("street", rows.street(thing, ordinal, spots, street_class, length_m))
                    self._hold_node(spots[0])
                    self._hold_node(spots[-1])
        if not ordinal:
            self._reasons["street", "outside_extent"].append(thing.key)

    def _hold_node(self, spot: Spot) -> None:
        if spot.node_id not in self._nodes:
            self._nodes.add(spot.node_id)
            self._hold("street_node", rows.street_node(spot))

    def _note_former(self, thing: Thing) -> None:
        former = says.former_trade(thing.tags)
        if former:
            self.former.append(f"{thing.key} {former}")

    def _refuse_area(self, thing: Thing) -> None:
        """Take what the edge of the file cuts as far as it is known; refuse the rest."""
        missing = any(not spot.is_known for spot in thing.spots)
        kinds = claimed.area_claims(thing.tags)
        # Where the region holds the whole file, a node that is not known is not in the file.
        if missing and self.extract.seen.is_all_inside:
            shape = close_at_edge(thing, self.extract.seen.box)
            if shape is not None:
                self._note(kinds, thing.key, "cut_outline")
                self._add(thing, kinds, shape)
                return
        self._refuse(kinds, thing.key, "outside_extent" if missing else "no_outline")

    def _refuse(self, kinds: set[claimed.Kind], key: str, reason: str) -> None:
        self._note(kinds, key, reason)
        for kind in kinds:
            self.refused[kind].append(key)
            counts = self.run.report.count(kind)
            counts.read += 1
            counts.invalid += 1

    def _note(self, kinds: set[claimed.Kind], key: str, reason: str) -> None:
        for kind in kinds:
            self._reasons[kind, reason].append(key)

    def _hold(self, table: str, row: rows.Row) -> None:
        held = self._held[table]
        held.append(row)
        if len(held) >= BATCH_ROWS:
            self._flush(table)

    def _flush(self, table: str) -> None:
        held = self._held.pop(table, [])
        if held:
            columns = {name: [row.values[name] for row in held] for name in held[0].values}
            shapes = np.array([row.shape for row in held], dtype=object)
            self.stages[table].add([row.key for row in held], columns, shapes=shapes, crs=DEGREES)

    def _report(self) -> None:
        """Report what could not be taken whole: shops one by one, the rest with examples."""
        for (table, reason), keys in sorted(self._reasons.items()):
            text = REASONS[reason] if reason in TAKEN else f"{REASONS[reason]}; not loaded"
            if table == "unit":
                for key in keys:
                    self.run.find(reason, "hint", table, key, text)
            else:
                shown, n = ", ".join(keys[:EXAMPLES]), len(keys)
                self.run.find(reason, "hint", table, shown, f"{n} objects: {text}", params={"n": n})
        for label in self.former:
            self.run.find("former_shop", "report", "unit", label, FORMER)


def _why_not(kind: claimed.Kind, thing: Thing) -> str:
    if kind == "address":
        return "no_street"
    return "shopping_centre" if says.is_shopping_centre(thing.tags) else "no_shop"


def _known_runs(spots: tuple[Spot, ...]) -> list[list[Spot]]:
    """Split a way where it leaves the region or the file; drop a node that follows itself."""
    runs: list[list[Spot]] = [[]]
    for spot in spots:
        if not spot.is_known:
            runs.append([])
        elif not runs[-1] or runs[-1][-1].node_id != spot.node_id:
            runs[-1].append(spot)
    return [run for run in runs if len(run) > 1]


def _centre(shape: BaseGeometry) -> Spot:
    point = shape if shape.geom_type == "Point" else shape.point_on_surface()
    return Spot(0, point.x, point.y)
