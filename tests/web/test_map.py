"""The map: drawn, switched, clicked, without a request to the outside."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Visit
from tests.web.places import at, lone_house, lone_unit, unit_with

DETAIL = 17.5
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

SETTLED = """() => new Promise((done) => {
  const was = location.hash;
  setTimeout(() => done(was !== '' && was === location.hash), 300);
})"""


def n_drawn(page: Page) -> int:
    return int(page.get_attribute("[data-testid=map]", "data-features") or 0)


def click_middle(page: Page) -> None:
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_region_is_drawn(visit: Visit) -> None:
    page = visit.open_map()
    assert page.locator("canvas").bounding_box()["height"] > 500  # type: ignore[index]
    assert n_drawn(page) > 0
    assert visit.troubles == []


def test_details_are_drawn_without_asking_others(visit: Visit) -> None:
    page = visit.open_map(at(lone_house(visit.site), DETAIL))
    assert n_drawn(page) > 20
    assert visit.troubles == []


def test_a_click_on_a_building_shows_it(visit: Visit) -> None:
    house = lone_house(visit.site)
    page = visit.open_map(at(house, 19))
    click_middle(page)
    expect(page.locator("#panel [data-title]")).not_to_have_text("Region Dresden")
    assert f"building={house['id']}" in page.url or "unit=" in page.url


def test_a_unit_on_the_map_opens_with_its_timeline(visit: Visit) -> None:
    unit = unit_with(visit.site, "vacant")
    page = visit.open_map(at(unit, 20))
    click_middle(page)
    expect(page.get_by_role("heading", name="Angaben")).to_be_visible()
    page.goto(f"{visit.site.url}/?unit={unit['id']}")
    expect(page.get_by_role("region", name="Verlauf")).to_contain_text("leer")


def test_the_map_works_by_keyboard(visit: Visit) -> None:
    house = lone_house(visit.site)
    page = visit.open_map(at(house, 19))
    page.locator("canvas").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Übersicht")).to_be_visible()


def test_the_legend_switches_layers_and_statuses(visit: Visit) -> None:
    page = visit.open_map(at(lone_house(visit.site), DETAIL))
    legend = page.get_by_role("region", name="Legende")
    for name in ("belegt", "Gebäude"):
        legend.get_by_role("button", name=name).click()
        expect(legend.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "false")
    assert "hide=occupied,building" in page.url
    assert visit.troubles == []


def test_the_view_comes_from_the_address_and_goes_there(visit: Visit) -> None:
    page = visit.open_map("#15.00/51.0500/13.7400")
    assert page.url.endswith("#15.00/51.05000/13.74000")
    page.get_by_role("button", name="Vergrößern").click()
    page.wait_for_url("**/#16.00/**")


def test_the_start_shows_where_the_units_are(visit: Visit) -> None:
    config = visit.site.get("api/config")
    west, south, east, north = config.get("home") or config["extent"]
    zoom, lat, lon = map(float, visit.open_map().url.split("#")[1].split("/"))
    assert zoom > 7
    assert (lon, lat) == pytest.approx(((west + east) / 2, (south + north) / 2), abs=0.01)


def test_the_pointer_on_a_symbol_gets_address_and_floor(visit: Visit) -> None:
    unit = lone_unit(visit.site)
    page = visit.open_map(at(unit, 20))
    url = page.url
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_test_id("callout")).to_contain_text(unit["properties"]["address_text"])
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 40)
    expect(page.get_by_test_id("callout")).to_have_count(0)
    assert page.url == url


def test_the_focus_in_the_list_raises_the_symbol_and_leaves_the_map(visit: Visit) -> None:
    page = visit.open_map()
    page.get_by_role("button", name="Innere Altstadt", exact=True).click()
    rows = page.get_by_role("region", name="Einheiten").locator("[data-row]")
    rows.first.wait_for()
    page.wait_for_function(SETTLED)
    url = page.url
    rows.first.focus()
    address = rows.first.locator("strong").inner_text()
    expect(page.get_by_test_id("callout")).to_contain_text(address)
    assert page.url == url


@pytest.mark.parametrize(("status", "said"), [(404, 1), (200, 0)])
def test_a_background_of_nothing_but_404_is_named(visit: Visit, status: int, said: int) -> None:
    tiles = f"{visit.site.url}/ground/{{z}}/{{x}}/{{y}}.png"
    ground = {"id": "ground", "title_de": "Luftbild", "title_en": "Aerial", "kind": "xyz"}
    config = visit.site.get("api/config")
    config["base_maps"] = [ground | {"url": tiles, "layers": "", "attribution": "©"}]
    visit.page.route("**/api/config", lambda route: route.fulfill(json=config))
    visit.page.route("**/ground/**", lambda route: route.fulfill(status=status, body=PIXEL))
    page = visit.open_map("?base=ground#14/51.05/13.74")
    expect(page.get_by_text("„Luftbild“ hat für diesen Ausschnitt keine")).to_have_count(said)


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_a_dark_system_gets_the_dark_map(visit: Visit) -> None:
    with visit.page.expect_request("**/tiles/style/dark.json*"):
        visit.open_map()
    background = "getComputedStyle(document.body).backgroundColor"
    assert visit.page.evaluate(background) == "rgb(16, 23, 28)"
