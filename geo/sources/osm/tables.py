"""The tables that OpenStreetMap fills, and which of their columns it leads."""

from __future__ import annotations

from geo.sources.target import Target

BUILDING = Target(
    "building",
    {
        "building_function": "text", "name": "text", "storeys": "smallint",
        "built_year": "smallint", "building_state": "text",
    },
    geom="MultiPolygon", dated=True, notes={"valid_from": "date"},
)  # fmt: skip
ADDRESS = Target(
    "address",
    {
        "street": "text", "house_number": "text", "postcode": "text", "place": "text",
        "building_id": "uuid",
    },
    geom="Point", notes={"is_alone": "boolean"},
)  # fmt: skip
UNIT = Target(
    "unit",
    {
        "sign_name": "text", "unit_use": "text", "floor": "smallint", "address_text": "text",
        "building_id": "uuid", "address_id": "uuid",
    },
    geom="Point", dated=True,
    notes={
        "valid_from": "date", "period_kind": "text", "branch": "text", "evidence": "text",
        "started_on": "date", "start_precision": "text", "edited_on": "date",
        "verified_on": "date", "distance_m": "double precision",
    },
)  # fmt: skip
STREET_NODE = Target("street_node", {}, geom="Point")
STREET = Target(
    "street",
    {
        "name": "text", "street_class": "text", "is_walkable": "boolean",
        "length_m": "double precision", "from_node_id": "uuid", "to_node_id": "uuid",
    },
    geom="LineString", notes={"from_key": "text", "to_key": "text", "way_key": "text"},
)  # fmt: skip
STOP = Target(
    "stop", {"stop_key": "text", "name": "text", "modes": "text[]", "lines": "text[]"}, geom="Point"
)
LAND = Target("land", {"land_kind": "text", "name": "text"}, geom="MultiPolygon")

TARGETS = (BUILDING, ADDRESS, UNIT, STREET_NODE, STREET, STOP, LAND)
