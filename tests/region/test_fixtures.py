from pathlib import Path

import psycopg
import pytest

from tests.conftest import Connection, RegionUnderTest


def test_a_transaction_of_the_owner_sees_the_migrated_tables(db: Connection) -> None:
    row = db.execute("SELECT current_user::text AS who, count(*) AS n FROM geo.region").fetchone()
    assert row == {"who": "elbraum_owner", "n": 1}


def test_what_a_test_writes_is_gone_in_the_next(db: Connection) -> None:
    db.execute("UPDATE geo.region SET title = 'changed'")
    db.rollback()
    assert db.execute("SELECT title FROM geo.region").fetchone() != {"title": "changed"}


def test_a_region_may_commit(region: RegionUnderTest) -> None:
    with psycopg.connect(region.dsn()) as connection:
        connection.execute("UPDATE geo.region SET title = 'Elbstadt'")
    with region.database.reading("intern") as conn:
        assert conn.execute("SELECT title FROM geo.region").fetchone() == {"title": "Elbstadt"}


@pytest.mark.parametrize("role", ["elbraum_web", "elbraum_import", "elbraum_public"])
def test_each_role_is_a_login_that_cannot_become_owner(region: RegionUnderTest, role: str) -> None:
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
    with psycopg.connect(region.dsn(role)) as connection, refused:
        connection.execute("SET ROLE elbraum_owner")


def test_real_data_are_found_beside_the_checkout_or_the_test_is_skipped(shared_data: Path) -> None:
    assert shared_data.is_dir()
