from uuid import UUID

import pytest

from tests.api.conftest import Client
from tests.conftest import RegionUnderTest
from tests.ground import rows
from tests.ground.rows import BOX


@pytest.fixture
def places(region: RegionUnderTest, unit: UUID) -> dict[str, UUID]:  # noqa: ARG001 - in it
    """A district, a resolved centre and a draft one, all around the shop."""
    with region.database.writing(actor="test", client="api", reason="") as conn:
        told = {"m": rows.municipality(conn), "geom": BOX}
        district = rows.one(
            conn,
            "INSERT INTO geo.district (municipality_id, district_kind, district_code, name, geom)"
            " VALUES (%(m)s, 'quarter', '21', 'Pieschen-Süd', %(geom)s) RETURNING id",
            told,
        )
        made = {"district": district}
        for state in ("resolved", "draft"):
            concept = rows.one(
                conn,
                "INSERT INTO geo.concept_version (municipality_id, title, resolved_on,"
                " concept_state, source) VALUES (%(m)s, 'Konzept', '2019-12-12', %(state)s, 'test')"
                " RETURNING id",
                told | {"state": state},
            )
            made[f"{state} concept"] = concept
            made[state] = rows.one(
                conn,
                "INSERT INTO geo.centre (municipality_id, concept_version_id, name,"
                " centre_level, geom) VALUES (%(m)s, %(concept)s, 'Oschatzer Straße',"
                " 'district_centre', %(geom)s) RETURNING id",
                told | {"concept": concept},
            )
    return made


def test_districts_by_kind(client: Client, places: dict[str, UUID]) -> None:
    assert client.ids("/api/districts?kind=quarter") == [str(places["district"])]
    assert client.ids("/api/districts?kind=locality") == []


def test_centres_are_those_of_the_resolved_concept(client: Client, places: dict[str, UUID]) -> None:
    assert client.ids("/api/centres") == [str(places["resolved"])]
    draft = places["draft concept"]
    assert client.ids(f"/api/centres?concept={draft}") == [str(places["draft"])]


@pytest.mark.parametrize("kind", ["district", "centre"])
def test_a_place_counts_its_units(client: Client, places: dict[str, UUID], kind: str) -> None:
    place = places["district" if kind == "district" else "resolved"]
    told = client.properties(f"/api/{kind}s/{place}")
    assert (told["n_units"], told["n_vacant"]) == (1, 1)
    assert len(client.ids(f"/api/units?{kind}={place}")) == 1


def found(client: Client, phrase: str) -> list[tuple[str, str]]:
    answer = client.get("/api/search", params={"q": phrase})
    return [(hit["kind"], hit["label"]) for hit in answer.json()["results"]]


@pytest.mark.parametrize("phrase", ["Pieschen-Süd", "pieschen sued", "Piechen Süd"])
@pytest.mark.usefixtures("places")
def test_a_district_is_found_by_name_umlauts_and_typing_errors_or_not(
    client: Client, phrase: str
) -> None:
    assert found(client, phrase) == [("district", "Pieschen-Süd")]


@pytest.mark.usefixtures("places")
def test_a_centre_comes_with_its_level_in_words(client: Client) -> None:
    hit = client.get("/api/search?q=Oschatzer+Str.&lang=en").json()["results"][0]
    assert (hit["kind"], hit["sublabel"]) == ("centre", "district centre")
    west, south, east, north = hit["bbox"]
    assert west < hit["point"][0] < east
    assert south < hit["point"][1] < north


def test_a_unit_is_found_by_its_sign_and_number(client: Client, unit: UUID) -> None:
    assert found(client, "blumen richtr") == [("unit", "Blumen Richter")]
    number = client.properties(f"/api/units/{unit}")["unit_no"]
    assert found(client, f"Einheit {number}") == [("unit", "Blumen Richter")]


@pytest.mark.parametrize(
    "phrase", ["Königsbrücker Straße 10", "koenigsbruecker str. 10", "Königsbrükcer Str 10"]
)
def test_an_address_is_found_as_people_write_it(
    client: Client, region: RegionUnderTest, phrase: str
) -> None:
    with region.database.writing(actor="test", client="api", reason="") as conn:
        for number in ("2", "10", "12"):
            values = [rows.municipality(conn), number, rows.DOOR]
            conn.execute(
                "INSERT INTO geo.address (municipality_id, street, house_number, geom)"
                " VALUES (%s, 'Königsbrücker Straße', %s, %s)",
                values,
            )
    assert found(client, phrase)[0] == ("address", "Königsbrücker Straße 10")
