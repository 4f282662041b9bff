"""The panel: search, districts, houses, units, parcels; by keyboard, without map."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.places import unit_with

NO_WEBGL = """
const original = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
};
"""


def test_a_slash_leads_to_the_search_and_arrows_to_the_hit(visit: Visit) -> None:
    page = visit.open()
    page.keyboard.press("/")
    page.keyboard.type("Pieschen")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Pieschen")
    assert visit.troubles == []


def test_nothing_found_says_what_is_searched(visit: Visit) -> None:
    page = visit.open("?q=qqqqqqqq")
    expect(page.locator("#panel")).to_contain_text("Nichts gefunden für „qqqqqqqq“")
    expect(page.locator("#panel")).to_contain_text("Flurstücksnummern")


def test_a_district_lists_its_units_and_back_returns(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name="Innere Altstadt", exact=True).click()
    expect(page.locator("#panel h2")).to_have_text("Innere Altstadt")
    expect(page.get_by_role("region", name="Einheiten")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Region Dresden")


def test_centres_have_a_list_of_their_own_with_level_and_zvb(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("tab", name="Stadtteile").press("ArrowLeft")
    expect(page.get_by_role("tab", name="Zentren")).to_be_focused()
    centre = visit.site.get("api/centres?limit=1")["features"][0]["properties"]
    row = page.get_by_role("tabpanel").locator("[data-row]", has_text=centre["name"]).first
    expect(row).to_contain_text("ZVB" if centre["is_zvb"] else "zentrum")
    row.click()
    expect(page.locator("#panel h2")).to_contain_text(centre["name"])


def test_a_unit_shows_status_facts_and_timeline(visit: Visit) -> None:
    unit = unit_with(visit.site, "vacant")
    page = visit.open(f"?unit={unit['id']}")
    opened = page.locator("[aria-expanded=true][data-row]")
    expect(opened).to_contain_text("leer")
    expect(opened.locator("[data-status=vacant]")).to_be_visible()
    expect(page.locator(f"#unit-{unit['id']}")).to_contain_text(str(unit["properties"]["unit_no"]))
    expect(page.get_by_role("region", name="Verlauf")).to_contain_text("seit")


def test_floors_begin_with_the_ground_floor(visit: Visit) -> None:
    unit = unit_with(visit.site, "occupied")
    house_id = unit["properties"]["building_id"]
    page = visit.open(f"?building={house_id}")
    units = visit.site.get(f"api/buildings/{house_id}/units")["features"]
    floors = {one["properties"]["floor"] for one in units}
    strip = page.get_by_role("list", name="Geschosse")
    expect(strip.get_by_role("listitem")).to_have_count(len(floors))
    first = page.locator("h3[id^=floor-]").first
    expect(first).to_have_text("Erdgeschoss" if 0 in floors else first.inner_text())


def test_a_parcel_shows_both_areas_and_their_deviation(visit: Visit) -> None:
    parcel = visit.site.get("api/parcels?limit=1")["features"][0]
    page = visit.open(f"?parcel={parcel['id']}")
    panel = page.locator("#panel")
    expect(panel).to_contain_text(f"Flurstück {parcel['properties']['label']}")
    for words in ("Amtliche Fläche", "Geodätische Fläche", "Abweichung", "Vorgänger", "Nachfolger"):
        expect(panel).to_contain_text(words)


def test_the_language_changes_and_stays_in_the_address(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("heading", name="Legend")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "lang=en" in page.url


def test_an_unknown_object_says_what_to_do(visit: Visit) -> None:
    visit.page.goto(f"{visit.site.url}/?parcel=00000000-0000-4000-8000-000000000000")
    expect(visit.page.get_by_role("alert")).to_contain_text("Dieses Objekt gibt es nicht")


def test_without_webgl_the_list_does_it_all(visit: Visit) -> None:
    visit.page.add_init_script(NO_WEBGL)
    page = visit.open()
    expect(page.get_by_text("WebGL 2 fehlt")).to_be_visible()
    page.get_by_role("button", name="Innere Altstadt", exact=True).click()
    page.get_by_role("checkbox", name="belegt").uncheck()
    expect(page.get_by_role("region", name="Einheiten")).to_contain_text("nur leer, bald frei")
    page.locator("#panel [aria-label=Einheiten] [data-row]").first.click()
    expect(page.get_by_role("region", name="Verlauf")).to_be_visible()


def test_sample_data_are_said_to_be_invented(visit: Visit) -> None:
    expect(visit.open().get_by_text("keine Auskunft über wirkliche Gebäude")).to_be_visible()


@pytest.mark.parametrize("visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_a_phone_shows_map_and_list_without_sideways_scrolling(visit: Visit) -> None:
    page = visit.open_map()
    page.get_by_role("button", name="Liste vergrößern").click()
    expect(page.get_by_role("button", name="Liste vergrößern")).to_be_disabled()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
