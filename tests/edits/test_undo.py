from typing import Any

import pytest

from geo.edits import undo
from geo.errors import NotFound, UndoRefused
from tests.conftest import RegionUnderTest
from tests.ground.rows import add_building, add_unit


def write(region: RegionUnderTest, statement: str) -> int:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        conn.execute(statement.encode())
        row = conn.execute("SELECT geo.current_tx() AS tx").fetchone()
    return int(row["tx"]) if row else 0


def read(region: RegionUnderTest, statement: str) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(statement.encode()).fetchall()


@pytest.fixture
def built(region: RegionUnderTest) -> RegionUnderTest:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_building(conn, name="first")
        add_building(conn, name="second")
    return region


STATE = "SELECT id, fid, name, ST_AsText(geom) AS geom FROM geo.building ORDER BY fid"


def test_undo_restores_what_was_added_changed_and_removed(built: RegionUnderTest) -> None:
    before = read(built, STATE)
    with built.database.writing(actor="anna", client="cli", reason="") as conn:
        conn.execute("DELETE FROM geo.building WHERE name = 'first'")
        conn.execute("UPDATE geo.building SET name = 'changed' WHERE name = 'second'")
        add_building(conn, name="third")
        row = conn.execute("SELECT geo.current_tx() AS tx").fetchone()
    counts = undo(built.database, row["tx"] if row else 0, actor="ben")
    assert (read(built, STATE), counts) == (before, {"building": 3})


def test_a_child_removed_with_its_parent_comes_back(region: RegionUnderTest) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_unit(conn)
    tx = write(region, "DELETE FROM geo.unit; DELETE FROM geo.building")
    assert undo(region.database, tx, actor="ben") == {"building": 1, "unit": 1}


def test_undo_is_refused_where_a_later_edit_touches_the_same_row(built: RegionUnderTest) -> None:
    tx = write(built, "UPDATE geo.building SET name = 'changed' WHERE name = 'first'")
    later = write(built, "UPDATE geo.building SET storeys = 4 WHERE name = 'changed'")
    with pytest.raises(UndoRefused) as refused:
        undo(built.database, tx, actor="ben")
    assert f"transaction {later}" in refused.value.faults[0].found
    assert "geo.building" in refused.value.faults[0].where


def test_undo_is_possible_where_a_later_edit_touches_other_rows(built: RegionUnderTest) -> None:
    tx = write(built, "UPDATE geo.building SET name = 'changed' WHERE name = 'first'")
    write(built, "UPDATE geo.building SET storeys = 4 WHERE name = 'second'")
    undo(built.database, tx, actor="ben")
    assert [r["name"] for r in read(built, STATE)] == ["first", "second"]


def test_undo_is_refused_where_what_was_added_has_been_removed_since(
    built: RegionUnderTest,
) -> None:
    with built.database.writing(actor="anna", client="cli", reason="") as conn:
        add_building(conn, name="third")
        row = conn.execute("SELECT geo.current_tx() AS tx").fetchone()
    write(built, "DELETE FROM geo.building WHERE name = 'third'")
    with pytest.raises(UndoRefused):
        undo(built.database, row["tx"] if row else 0, actor="ben")


def test_an_undo_is_undone_like_any_other_transaction(built: RegionUnderTest) -> None:
    tx = write(built, "UPDATE geo.building SET name = 'changed' WHERE name = 'first'")
    undo(built.database, tx, actor="ben")
    again = read(built, "SELECT max(tx_id) AS tx FROM hist.tx")[0]["tx"]
    undo(built.database, again, actor="ben")
    assert [r["name"] for r in read(built, STATE)] == ["changed", "second"]


def test_a_transaction_is_undone_once(built: RegionUnderTest) -> None:
    tx = write(built, "UPDATE geo.building SET name = 'changed' WHERE name = 'first'")
    undo(built.database, tx, actor="ben")
    with pytest.raises(UndoRefused, match="undone already"):
        undo(built.database, tx, actor="ben")


def test_an_unknown_transaction_is_not_found(region: RegionUnderTest) -> None:
    with pytest.raises(NotFound, match="no transaction 7"):
        undo(region.database, 7, actor="ben")


def test_undo_says_who_did_it_and_what_it_undoes(built: RegionUnderTest) -> None:
    tx = write(built, "UPDATE geo.building SET name = 'changed'")
    undo(built.database, tx, actor="ben")
    last = read(built, "SELECT actor, undoes FROM hist.tx ORDER BY at DESC LIMIT 1")
    assert last == [{"actor": "ben", "undoes": tx}]
