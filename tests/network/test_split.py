"""Cutting ways at the nodes where they meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.network import geodesic_length_m, junctions, pieces

NODES = st.integers(min_value=1, max_value=30)
WAYS = st.lists(st.lists(NODES, min_size=2, max_size=12), min_size=1, max_size=8)


def cuts_of(ways: list[list[int]]) -> NDArray[np.int64]:
    return junctions([n for way in ways for n in way], [n for w in ways for n in (w[0], w[-1])])


def place(node: int) -> tuple[float, float]:
    return 13.7 + 0.001 * (node % 6), 51.0 + 0.001 * (node // 6)


def length_m(nodes: list[int]) -> float:
    lon_deg, lat_deg = zip(*[place(n) for n in nodes], strict=True)
    return geodesic_length_m(lon_deg, lat_deg)


@given(WAYS)
def test_splitting_keeps_the_total_length(ways: list[list[int]]) -> None:
    cuts = cuts_of(ways)
    parts = [way[p.first : p.last + 1] for way in ways for p in pieces(way, cuts)]
    whole_m = sum(length_m(way) for way in ways)
    assert sum(length_m(part) for part in parts) == pytest.approx(whole_m, rel=1e-9)


@given(WAYS)
def test_ways_meet_only_at_the_ends_of_pieces(ways: list[list[int]]) -> None:
    cuts = cuts_of(ways)
    parts = [way[p.first : p.last + 1] for way in ways for p in pieces(way, cuts)]
    inner = [node for part in parts for node in part[1:-1]]
    ends = {node for part in parts for node in (part[0], part[-1])}
    assert len(inner) == len(set(inner))
    assert not set(inner) & ends


def test_a_crossing_cuts_both_ways() -> None:
    cuts = cuts_of([[1, 2, 3], [4, 2, 5]])
    assert [pieces(way, cuts) for way in ([1, 2, 3], [4, 2, 5])] == [[(0, 1), (1, 2)]] * 2


def test_a_ring_is_one_piece_from_its_start_to_itself() -> None:
    assert pieces([1, 2, 3, 1], cuts_of([[1, 2, 3, 1]])) == [(0, 3)]


def test_a_single_node_has_no_pieces() -> None:
    assert pieces([7], np.array([7])) == []


def test_a_degree_of_longitude_at_51_degrees_north_follows_the_ellipsoid() -> None:
    # π/180 · a · cos φ / √(1 - e² sin² φ) with a = 6,378,137 m, e² = 0.006694380 (GRS 80).
    parallel_m = geodesic_length_m(np.linspace(13, 14, 1001), np.full(1001, 51.0))
    assert parallel_m == pytest.approx(70_197.5, abs=1)
