import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo.errors import BadParameter
from geo.query import Box, Phrase, UnitQuery, read_cursor, write_cursor

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.integers(0, 2**63 - 1), st.dictionaries(WORDS, WORDS, max_size=4))
def test_a_cursor_comes_back_for_the_same_question(fid: int, question: dict[str, str]) -> None:
    assert read_cursor(write_cursor(fid, question), question) == fid


@given(WORDS)
def test_whatever_is_no_cursor_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="next"):
        read_cursor(text, {"floor": "0"})


@given(WORDS)
def test_whatever_is_no_box_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"W,S,E,N|west|south|longitude"):
        Box.parse(text)


@pytest.mark.parametrize(
    "box", ["13,51", "14,51,13,52", "13,52,14,51", "13,51,13,52", "-181,0,1,1", "1,2,3,91"]
)
def test_a_box_has_four_ordered_edges_on_the_globe(box: str) -> None:
    with pytest.raises(ValidationError, match="degrees"):
        UnitQuery(bbox=box)


def test_a_plus_sign_that_became_a_space_is_still_an_offset() -> None:
    moment = UnitQuery.model_validate({"known_at": "2026-01-31T12:00:00 01:00"}).known_at
    assert moment is not None
    assert moment.isoformat() == "2026-01-31T12:00:00+01:00"


@pytest.mark.parametrize("moment", ["2026-01-31", "2026-01-31T12:00:00", "yesterday", "1e9"])
def test_a_moment_needs_its_offset(moment: str) -> None:
    with pytest.raises(ValidationError, match="offset"):
        UnitQuery.model_validate({"known_at": moment})


@pytest.mark.parametrize("day", ["20260131", "2026-1-31", "2026-02-30", "1700000000", "today"])
def test_a_day_is_written_in_full(day: str) -> None:
    with pytest.raises(ValidationError, match="YYYY-MM-DD"):
        UnitQuery.model_validate({"as_of": day})


def test_a_cursor_of_other_filters_is_a_bad_parameter() -> None:
    cursor = write_cursor(7, UnitQuery(floor="0").question())
    assert UnitQuery(floor="0", cursor=cursor).params()["after_fid"] == 7
    with pytest.raises(BadParameter, match="page"):
        UnitQuery(floor="1", cursor=cursor).params()


@pytest.mark.parametrize(
    ("line", "gemarkung", "flur", "number"),
    [
        ("123/4", None, None, "123/4"),
        ("Altstadt I 123a", "Altstadt I", None, "123a"),
        ("Gemarkung Mustermonzel, Flur 3, Flurstück 12", "Mustermonzel", "3", "12"),
        ("Flst. 77", None, None, "77"),
    ],
)
def test_a_parcel_is_read_with_what_stands_before_it(
    line: str, gemarkung: str | None, flur: str | None, number: str
) -> None:
    parcel = Phrase.read(line).parcel
    assert parcel is not None
    assert (parcel.gemarkung, parcel.flur, str(parcel.number)) == (gemarkung, flur, number)


def test_a_key_of_the_cadastre_is_filled_to_its_length() -> None:
    assert Phrase.read("072566001000120003").parcel_key == "072566001000120003__"


@given(WORDS)
def test_any_line_can_be_read(line: str) -> None:
    assert Phrase.read(line).text == " ".join(line.split())
