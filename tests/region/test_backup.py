from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from geo.errors import StateConflict, UnreadableFile
from services.region.backup import Manifest, backup, drop, manifest_path, restore
from services.region.check import State, run_checks
from tests.conftest import RegionUnderTest


def _write_some(region: RegionUnderTest) -> None:
    statement = (
        "INSERT INTO geo.dataset (source, dataset_kind, title, publisher, licence)"
        " SELECT 'test', 'real', 'Satz ' || n, 'Stadt', 'frei' FROM generate_series(1, 100) n"
    )
    with psycopg.connect(region.dsn()) as connection:
        connection.execute(statement)


def test_backup_destroy_restore_gives_the_same_rows(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    _write_some(region)
    saved = backup(region.server, tmp_path / "region.dump")
    assert drop(region.server)
    restore(region.server, tmp_path / "region.dump")
    again = backup(region.server, tmp_path / "again.dump")
    assert saved.tables["geo.dataset"][0] == "100"
    assert again.tables == saved.tables


def test_a_restored_region_passes_every_check(region: RegionUnderTest, tmp_path: Path) -> None:
    backup(region.server, tmp_path / "region.dump")
    drop(region.server)
    restore(region.server, tmp_path / "region.dump")
    failed = [one.name for one in run_checks(region.server) if one.state is State.FAIL]
    assert failed == ["commits_reach_the_disk"]  # the tests' server does not wait for the disk


def test_an_existing_region_is_never_overwritten(region: RegionUnderTest, tmp_path: Path) -> None:
    backup(region.server, tmp_path / "region.dump")
    with pytest.raises(StateConflict, match="exists"):
        restore(region.server, tmp_path / "region.dump")


def test_a_backup_cut_off_is_refused_before_anything_is_made(
    region: RegionUnderTest, tmp_path: Path
) -> None:
    target = tmp_path / "region.dump"
    backup(region.server, target)
    drop(region.server)
    target.write_bytes(target.read_bytes()[:-1000])
    with pytest.raises(UnreadableFile, match="cut off"):
        restore(region.server, target)
    assert not region.server.has_database()


def test_a_count_that_disagrees_leaves_no_region(region: RegionUnderTest, tmp_path: Path) -> None:
    target = tmp_path / "region.dump"
    saved = backup(region.server, target)
    drop(region.server)
    wrong = replace(saved, tables=saved.tables | {"geo.dataset": ["7", "0"]})
    wrong.write(manifest_path(target))
    with pytest.raises(UnreadableFile) as refused:
        restore(region.server, target)
    assert "geo.dataset: found 0 rows" in str(refused.value)
    assert not region.server.has_database()


def test_without_its_manifest_a_backup_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="manifest"):
        Manifest.read(tmp_path / "region.dump.manifest.json")
