import psycopg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.pool import NullPool

from geo import words
from geo.db import migrate as migrate_database
from geo.db.migrate import _config
from geo.schema import METADATA, TRACKED
from geo.schema.tile import TransactionNumber
from services.region.regions import migrate
from tests.conftest import Connection, RegionUnderTest

# SQLAlchemy reads the type of transaction numbers back only if it is told.
ischema_names["xid8"] = TransactionNumber
OURS = {"geo", "market", "person", "hist", "tile"}


def test_the_chain_makes_exactly_the_declared_tables(region: RegionUnderTest) -> None:
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(region.dsn()), poolclass=NullPool
    )
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "schema" or name in OURS,
                "include_object": lambda obj, _name, kind, reflected, _: (
                    not (reflected and kind == "table" and obj.schema == "tile")
                ),
                "version_table_schema": "geo",
            },
        )
        assert [
            d for d in compare_metadata(context, METADATA) if "alembic_version" not in str(d)
        ] == []


def test_every_table_and_column_has_a_comment_in_the_database(db: Connection) -> None:
    rows = db.execute(
        """
        SELECT table_schema || '.' || table_name || '.' || column_name AS name
        FROM information_schema.columns INNER JOIN information_schema.tables
          USING (table_schema, table_name)
        WHERE table_schema IN ('geo', 'market', 'person') AND table_type = 'BASE TABLE'
          AND table_name <> 'alembic_version'
          AND col_description((table_schema || '.' || table_name)::regclass, ordinal_position)
            IS NULL
        """
    ).fetchall()
    assert rows == []


def test_every_tracked_object_has_a_municipality_unless_it_is_one() -> None:
    without = {t.name for t in TRACKED if "municipality_id" not in t.columns}
    assert without == {"municipality", "source_object"}


def test_measures_carry_their_unit_as_suffix_and_in_words() -> None:
    suffixes = ("_m2", "_m", "_eur", "_month")
    silent = [
        word.code for word in words.columns().values()
        if word.code.endswith(suffixes) and not word.unit
    ]  # fmt: skip
    assert silent == []


def test_the_database_holds_every_code_of_the_words(db: Connection) -> None:
    rows = db.execute("SELECT code_list, count(*) AS n FROM geo.code GROUP BY 1").fetchall()
    assert {r["code_list"]: r["n"] for r in rows} == {
        name: len(entries) for name, entries in words.code_lists().items()
    }


def test_a_second_migrate_changes_nothing(region: RegionUnderTest) -> None:
    query = "SELECT md5(string_agg(pg_get_functiondef(oid), '' ORDER BY oid::text)) AS state FROM pg_proc WHERE pronamespace IN ('geo'::regnamespace, 'hist'::regnamespace)"  # noqa: E501
    with region.database.reading() as conn:
        before = conn.execute(query).fetchone()
    migrate(region.server)
    with region.database.reading() as conn:
        assert conn.execute(query).fetchone() == before


def test_the_chain_goes_down_and_up_again(region: RegionUnderTest) -> None:
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(region.dsn()), poolclass=NullPool
    )
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    migrate_database(region.server.owner_access)
    with region.database.reading() as conn:
        assert conn.execute("SELECT count(*) AS n FROM geo.parcel").fetchone() == {"n": 0}
