import pytest

from tests.conftest import Connection
from tests.ground.rows import add_period, add_unit


@pytest.fixture(autouse=True)
def _actor(db: Connection) -> None:
    db.execute("SELECT set_config('elbraum.actor', 'anna', true)")


def status_on(db: Connection, day: str) -> str:
    row = db.execute("SELECT unit_status FROM geo.unit_state_on(%s)", [day]).fetchone()
    return str(row["unit_status"]) if row else "no unit"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2019-06-01", "unknown"),
        ("2020-01-01", "occupied"),
        ("2022-12-31", "occupied"),
        ("2023-01-01", "vacant"),
        ("2024-05-05", "interim"),
        ("2026-01-01", "vacant"),
    ],
)
def test_a_unit_has_the_status_of_the_period_that_holds_the_day(
    db: Connection, day: str, status: str
) -> None:
    unit = add_unit(db)
    add_period(db, unit, "occupancy", "[2020-01-01,2023-01-01)")
    add_period(db, unit, "vacancy", "[2023-01-01,2024-01-01)")
    add_period(db, unit, "occupancy", "[2024-01-01,2025-01-01)", occupancy_kind="interim")
    add_period(db, unit, "vacancy", "[2025-01-01,)")
    assert status_on(db, day) == status


def test_an_announced_closure_makes_a_unit_available_soon(db: Connection) -> None:
    period = add_period(db, add_unit(db), "occupancy", "[2020-01-01,)")
    db.execute(
        "INSERT INTO geo.unit_notice (period_id, municipality_id, notice_kind, due_on, source)"
        " SELECT id, municipality_id, 'closure_announced', '2026-03-31', 'test'"
        " FROM geo.unit_period WHERE id = %s",
        [period],
    )
    assert [status_on(db, d) for d in ("2026-03-31", "2026-04-01")] == [
        "available_soon",
        "occupied",
    ]


def test_what_nobody_has_seen_is_unknown(db: Connection) -> None:
    add_unit(db)
    assert status_on(db, "2026-01-01") == "unknown"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Prager Straße 15", "prager str 15"),
        ("Prager Str. 15", "prager str 15"),
        ("Königsbrücker Landstraße", "koenigsbruecker landstr"),
        ("Oschatzer strasse", "oschatzer str"),
        ("Straßburger Platz", "strassburger platz"),
    ],
)
def test_names_are_folded_alike_for_search(db: Connection, written: str, folded: str) -> None:
    row = db.execute("SELECT geo.fold(%s) AS folded", [written]).fetchone()
    assert row == {"folded": folded}


@pytest.mark.parametrize(
    ("numerator", "denominator", "label"), [(123, None, "123"), (123, "4", "123/4"), (7, "a", "7a")]
)
def test_a_parcel_number_reads_as_people_write_it(
    db: Connection, numerator: int, denominator: str | None, label: str
) -> None:
    values = [numerator, denominator]
    assert db.execute("SELECT geo.parcel_label(%s, %s) AS label", values).fetchone() == {
        "label": label
    }
