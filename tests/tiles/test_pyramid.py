import pytest
from psycopg import errors

from tests.conftest import Connection, RegionUnderTest
from tests.tiles.ground import Ground, square
from tiles.layers import layers


def count(ground: Ground, table: str) -> int:
    found: int = ground.one(f"SELECT count(*) FROM {table}")  # noqa: S608
    return found


def test_a_new_parcel_stands_in_every_zoom(drawn: Ground) -> None:
    drawn.parcel()
    assert [count(drawn, f"tile.parcel_{zoom}") for zoom in (13, 14, 15, 16)] == [1, 1, 1, 1]


def test_an_object_that_ends_leaves_the_tiles(drawn: Ground) -> None:
    drawn.parcel()
    drawn.execute("UPDATE geo.parcel SET valid = '[2000-01-01,2020-01-01)'")
    assert count(drawn, "tile.parcel_16") == 0


def test_a_deleted_object_leaves_the_tiles(drawn: Ground) -> None:
    drawn.building()
    drawn.execute("DELETE FROM geo.building")
    assert count(drawn, "tile.building_16") == 0


def test_a_dropped_plan_is_not_drawn_but_a_running_one_is(drawn: Ground) -> None:
    drawn.parcel()
    drawn.execute("UPDATE geo.parcel SET legal_state = 'planned'")
    assert drawn.one("SELECT legal_state FROM tile.parcel_16") == "planned"
    drawn.execute("UPDATE geo.parcel SET legal_state = 'dropped'")
    assert count(drawn, "tile.parcel_16") == 0


def test_everything_is_drawn_in_whole_units_and_valid(drawn: Ground) -> None:
    drawn.parcels(600, size_m=7.3)
    drawn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    faults = """SELECT count(*) FROM tile.parcel_13 WHERE NOT ST_IsValid(geom)
      OR NOT ST_OrderingEquals(geom, ST_SnapToGrid(geom, 1)) OR NOT ST_IsPolygonCCW(geom)"""
    assert drawn.one(faults) == 0


@pytest.mark.parametrize("n", [400, 700])
def test_small_and_large_statements_draw_the_same(drawn: Ground, n: int) -> None:
    drawn.parcels(n)
    drawn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    drawn.execute("UPDATE geo.parcel SET geom = ST_Translate(geom, 3, 4)")
    drawn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert count(drawn, "tile.parcel_14") == n
    assert drawn.stale("parcel") == drawn.stale("cell") == []


def test_a_large_part_of_a_large_layer_is_refreshed_without_rebuilding_it(drawn: Ground) -> None:
    drawn.parcels(4000)
    drawn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before = drawn.one("SELECT 'tile.parcel_16'::regclass::oid")
    drawn.execute("UPDATE geo.parcel SET geom = ST_Translate(geom, 3, 4) WHERE numerator <= 600")
    drawn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert drawn.one("SELECT 'tile.parcel_16'::regclass::oid") == before
    assert drawn.stale("parcel") == drawn.stale("cell") == []


def test_what_large_statements_left_is_done_before_the_transaction_ends(ground: Ground) -> None:
    ground.parcels(600)
    assert count(ground, "tile.parcel_16") == 600
    assert count(ground, "tile.pending") == 0


def test_a_lie_in_the_pyramid_is_found(drawn: Ground) -> None:
    drawn.parcel()
    drawn.execute("UPDATE tile.parcel_14 SET legal_state = 'dropped'")
    drawn.execute("INSERT INTO tile.cell VALUES (9, 1, 1, 1, 0, 0)")
    assert [row["zoom"] for row in drawn.stale("parcel") + drawn.stale("cell")] == [14, 9]


def test_rebuilding_heals_a_layer(drawn: Ground) -> None:
    drawn.parcel()
    drawn.execute("DELETE FROM tile.parcel_14")
    drawn.execute("SELECT tile.rebuild('parcel')")
    assert drawn.stale("parcel") == []


def test_truncating_a_table_empties_its_layer(drawn: Ground) -> None:
    drawn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    drawn.parcel()
    drawn.execute("TRUNCATE geo.parcel CASCADE")
    assert count(drawn, "tile.parcel_16") == 0
    assert drawn.stale("cell") == []


def test_a_vacancy_shows_at_the_unit_its_neighbours_and_its_building(drawn: Ground) -> None:
    building = drawn.building()
    first, second = drawn.unit(building), drawn.unit(building)
    drawn.vacancy(second)
    rows = drawn.execute("SELECT id::uuid, unit_status, n_units, n_vacant FROM tile.unit_16")
    assert {(r["id"], r["unit_status"], r["n_units"], r["n_vacant"]) for r in rows} == {
        (first, "unknown", 2, 1), (second, "vacant", 2, 1),
    }  # fmt: skip
    assert drawn.one("SELECT n_vacant FROM tile.building_16") == 1


def test_one_unit_stands_for_its_building(drawn: Ground) -> None:
    building = drawn.building()
    for _ in range(3):
        drawn.unit(building)
    drawn.unit(None)
    rows = drawn.execute("SELECT n_units FROM tile.unit_14 WHERE is_first_at_building ORDER BY 1")
    assert [row["n_units"] for row in rows] == [1, 3]


def test_a_unit_that_moves_out_is_counted_at_both_buildings(drawn: Ground) -> None:
    old, new = drawn.building(), drawn.building(100)
    drawn.unit(old)
    drawn.execute("UPDATE geo.unit SET building_id = %s", new)
    rows = drawn.execute("SELECT id::uuid, n_units FROM tile.building_16")
    assert {row["id"]: row["n_units"] for row in rows} == {old: 0, new: 1}


def test_cells_count_units_vacant_ones_and_parcels(drawn: Ground) -> None:
    drawn.parcel()
    drawn.vacancy(drawn.unit(None))
    drawn.unit(None)
    sums = "SELECT sum(n_units) AS u, sum(n_vacant) AS v, sum(n_parcels) AS p FROM tile.cell"
    assert drawn.execute(sums + " GROUP BY z") == [{"u": 2, "v": 1, "p": 1}] * 7
    assert drawn.stale("cell") == []


def test_tidying_sums_up_the_cells_and_changes_no_count(drawn: Ground) -> None:
    drawn.parcel()
    drawn.execute("UPDATE geo.parcel SET geom = ST_Translate(geom, 3000, 0)")
    drawn.execute("SELECT tile.tidy()")
    assert drawn.stale("cell") == []
    assert drawn.one("SELECT count(*) - count(DISTINCT (z, cx, cy)) FROM tile.cell") == 0


def test_a_new_day_begins_and_ends_periods(drawn: Ground) -> None:
    drawn.vacancy(drawn.unit(drawn.building()), "[2100-01-01,2100-02-01)")
    states = []
    for day in ("2100-01-01", "2100-02-01", "2099-12-31"):
        drawn.execute("SELECT tile.turn_day(%s)", day)
        states.append(drawn.one("SELECT unit_status FROM tile.unit_16"))
    assert states == ["vacant", "unknown", "unknown"]
    assert drawn.stale("unit") == drawn.stale("building") == drawn.stale("cell") == []


def add_concept(ground: Ground, year: int, state: str) -> None:
    common = {"municipality_id": ground.municipality_id}
    concept = ground._add(
        "geo.concept_version", **common, title="Zentrenkonzept", source="test",
        resolved_on=f"{year}-01-01", concept_state=state,
    )  # fmt: skip
    ground._add(
        "geo.centre", **common, concept_version_id=concept, name=str(year),
        centre_level="city_centre", geom=square(0, 0, 500),
    )  # fmt: skip


def test_the_newest_resolved_concept_is_drawn_else_the_draft(drawn: Ground) -> None:
    for year, state in ((2026, "draft"), (2007, "resolved"), (2024, "resolved")):
        add_concept(drawn, year, state)
        for table in ("tile.centre_12", "tile.label_12"):
            assert drawn.one(f"SELECT string_agg(name, ' ') FROM {table}") == str(year)  # noqa: S608
        n_public = drawn.one("SELECT count(*) FROM pub.tile_centre_12")
        assert n_public == drawn.one("SELECT count(*) FROM pub.tile_label_12")
        assert n_public == (state == "resolved")


def test_an_edit_is_logged_where_it_was_and_where_it_is(drawn: Ground) -> None:
    drawn.parcel()
    drawn.execute("DELETE FROM tile.change")
    drawn.execute("UPDATE geo.parcel SET geom = ST_Translate(geom, 2000, 0)")
    rows = drawn.execute("SELECT fids, box FROM tile.change WHERE layer = 'parcel' ORDER BY box")
    assert len(rows) == 2
    assert all(len(row["fids"]) == 1 and row["box"][2] - row["box"][0] < 500 for row in rows)


def test_layers_are_not_drawn_anew_by_the_next_migrate(region: RegionUnderTest) -> None:
    with region.server.as_owner() as owner:
        query = "SELECT oid FROM pg_class WHERE relname = 'parcel_16'"
        before = owner.execute(query).fetchall()
    from services.region.regions import migrate  # noqa: PLC0415

    migrate(region.server)
    with region.server.as_owner() as owner:
        assert owner.execute(query).fetchall() == before


@pytest.mark.parametrize("layer", sorted(layers()))
def test_every_layer_agrees_with_an_empty_ground(db: Connection, layer: str) -> None:
    assert db.execute("SELECT * FROM tile.stale(%s)", [layer]).fetchall() == []


def test_the_web_role_cannot_write_tiles(region: RegionUnderTest) -> None:
    with region.database.reading() as conn, pytest.raises(errors.InsufficientPrivilege):
        conn.execute("SELECT tile.rebuild('parcel')")
