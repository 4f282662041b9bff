import psycopg
import pytest

from tests.conftest import Connection
from tests.ground.rows import DOOR, add_building, add_unit

BOWTIE = "MULTIPOLYGON(((411000 5655000, 411020 5655010, 411020 5655000, 411000 5655010, 411000 5655000)))"  # noqa: E501
SWAPPED = "MULTIPOLYGON(((5655000 411000, 5655020 411000, 5655020 411010, 5655000 411000)))"
NOT_A_NUMBER = "MULTIPOLYGON(((411000 5655000, NaN 5655010, 411020 5655000, 411000 5655000)))"


@pytest.fixture(autouse=True)
def _actor(db: Connection) -> None:
    db.execute("SELECT set_config('elbraum.actor', 'anna', true)")


@pytest.mark.parametrize(
    ("shape", "rule"),
    [(BOWTIE, "sound"), (SWAPPED, "inside"), (NOT_A_NUMBER, "sound")],
    ids=["bowtie", "swapped axes", "not a number"],
)
def test_the_database_refuses_a_broken_outline(db: Connection, shape: str, rule: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match=f"ck_building_geom_{rule}"):
        add_building(db, geom=f"SRID=25833;{shape}")


def test_the_database_refuses_another_coordinate_system(db: Connection) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="SRID"):
        add_unit(db, geom=DOOR.replace("25833", "25832"))


def test_the_database_refuses_more_than_20_000_vertices(db: Connection) -> None:
    circle = "ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(411000, 5655000), 25833), 50, 5001))"
    row = db.execute(f"SELECT ST_AsEWKT({circle}, 6) AS shape".encode()).fetchone()
    with pytest.raises(psycopg.errors.CheckViolation, match="sound"):
        add_building(db, geom=row["shape"] if row else "")


def test_the_area_is_geodesic_whoever_writes(db: Connection) -> None:
    add_building(db)
    row = db.execute("SELECT area_m2, ST_Area(geom) AS planar FROM geo.building").fetchone() or {}
    # 13.7° E is 1.3° off the central meridian: the plane shows about 0.06 % less there.
    assert row["area_m2"] / row["planar"] == pytest.approx(1.0006, abs=0.0003)
