"""Load an extract: buildings first, then what stands in them, then the streets."""

from __future__ import annotations

import math

from psycopg import sql
from pyproj import Transformer

from geo.crs import Box
from geo.errors import Fault, OutsideExtent
from geo.network import Graph
from geo.sources.addresses.link import free_units_of_gone_addresses, to_buildings
from geo.sources.detect import detect
from geo.sources.diff import Diff
from geo.sources.osm import link, timeline
from geo.sources.osm.collect import Collector
from geo.sources.osm.pbf import Extract, open_extract, reading
from geo.sources.run import Run

# A way in the file shows all its pieces: one that is missing then is gone.
_PIECES_SHOWN = sql.SQL(
    "EXISTS (SELECT FROM stage_street AS shown "
    "WHERE shown.way_key = split_part(link.source_key, '/', 1))"
)
_UNUSED_NODE = sql.SQL(
    "NOT EXISTS (SELECT FROM geo.street WHERE from_node_id = live.id OR to_node_id = live.id)"
)
_INDEXES = (
    "CREATE INDEX ON stage_street (source_key)",
    "CREATE INDEX ON stage_street (way_key)",
    "CREATE INDEX ON stage_street_node (source_key)",
    "CREATE INDEX ON stage_address (source_key)",
    "CREATE INDEX ON stage_building (source_key)",
    "CREATE INDEX ON stage_land (source_key)",
)
_WALKABLE = "SELECT from_node_id, to_node_id, length_m FROM geo.street WHERE is_walkable"


def fill(run: Run) -> None:
    """Read the file into stages and write them in the order in which they refer to each other."""
    detect(run.path, ["pbf"])
    run.refuse_sample()
    run.step("read", 0.05)
    with reading(run.path):
        extract = open_extract(run.path, degrees(run.extent))
        _require_inside(run, extract)
        collector = Collector(run, extract)
        with run.phase("read"):
            collector.collect()
    run.dated(extract.data_date)
    # Until statistics are gathered the planner thinks what the first load wrote is nearly empty.
    for index in _INDEXES:
        run.conn.execute(index)
    # Objects refer to each other in both directions of a deletion; all is checked at the end.
    run.conn.execute("SET CONSTRAINTS ALL DEFERRED")
    run.step("buildings", 0.4)
    _apply(collector, "building")
    run.step("addresses", 0.55)
    _addresses(collector)
    run.step("units", 0.65)
    _units(collector)
    run.step("streets", 0.75)
    _streets(collector)
    run.step("stops and land", 0.95)
    _apply(collector, "stop")
    _apply(collector, "land")


def degrees(extent: Box) -> Box:
    """Return the smallest box in degrees that holds the region's extent."""
    transformer = Transformer.from_crs("EPSG:25833", "EPSG:4326", always_xy=True)
    return transformer.transform_bounds(*extent, densify_pts=21)


def _apply(collector: Collector, table: str) -> Diff:
    return collector.run.apply(collector.stages[table], cover=_cover(collector, table))


def _cover(collector: Collector, table: str) -> sql.Composable | None:
    """Inside the declared cover a missing object is gone, but not one that we could not take."""
    declared = collector.run.declared_cover()
    if declared is None:
        return None
    refused = sql.Literal(sorted(set(collector.refused[table])))
    return sql.SQL("({} AND link.source_key <> ALL({}::text[]))").format(declared, refused)


def _addresses(collector: Collector) -> None:
    run, stage = collector.run, collector.stages["address"]
    run.replace_sample("address")
    link.drop_repeated_addresses(run, stage)
    to_buildings(run)
    diff = run.compare(stage)
    cover = _cover(collector, "address")
    if cover is not None:
        diff.mark_gone(cover)
        free_units_of_gone_addresses(run)
    with run.phase("write"):
        diff.write()


def _units(collector: Collector) -> None:
    run = collector.run
    link.units(run)
    diff = _apply(collector, "unit")
    with run.phase("timeline"):
        timeline.tell(run)
        if diff.has_gone:
            timeline.end_with_units(run)
            link.ask_for_buildings(run)
    link.report_units(run)


def _streets(collector: Collector) -> None:
    run = collector.run
    nodes = run.compare(collector.stages["street_node"])
    with run.phase("write"):
        nodes.write()
    link.streets(run)
    declared = _cover(collector, "street")
    covers = [_PIECES_SHOWN, *([declared] if declared else [])]
    cover = sql.SQL("({})").format(sql.SQL(" OR ").join(covers))
    run.apply(collector.stages["street"], cover=cover)
    nodes.mark_gone(_UNUSED_NODE)
    nodes.write_gone()
    _report_network(run)


def _report_network(run: Run) -> None:
    """Report whether people can walk from anywhere to anywhere."""
    graph = Graph.from_rows(run.conn.execute(_WALKABLE).fetchall())
    if not graph.n_nodes:
        return
    parts_m = graph.component_length_m()
    params = {
        "n_nodes": graph.n_nodes, "n_streets": len(graph.tail), "n_parts": len(parts_m),
        "length_m": round(float(parts_m.sum())), "largest_share": round(graph.largest_share(), 4),
    }  # fmt: skip
    run.find(
        "network", "report", "street", "street",
        f"{params['length_m']:,} m can be walked in {params['n_parts']:,} parts; "
        f"the longest holds {params['largest_share']:.1%}",
        params=params,
    )  # fmt: skip


def _require_inside(run: Run, extract: Extract) -> None:
    """Refuse a file of another place before anything is read at length."""
    seen = extract.seen
    if seen.n_inside:
        return
    shown = (
        ",".join(f"{edge:.4f}" for edge in seen.box)
        if math.isfinite(seen.west)
        else "no node at all"
    )
    region = ",".join(f"{edge:.4f}" for edge in extract.box)
    fault = Fault("coordinates", shown, f"within {region}", code="outside_extent")
    raise OutsideExtent(
        f"{run.path.name} shows another place than the region",
        "load it into the region it shows, or make one: elbraum init NAME --extent W,S,E,N",
        {"found": shown, "expected": region}, (fault,),
    )  # fmt: skip
