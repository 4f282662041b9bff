import json
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from tests.api.conftest import Client
from tests.conftest import RegionUnderTest

TEXTS = [
    "%00", "%ED%A0%80", "%FF", "%", "%zz", "%EF%BF%BD", "a%0Ab", "'", "';--", "%25", "%28%28",
    "NaN", "-Infinity", "1e308", "9" * 5000, "-1", "0x10", "%D9%A3", "%EF%BC%91", "x" * 9000,
    "%F0%9F%8F%9A",
    "1,2,3", "13,51,14,NaN", "14,52,13,51", "1e400,0,0,0", "../..", "null", "[]", "{}", "",
    "9999-12-31", "0001-01-01", "2026-02-30", "10000-01-01", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "infinity", "epoch", "now", "2026-01-01T00:00:00Z%00",
]  # fmt: skip
PATHS = [
    "/api/units", "/api/parcels", "/api/buildings", "/api/districts", "/api/centres",
    "/api/offers", "/api/search",
]  # fmt: skip
NAMES = [
    "bbox", "limit", "cursor", "as_of", "known_at", "district", "status", "floor", "use",
    "gemarkung", "number", "legal_state", "function", "kind", "concept", "q", "lang", "foo",
]  # fmt: skip


def is_answered(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code < 500, (path[:200], answer.text)
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] != "internal"


@pytest.mark.parametrize("path", PATHS)
def test_no_value_of_any_parameter_breaks_the_server(client: Client, path: str) -> None:
    for name in NAMES:
        for text in TEXTS:
            is_answered(client, f"{path}?{name}={text}")


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%FF", "x" * 5000, "..%2f..", "%20"])
def test_no_path_breaks_the_server(client: Client, text: str) -> None:
    for path in (f"/api/units/{text}", f"/api/{text}", f"/{text}", f"/api/{text}/{text}/history"):
        is_answered(client, path)


BODIES: list[Any] = [
    "", "[", "null", "[]", "1e400", "NaN", '"\\ud800"', '{"sign_name": "\\u0000"}',
    '{"sign_name": "\\udc00x", "row_version": 1}', '{"floor": 1e308}', '{"floor": NaN}',
    '{"floor": ' + "9" * 5000 + "}", '{"row_version": 99999999999999999999}',
    "[" * 30_000, '{"a":' * 10_000, '{"floor": "1"}', '{"sign_name": ["x"]}',
    '{"unit_use": "castle"}', '{"sign_name": "' + "x" * 60_000 + '"}', b"\xff\xfe", b"\x00" * 100,
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_no_body_breaks_the_server(client: Client, unit: UUID, body: str | bytes) -> None:
    json_type = {"Content-Type": "application/json"}
    answer = client.ask("PATCH", f"/api/units/{unit}", content=body, headers=json_type)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_query_that_is_too_long_is_400(client: Client) -> None:
    answer = client.get("/api/search?q=" + "a" * 9000)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameter")


def test_a_body_that_is_too_long_is_413(client: Client, unit: UUID) -> None:
    answer = client.patch(f"/api/units/{unit}", {"sign_name": "x" * 70_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_body_that_is_not_json_is_415(client: Client, unit: UUID) -> None:
    answer = client.ask("PATCH", f"/api/units/{unit}", content="floor=1")
    assert (answer.status_code, answer.json()["code"]) == (415, "wrong_media_type")


def test_all_faults_are_told_at_once(client: Client) -> None:
    answer = client.get("/api/units?bbox=1,2&status=full&limit=0&as_of=today&colour=red")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameter")
    faults = {fault["where"]: fault for fault in answer.json()["faults"]}
    assert set(faults) == {f"query.{n}" for n in ("bbox", "status", "limit", "as_of", "colour")}
    assert "vacant, available_soon" in faults["query.status"]["expected"]
    assert "bbox" in faults["query.colour"]["expected"]


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    answer = client.get("/api/units?floor=0&floor=1")
    assert answer.json()["faults"][0]["found"] == "2 times"


def test_a_database_that_is_gone_is_503_and_nothing_of_it_is_told(
    client: Client, region: RegionUnderTest
) -> None:
    with psycopg.connect(region.cluster.dsn("postgres", "postgres"), autocommit=True) as admin:
        name = sql.Identifier(region.database_name)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
    answer = client.get("/api/units")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert region.database_name not in answer.text


def test_an_address_that_is_nothing_says_where_to_look(client: Client) -> None:
    answer = client.get("/api/nothing")
    assert (answer.status_code, answer.json()["hint"]) == (404, "/openapi.json lists them")
    assert json.loads(answer.text)["instance"] == "/api/nothing"
