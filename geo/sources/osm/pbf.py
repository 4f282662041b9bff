"""Read an OpenStreetMap extract in PBF; memory grows with the box of the region, not the file."""

# ruff: noqa: ANN401 - the objects of osmium carry no types that a checker could use

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import osmium
from osmium.filter import KeyFilter
from osmium.osm import NODE, RELATION, WAY

from geo.errors import Fault, UnreadableFile
from geo.network import junctions

OSM_BEGAN = datetime(2005, 1, 1, tzinfo=UTC)

AREA_KEYS = (
    "building", "shop", "disused:shop", "abandoned:shop", "addr:housenumber", "natural",
    "waterway", "landuse", "leisure", "public_transport", "railway", "amenity",
)  # fmt: skip
LINE_KEYS = ("highway", "railway")
POINT_KEYS = (*AREA_KEYS, "highway", "was:shop", "aerialway")
ALL_KEYS = (*POINT_KEYS, *LINE_KEYS)

Box = tuple[float, float, float, float]


class Spot(NamedTuple):
    """A node of a way; NaN where it lies outside the box or is missing in the file."""

    node_id: int
    lon_deg: float
    lat_deg: float

    @property
    def is_known(self) -> bool:
        """Tell whether the node's place is known."""
        return not math.isnan(self.lon_deg)


@dataclass(frozen=True, slots=True)
class Thing:
    """One tagged object: key (n1, w2, r3), tags, and where it is."""

    key: str
    tags: dict[str, str]
    edited_on: date | None
    wkb: str | None = None
    spots: tuple[Spot, ...] = ()
    fault: str = ""

    @property
    def is_closed(self) -> bool:
        """Tell whether the nodes form a ring."""
        return len(self.spots) > 3 and self.spots[0].node_id == self.spots[-1].node_id  # noqa: PLR2004


@dataclass(slots=True)
class Seen:
    """What the file holds, whether inside the box or not."""

    n_nodes: int = 0
    n_inside: int = 0
    west: float = math.inf
    south: float = math.inf
    east: float = -math.inf
    north: float = -math.inf
    newest: datetime | None = None

    @property
    def box(self) -> Box:
        """West, south, east, north of all nodes."""
        return (self.west, self.south, self.east, self.north)

    @property
    def is_all_inside(self) -> bool:
        """Tell whether the region holds every node of the file."""
        return self.n_nodes == self.n_inside

    def add(self, node: Any) -> None:
        """Widen the box by a node and remember the newest edit."""
        self.n_nodes += 1
        lon, lat = node.lon, node.lat
        self.west, self.east = min(self.west, lon), max(self.east, lon)
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.edit(node.timestamp)

    def edit(self, moment: datetime) -> None:
        """Remember the newest edit; extracts without edit times say 1970."""
        if moment > OSM_BEGAN and (self.newest is None or moment > self.newest):
            self.newest = moment


@dataclass
class Extract:
    """An extract of OpenStreetMap; open it with `open_extract`."""

    path: Path
    box: Box
    stamped_on: date | None
    seen: Seen = field(default_factory=Seen)
    cuts: Any = None
    lines_of: dict[str, set[str]] = field(default_factory=dict)
    _places: Any = None

    @property
    def data_date(self) -> date | None:
        """The day the extract was made, else of the newest edit in it."""
        return self.stamped_on or (self.seen.newest.date() if self.seen.newest else None)

    def things(self) -> Iterator[Thing]:
        """Yield tagged nodes, then ways and areas, each as soon as it is complete."""
        yield from self._points()
        yield from self._ways_and_areas()

    def _points(self) -> Iterator[Thing]:
        tagged = osmium.FileProcessor(self.path, NODE).with_filter(KeyFilter(*POINT_KEYS))
        for node in _each(tagged):
            spot = Spot(node.id, node.lon, node.lat)
            yield Thing(f"n{node.id}", _tags(node), _day(node), spots=(spot,))

    def _ways_and_areas(self) -> Iterator[Thing]:
        manager, locator = osmium.area.AreaManager(), self._locator()
        # osmium keeps no reference to its handlers: each needs a name as long as it is used.
        with_area, tagged = KeyFilter(*AREA_KEYS), KeyFilter(*ALL_KEYS)
        with osmium.io.Reader(str(self.path), RELATION) as reader:
            osmium.apply(reader, with_area, manager.first_pass_handler())
        areas = osmium.BufferIterator(with_area)
        assembling = manager.second_pass_to_buffer(areas)
        with osmium.io.Reader(str(self.path), WAY | RELATION) as reader:
            for entity in _each(osmium.OsmFileIterator(reader, locator, assembling, tagged)):
                yield self._thing(entity)
                yield from map(self._area, areas)
        yield from map(self._area, areas)

    def _locator(self) -> Any:
        locator = osmium.NodeLocationsForWays(self._places)
        locator.ignore_errors()
        return locator

    def _thing(self, entity: Any) -> Thing:
        self.seen.edit(entity.timestamp)
        if entity.is_way():
            spots = tuple(_spot(node) for node in entity.nodes)
            return Thing(f"w{entity.id}", _tags(entity), _day(entity), spots=spots)
        return Thing(f"r{entity.id}", _tags(entity), _day(entity))

    def _area(self, area: Any) -> Thing:
        key = f"{'w' if area.from_way() else 'r'}{area.orig_id()}"
        try:
            wkb = osmium.geom.WKBFactory().create_multipolygon(area)
        except RuntimeError:
            fault = "the ring crosses itself, is open or is incomplete in the file"
            return Thing(key, _tags(area), _day(area), fault=fault)
        return Thing(key, _tags(area), _day(area), wkb=wkb)

    def scan(self) -> None:
        """Read nodes and lines once: places in the box, where streets meet, lines at stops."""
        self._places = _Places(self).fill()
        self.cuts = _street_junctions(self.path, self._locator())
        self.lines_of = _lines_at_stops(self.path)


def open_extract(path: Path, box: Box) -> Extract:
    """Open a PBF file and scan its nodes, lines and routes once."""
    extract = Extract(path, box, _stamp(path))
    extract.scan()
    return extract


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say that a file is cut off or damaged where osmium stumbles."""
    try:
        yield
    except (RuntimeError, osmium.InvalidLocationError) as broken:
        fault = Fault(path.name, str(broken), "a whole, undamaged extract", code="damaged_file")
        raise UnreadableFile(
            f"{path} cannot be read", "fetch the file again and compare its size and checksum",
            {"file": path.name}, (fault,),
        ) from broken  # fmt: skip


class _Places:
    """Fill the index of node places; a file whose nodes are not in order needs a slower one."""

    def __init__(self, extract: Extract) -> None:
        self.extract = extract

    def fill(self) -> Any:
        index = self._fill(osmium.index.create_map("sparse_mem_array"))
        if index is None:
            self.extract.seen = Seen()
            index = self._fill(osmium.index.create_map("sparse_mem_map"), in_order=False)
        return index

    def _fill(self, index: Any, *, in_order: bool = True) -> Any:
        west, south, east, north = self.extract.box
        seen, last = self.extract.seen, -math.inf
        for node in _each(osmium.FileProcessor(self.extract.path, NODE)):
            if not node.location.valid():
                continue
            if in_order and node.id <= last:
                return None
            last = node.id
            seen.add(node)
            if west <= node.lon <= east and south <= node.lat <= north:
                seen.n_inside += 1
                index.set(node.id, node.location)
        return index


def _street_junctions(path: Path, locator: Any) -> Any:
    uses: list[Any] = [np.empty(0, dtype=np.int64)]
    ends: list[int] = []
    lines = KeyFilter(*LINE_KEYS)
    with osmium.io.Reader(str(path), WAY) as reader:
        for way in _each(osmium.OsmFileIterator(reader, locator, lines)):
            refs = [node.ref for node in way.nodes if node.location.valid()]
            if refs:
                uses.append(np.array(refs, dtype=np.int64))
                ends += [refs[0], refs[-1]]
    return junctions(np.concatenate(uses), ends)


def _lines_at_stops(path: Path) -> dict[str, set[str]]:
    lines: dict[str, set[str]] = {}
    routes = osmium.FileProcessor(path, RELATION).with_filter(KeyFilter("route"))
    for relation in _each(routes):
        ref = relation.tags.get("ref")
        if ref and relation.tags.get("type") == "route":
            for member in relation.members:
                if member.role.startswith(("stop", "platform")):
                    lines.setdefault(f"{member.type}{member.ref}", set()).add(ref)
    return lines


def _each(found: Any) -> Iterator[Any]:
    """Forget the types of osmium, which do not say what a filter lets through."""
    yield from found


def _stamp(path: Path) -> date | None:
    with osmium.io.Reader(str(path), osmium.osm.NOTHING) as reader:
        stamp = reader.header().get("osmosis_replication_timestamp")
    return datetime.fromisoformat(stamp).date() if stamp else None


def _tags(entity: Any) -> dict[str, str]:
    return {tag.k: tag.v for tag in entity.tags}


def _day(entity: Any) -> date | None:
    moment: datetime = entity.timestamp
    return moment.date() if moment > OSM_BEGAN else None


def _spot(node: Any) -> Spot:
    if node.location.valid():
        return Spot(node.ref, node.lon, node.lat)
    return Spot(node.ref, math.nan, math.nan)
