from uuid import UUID, uuid4

import pytest

from tests.api.conftest import Client
from tests.conftest import RegionUnderTest
from tests.ground import rows

HERE = "13.72,51.03,13.75,51.06"
ELSEWHERE = "13.80,51.03,13.85,51.06"


def test_a_unit_stands_in_the_box_around_it_only(client: Client, unit: UUID) -> None:
    assert client.ids(f"/api/units?bbox={HERE}") == [str(unit)]
    assert client.ids(f"/api/units?bbox={ELSEWHERE}") == []


def test_a_box_far_outside_the_region_is_empty(client: Client, unit: UUID) -> None:
    assert client.ids("/api/units?bbox=-75,10,-70,15") == []
    assert client.ids("/api/units?bbox=-180,-90,180,90") == [str(unit)]


def test_coordinates_are_degrees_longitude_first(client: Client, unit: UUID) -> None:
    lon_deg, lat_deg = client.get(f"/api/units/{unit}").json()["geometry"]["coordinates"]
    assert (lon_deg, lat_deg) == pytest.approx((13.7306834, 51.0396439), abs=1e-6)


def test_the_state_is_the_one_of_today(client: Client, unit: UUID) -> None:
    told = client.properties(f"/api/units/{unit}")
    assert told["unit_status"] == "vacant"
    assert (told["status_since"], told["status_until"]) == ("2024-07-01", None)


def test_as_of_shows_the_state_of_another_day(client: Client, unit: UUID) -> None:
    then = client.properties(f"/api/units/{unit}?as_of=2020-05-01")
    assert (then["unit_status"], then["occupant"]) == ("occupied", "Blumen Richter")
    assert then["status_until"] == "2024-06-30"


def test_what_nobody_has_seen_is_unknown(client: Client, unit: UUID) -> None:
    assert client.properties(f"/api/units/{unit}?as_of=2018-12-31")["unit_status"] == "unknown"


def test_the_timeline_shows_first_and_last_days(client: Client, unit: UUID) -> None:
    timeline = client.properties(f"/api/units/{unit}")["timeline"]
    days = [(period["unit_status"], period["start"], period["end"]) for period in timeline]
    assert days == [("occupied", "2019-01-01", "2024-06-30"), ("vacant", "2024-07-01", None)]


def test_status_floor_and_use_filter(client: Client, unit: UUID) -> None:
    assert client.ids("/api/units?status=vacant,available_soon&floor=0&use=unknown") == [str(unit)]
    assert client.ids("/api/units?status=occupied") == []
    assert client.ids("/api/units?floor=1,2") == []
    assert client.ids("/api/units?use=retail") == []


def test_status_filters_by_the_day_asked_for(client: Client, unit: UUID) -> None:
    assert client.ids("/api/units?status=occupied&as_of=2020-01-01") == [str(unit)]


def test_an_announced_end_makes_a_unit_available_soon(
    client: Client, region: RegionUnderTest
) -> None:
    with region.database.writing(actor="test", client="api", reason="") as conn:
        unit = rows.add_unit(conn)
        period = rows.add_period(conn, unit, "occupancy", "[2020-01-01,)", sign="Buch")
        values = [period, rows.municipality(conn)]
        conn.execute(
            "INSERT INTO geo.unit_notice (period_id, municipality_id, notice_kind, due_on, source)"
            " VALUES (%s, %s, 'closure_announced', '2099-03-31', 'test')",
            values,
        )
    told = client.properties(f"/api/units/{unit}")
    assert (told["unit_status"], told["status_until"]) == ("available_soon", "2099-03-31")
    assert told["timeline"][0]["notices"][0]["due_on"] == "2099-03-31"


def test_units_of_a_building_come_with_their_timelines(client: Client, unit: UUID) -> None:
    building = client.properties(f"/api/units/{unit}")["building_id"]
    found = client.get(f"/api/buildings/{building}/units").json()["features"]
    assert [feature["id"] for feature in found] == [str(unit)]
    assert len(found[0]["properties"]["timeline"]) == 2


def test_a_unit_that_does_not_exist_is_not_found(client: Client) -> None:
    answer = client.get(f"/api/units/{uuid4()}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_pages_follow_each_other_without_gap_or_repetition(
    client: Client, region: RegionUnderTest
) -> None:
    with region.database.writing(actor="test", client="api", reason="") as conn:
        made = [str(rows.add_unit(conn)) for _ in range(5)]
    found, path = [], "/api/units?limit=2"
    while path:
        page = client.get(path).json()
        found += [feature["id"] for feature in page["features"]]
        path = next((link["href"] for link in page["links"]), "")
    assert found == made


def test_a_cursor_with_other_filters_is_refused(client: Client, region: RegionUnderTest) -> None:
    with region.database.writing(actor="test", client="api", reason="") as conn:
        rows.add_unit(conn)
        rows.add_unit(conn)
    link = client.get("/api/units?limit=1").json()["links"][0]["href"]
    answer = client.get(link + "&floor=0")
    assert answer.status_code == 400
    assert answer.json()["faults"][0]["where"] == "query.cursor"
