import pytest

from tests.conftest import Connection
from tests.grid import Grid

TWO_TOWNS = Grid("""
    a . b . c
    . h . i .
    . . j . k
    . g . m .
    d . e . f
""")


@pytest.fixture
def towns(db: Connection) -> Connection:
    db.execute("SELECT set_config('elbraum.actor', 'anna', true)")
    for name, outline in {"west": "a b e d", "east": "b c f e"}.items():
        db.execute(
            "INSERT INTO geo.municipality (ags, name, geom) VALUES (%(name)s, %(name)s, %(geom)s)",
            {"name": name, "geom": TWO_TOWNS.ewkt(outline)},
        )
    return db


def town_of(db: Connection, shape: str) -> str:
    row = db.execute(
        "SELECT name FROM geo.municipality WHERE id = geo.municipality_at(%s::geometry)", [shape]
    ).fetchone()
    return row["name"] if row else "none"


def test_a_building_on_a_border_belongs_where_most_of_it_stands(towns: Connection) -> None:
    assert town_of(towns, TWO_TOWNS.ewkt("h i m g")) in {"west", "east"}
    assert town_of(towns, TWO_TOWNS.ewkt("h b j g")) == "west"
    assert town_of(towns, TWO_TOWNS.ewkt("j i k m")) == "east"


def test_a_point_belongs_to_the_town_it_lies_in(towns: Connection) -> None:
    assert town_of(towns, TWO_TOWNS.point_ewkt("g")) == "west"
    assert town_of(towns, TWO_TOWNS.point_ewkt("k")) == "east"


def test_what_lies_in_no_outline_belongs_to_the_region_itself(towns: Connection) -> None:
    far = "SRID=25833;POINT(412000 5656000)"
    row = towns.execute(
        "SELECT ags FROM geo.municipality WHERE id = geo.municipality_at(%s::geometry)", [far]
    ).fetchone()
    assert row == {"ags": None}
