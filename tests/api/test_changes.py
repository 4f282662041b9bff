from datetime import UTC, datetime
from threading import Thread
from uuid import UUID

from tests.api.conftest import Client, Opening
from tests.conftest import RegionUnderTest


def test_a_change_makes_a_version_with_actor_and_reason(client: Client, unit: UUID) -> None:
    body = {"sign_name": "Café Elbe", "row_version": 1, "reason": "Schild gesehen"}
    answer = client.patch(f"/api/units/{unit}", body)
    assert answer.json()["properties"]["sign_name"] == "Café Elbe"
    newest = client.get(f"/api/units/{unit}/history").json()["versions"][0]
    assert (newest["row_version"], newest["actor"]) == (2, "local")
    assert newest["reason"] == "Schild gesehen"
    assert newest["changed"] == {"sign_name": ["Blumen Richter", "Café Elbe"]}


def test_known_at_shows_what_was_known_before_a_change(client: Client, unit: UUID) -> None:
    before = datetime.now(UTC).isoformat()
    client.patch(f"/api/units/{unit}", {"sign_name": "Café Elbe", "row_version": 1})
    then = client.properties(f"/api/units/{unit}?known_at={before.replace('+', '%2B')}")
    assert (then["sign_name"], then["row_version"]) == ("Blumen Richter", 1)
    listed = client.get("/api/units", params={"known_at": before}).json()["features"]
    assert listed[0]["properties"]["sign_name"] == "Blumen Richter"


def test_before_it_was_recorded_a_unit_was_not_known(client: Client, unit: UUID) -> None:
    assert client.get(f"/api/units/{unit}?known_at=2001-01-01T00:00:00Z").status_code == 404
    assert client.ids("/api/units?known_at=2001-01-01T00:00:00Z") == []


def test_without_a_version_a_change_is_refused(client: Client, unit: UUID) -> None:
    answer = client.patch(f"/api/units/{unit}", {"floor": 1})
    assert (answer.status_code, answer.json()["code"]) == (428, "version_required")


def test_if_match_takes_the_etag_as_it_came(client: Client, unit: UUID) -> None:
    etag = client.get(f"/api/units/{unit}").headers["etag"]
    answer = client.patch(f"/api/units/{unit}", {"floor": 1}, headers={"If-Match": etag})
    assert (answer.status_code, answer.json()["properties"]["row_version"]) == (200, 2)


def test_if_match_with_an_old_version_is_strict(client: Client, unit: UUID) -> None:
    old = {"If-Match": f'"{unit}-1"'}
    client.patch(f"/api/units/{unit}", {"floor": 1}, headers=old)
    answer = client.patch(f"/api/units/{unit}", {"sign_name": "X"}, headers=old)
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")


def test_if_match_of_another_object_is_refused(client: Client, unit: UUID) -> None:
    answer = client.patch(f"/api/units/{unit}", {"floor": 1}, headers={"If-Match": '"x-1"'})
    assert answer.json()["faults"][0]["where"] == "header.If-Match"


def test_changes_of_different_fields_are_merged(client: Client, unit: UUID) -> None:
    client.patch(f"/api/units/{unit}", {"floor": 1, "row_version": 1})
    merged = client.patch(f"/api/units/{unit}", {"unit_use": "retail", "row_version": 1}).json()
    assert (merged["properties"]["floor"], merged["properties"]["unit_use"]) == (1, "retail")


def test_changes_of_the_same_field_are_a_conflict(client: Client, unit: UUID) -> None:
    client.patch(f"/api/units/{unit}", {"floor": 1, "row_version": 1})
    answer = client.patch(f"/api/units/{unit}", {"floor": 2, "row_version": 1})
    assert answer.status_code == 409
    fault = answer.json()["faults"][0]
    assert (fault["where"], fault["found"]) == ("floor", "1")


def test_a_change_that_changes_nothing_makes_no_version(client: Client, unit: UUID) -> None:
    same = {"sign_name": "Blumen Richter", "row_version": 1}
    assert client.patch(f"/api/units/{unit}", same).json()["properties"]["row_version"] == 1


def test_of_strict_writers_at_once_one_wins(opening: Opening, unit: UUID) -> None:
    statuses = []
    strict = {"If-Match": f'"{unit}-1"'}

    def write(client: Client, floor: int) -> None:
        answer = client.patch(f"/api/units/{unit}", {"floor": floor}, headers=strict)
        statuses.append(answer.status_code)

    threads = [Thread(target=write, args=[opening(), floor]) for floor in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 412, 412, 412]


def test_the_history_of_a_unit_holds_its_periods(client: Client, unit: UUID) -> None:
    versions = client.get(f"/api/units/{unit}/history").json()["versions"]
    tables = {version["object_table"] for version in versions}
    assert tables == {"unit", "unit_period", "occupancy"}
    assert {version["reason"] for version in versions} == {"made"}


def test_a_removed_object_keeps_its_history(
    client: Client, region: RegionUnderTest, unit: UUID
) -> None:
    with region.database.writing(actor="Anna", client="cli", reason="doppelt") as conn:
        conn.execute("SET CONSTRAINTS ALL DEFERRED")
        conn.execute("DELETE FROM geo.occupancy")
        conn.execute("DELETE FROM geo.unit_period")
        conn.execute("DELETE FROM geo.unit")
    versions = client.get(f"/api/units/{unit}/history").json()["versions"]
    removed = [v for v in versions if v["action"] == "removed" and v["object_table"] == "unit"]
    assert [(v["actor"], v["reason"]) for v in removed] == [("Anna", "doppelt")]
