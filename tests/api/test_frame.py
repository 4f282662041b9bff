from pathlib import Path

import pytest

from geo.errors import BadParameter
from geo.settings import BaseMap, Settings
from services.api.headers import content_policy
from services.api.serve import require_closed
from tests.api.conftest import Client, Opening
from tests.conftest import RegionUnderTest
from tests.ground.rows import add_addresses


def test_health_names_the_region(client: Client, region: RegionUnderTest) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["region"]) == (200, region.name)


def test_config_holds_the_extent_in_degrees(client: Client) -> None:
    told = client.get("/api/config").json()
    assert told["extent"] == pytest.approx([13.40, 50.90, 14.15, 51.25], abs=0.02)
    assert (told["audience"], told["sample"]) == ("intern", False)


def test_the_map_begins_where_most_addresses_stand(client: Client, region: RegionUnderTest) -> None:
    with region.database.writing(actor="anna", client="cli", reason="") as conn:
        add_addresses(conn, n=20)
    west, south, east, north = client.get("/api/config").json()["home"]
    assert 13.7 < west < east < 13.8
    assert 51.0 < south < north < 51.1


def test_without_addresses_the_map_begins_with_the_whole_region(client: Client) -> None:
    told = client.get("/api/config").json()
    assert told["home"] == told["extent"]


def test_who_has_it_already_gets_304(client: Client) -> None:
    etag = client.get("/api/config").headers["etag"]
    again = client.get("/api/config", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_head_answers_like_get_without_body(client: Client) -> None:
    asked, told = client.get("/api/config"), client.ask("HEAD", "/api/config")
    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["etag"] == asked.headers["etag"]


def test_options_tells_the_methods(client: Client) -> None:
    answer = client.ask("OPTIONS", "/api/units/5f0c1a52-6a43-5d0f-9d5e-0b1f6a0f7a11")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, PATCH")


def test_a_method_that_is_not_taken_is_405(client: Client) -> None:
    answer = client.ask("DELETE", "/api/units")
    assert (answer.status_code, answer.json()["code"]) == (405, "wrong_method")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_type_of_a_problem_leads_to_its_meaning(client: Client) -> None:
    code = client.get("/api/nothing").json()["type"]
    page = client.get(code)
    assert page.headers["content-type"].startswith("text/markdown")
    assert f'id="{code.partition("#")[2]}"' in page.text


def test_tiles_stand_in_front_of_the_api(client: Client) -> None:
    layers = client.get("/tiles/layers.json")
    assert layers.status_code == 200
    assert "content-security-policy" in layers.headers


def test_below_a_base_path_links_keep_it(opening: Opening) -> None:
    client = opening(base_path="/elbraum")
    assert client.get("/elbraum/health").status_code == 200
    assert client.get("/health").status_code == 200
    assert client.get("/elbraum/openapi.json").json()["servers"] == [{"url": "/elbraum"}]


def test_another_host_is_refused_unless_it_is_named(opening: Opening) -> None:
    asked = {"Host": "evil.example"}
    assert opening().get("/health", headers=asked).status_code == 421
    named = opening(hosts=["evil.example"])
    assert named.get("/health", headers=asked).status_code == 200


def test_another_site_may_not_change_anything(client: Client) -> None:
    answer = client.patch(
        "/api/units/5f0c1a52-6a43-5d0f-9d5e-0b1f6a0f7a11", {}, headers={"Origin": "http://evil"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_the_internal_view_is_not_served_to_a_network() -> None:
    open_to_all = Settings(_env_file=None, host="0.0.0.0")  # noqa: S104 - what is refused
    with pytest.raises(BadParameter, match="this machine only"):
        require_closed(open_to_all)
    require_closed(open_to_all.model_copy(update={"audience": "public"}))
    require_closed(open_to_all.model_copy(update={"container": True}))


def test_the_content_policy_names_the_base_maps_and_nothing_else() -> None:
    assert "http" not in content_policy(Settings(_env_file=None))
    base_map = BaseMap(
        id="a", title_de="a", title_en="a", kind="xyz", attribution="a",
        url="https://{s}.tiles.example/{z}/{x}/{y}.png",
    )  # fmt: skip
    told = content_policy(Settings(_env_file=None, base_maps=[base_map]))
    assert "connect-src 'self' https://*.tiles.example;" in told


@pytest.fixture
def web(opening: Opening, tmp_path: Path) -> Client:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>Elbraum")
    (tmp_path / "assets/index-A1b2C3d4.js").write_text("let a = 1;\n" * 400)
    (tmp_path.parent / "secret.txt").write_text("geheim")
    return opening(web=tmp_path)


def test_the_page_is_asked_for_each_time_and_hashed_files_never(web: Client) -> None:
    assert web.get("/").headers["cache-control"] == "no-cache"
    assert "immutable" in web.get("/assets/index-A1b2C3d4.js").headers["cache-control"]


def test_a_place_inside_the_app_is_the_page_but_a_missing_file_is_not(web: Client) -> None:
    assert web.get("/karte").text == web.get("/").text
    assert web.get("/assets/gone-A1b2C3d4.js").status_code == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd"])
def test_nothing_outside_of_the_folder_is_served(web: Client, path: str) -> None:
    assert "geheim" not in web.get(path).text
    assert "root:" not in web.get(path).text


def test_files_come_compressed_with_an_etag_for_each_form(web: Client) -> None:
    path = "/assets/index-A1b2C3d4.js"
    forms = {name: web.get(path, headers={"Accept-Encoding": name}) for name in ("br", "gzip", "")}
    assert len({answer.headers["etag"] for answer in forms.values()}) == 3
    assert {answer.text for answer in forms.values()} == {"let a = 1;\n" * 400}
    assert int(forms["br"].headers["content-length"]) < 100
