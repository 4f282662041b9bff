"""Single objects with what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import orjson

from geo.db import Conn
from geo.errors import NotFound
from geo.store.ground import Ground
from geo.store.pages import Collection, Feature, read_features

Times = dict[str, Any]

_EVERY_FILTER: dict[str, Any] = dict.fromkeys((
    "west_lon_deg", "south_lat_deg", "east_lon_deg", "north_lat_deg",
    "building_id", "district_id", "centre_id", "statuses", "floors", "uses", "functions",
    "gemarkung", "numerator", "denominator", "legal_states", "kinds", "concept_id", "as_of",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object as a GeoJSON feature."""

    id: UUID
    row_version: int
    feature: dict[str, Any]


def find_unit(conn: Conn, ground: Ground, id_: UUID, times: Times) -> StoredObject:
    """Return a unit with its timeline."""
    unit = _get(conn, ground, "units", id_, times)
    unit.feature["properties"]["timeline"] = _timelines(conn, ground, [id_], times).get(id_, [])
    return unit


def find_building(conn: Conn, ground: Ground, id_: UUID, times: Times) -> StoredObject:
    """Return a building with its parcels, house numbers and numbers of units."""
    building = _get(conn, ground, "buildings", id_, times)
    streets = ground.rows(conn, "building_addresses", times | {"id": id_})
    building.feature["properties"] |= {
        "address": "; ".join(f"{row['street']} {row['house_numbers']}" for row in streets) or None,
        "parcels": ground.rows(conn, "building_parcels", times | {"id": id_}),
        **_unit_counts(conn, ground, times | {"building_id": id_}),
    }
    return building


def find_parcel(conn: Conn, ground: Ground, id_: UUID, times: Times) -> StoredObject:
    """Return a parcel with its buildings and, inside, what it came from and what became of it."""
    parcel = _get(conn, ground, "parcels", id_, times)
    properties = parcel.feature["properties"]
    properties["buildings"] = ground.rows(conn, "parcel_buildings", times | {"id": id_})
    if ground.audience == "intern":
        lineage = ground.rows(conn, "parcel_lineage", times | {"id": id_})
        for direction in ("predecessor", "successor"):
            properties[f"{direction}s"] = [
                {name: value for name, value in row.items() if name != "direction"}
                for row in lineage
                if row["direction"] == direction
            ]
    return parcel


def find_place(
    conn: Conn, ground: Ground, collection: Literal["districts", "centres"], id_: UUID, times: Times
) -> StoredObject:
    """Return a district or centre with its numbers of units."""
    place = _get(conn, ground, collection, id_, times)
    column = "district_id" if collection == "districts" else "centre_id"
    place.feature["properties"] |= _unit_counts(conn, ground, times | {column: id_})
    return place


def find_offer(conn: Conn, ground: Ground, id_: UUID) -> StoredObject:
    """Return a published offer."""
    return _get(conn, ground, "offers", id_, {})


def list_building_units(
    conn: Conn, ground: Ground, building_id: UUID, times: Times
) -> list[dict[str, Any]]:
    """Return all units of a building, floor by floor, each with its timeline."""
    _get(conn, ground, "buildings", building_id, times)
    wanted = _EVERY_FILTER | times | {"building_id": building_id}
    found = _read(conn, ground, "units", wanted)
    features: list[dict[str, Any]] = [orjson.loads(feature.text) for feature in found]
    ids = [UUID(feature["id"]) for feature in features]
    timelines = _timelines(conn, ground, ids, times)
    for feature, id_ in zip(features, ids, strict=True):
        feature["properties"]["timeline"] = timelines.get(id_, [])
    return sorted(features, key=_by_floor)


def _get(
    conn: Conn, ground: Ground, collection: Collection, id_: UUID, times: Times
) -> StoredObject:
    found = _read(conn, ground, collection, _EVERY_FILTER | times | {"ids": [id_]})
    if not found:
        kind = collection.removesuffix("s")
        raise NotFound(
            f"There is no {kind} {id_}" + (" at this time" if any(times.values()) else ""),
            hint=f"/api/{collection} lists what there is",
            params={"kind": kind, "id": str(id_)},
        )
    return StoredObject(id_, found[0].row_version, orjson.loads(found[0].text))


def _read(
    conn: Conn, ground: Ground, collection: Collection, params: dict[str, Any]
) -> list[Feature]:
    whole = {"ids": None, "after_fid": 0, "n_rows": None}
    return read_features(conn, ground, collection, whole | params)


def _timelines(
    conn: Conn, ground: Ground, ids: list[UUID], times: Times
) -> dict[UUID, list[dict[str, Any]]]:
    timelines: dict[UUID, list[dict[str, Any]]] = {}
    for row in ground.rows(conn, "timeline", times | {"ids": ids}):
        timelines.setdefault(row["unit_id"], []).append(orjson.loads(row["period"]))
    return timelines


def _unit_counts(conn: Conn, ground: Ground, params: dict[str, Any]) -> dict[str, Any]:
    """Count units; visitors from outside are not told."""
    if ground.audience == "public":
        return {}
    return ground.rows(conn, "unit_counts", _EVERY_FILTER | params)[0]


def _by_floor(feature: dict[str, Any]) -> tuple[int, int]:
    properties = feature["properties"]
    return properties["floor"], properties["unit_no"]
