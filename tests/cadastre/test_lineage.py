"""Which parcels came from which, by the ground they share."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.cadastre import Overlap, derive_events, find_crossings


def shared(before: dict[str, shapely.Polygon], after: dict[str, shapely.Polygon]) -> list[Overlap]:
    found = []
    for old, a in before.items():
        for new, b in after.items():
            area = a.intersection(b).area
            if area:
                found.append(Overlap(old, new, area / a.area, area / b.area))
    return found


BOX = shapely.box


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"1": BOX(0, 0, 2, 1)}, {"2": BOX(0, 0, 1, 1), "3": BOX(1, 0, 2, 1)}, "010101"),
        ({"1": BOX(0, 0, 1, 1), "2": BOX(1, 0, 2, 1)}, {"3": BOX(0, 0, 2, 1)}, "010102"),
        (
            {"1": BOX(0, 0, 2, 1), "2": BOX(0, 1, 2, 2)},
            {"3": BOX(0, 0, 1, 2), "4": BOX(1, 0, 2, 2)},
            "010103",
        ),
        ({"1": BOX(0, 0, 2, 1)}, {"2": BOX(0, 0, 2, 1)}, "010312"),
        ({"1": BOX(0, 0, 2, 1)}, {"2": BOX(0, 0, 1.5, 1)}, "boundary_shift"),
    ],
)
def test_the_ground_tells_the_kind_of_change(before: dict, after: dict, kind: str) -> None:  # type: ignore[type-arg]
    assert [event.kind for event in derive_events(shared(before, after))] == [kind]


def test_a_moved_boundary_does_not_tie_two_changes() -> None:
    before = {"1": BOX(0, 0, 10, 1), "2": BOX(10, 0, 20, 1)}
    after = {
        "3": BOX(0, 0, 5, 1),
        "4": BOX(5, 0, 10.1, 1),
        "5": BOX(10.1, 0, 15, 1),
        "6": BOX(15, 0, 20, 1),
    }
    assert [event.kind for event in derive_events(shared(before, after))] == ["010101", "010101"]


@given(st.lists(st.floats(0.5, 9.5), min_size=1, max_size=8, unique=True))
def test_the_shares_of_a_split_add_up(cuts: list[float]) -> None:
    edges = [0, *sorted(cuts), 10]
    after = {str(i): BOX(a, 0, b, 1) for i, (a, b) in enumerate(pairwise(edges)) if b > a}
    links = [
        link
        for event in derive_events(shared({"old": BOX(0, 0, 10, 1)}, after))
        for link in event.links
    ]
    assert sum(link.predecessor_share for link in links) == pytest.approx(1)


def test_neighbours_that_touch_do_not_cross() -> None:
    tiles = np.array([BOX(x, y, x + 1, y + 1) for x in range(5) for y in range(5)])
    assert find_crossings(tiles) == []


def test_a_hair_along_a_boundary_is_measuring_noise() -> None:
    assert find_crossings(np.array([BOX(0, 0, 1.005, 30), BOX(1, 0, 2, 30)])) == []


def test_real_overlap_is_measured() -> None:
    (crossing,) = find_crossings(np.array([BOX(0, 0, 2, 10), BOX(1, 0, 3, 10), BOX(3, 0, 4, 10)]))
    assert (crossing.first, crossing.second, crossing.area_m2) == (0, 1, 10)
