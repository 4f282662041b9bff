"""Filling a region and emptying it again, on a real PostGIS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from geo.db import Database
from geo.errors import SampleConflict
from geo.sample import drop, fill
from services.region.cluster import Cluster
from services.region.server import Server
from tests.conftest import SESSION, RegionUnderTest, _clone, _drop_databases, settings_for

TABLES = """
SELECT tracked::text AS name FROM hist.tracked
WHERE EXISTS (
  SELECT FROM pg_attribute WHERE attrelid = tracked AND attname = 'municipality_id'
)
"""


@pytest.fixture(scope="module")
def filled(cluster: Cluster, template: str) -> Iterator[Database]:
    """One filled region for all tests that only read."""
    settings = settings_for(cluster, f"{SESSION}sample")
    name = _clone(cluster, template, f"elbraum_{settings.region}")
    with Server(settings).database() as database:
        fill(database, "demo")
        yield database
    _drop_databases(cluster, name)


def rows(database: Database, query: str) -> list[dict[str, Any]]:
    with database.reading() as conn:
        return conn.execute(query.encode()).fetchall()


def number(database: Database, query: str) -> int:
    (row,) = rows(database, query)
    return int(row["n"])


def test_counts_returned_are_counts_stored(region: RegionUnderTest) -> None:
    counts = fill(region.database, "demo")
    own = "geo.municipality"
    assert number(region.database, f"SELECT count(ags) AS n FROM {own}") == counts.pop(own)  # noqa: S608
    for table, n in counts.items():
        assert number(region.database, f"SELECT count(*) AS n FROM {table}") == n  # noqa: S608
    assert counts["geo.parcel"] > 2_700
    assert counts["geo.unit"] > 2_000


def test_every_object_has_a_sample_dataset(filled: Database) -> None:
    for row in rows(filled, TABLES):
        query = f"""
        SELECT count(*) AS n FROM {row["name"]} AS object
        LEFT JOIN geo.dataset ON dataset.id = object.dataset_id
        WHERE dataset.dataset_kind IS DISTINCT FROM 'sample'
          OR dataset.title NOT LIKE 'Musterdaten%'
        """  # noqa: S608 - names of the catalogue
        assert number(filled, query) == 0, row["name"]


def test_periods_cover_every_unit_until_today_once(filled: Database) -> None:
    query = """
    SELECT count(*) AS n FROM (
      SELECT unit_id FROM geo.unit_period WHERE is_whole GROUP BY unit_id
      HAVING range_agg(valid) <> datemultirange(daterange(min(lower(valid)), NULL))
        OR sum(upper_inf(valid)::integer) <> 1
    ) AS broken
    """
    units = """
    SELECT count(*) - count(DISTINCT period.unit_id) AS n
    FROM geo.unit LEFT JOIN geo.unit_period AS period
      ON period.unit_id = unit.id AND upper_inf(period.valid)
    """
    assert number(filled, query) == 0
    assert number(filled, units) == 0


def test_each_period_of_use_or_vacancy_has_its_row(filled: Database) -> None:
    query = """
    SELECT count(*) AS n FROM geo.unit_period AS period
    LEFT JOIN geo.occupancy ON occupancy.period_id = period.id
    LEFT JOIN geo.vacancy ON vacancy.period_id = period.id
    WHERE (period.period_kind = 'occupancy') <> (occupancy.id IS NOT NULL)
      OR (period.period_kind = 'vacancy') <> (vacancy.id IS NOT NULL)
    """
    assert number(filled, query) == 0


def test_shares_of_a_building_on_its_parcels_add_up(filled: Database) -> None:
    query = """
    SELECT count(*) AS n FROM (
      SELECT FROM geo.building LEFT JOIN geo.parcel_building ON building_id = building.id
      GROUP BY building.id HAVING abs(coalesce(sum(building_share), 0) - 1) > 1e-3
    ) AS wrong
    """
    assert number(filled, query) == 0


def test_official_area_is_the_geodesic_one_to_the_square_metre(filled: Database) -> None:
    query = "SELECT count(*) AS n FROM geo.parcel WHERE abs(official_area_m2 - area_m2) > 0.6"
    assert number(filled, query) == 0


def test_street_length_is_geodesic(filled: Database) -> None:
    query = """
    SELECT count(*) AS n FROM geo.street
    WHERE abs(length_m - ST_Length(ST_Transform(geom, 4326)::geography)) > 0.001 + 1e-6 * length_m
    """
    assert number(filled, query) == 0


def test_units_stand_at_the_wall_of_their_building(filled: Database) -> None:
    query = """
    SELECT count(*) AS n FROM geo.unit INNER JOIN geo.building ON building.id = unit.building_id
    WHERE ST_Distance(unit.geom, ST_Boundary(building.geom)) > 0.01
    """
    assert number(filled, query) == 0


def test_a_filled_region_is_not_filled_again(filled: Database) -> None:
    before = number(filled, "SELECT count(*) AS n FROM geo.parcel")
    with pytest.raises(SampleConflict, match="empty region"):
        fill(filled, "demo", seed=2)
    assert number(filled, "SELECT count(*) AS n FROM geo.parcel") == before


def test_drop_removes_all_and_the_region_can_be_filled_again(region: RegionUnderTest) -> None:
    counts = fill(region.database, "demo")
    assert drop(region.database) == counts
    for row in rows(region.database, TABLES):
        query = f"SELECT count(*) AS n FROM {row['name']}"  # noqa: S608
        assert number(region.database, query) == 0, row["name"]
    assert number(region.database, "SELECT count(*) AS n FROM geo.dataset") == 0
    assert number(region.database, "SELECT count(*) AS n FROM hist.parcel") > 2_700
    (last,) = rows(region.database, "SELECT actor, client FROM hist.tx ORDER BY at DESC LIMIT 1")
    assert last == {"actor": "elbraum", "client": "sample"}
    assert fill(region.database, "demo") == counts


def test_drop_keeps_what_others_wrote_and_lets_go_of_the_sample(region: RegionUnderTest) -> None:
    database = region.database
    fill(database, "demo")
    with database.writing(actor="anna", client="load", reason="test") as conn:
        conn.execute("""
        INSERT INTO geo.address (municipality_id, street, house_number, building_id, geom)
        SELECT municipality_id, 'Echte Straße', '1', id, ST_PointOnSurface(geom)
        FROM geo.building LIMIT 1
        """)
    drop(database)
    (kept,) = rows(database, "SELECT street, building_id FROM geo.address")
    town = "SELECT name, dataset_id, geom FROM geo.municipality WHERE ags IS NOT NULL"
    assert kept == {"street": "Echte Straße", "building_id": None}
    assert rows(database, town) == [{"name": "Dresden", "dataset_id": None, "geom": None}]
    with pytest.raises(SampleConflict, match="address"):
        fill(database, "demo")
