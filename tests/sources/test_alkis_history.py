"""Historic parcels in a delivery tell who succeeds whom, why and when."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.sources.alkis.history import event_code
from geo.sources.alkis.values import list_values
from tests.conftest import RegionUnderTest
from tests.sources.conftest import STREET, Write, parcel_row, write_layer
from tests.sources.test_alkis_changes import load_alkis, one, rows
from tests.sources.test_alkis_formats import nas_file

__all__ = ["nas_file"]

HISTORY = "ax_historischesflurstueck"
LINES = """
SELECT before.label AS before, after.label AS after, event.event_kind, event.happened_on,
  line.lineage_basis, upper(before.valid) AS ended, lower(after.valid) AS began
FROM geo.parcel_lineage AS line
INNER JOIN geo.parcel_event AS event ON event.id = line.parcel_event_id
INNER JOIN geo.parcel AS before ON before.id = line.predecessor_id
INNER JOIN geo.parcel AS after ON after.id = line.successor_id
ORDER BY before.label, after.label
"""


def key(number: str) -> str:
    return str(parcel_row(number, None)["flurstueckskennzeichen"])


def tell(path: Path, before: str, *after: str, layer: str = HISTORY, **more: Any) -> Path:
    """Add a historic parcel that names its successors, as norGIS writes it."""
    row = {
        "gml_id": f"DESNH{before.replace('/', 'x'):0>11}",
        "flurstueckskennzeichen": key(before),
        "nachfolgerflurstueckskennzeichen": "{" + ",".join(map(key, after)) + "}",
        "anlass": "{010101}",
        "zeitpunktderhistorisierung": "2024-03-01",
        "geom": STREET.polygon("e f b a"),
        **more,
    }
    return write_layer(path, layer, [row])


def tell_in_nas(path: Path, before: str, *after: str) -> None:
    """Add a historic parcel to a NAS file with one parcel, whose reason comes second."""
    text = path.read_text(encoding="utf-8")
    end = "</gml:featureMember>"
    now = text[text.index("<AX_Flurstueck ") : text.index(end)]
    tag = "nachfolgerFlurstueckskennzeichen"
    successors = "".join(f"<{tag}>{key(number)}</{tag}>" for number in after)
    historic = (
        now.replace(key(after[0]), key(before))
        .replace("AX_Flurstueck>", "AX_HistorischesFlurstueck>")
        .replace("<AX_Flurstueck ", "<AX_HistorischesFlurstueck ")
        .replace("DESNAL0000000001", "DESNAL0000000002")
        .replace("<anlass>010101", "<anlass>300500</anlass><anlass>010105")
        .replace("</AX_Hist", f"{successors}</AX_Hist")
    )
    both = text.replace(end, f"{end}<gml:featureMember>{historic}{end}", 1)
    path.write_text(both, encoding="utf-8")


def pairs(region: RegionUnderTest) -> set[tuple[str, str, str]]:
    return {(row["before"], row["after"], row["lineage_basis"]) for row in rows(region, LINES)}


def test_a_split_is_what_the_delivery_tells_though_shapes_barely_overlap(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e f b a", p9="k l h g"))
    second = delivery("b.gpkg", p1_1="f g c b", p1_2="g h d c", p9="k l h g")
    load_alkis(region, tell(second, "1", "1/1", "1/2"))
    assert pairs(region) == {("1", "1/1", "delivery"), ("1", "1/2", "delivery")}
    assert {row["event_kind"] for row in rows(region, LINES)} == {"010101"}


def test_parcels_end_and_begin_on_the_day_that_the_delivery_tells(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a"))
    load_alkis(region, tell(delivery("b.gpkg", p1_1="e f b a", p1_2="f g c b"), "1", "1/1", "1/2"))
    for row in rows(region, LINES):
        assert {row["happened_on"], row["ended"], row["began"]} == {date(2024, 3, 1)}


def test_without_reason_and_day_the_event_says_so(region: RegionUnderTest, delivery: Write) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a"))
    second = delivery("b.gpkg", p1_1="e f b a", p1_2="f g c b")
    untold = {"anlass": "", "zeitpunktderhistorisierung": ""}
    report = load_alkis(region, tell(second, "1", "1/1", "1/2", **untold))
    days = {(row["event_kind"], row["happened_on"] == row["ended"]) for row in rows(region, LINES)}
    assert days == {("unstated", True)}
    assert report.finding_counts["parcel_event"] == 1


def test_a_successor_that_nobody_knows_is_told_and_the_ground_decides(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a"))
    second = delivery("b.gpkg", p1_1="e f b a", p1_2="f g c b")
    report = load_alkis(region, tell(second, "1", "1/1", "1/7"))
    (finding,) = [f for f in report.findings if f.kind == "unknown_successor"]
    assert finding.params == {"before": key("1"), "after": key("1/7")}
    assert pairs(region) == {("1", "1/1", "delivery"), ("1", "1/2", "overlap")}


def test_a_successor_that_is_historic_itself_is_followed(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a"))
    second = tell(delivery("b.gpkg", p2="e f b a", p3="f g c b"), "1", "1/1", "2")
    later = {"zeitpunktderhistorisierung": "2024-04-01", "anlass": "{010107}"}
    report = load_alkis(region, tell(second, "1/1", "3", **later))
    assert pairs(region) == {("1", "2", "delivery"), ("1", "3", "delivery")}
    assert [row["began"].month for row in rows(region, LINES)] == [3, 4]
    assert report.finding_counts["unknown_successor"] == 0


def test_ground_counts_for_what_the_delivery_does_not_tell(
    region: RegionUnderTest, delivery: Write
) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e f b a", p2="f g c b"))
    second = delivery("b.gpkg", p3="e f b a", p4="f g c b")
    load_alkis(region, tell(second, "1", "4"))
    assert ("1", "4", "delivery") in pairs(region)
    assert ("1", "3", "overlap") not in pairs(region)


def test_parcels_without_place_tell_too(region: RegionUnderTest, delivery: Write) -> None:
    load_alkis(region, delivery("a.gpkg", p1="e g c a"))
    second = delivery("b.gpkg", p1_1="e f b a", p1_2="f g c b")
    load_alkis(region, tell(second, "1", "1/1", "1/2", layer=f"{HISTORY}ohneraumbezug"))
    assert {row["lineage_basis"] for row in rows(region, LINES)} == {"delivery"}


def test_keys_and_days_that_are_none_are_told(region: RegionUnderTest, delivery: Write) -> None:
    path = tell(delivery(p1="e g c a"), "8", nachfolgerflurstueckskennzeichen="{14,15}")
    tell(path, "9", "1", zeitpunktderhistorisierung="gestern")
    report = load_alkis(region, path)
    assert report.finding_counts["wrong_key"] == 1
    assert report.finding_counts["wrong_value"] == 1
    assert one(region, "SELECT count(*) AS n FROM geo.parcel")["n"] == 1


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="the system has no ogr2ogr (gdal-bin)")
def test_historic_parcels_of_nas_tell_too(
    region: RegionUnderTest, tmp_path: Path, nas_file: Path
) -> None:
    old = parcel_row("12", STREET.polygon("e g c a"))
    load_alkis(region, write_layer(tmp_path / "a.gpkg", "ax_flurstueck", [old]))
    tell_in_nas(nas_file, "12", "12/3", "12/4")
    report = load_alkis(region, nas_file)
    assert pairs(region) == {("12", "12/3", "delivery")}
    assert one(region, LINES)["event_kind"] == "010105"
    assert report.finding_counts["unknown_successor"] == 1


@pytest.mark.parametrize("text", ["{a,b}", '{"a","b"}', "(2:a,b)", '[ "a", "b" ]', "a;b"])
def test_lists_are_read_as_each_program_writes_them(text: str) -> None:
    assert list_values(text) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "code"), [("{300500,010102}", "010102"), ("010101", "010101"), ("{}", None)]
)
def test_the_reason_is_the_first_that_changes_parcels(text: str, code: str | None) -> None:
    assert event_code(text) == code
