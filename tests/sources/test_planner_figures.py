"""A load leaves figures with which the next one is planned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest

from geo.sources import load
from tests.conftest import RegionUnderTest
from tests.sources.conftest import Write

COUNTED = "SELECT reltuples AS n FROM pg_class WHERE oid = %s::regclass"
LINKS, PARCELS = "geo.source_object", "geo.parcel"


def counted(region: RegionUnderTest, table: str) -> float:
    with region.database.reading() as conn:
        return float(conn.execute(COUNTED, [table]).fetchall()[0]["n"])


def load_parcels(region: RegionUnderTest, path: Path, **more: Any) -> None:
    load(region.database, "alkis", path, actor="test", **more)


def test_what_a_load_filled_is_counted_for_the_planner(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_parcels(region, delivery(p1="e f b a", p2="f g c b"))
    assert (counted(region, PARCELS), counted(region, LINKS)) == (2, 2)


def test_a_rehearsal_leaves_the_planners_figures_alone(
    region: RegionUnderTest, delivery: Write
) -> None:
    before = counted(region, PARCELS)
    load_parcels(region, delivery(p1="e f b a", p2="f g c b"), dry_run=True)
    assert counted(region, PARCELS) == before


def test_a_table_of_which_little_changed_is_not_counted_anew(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_parcels(region, delivery(p1="e f b a", p2="f g c b"))
    with psycopg.connect(region.dsn("elbraum_import")) as connection:
        connection.execute("SELECT set_config('elbraum.actor', 'test', true)")
        connection.execute(
            "UPDATE geo.source_object SET loaded_version = 1 WHERE object_id = "
            "(SELECT id FROM geo.parcel WHERE numerator = 1)"
        )
        names = [
            connection.execute("SELECT geo.analyze_touched(%s)", [share]).fetchall()[0][0]
            for share in (0.6, 0.5)
        ]
    assert [LINKS in found for found in names] == [False, True]


def test_only_loads_may_count(region: RegionUnderTest) -> None:
    with (
        psycopg.connect(region.dsn("elbraum_web")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT geo.analyze_touched()")
