"""No finding of axe-core on any screen, in both themes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ROOT
from tests.web.conftest import Visit
from tests.web.places import unit_with

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The checker is put into the page, which the page's own policy forbids to everyone else.
THEMES = [{"color_scheme": scheme, "bypass_csp": True} for scheme in ("light", "dark")]


def findings(visit: Visit) -> list[tuple[str, Any]]:
    visit.page.add_script_tag(path=AXE)
    result = visit.page.evaluate(f"axe.run({{runOnly: {RULES}}})")
    found = result["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("visit", THEMES, indirect=True)
def test_the_start_has_no_barrier(visit: Visit) -> None:
    visit.open_map()
    assert findings(visit) == []


@pytest.mark.parametrize("visit", THEMES, indirect=True)
def test_an_open_unit_has_no_barrier(visit: Visit) -> None:
    visit.open_map(f"?unit={unit_with(visit.site, 'vacant')['id']}")
    assert findings(visit) == []


@pytest.mark.parametrize("visit", THEMES, indirect=True)
def test_the_help_and_the_search_have_no_barrier(visit: Visit) -> None:
    visit.open_map("?q=Neustadt").keyboard.press("?")
    assert findings(visit) == []


@pytest.mark.parametrize("visit", THEMES, indirect=True)
def test_the_list_alone_has_no_barrier(visit: Visit) -> None:
    visit.open("?view=list").get_by_role("button", name="Innere Altstadt", exact=True).click()
    visit.page.wait_for_selector("#panel h2:text('Innere Altstadt')")
    assert findings(visit) == []
