"""Nodes, edges and parts of the network."""

from __future__ import annotations

import math
import uuid

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.network import Graph

EDGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=60)


def parts_by_walking(edges: list[tuple[int, int]]) -> set[frozenset[int]]:
    parts: list[set[int]] = []
    for edge in edges:
        touching = [part for part in parts if part & set(edge)]
        parts = [p for p in parts if p not in touching] + [set(edge).union(*touching)]
    return {frozenset(part) for part in parts}


@given(EDGES)
def test_parts_are_those_found_by_walking(edges: list[tuple[int, int]]) -> None:
    graph = Graph.of([a for a, _ in edges], [b for _, b in edges], [1.0] * len(edges))
    labels = graph.components()
    found = {frozenset(graph.node_ids[labels == n].tolist()) for n in set(labels.tolist())}
    assert found == parts_by_walking(edges)


def test_the_longest_part_comes_first() -> None:
    graph = Graph.of(["a", "x"], ["b", "y"], [3.0, 9.0])
    assert graph.component_length_m().tolist() == [9.0, 3.0]
    assert graph.components().tolist() == [1, 1, 0, 0]
    assert graph.largest_share() == pytest.approx(0.75)


def test_rows_of_streets_become_arrays() -> None:
    a, b = sorted(uuid.uuid4() for _ in range(2))
    graph = Graph.from_rows([{"from_node_id": b, "to_node_id": a, "length_m": 5.5}])
    assert (graph.tail.tolist(), graph.head.tolist()) == ([1], [0])
    assert graph.node_ids.tolist() == [a, b]


def test_a_network_without_streets_has_no_largest_part() -> None:
    graph = Graph.from_rows([])
    assert graph.n_nodes == 0
    assert math.isnan(graph.largest_share())


def test_a_chain_of_ten_thousand_edges_is_one_part() -> None:
    numbers = np.random.default_rng(1).permutation(10_001)
    graph = Graph.of(numbers[:-1], numbers[1:], np.ones(10_000))
    assert set(graph.components().tolist()) == {0}
