"""Parcel keys and numbers, as written and as read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.cadastre import ParcelKey, ParcelNumber, build_key, parse_key, parse_number, read_keys

DENOMINATORS = (
    st.none() | st.integers(1, 9999).map(str) | st.sampled_from("abcdefghijklmnopqrstuvwxyz")
)
NUMBERS = st.builds(ParcelNumber, st.integers(1, 99_999), DENOMINATORS)
FIELDS = st.from_regex(r"[0-9]{6}", fullmatch=True)
FLURS = st.none() | st.integers(1, 999).map(str)


@given(FIELDS, FLURS, NUMBERS)
def test_a_key_is_read_as_it_was_written(
    gemarkung: str, flur: str | None, number: ParcelNumber
) -> None:
    assert parse_key(build_key(gemarkung, flur, number)) == ParcelKey(gemarkung, flur, number)


@given(NUMBERS)
def test_a_number_is_read_as_it_was_written(number: ParcelNumber) -> None:
    assert parse_number(str(number)) == number


@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=22), st.builds(build_key, FIELDS, FLURS, NUMBERS)),
        min_size=1,
    )
)
def test_many_keys_are_read_as_each_alone(keys: list[str | None]) -> None:
    many = read_keys(keys)
    for i, key in enumerate(keys):
        alone = parse_key(key) if key and len(key) == 20 else None
        assert many.is_wrong[i] == (alone is None)
        if alone:
            assert (many.gemarkung[i], many.flur[i]) == (alone.gemarkung, alone.flur)
            assert (many.numerator[i], many.denominator[i]) == (
                alone.number.numerator,
                alone.number.denominator,
            )


def test_the_keys_of_three_states_are_understood() -> None:
    assert str(parse_key("020303___02988______").number) == "2988"  # type: ignore[union-attr]
    assert parse_key("15185500301190______").flur == "3"  # type: ignore[union-attr]
    assert str(parse_key("141000___00123000a__").number) == "123a"  # type: ignore[union-attr]


def test_what_is_no_number_is_none() -> None:
    assert [parse_number(text) for text in ("", "0", "12/", "abc", "123456", "1/12345")] == [
        None
    ] * 6
