"""Addresses: house numbers rise along each street, odd on its left side, even on its right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.sample.buildings import Buildings
from geo.sample.parcels import Lots
from geo.sample.places import Geoms, Ints, Texts
from geo.sample.streets import Network, Streets

MIN_STEP = 2


@dataclass(frozen=True, slots=True)
class Addresses:
    """One address for each main house, in the order of the main houses."""

    geom: Geoms
    street: Ints
    house_number: Texts
    building: Ints


def number_houses(
    lots: Lots, streets: Streets, network: Network, buildings: Buildings, town_lots: Ints
) -> Addresses:
    """Give every main house a number; lots in town without a house keep theirs free."""
    front = shapely.points(lots.sides[town_lots].mean(axis=1))
    _, segment = shapely.STRtree(network.geom).query_nearest(front, all_matches=False)
    street = network.street[segment]
    number = _numbers(streets, street, front)
    building = np.flatnonzero(buildings.is_main)
    # Houses stand on lots in town only, and these are in order.
    at = np.searchsorted(town_lots, buildings.lot[building])
    walls = shapely.boundary(buildings.geom[building])
    entrance = shapely.get_point(shapely.shortest_line(walls, front[at]), 0)
    return Addresses(entrance, street[at], number[at].astype("U8"), building)


def _numbers(streets: Streets, street: Ints, front: Geoms) -> Ints:
    """Return odd and even numbers by place along the street; unique for each street name."""
    course = streets.geom[street]
    along = shapely.line_locate_point(course, front)
    foot = shapely.get_coordinates(shapely.line_interpolate_point(course, along))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(course, along + 1.0))
    behind = shapely.get_coordinates(
        shapely.line_interpolate_point(course, np.maximum(along - 1.0, 0))
    )
    direction, away = ahead - behind, shapely.get_coordinates(front) - foot
    is_left = direction[:, 0] * away[:, 1] - direction[:, 1] * away[:, 0] > 0
    # Parts of one main road carry one name, and their numbers run on.
    _, first_part = np.unique(streets.name[: streets.n_main], return_inverse=True)
    named = np.r_[first_part, np.arange(streets.n_main, len(streets.geom))][street]
    order = np.lexsort([along, street, is_left, named])
    group = np.column_stack([named, is_left])[order]
    starts = np.r_[True, (group[1:] != group[:-1]).any(axis=1)]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - first
    return rank * MIN_STEP + np.where(is_left, 1, 2)
