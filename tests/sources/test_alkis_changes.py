"""What a second delivery does: versions, successors, our own edits beside it, the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.edits import undo
from geo.sources import Report, load
from tests.conftest import RegionUnderTest
from tests.sources.conftest import STREET, Write, building_row, parcel_row, write_layer

EDIT = "UPDATE geo.parcel SET {} WHERE parcel_key LIKE '%%{}%%'"


def load_alkis(region: RegionUnderTest, path: Path, **more: Any) -> Report:
    return load(region.database, "alkis", path, actor="test", **more)


def edit(region: RegionUnderTest, statement: str) -> None:
    with region.database.writing(actor="anna", client="cli", reason="by hand") as conn:
        conn.execute(statement.encode())


def rows(region: RegionUnderTest, query: str) -> list[dict[str, Any]]:
    with region.database.reading() as conn:
        return conn.execute(query.encode()).fetchall()


def one(region: RegionUnderTest, query: str) -> dict[str, Any]:
    (row,) = rows(region, query)
    return row


def with_values(path: Path, **values: Any) -> Path:
    path.unlink(missing_ok=True)
    return write_layer(
        path, "ax_flurstueck", [parcel_row("1", STREET.polygon("e f b a"), **values)]
    )


PARCEL = "SELECT * FROM geo.parcel ORDER BY numerator LIMIT 1"


def test_what_only_the_file_changed_is_taken_over(region: RegionUnderTest, tmp_path: Path) -> None:
    load_alkis(region, with_values(tmp_path / "a.gpkg", amtlicheflaeche="100"))
    report = load_alkis(region, with_values(tmp_path / "b.gpkg", amtlicheflaeche="101"))
    assert report.objects["parcel"].changed == 1
    assert one(region, PARCEL)["official_area_m2"] == 101


def test_what_only_we_changed_stays_also_at_the_third_load(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    load_alkis(region, with_values(tmp_path / "a.gpkg", amtlicheflaeche="100"))
    edit(region, "UPDATE geo.parcel SET flur = '7'")
    for area in ("100", "101", "102"):
        load_alkis(region, with_values(tmp_path / "b.gpkg", amtlicheflaeche=area))
    parcel = one(region, PARCEL)
    assert (parcel["flur"], parcel["official_area_m2"]) == ("7", 102)


def test_what_both_changed_stays_ours_and_is_asked_once(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    load_alkis(region, with_values(tmp_path / "a.gpkg", amtlicheflaeche="100"))
    edit(region, "UPDATE geo.parcel SET official_area_m2 = 90")
    second = with_values(tmp_path / "b.gpkg", amtlicheflaeche="110")
    reports = [load_alkis(region, second) for _ in range(2)]
    assert [report.objects["parcel"].conflict for report in reports] == [1, 1]
    assert [report.decisions for report in reports] == [1, 0]
    assert one(region, PARCEL)["official_area_m2"] == 90
    fields = one(region, "SELECT question, params -> 'fields' AS fields FROM geo.decision")
    assert fields["fields"] == {
        "official_area_m2": {"base": "100.0", "mine": "90.0", "theirs": "110.0"}
    }


def test_an_undone_load_is_no_change_of_ours(region: RegionUnderTest, tmp_path: Path) -> None:
    load_alkis(region, with_values(tmp_path / "a.gpkg", amtlicheflaeche="100"))
    second = with_values(tmp_path / "b.gpkg", amtlicheflaeche="110")
    undo(region.database, load_alkis(region, second).tx_id, actor="test")
    report = load_alkis(region, second)
    assert (report.objects["parcel"].changed, report.objects["parcel"].conflict) == (1, 0)


def test_a_parcel_that_we_ended_stays_ended(region: RegionUnderTest, delivery: Write) -> None:
    path = delivery(p1="e f b a", p2="f g c b")
    load_alkis(region, path)
    edit(region, "UPDATE geo.parcel SET valid = '[2000-01-01,2020-01-01)' WHERE numerator = 1")
    assert not load_alkis(region, path).is_change


def test_a_split_ends_the_old_parcel_on_the_day_the_new_ones_begin(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a", p9="g h d c"))
    load_alkis(region, delivery("b.gpkg", p1_1="e f b a", p1_2="f g c b", p9="g h d c"))
    days = one(
        region,
        "SELECT (SELECT upper(valid) FROM geo.parcel WHERE label = '1') AS ended, "
        "(SELECT min(lower(valid)) FROM geo.parcel WHERE label LIKE '1/%') AS began, "
        "(SELECT happened_on FROM geo.parcel_event WHERE event_kind = '010101') AS happened",
    )
    assert days["ended"] == days["began"] == days["happened"]


def test_an_exchange_of_ground_is_one_split_and_merge(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a", p2="i k g e"))
    load_alkis(region, delivery("b.gpkg", p3="i j b a", p4="j k c b"))
    kinds = rows(region, "SELECT event_kind FROM geo.parcel_event")
    assert [row["event_kind"] for row in kinds] == ["010103"]
    assert one(region, "SELECT count(*) AS n FROM geo.parcel_lineage")["n"] == 4


def test_a_new_number_is_a_version_of_the_same_parcel(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e f b a"))
    before = one(region, PARCEL)
    report = load_alkis(region, delivery("b.gpkg", p7="e f b a"))
    assert report.finding_counts["renumbered"] == 1
    after = one(region, PARCEL)
    assert (after["id"], after["label"], after["row_version"]) == (before["id"], "7", 2)


def test_a_part_that_is_sold_comes_from_the_parcel_that_goes_on(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a"))
    load_alkis(region, delivery("b.gpkg", p1="e f b a", p1_1="f g c b"))
    link = one(
        region,
        "SELECT p.label, l.overlap_share FROM geo.parcel_lineage AS l "
        "INNER JOIN geo.parcel AS p ON p.id = predecessor_id",
    )
    assert link == {"label": "1", "overlap_share": pytest.approx(0.5)}


def test_a_parcel_that_comes_back_lives_on(region: RegionUnderTest, delivery: Write) -> None:
    both, without = delivery("a.gpkg", p1="e f b a", p2="f g c b"), delivery("b.gpkg", p2="f g c b")
    counts = [load_alkis(region, path).objects["parcel"] for path in (both, without, both)]
    assert [(c.new, c.gone, c.changed) for c in counts] == [(2, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert one(region, "SELECT bool_and(upper_inf(valid)) AS all_current FROM geo.parcel")[
        "all_current"
    ]


def test_a_faulty_row_is_not_taken_for_gone(
    region: RegionUnderTest, delivery: Write, tmp_path: Path
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e f b a", p2="f g c b"))
    bad = [parcel_row("1", STREET.polygon("e b f a")), parcel_row("2", STREET.polygon("f g c b"))]
    report = load_alkis(region, write_layer(tmp_path / "b.gpkg", "ax_flurstueck", bad))
    assert (report.objects["parcel"].gone, report.objects["parcel"].invalid) == (0, 1)


def test_only_the_declared_area_is_complete(region: RegionUnderTest, tmp_path: Path) -> None:
    houses = [
        building_row("B1", STREET.polygon("e f b a")),
        building_row("B2", STREET.polygon("g h d c")),
    ]
    load_alkis(region, write_layer(tmp_path / "a.gpkg", "ax_gebaeude", houses))
    less = write_layer(tmp_path / "b.gpkg", "ax_gebaeude", houses[:1])
    assert load_alkis(region, less).objects["building"].gone == 0
    assert load_alkis(region, less, complete=("all",)).objects["building"].gone == 1


def test_versions_that_ended_in_the_file_are_passed_over(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    old = parcel_row("1", STREET.polygon("e f b a"), endet="2020-01-01T00:00:00Z")
    new = parcel_row("1", STREET.polygon("e g c a"), endet=None)
    report = load_alkis(region, write_layer(tmp_path / "a.gpkg", "ax_flurstueck", [old, new]))
    assert (report.objects["parcel"].read, report.objects["parcel"].invalid) == (1, 0)


def test_buildings_are_tied_to_parcels_by_their_share(
    region: RegionUnderTest, delivery: Write
) -> None:
    path = delivery(p1="e f b a", p2="f h d b")
    write_layer(path, "ax_gebaeude", [building_row("B1", STREET.polygon("e g c a"))])
    load_alkis(region, path)
    ties = rows(region, "SELECT building_share AS share FROM geo.parcel_building")
    assert [tie["share"] for tie in ties] == [pytest.approx(0.5)] * 2
