import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from services.region.bundle import CHECKOUT, STAMP, bundle, closure, locked


def test_the_closure_holds_what_runs_and_not_what_tests() -> None:
    names = closure("elbraum")
    assert {"fastapi", "starlette", "psycopg-binary", "numpy"} <= names
    assert not {"pytest", "playwright", "ruff"} & names


def test_the_lock_is_cut_to_the_names_with_their_hashes() -> None:
    entries = locked({"fastapi", "psycopg-binary"})
    assert [line.split("==")[0] for line in entries.splitlines() if "==" in line] == [
        "fastapi",
        "psycopg-binary",
    ]
    assert entries.count("--hash=sha256:") > len(["fastapi", "psycopg-binary"])


@pytest.mark.slow
@pytest.mark.skipif(not (CHECKOUT / STAMP).exists(), reason="the web app is not built")
def test_the_archive_installs_without_network(tmp_path: Path) -> None:
    alone = ["unshare", "--net"]
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this user may not take the network away")
    bundle(tmp_path / "elbraum.tar.gz", lambda _: None)
    with tarfile.open(tmp_path / "elbraum.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    made = subprocess.run(
        [*alone, "make", "web", ".venv/.ready"], cwd=tmp_path / "elbraum", capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    asked = [*alone, str(tmp_path / "elbraum/.venv/bin/elbraum"), "--help"]
    assert subprocess.run(asked, check=False, capture_output=True).returncode == 0
    shutil.rmtree(tmp_path / "elbraum")
