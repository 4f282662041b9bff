from typing import Any

import psycopg
import pytest

from tests.conftest import RegionUnderTest
from tests.ground.rows import add_period, add_unit, municipality


@pytest.fixture
def stocked(region: RegionUnderTest) -> RegionUnderTest:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_period(conn, add_unit(conn), "vacancy", "[2025-01-01,)")
        add_period(conn, add_unit(conn), "occupancy", "[2025-01-01,)", publication="public")
    return region


def scoped(region: RegionUnderTest, **settings: str) -> "psycopg.Connection[tuple[Any, ...]]":
    conn = psycopg.connect(region.dsn("elbraum_web"))
    for name, value in {"actor": "anna", **settings}.items():
        conn.execute("SELECT set_config('elbraum.' || %s, %s, true)", [name, value])
    return conn


def test_a_reader_without_municipality_sees_published_periods_only(
    stocked: RegionUnderTest,
) -> None:
    with scoped(stocked) as conn:
        rows = conn.execute("SELECT publication FROM geo.unit_period").fetchall()
    assert rows == [("public",)]


def test_a_reader_of_a_municipality_sees_its_periods(stocked: RegionUnderTest) -> None:
    with stocked.database.reading() as conn:
        own = str(municipality(conn))
    with scoped(stocked, readable=own) as conn:
        assert conn.execute("SELECT count(*) FROM geo.unit_period").fetchone() == (2,)


def test_geometry_is_public_cadastre(stocked: RegionUnderTest) -> None:
    with scoped(stocked) as conn:
        assert conn.execute("SELECT count(*) FROM geo.building").fetchone() == (2,)


def test_a_writer_of_another_municipality_changes_nothing(stocked: RegionUnderTest) -> None:
    with scoped(stocked, writable="00000000-0000-4000-8000-000000000000") as conn:
        assert conn.execute("UPDATE geo.building SET name = 'x'").rowcount == 0


def test_a_row_cannot_be_moved_out_of_the_own_municipality(stocked: RegionUnderTest) -> None:
    with stocked.database.writing(actor="anna", client="cli", reason="") as conn:
        own, other = str(municipality(conn)), str(municipality(conn, "99999999"))
    with (
        scoped(stocked, writable=own) as conn,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
    ):
        conn.execute("UPDATE geo.building SET municipality_id = %s", [other])


@pytest.mark.parametrize("relation", ["geo.unit_period", "geo.unit", "market.offer", "hist.tx"])
def test_the_anonymous_role_reads_the_published_views_only(
    stocked: RegionUnderTest, relation: str
) -> None:
    with (
        stocked.database.reading("public") as conn,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        conn.execute(f"SELECT * FROM {relation}".encode())  # noqa: S608


def test_no_published_view_shows_the_register_of_vacancies(stocked: RegionUnderTest) -> None:
    with stocked.database.reading("public") as conn:
        rows = conn.execute(
            "SELECT viewname FROM pg_views WHERE schemaname = 'pub'"
            " AND definition ~ 'unit_period|vacancy|occupancy'"
        ).fetchall()
        buildings = conn.execute("SELECT count(*) AS n FROM pub.building").fetchone()
    assert (rows, buildings) == ([], {"n": 2})


def test_the_past_of_a_guarded_row_is_guarded(stocked: RegionUnderTest) -> None:
    with stocked.database.writing(actor="anna", client="cli", reason="") as conn:
        conn.execute("UPDATE geo.unit_period SET verified_on = '2026-01-01'")
    with scoped(stocked) as conn:
        rows = conn.execute("SELECT publication FROM hist.unit_period").fetchall()
    assert rows == [("public",)]


def test_a_bounding_box_query_of_the_web_role_uses_the_spatial_index(
    stocked: RegionUnderTest,
) -> None:
    with stocked.database.reading() as conn:
        conn.execute("SELECT set_config('enable_seqscan', 'off', true)")
        plan = conn.execute(
            "EXPLAIN SELECT id FROM geo.building"
            " WHERE geom && ST_MakeEnvelope(411000, 5655000, 411010, 5655010, 25833)"
        ).fetchall()
    assert any("Index" in line and "geom" in line for row in plan for line in row.values())


def test_a_settings_value_ends_with_its_transaction(stocked: RegionUnderTest) -> None:
    with stocked.database.reading("intern") as conn:
        conn.execute("SELECT 1")
    with stocked.database._pool("elbraum_web").connection() as conn:
        row = conn.execute("SELECT count(*) AS n FROM geo.unit_period").fetchone()
    assert row == {"n": 1}
