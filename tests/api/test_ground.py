from typing import Any
from uuid import UUID

import pytest

from geo.db import Conn
from tests.api.conftest import Client
from tests.conftest import RegionUnderTest
from tests.grid import Grid
from tests.ground import rows

TWO_NEIGHBOURS = Grid("""
    a b c
    . . .
    d e f
""")
OF_A_PARCEL = {"gemarkung": "Altstadt I", "valid": "[1990-01-01,)", "official": 400.0}


def add_parcel(conn: Conn, number: str, corners: str, **more: Any) -> UUID:
    told = OF_A_PARCEL | more
    municipality = rows.municipality(conn)
    conn.execute(
        "INSERT INTO geo.gemarkung (municipality_id, gemarkung_key, name)"
        " VALUES (%s, '141001', %s) ON CONFLICT DO NOTHING",
        [municipality, told["gemarkung"]],
    )
    numerator, _, denominator = number.partition("/")
    return rows.one(
        conn,
        "INSERT INTO geo.parcel (municipality_id, gemarkung_id, parcel_key, numerator,"
        " denominator, official_area_m2, valid, geom) SELECT %(municipality)s, id, %(key)s,"
        " %(numerator)s, %(denominator)s, %(official)s, %(valid)s, %(geom)s"
        " FROM geo.gemarkung RETURNING id",
        {
            "municipality": municipality,
            "key": f"141001___{int(numerator):05d}{denominator:_>4}__",
            "numerator": int(numerator), "denominator": denominator or None,
            "geom": TWO_NEIGHBOURS.ewkt(corners), **told,
        },
    )  # fmt: skip


@pytest.fixture
def split(region: RegionUnderTest) -> dict[str, UUID]:
    """Parcel 12, split in 2020 into 12/1 and 12/2."""
    with region.database.writing(actor="test", client="api", reason="") as conn:
        ids = {
            "12": add_parcel(conn, "12", "a c f d", valid="[1990-01-01,2020-05-01)"),
            "12/1": add_parcel(conn, "12/1", "a b e d", valid="[2020-05-01,)", official=200.0),
            "12/2": add_parcel(conn, "12/2", "b c f e", valid="[2020-05-01,)", official=200.0),
        }
        event = rows.one(
            conn,
            "INSERT INTO geo.parcel_event (municipality_id, event_kind, happened_on, source)"
            " VALUES (%(m)s, '010101', '2020-05-01', 'test') RETURNING id",
            {"m": rows.municipality(conn)},
        )
        for number in ("12/1", "12/2"):
            conn.execute(
                "INSERT INTO geo.parcel_lineage (municipality_id, parcel_event_id, predecessor_id,"
                " successor_id, overlap_share, lineage_basis) VALUES (%s, %s, %s, %s, 0.5, 'edit')",
                [rows.municipality(conn), event, ids["12"], ids[number]],
            )
    return ids


def test_a_list_shows_the_parcels_of_today(client: Client, split: dict[str, UUID]) -> None:
    assert client.ids("/api/parcels") == [str(split["12/1"]), str(split["12/2"])]


def test_as_of_shows_the_parcels_of_another_day(client: Client, split: dict[str, UUID]) -> None:
    assert client.ids("/api/parcels?as_of=2020-04-30") == [str(split["12"])]
    assert len(client.ids("/api/parcels?as_of=2020-05-01")) == 2


def test_a_number_is_read_as_people_write_it(client: Client, split: dict[str, UUID]) -> None:
    assert client.ids("/api/parcels?number=12/2") == [str(split["12/2"])]
    assert client.ids("/api/parcels?number=12%20/%201&gemarkung=altstadt+i") == [str(split["12/1"])]
    assert client.ids("/api/parcels?number=12") == []


def test_a_successor_names_its_predecessor_and_event(
    client: Client, split: dict[str, UUID]
) -> None:
    told = client.properties(f"/api/parcels/{split['12/1']}")
    before = told["predecessors"][0]
    assert (before["label"], before["event_kind"]) == ("12", "010101")
    assert told["successors"] == []


def test_a_parcel_that_is_gone_stays_readable(client: Client, split: dict[str, UUID]) -> None:
    told = client.properties(f"/api/parcels/{split['12']}")
    assert told["valid_to"] == "2020-04-30"
    assert [parcel["label"] for parcel in told["successors"]] == ["12/1", "12/2"]


def test_geodesic_and_official_area_and_their_deviation(
    client: Client, split: dict[str, UUID]
) -> None:
    told = client.properties(f"/api/parcels/{split['12/1']}")
    assert told["official_area_m2"] == 200.0
    assert told["area_m2"] == pytest.approx(200.0, rel=0.002)
    assert told["area_deviation_share"] == pytest.approx(told["area_m2"] / 200 - 1, abs=5e-5)


def test_a_building_tells_its_parcels_addresses_and_units(
    client: Client, region: RegionUnderTest, unit: UUID, split: dict[str, UUID]
) -> None:
    building = client.properties(f"/api/units/{unit}")["building_id"]
    with region.database.writing(actor="test", client="api", reason="") as conn:
        values = [split["12/1"], building]
        conn.execute("INSERT INTO geo.parcel_building VALUES (%s, %s, 1.0)", values)
        conn.execute(
            "INSERT INTO geo.address (municipality_id, building_id, street, house_number, geom)"
            " SELECT municipality_id, building_id, 'Prager Straße', '10', geom FROM geo.unit"
        )
    told = client.properties(f"/api/buildings/{building}")
    assert [parcel["label"] for parcel in told["parcels"]] == ["12/1"]
    assert told["address"] == "Prager Straße 10"
    assert (told["n_units"], told["n_vacant"]) == (1, 1)


def test_a_retired_building_leaves_the_list_not_the_past(
    client: Client, region: RegionUnderTest
) -> None:
    with region.database.writing(actor="test", client="api", reason="") as conn:
        gone = str(rows.add_building(conn))
        conn.execute("UPDATE geo.building SET valid = '[1950-01-01,2010-01-01)'")
    assert client.ids("/api/buildings") == []
    assert client.ids("/api/buildings?as_of=2009-12-31") == [gone]
    assert client.properties(f"/api/buildings/{gone}")["valid_to"] == "2009-12-31"
