import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import psycopg
import pytest

from geo.errors import DatabaseNotReady, DatabaseUnavailable
from geo.settings import Settings
from services.region.cluster import Cluster
from services.region.installation import get_installation, list_installations
from services.region.place import SOCKET_PATH_BYTES, choose_place


def _fetch(cluster: Cluster, query: str, role: str = "postgres") -> str:
    with psycopg.connect(cluster.dsn("postgres", role)) as connection:
        row = connection.execute(query.encode()).fetchone()
    return str(row[0]) if row else ""


def _kill(cluster: Cluster) -> None:
    """End the server as a power cut does, and wait until the system has noticed."""
    os.kill(cluster.pid or 0, signal.SIGKILL)
    while cluster.running:
        time.sleep(0.01)


def _pieces(folder: Path) -> list[Path]:
    """Make what a distribution's server folder has, with and without PostGIS."""
    made = []
    for major in ("14", "15", "17"):
        bin_dir = folder / "usr/lib/postgresql" / major / "bin"
        bin_dir.mkdir(parents=True)
        (bin_dir / "initdb").touch()
        extension = bin_dir.parent / "share/extension"
        extension.mkdir(parents=True)
        made.append(extension / "postgis.control")
    return made


def test_the_first_start_makes_a_cluster_and_the_second_changes_nothing(private: Cluster) -> None:
    assert private.start().created
    assert private.start().already_running
    assert private.stop()
    assert not private.start().created


def test_pages_have_checksums_and_german_sorts_as_in_a_dictionary(private: Cluster) -> None:
    with private.session():
        words = "SELECT string_agg(w, ' ' ORDER BY w) FROM unnest(ARRAY['Zoo','Öfen','Ofen']) w"
        assert _fetch(private, "SHOW data_checksums") == "on"
        assert _fetch(private, words) == "Ofen Öfen Zoo"


def test_nothing_listens_on_the_network(private: Cluster) -> None:
    with private.session():
        assert _fetch(private, "SHOW listen_addresses") == ""


def test_after_a_kill_the_next_start_says_that_it_recovered(private: Cluster) -> None:
    private.start()
    _kill(private)
    again = private.start()
    assert again.recovered
    assert not again.created


def test_data_committed_before_a_kill_are_there_after_it(private: Cluster) -> None:
    private.start()
    with psycopg.connect(private.dsn("postgres", "postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    _kill(private)
    private.start()
    assert _fetch(private, "SELECT n FROM kept") == "42"


def test_the_last_of_two_users_stops_the_server(private: Cluster) -> None:
    with private.session():
        with Cluster(Settings(_env_file=None, state_dir=private.place.state)).session() as second:
            assert second.already_running
        assert private.running
    assert not private.running


def test_two_first_starts_at_once_make_one_cluster(private: Cluster) -> None:
    starts = []
    threads = [threading.Thread(target=lambda: starts.append(private.start())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.created for one in starts) == [False, True]


def test_half_a_cluster_from_an_interrupted_first_start_is_made_anew(private: Cluster) -> None:
    private.place.create()
    (private.place.state / "data.new").mkdir()
    (private.place.state / "data.new/PG_VERSION").write_text("15")
    assert private.start().created


def test_a_folder_of_a_version_that_is_not_installed_is_refused(private: Cluster) -> None:
    private.place.create()
    private.place.data.mkdir()
    (private.place.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(DatabaseNotReady, match="made by PostgreSQL 12, installed is"):
        private.start()


def test_a_start_that_fails_shows_what_the_server_said(private: Cluster) -> None:
    private.start()
    private.stop()
    (private.place.data / "postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(DatabaseUnavailable, match="unrecognized configuration parameter"):
        private.start()


def test_each_server_process_has_a_limit_on_its_memory(private: Cluster) -> None:
    with private.session():
        limits = Path(f"/proc/{private.pid}/limits").read_text()
    assert "Max address space         6442450944" in limits


def test_the_server_has_a_session_of_its_own_and_is_not_root(private: Cluster) -> None:
    with private.session():
        pid = private.pid or 0
        assert os.getsid(pid) != os.getsid(0)
        assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_another_user_of_the_machine_cannot_reach_the_socket(private: Cluster) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can try it as another user")
    with private.session():
        psql = [private.installation.program("psql"), private.dsn(), "-c", "SELECT 1"]
        tried = subprocess.run(psql, user="nobody", capture_output=True, text=True, check=False)
    assert tried.returncode != 0
    assert "Permission denied" in tried.stderr


def test_a_socket_path_is_short_however_deep_the_checkout_lies(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120) / "state"
    place = choose_place(Settings(_env_file=None, state_dir=deep))
    assert len(os.fsencode(place.socket)) <= SOCKET_PATH_BYTES


def test_the_newest_server_with_postgis_is_taken(tmp_path: Path) -> None:
    old, middle, _newest_without_postgis = _pieces(tmp_path)
    old.touch()
    middle.touch()
    assert get_installation(root=tmp_path).major == 15
    assert [one.major for one in list_installations(tmp_path)] == [17, 15, 14]


def test_without_postgis_the_message_names_the_packages(tmp_path: Path) -> None:
    _pieces(tmp_path)
    with pytest.raises(DatabaseNotReady) as refused:
        get_installation(root=tmp_path)
    assert "PostgreSQL 17 without PostGIS" in str(refused.value)
    assert "apt-get install postgresql postgresql-postgis" in str(refused.value)
