from hypothesis import given
from hypothesis import strategies as st

from tiles.cache import OVERHEAD_BYTES, Change, Tile, TileCache, TileKey
from tiles.space import FINEST, Snapshot, tiles_of

KEY = TileKey("parcel", 14, 8816, 5481)
AFTER = Snapshot(100, 100, frozenset())
INSIDE = (8816 * 16384 + 5000, 5481 * 16384 + 5000, 8816 * 16384 + 5400, 5481 * 16384 + 5400)
ELSEWHERE = tuple(edge + 40 * 16384 for edge in INSIDE)


def filled(*keys: TileKey, n_bytes: int = 100_000) -> TileCache:
    cache = TileCache(n_bytes)
    for key in keys:
        fill(cache, key)
    return cache


def fill(cache: TileCache, key: TileKey) -> None:
    flight = cache.start(key)
    cache.keep(flight, Tile.of(b"tile"), AFTER)
    cache.end(flight)


def test_a_snapshot_sees_what_had_ended_when_it_was_taken() -> None:
    snapshot = Snapshot.parse("10:14:11,12")
    assert [snapshot.sees(xid) for xid in (9, 10, 11, 12, 13, 14)] == [
        True, True, False, False, True, False,
    ]  # fmt: skip
    assert Snapshot.parse(str(snapshot)) == snapshot


def test_a_change_takes_its_tile_and_no_other() -> None:
    other = KEY._replace(x=KEY.x + 5)
    cache = filled(KEY, other)
    cache.forget([Change(101, "parcel", INSIDE), Change(101, "unit", INSIDE)])
    assert KEY not in cache
    assert other in cache


def test_a_change_without_a_box_takes_the_layer() -> None:
    cache = filled(KEY, KEY._replace(layer="unit"))
    cache.forget([Change(101, "parcel", None)])
    assert len(cache) == 1


def test_a_tile_drawn_before_an_edit_was_noticed_is_not_kept() -> None:
    cache = TileCache(100_000)
    flight = cache.start(KEY)
    cache.forget([Change(101, "parcel", INSIDE)])
    assert cache.find_flight(KEY) is None
    assert not cache.keep(flight, Tile.of(b"old"), Snapshot(100, 102, frozenset({101})))
    assert KEY not in cache


def test_a_tile_that_shows_the_edit_is_kept() -> None:
    cache = TileCache(100_000)
    flight = cache.start(KEY)
    cache.forget([Change(101, "parcel", INSIDE)])
    assert cache.keep(flight, Tile.of(b"new"), Snapshot(102, 102, frozenset()))


def test_an_edit_elsewhere_does_not_disturb_a_flight() -> None:
    cache = TileCache(100_000)
    flight = cache.start(KEY)
    cache.forget([Change(101, "parcel", ELSEWHERE)])  # type: ignore[arg-type]
    assert cache.find_flight(KEY) is flight
    assert cache.keep(flight, Tile.of(b"same"), AFTER)


def test_clearing_doubts_every_flight() -> None:
    cache = TileCache(100_000)
    flight = cache.start(KEY)
    cache.clear()
    assert not cache.keep(flight, Tile.of(b"old"), AFTER)


def test_the_longest_unused_tile_goes_first() -> None:
    keys = [KEY._replace(x=x) for x in (1, 2, 3)]
    cache = filled(*keys[:2], n_bytes=2 * (OVERHEAD_BYTES + 10))
    cache.find(keys[0])
    fill(cache, keys[2])
    assert [key in cache for key in keys] == [True, False, True]


def test_packed_forms_count() -> None:
    cache = filled(KEY)
    before = cache.n_bytes
    tile = cache.find(KEY)
    assert tile is not None
    tile.bytes_as("br")
    cache.weigh(KEY)
    assert cache.n_bytes == before + len(tile.packed["br"])


def test_a_cache_without_room_keeps_nothing() -> None:
    assert len(filled(KEY, n_bytes=0)) == 0


@given(st.lists(st.integers(0, 2**28 - 1), min_size=2, max_size=2), st.integers(6, FINEST))
def test_the_tiles_of_a_point_hold_it_and_are_few(point: list[int], zoom: int) -> None:
    x, y = point
    found = tiles_of((x, y, x, y), zoom)
    size = 4096 << (FINEST - zoom)
    assert (x // size, y // size) in found
    assert len(found) <= 4


def test_nobody_waits_for_a_flight_that_has_ended() -> None:
    cache = TileCache(100_000)
    cache.end(cache.start(KEY))
    assert cache.find_flight(KEY) is None
