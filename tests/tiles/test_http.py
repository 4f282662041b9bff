import orjson
import pytest

from tests.tiles.conftest import Visitor
from tests.tiles.ground import Ground, path_of, square
from tests.tiles.mvt import decode
from tiles.layers import layers


def test_a_parcel_is_in_its_tile_with_its_words(ground: Ground, visitor: Visitor) -> None:
    parcel = ground.parcel()
    answer = visitor.get(path_of("parcel", 16))
    (feature,) = decode(answer.content)["parcel"]
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert feature.properties == {"id": str(parcel), "label": "1", "legal_state": "official"}
    assert feature.id == ground.one("SELECT fid FROM geo.parcel")


def test_a_square_of_40_m_is_a_square_of_its_size_in_tile_units(
    ground: Ground, visitor: Visitor
) -> None:
    ground.parcel()
    (ring,) = decode(visitor.get(path_of("parcel", 16)).content)["parcel"][0].parts
    width = max(x for x, _ in ring) - min(x for x, _ in ring)
    # 40 m at 51° north, a little turned against the grid of the map.
    assert 420 < width < 450
    assert ring[0] == ring[-1]


def test_every_layer_answers_204_where_nothing_is(visitor: Visitor) -> None:
    paths = [path_of(name, zoom) for name, layer in layers().items() for zoom in layer.zooms]
    answers = [visitor.get(path) for path in paths]
    assert {(a.status_code, a.content) for a in answers} == {(204, b"")}


def test_cells_and_bubbles_share_a_tile(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    ground.vacancy(ground.unit(None))
    tile = decode(visitor.get(path_of("cell", 10)).content)
    assert [f.properties for f in tile["cell"]] == [{"n_units": 1, "n_vacant": 1, "n_parcels": 1}]
    assert [f.properties for f in tile["bubble"]] == [{"n_units": 1, "n_vacant": 1}]
    assert tile["bubble"][0].kind == "point"


ACCEPTED = {
    "gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "*": "br",
    "identity": None, "br;q=0": None,
}  # fmt: skip


def test_tiles_come_packed_as_the_client_likes(ground: Ground, visitor: Visitor) -> None:
    ground.parcels(100)
    plain = visitor.get(path_of("parcel", 14))
    for accepted, encoding in ACCEPTED.items():
        packed = visitor.get(path_of("parcel", 14), accept_encoding=accepted)
        assert packed.headers.get("content-encoding") == encoding
        assert packed.content == plain.content  # httpx unpacks
        assert packed.headers["etag"].endswith(f'-{encoding or "identity"}"')
        assert packed.headers["vary"] == "Accept-Encoding"


def test_who_knows_the_tile_gets_304(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    etag = visitor.get(path_of("parcel", 16)).headers["etag"]
    again = visitor.get(path_of("parcel", 16), if_none_match=f'"other", {etag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert again.headers["cache-control"] == "private, max-age=0, must-revalidate"


def test_head_says_what_get_would(ground: Ground, visitor: Visitor) -> None:
    ground.parcel()
    answers = [visitor.get(path_of("parcel", 16), method) for method in ("GET", "HEAD")]
    assert answers[0].headers == answers[1].headers
    assert answers[1].content == b""


def test_other_methods_are_refused(visitor: Visitor) -> None:
    answer = visitor.get(path_of("parcel", 16), "POST")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


WRONG = [
    ("/tiles/nothing/14/1/1.mvt", 404, "nothing"),
    ("/tiles/parcel/12/1/1.mvt", 404, "13 to 16"),
    ("/tiles/parcel/14/a/-1.mvt", 400, "-1"),
    ("/tiles/parcel/14/16384/0.mvt", 400, "0 to 16383"),
    ("/tiles/parcel/14/0/0.mvt?v=1", 400, "v"),
    ("/tiles/nothing.json", 404, "nothing"),
    ("/tiles/style/pink.json", 404, "light or dark"),
    ("/tiles/style/dark.json?lang=fr", 400, "de or en"),
    ("/tiles/", 404, "layers.json"),
    ("/tiles/parcel/99999999999999999999/0/0.mvt", 400, "whole number"),
    ("/tiles/parcel/14/%00/%C3%28.mvt", 400, "whole number"),
]


def test_a_wrong_address_is_told_what_would_be_right(visitor: Visitor) -> None:
    for path, status, told in WRONG:
        answer = visitor.get(path)
        assert (path, answer.status_code) == (path, status)
        assert answer.headers["content-type"] == "application/problem+json"
        assert told in answer.text


def test_all_faults_of_an_address_are_told_at_once(visitor: Visitor) -> None:
    answer = visitor.get("/tiles/parcel/x/y/z.mvt").json()
    assert [fault["where"] for fault in answer["faults"]] == ["z", "x", "y"]


def test_tilejson_names_every_field_that_the_tiles_have(ground: Ground, visitor: Visitor) -> None:
    ground.unit(ground.building())
    described = visitor.get("/tiles/unit.json").json()
    (feature,) = decode(visitor.get(path_of("unit", 16)).content)["unit"]
    assert described["tilejson"] == "3.0.0"
    assert described["tiles"] == ["http://localhost/tiles/unit/{z}/{x}/{y}.mvt"]
    assert set(described["vector_layers"][0]["fields"]) == set(feature.properties)
    assert described["bounds"][0] == pytest.approx(13.4, abs=0.05)


def test_the_base_path_stands_in_every_address(visitor: Visitor) -> None:
    visitor.app.settings = visitor.app.settings.model_copy(update={"base_path": "/elbraum"})
    style = visitor.get("/elbraum/tiles/style/light.json").json()
    assert style["sources"]["elbraum-unit"]["url"] == "http://localhost/elbraum/tiles/unit.json"


def test_a_host_name_with_tricks_does_not_come_back(visitor: Visitor) -> None:
    answer = visitor.get("/tiles/parcel.json", host='x"onload=1/')
    assert answer.json()["tiles"] == ["/tiles/parcel/{z}/{x}/{y}.mvt"]


def test_a_stranger_sees_no_vacancy_and_no_plan(ground: Ground, stranger: Visitor) -> None:
    building = ground.building()
    ground.vacancy(ground.unit(building))
    ground.parcel()
    ground.execute("UPDATE geo.parcel SET legal_state = 'planned'")
    (feature,) = decode(stranger.get(path_of("building", 16)).content)["building"]
    assert set(feature.properties) == {"id"}
    assert stranger.get(path_of("parcel", 16)).status_code == 204
    assert [stranger.get(path_of(n, 14)).status_code for n in ("unit", "cell")] == [404, 404]
    assert "vacant" not in stranger.get("/tiles/layers.json").text


def test_a_strangers_tiles_may_be_shared(ground: Ground, stranger: Visitor) -> None:
    ground.building()
    answer = stranger.get(path_of("building", 16))
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    sources = orjson.loads(stranger.get("/tiles/style/dark.json?lang=en").content)["sources"]
    assert "elbraum-building" in sources
    assert "elbraum-unit" not in sources


def test_what_reaches_far_out_of_a_tile_is_cut(ground: Ground, visitor: Visitor) -> None:
    ground._add(
        "geo.land", municipality_id=ground.municipality_id, land_kind="water", name="Elbe",
        geom=square(-6000, 0, 15_000, 300),
    )  # fmt: skip
    (feature,) = decode(visitor.get(path_of("land", 14)).content)["land"]
    xs = [x for part in feature.parts for x, _ in part]
    assert (min(xs), max(xs)) == (-256, 4096 + 256)
    assert feature.properties == {"land_kind": "water", "name": "Elbe"}
