from uuid import UUID

import pytest

from tests.api.conftest import Client
from tests.conftest import RegionUnderTest
from tests.ground import rows


@pytest.fixture
def offer(region: RegionUnderTest, unit: UUID) -> UUID:
    """The shop on offer: published, but neither its address nor its rent."""
    with region.database.writing(actor="test", client="api", reason="") as conn:
        return rows.one(
            conn,
            "INSERT INTO market.offer (municipality_id, offer_kind, offer_state, unit_id, title,"
            " rent_eur_m2_month, publication) VALUES (%(m)s, 'rent', 'published', %(unit)s,"
            " 'Laden', 12.5, 'public') RETURNING id",
            {"m": rows.municipality(conn), "unit": unit},
        )


def test_units_and_their_timelines_are_not_public(public: Client, unit: UUID) -> None:
    building = "5f0c1a52-6a43-5d0f-9d5e-0b1f6a0f7a11"
    for path in ("/api/units", f"/api/units/{unit}", f"/api/buildings/{building}/units"):
        answer = public.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_public")


def test_histories_are_not_public(public: Client, unit: UUID) -> None:
    assert public.get(f"/api/units/{unit}/history").json()["code"] == "not_public"


def test_visitors_change_nothing(public: Client, unit: UUID) -> None:
    answer = public.patch(f"/api/units/{unit}", {"floor": 1, "row_version": 1})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_the_past_is_not_public(public: Client) -> None:
    answer = public.get("/api/parcels?as_of=2020-01-01&known_at=2020-01-01T00:00:00Z")
    assert [fault["where"] for fault in answer.json()["faults"]] == [
        "query.as_of",
        "query.known_at",
    ]


@pytest.mark.usefixtures("unit")
def test_a_building_does_not_tell_its_units(public: Client) -> None:
    building = public.ids("/api/buildings")[0]
    told = public.properties(f"/api/buildings/{building}")
    assert told["parcels"] == []
    assert "n_units" not in told
    assert "n_vacant" not in told


@pytest.mark.usefixtures("unit")
def test_search_finds_no_unit(public: Client) -> None:
    assert public.get("/api/search?q=Blumen+Richter").json() == {"results": []}


@pytest.mark.parametrize("path", ["/health", "/api/config", "/api/districts", "/api/centres"])
def test_the_rest_is_there(public: Client, path: str) -> None:
    assert public.get(path).status_code == 200


def test_a_published_offer_hides_what_is_not_released(public: Client, offer: UUID) -> None:
    found = public.get(f"/api/offers/{offer}").json()
    assert found["geometry"] is None
    assert found["properties"]["rent_eur_m2_month"] is None
    assert public.ids("/api/offers?kind=rent") == [str(offer)]


def test_a_draft_is_no_offer(public: Client, region: RegionUnderTest, offer: UUID) -> None:
    with region.database.writing(actor="test", client="api", reason="") as conn:
        conn.execute("UPDATE market.offer SET offer_state = 'draft'")
    assert public.ids("/api/offers") == []
    assert public.get(f"/api/offers/{offer}").status_code == 404
