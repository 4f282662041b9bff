import asyncio
from typing import Any

import psycopg

from tests.conftest import RegionUnderTest
from tests.tiles.conftest import Visitor
from tests.tiles.ground import Ground, path_of
from tests.tiles.mvt import decode
from tiles.cache import TileKey


def labels(visitor: Visitor, path: str) -> set[str]:
    answer = visitor.get(path)
    return {f.properties["label"] for f in decode(answer.content).get("parcel", [])}


def test_an_edit_by_anybody_is_on_the_next_request(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    for number in range(2, 30):
        assert visitor.get(path_of("parcel", 16)).status_code == 200
        ground.execute("UPDATE geo.parcel SET numerator = %s", number)
        assert labels(visitor, path_of("parcel", 16)) == {str(number)}


def test_a_rolled_back_edit_changes_nothing(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    before = visitor.get(path_of("parcel", 16)).headers["etag"]
    with ground.connection.transaction(force_rollback=True):
        ground.execute("UPDATE geo.parcel SET numerator = 9")
        assert visitor.get(path_of("parcel", 16)).headers["etag"] == before
    assert len(visitor.app.cache) == 1


def test_a_long_transaction_is_seen_when_it_commits_though_others_came_before(
    ground: Ground, visitor: Visitor, region: RegionUnderTest
) -> None:
    ground.parcel()
    with psycopg.connect(region.dsn()) as slow:
        slow.execute("SELECT set_config('elbraum.actor', 'slow', false)")
        slow.execute("UPDATE geo.parcel SET numerator = 77")
        for _ in range(5):
            ground.parcel(500)
            assert "1" in labels(visitor, path_of("parcel", 16))
    assert labels(visitor, path_of("parcel", 16)) >= {"77"}


def test_only_the_tiles_that_an_edit_touches_go(ground: Ground, visitor: Visitor) -> None:
    near = ground.parcel()
    ground.parcel(3000)
    paths = [path_of("parcel", zoom, x) for zoom in (15, 16) for x in (0, 3000)]
    for path in [*paths, path_of("building", 16)]:
        visitor.get(path)
    kept = set(visitor.app.cache._tiles)
    ground.execute("UPDATE geo.parcel SET numerator = 8 WHERE id = %s", near)
    visitor.run(visitor.app.log.catch_up())
    gone = kept - set(visitor.app.cache._tiles)
    assert {(key.layer, key.z) for key in gone} == {("parcel", 15), ("parcel", 16)}
    assert len(gone) == 2


def test_a_vacancy_reaches_units_buildings_and_cells(ground: Ground, visitor: Visitor) -> None:
    unit = ground.unit(ground.building())
    paths = [path_of("unit", 16), path_of("building", 16), path_of("cell", 12)]
    before = [visitor.get(path).headers["etag"] for path in paths]
    ground.vacancy(unit)
    after = [visitor.get(path).headers["etag"] for path in paths]
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_a_load_that_redraws_the_layer_is_seen(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    assert labels(visitor, path_of("parcel", 16)) == {"1"}
    ground.parcels(600)
    assert len(labels(visitor, path_of("parcel", 16))) > 10


def test_requests_that_come_together_share_one_look_and_one_drawing(
    ground: Ground, visitor: Visitor
) -> None:
    ground.parcel()
    drawn: list[TileKey] = []
    ask = visitor.app.renderer.ask

    async def counting(key: TileKey) -> Any:
        drawn.append(key)
        await asyncio.sleep(0.05)
        return await ask(key)

    visitor.app.renderer.ask = counting  # type: ignore[method-assign]

    async def together() -> list[int]:
        asked = (visitor._ask("GET", path_of("parcel", 16), {}) for _ in range(20))
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert visitor.run(together()) == [200] * 20
    assert len(drawn) == 1


def test_who_leaves_takes_the_statement_along(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    with ground.connection.transaction():
        ground.execute("LOCK TABLE tile.parcel_16")

        async def leave() -> None:
            asking = asyncio.ensure_future(visitor._ask("GET", path_of("parcel", 16), {}))
            await asyncio.sleep(0.3)
            asking.cancel()
            await asyncio.sleep(0.3)

        visitor.run(leave())
        waiting = """SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
          AND query LIKE '%%ST_AsMVT(%%' AND datname = current_database()"""
        assert ground.one(waiting) == 0
    assert labels(visitor, path_of("parcel", 16)) == {"1"}


def test_a_tile_that_takes_too_long_is_503_and_comes_later(
    ground: Ground, visitor: Visitor
) -> None:
    ground.parcel()
    with ground.connection.transaction():
        ground.execute("LOCK TABLE tile.parcel_16")
        answer = visitor.get(path_of("parcel", 16))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["code"] == "tile_timeout"
    assert labels(visitor, path_of("parcel", 16)) == {"1"}


def test_after_broken_connections_the_next_request_is_fresh(
    ground: Ground, visitor: Visitor, region: RegionUnderTest
) -> None:
    ground.parcel()
    kill = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = 'elbraum_web' AND datname = current_database()"""
    for number in ("2", "3"):
        visitor.get(path_of("parcel", 16))
        ground.execute("UPDATE geo.parcel SET numerator = %s", number)
        dsn = region.cluster.dsn(region.database_name, "postgres")
        with psycopg.connect(dsn, autocommit=True) as admin:
            admin.execute(kill)
        assert labels(visitor, path_of("parcel", 16)) == {number}


def test_a_new_day_is_drawn_on_the_first_request(ground: Ground, visitor: Visitor) -> None:
    ground.vacancy(ground.unit(None), "[2020-01-02,)")
    ground.execute("SELECT tile.turn_day('2020-01-01')")
    visitor.get("/tiles/unit.json")
    statuses = [
        decode(visitor.get(path_of("unit", 16)).content)["unit"][0].properties["unit_status"]
        for _ in range(2)
    ]
    assert statuses[-1] == "vacant"
