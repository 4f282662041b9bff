"""The map: drawn, switched, clicked, without a request to the outside."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Visit
from tests.web.places import at, lone_house, unit_with

DETAIL = 17.5


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


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_a_dark_system_gets_the_dark_map(visit: Visit) -> None:
    with visit.page.expect_request("**/tiles/style/dark.json*"):
        visit.open_map()
    background = "getComputedStyle(document.body).backgroundColor"
    assert visit.page.evaluate(background) == "rgb(16, 23, 28)"
