import psycopg
import pytest

from tests.conftest import Connection, RegionUnderTest
from tests.ground.rows import add_building, add_unit, municipality


def write(region: RegionUnderTest, statement: str) -> int:
    with region.database.writing(actor="anna", client="cli", reason="test") as conn:
        conn.execute(statement.encode())
        row = conn.execute("SELECT geo.current_tx() AS tx").fetchone()
    return int(row["tx"]) if row else 0


def test_a_write_without_an_actor_is_refused(db: Connection) -> None:
    with pytest.raises(psycopg.DatabaseError, match="needs an actor") as refused:
        db.execute("UPDATE geo.municipality SET name = 'x'")
    assert refused.value.sqlstate == "EB001"


def test_an_insert_writes_no_history_row(region: RegionUnderTest) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_building(conn)
    with region.database.reading() as conn:
        assert conn.execute("SELECT * FROM hist.building").fetchall() == []


def test_an_update_keeps_the_superseded_version_and_its_transaction(
    region: RegionUnderTest,
) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_building(conn, name="old")
    tx = write(region, "UPDATE geo.building SET name = 'new'")
    with region.database.reading() as conn:
        past = conn.execute("SELECT name, row_version, ended_tx_id FROM hist.building").fetchall()
        live = conn.execute("SELECT name, row_version, tx_id FROM geo.building").fetchall()
    assert past == [{"name": "old", "row_version": 1, "ended_tx_id": tx}]
    assert live == [{"name": "new", "row_version": 2, "tx_id": tx}]


def test_the_database_is_known_as_it_was_at_a_moment(region: RegionUnderTest) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_building(conn, name="old")
    with region.database.reading() as conn:
        row = conn.execute("SELECT clock_timestamp() AS moment").fetchone()
    write(region, "UPDATE geo.building SET name = 'new'")
    write(region, "DELETE FROM geo.building")
    with region.database.reading() as conn:
        known = conn.execute("SELECT name FROM hist.building_known_at(%(moment)s)", row).fetchall()
        now = conn.execute("SELECT name FROM hist.building_known_at(now())").fetchall()
    assert (known, now) == ([{"name": "old"}], [])


def test_one_transaction_has_one_row_with_actor_client_and_reason(region: RegionUnderTest) -> None:
    tx = write(
        region, "UPDATE geo.municipality SET name = 'x'; UPDATE geo.municipality SET name = 'y'"
    )
    with region.database.reading() as conn:
        row = conn.execute(
            "SELECT actor, client, reason FROM hist.tx WHERE tx_id = %s", [tx]
        ).fetchone()
    assert row == {"actor": "anna", "client": "cli", "reason": "test"}


def test_two_changes_in_one_transaction_keep_only_what_was_visible_before(
    region: RegionUnderTest,
) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_building(conn, name="first")
    write(region, "UPDATE geo.building SET name='second'; UPDATE geo.building SET name='third'")
    with region.database.reading() as conn:
        assert conn.execute("SELECT name FROM hist.building").fetchall() == [{"name": "first"}]


def test_every_tracked_table_has_a_twin_with_the_same_columns(db: Connection) -> None:
    rows = db.execute(
        """
        SELECT tracked::text AS name FROM hist.tracked WHERE (
          SELECT array_agg(attname || format_type(atttypid, atttypmod) ORDER BY attname)
          FROM pg_attribute WHERE attrelid = tracked AND attnum > 0
        ) <> (
          SELECT array_agg(attname || format_type(atttypid, atttypmod) ORDER BY attname)
          FROM pg_attribute
          WHERE attrelid = ('hist.' || table_name)::regclass AND attnum > 0
            AND attname NOT IN ('recorded', 'ended_tx_id')
        )
        """
    ).fetchall()
    assert rows == []


def test_the_timeline_of_a_unit_refuses_an_overlap_at_commit(region: RegionUnderTest) -> None:
    two = """
    INSERT INTO geo.unit_period (unit_id, municipality_id, period_kind, valid, source)
    SELECT id, municipality_id, 'vacancy', daterange('2025-01-01', NULL), 'test' FROM geo.unit
    UNION ALL
    SELECT id, municipality_id, 'occupancy', daterange('2026-01-01', NULL), 'test' FROM geo.unit
    """
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_unit(conn)
    with pytest.raises(psycopg.errors.ExclusionViolation):
        write(region, two)


def test_a_child_belongs_to_the_municipality_of_its_parent(region: RegionUnderTest) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        unit = add_unit(conn)
        other = municipality(conn, "99999999")
    with (
        pytest.raises(psycopg.errors.ForeignKeyViolation),
        region.database.writing(actor="anna", client="cli", reason="") as conn,
    ):
        conn.execute(
            "INSERT INTO geo.unit_area (unit_id, municipality_id, area_standard, floor_area_m2,"
            " source) VALUES (%s, %s, 'unstated', 80, 'test')",
            [unit, other],
        )
