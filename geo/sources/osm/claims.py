"""What a tagged object claims to be, and what has to be true of its shape for that."""

from __future__ import annotations

from typing import Literal

from geo.sources.osm import tags as says
from geo.sources.osm.tags import Tags

Kind = Literal["building", "unit", "address", "stop", "land"]

# A tag of these on an object with an address means that the address belongs to that use.
POI_KEYS = (
    "shop", "disused:shop", "abandoned:shop", "was:shop", "amenity", "office", "craft", "tourism",
    "leisure", "healthcare", "historic", "club", "emergency", "man_made",
)  # fmt: skip
STOP_TAGS = (
    ("highway", "bus_stop"), ("railway", "tram_stop"), ("railway", "station"), ("railway", "halt"),
    ("amenity", "ferry_terminal"), ("amenity", "bus_station"), ("public_transport", "station"),
)  # fmt: skip
PART_OF_STOP = ("stop_position", "platform")


def point_claims(tags: Tags) -> set[Kind]:
    """List what a node claims to be."""
    return area_claims(tags) - {"land"}


def area_claims(tags: Tags) -> set[Kind]:
    """List what a closed way or a relation claims to be; a street or a line is no area."""
    claims: set[Kind] = set()
    if tags.get("building", "no") != "no":
        claims.add("building")
    if "shop" in tags or "disused:shop" in tags or "abandoned:shop" in tags:
        claims.add("unit")
    if "addr:housenumber" in tags:
        claims.add("address")
    if is_stop(tags) or is_part_of_stop(tags):
        claims.add("stop")
    if says.land_kind(tags):
        claims.add("land")
    return claims


def is_stop(tags: Tags) -> bool:
    """Tell whether an object is a stop by itself."""
    return any(tags.get(key) == value for key, value in STOP_TAGS)


def is_part_of_stop(tags: Tags) -> bool:
    """Tell whether an object is a platform or a place on the track, of a stop mapped elsewhere."""
    return tags.get("public_transport") in PART_OF_STOP and not is_stop(tags)


def is_address_alone(tags: Tags) -> bool:
    """Tell whether the address stands for house or entrance, not for the shop in it."""
    return tags.get("building", "no") != "no" or not any(key in tags for key in POI_KEYS)
