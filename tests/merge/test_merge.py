"""Three-way merge by field."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.merge import follow_base, merge_fields

ROWS = st.fixed_dictionaries({name: st.integers(0, 2) for name in "abc"})
Row = dict[str, Any]


@given(ROWS, ROWS)
def test_without_change_of_ours_theirs_wins(base: Row, theirs: Row) -> None:
    merged = merge_fields(base, base, theirs)
    assert (merged.values, merged.conflicts) == (theirs, ())


@given(ROWS, ROWS)
def test_without_change_of_theirs_ours_stays(base: Row, mine: Row) -> None:
    merged = merge_fields(base, mine, base)
    assert (merged.values, merged.conflicts) == (mine, ())


@given(ROWS, ROWS, ROWS)
def test_a_conflict_is_what_both_changed_differently(base: Row, mine: Row, theirs: Row) -> None:
    merged = merge_fields(base, mine, theirs)
    expected = {n for n in "abc" if len({base[n], mine[n], theirs[n]}) == 3}
    assert {c.field for c in merged.conflicts} == expected
    assert all(merged.values[name] == mine[name] for name in expected)


@given(ROWS, ROWS, ROWS)
def test_both_sides_agree_where_there_is_no_conflict(base: Row, mine: Row, theirs: Row) -> None:
    ours, other = merge_fields(base, mine, theirs), merge_fields(base, theirs, mine)
    settled = set("abc") - {c.field for c in ours.conflicts}
    assert all(ours.values[name] == other.values[name] for name in settled)


@given(st.lists(st.tuples(ROWS, st.booleans())), ROWS)
def test_their_last_word_never_is_ours(versions: list[tuple[Row, bool]], first: Row) -> None:
    base = follow_base(first, versions)
    theirs = [first, *[values for values, is_theirs in versions if is_theirs]]
    assert all(base[name] in {values[name] for values in theirs} for name in "abc")
