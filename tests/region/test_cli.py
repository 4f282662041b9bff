import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from services.cli.main import app
from tests.region.conftest import Elbraum

BOX = "13.40,50.90,14.15,51.25"


def _commands() -> dict[str, str]:
    """Return every command with the first line of its help."""
    root = get_command(app)
    found: dict[str, str] = {}
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        for sub, one in getattr(command, "commands", {"": command}).items():
            found[f"{name} {sub}".strip()] = one.help or ""
    return found


def test_every_command_explains_itself_in_a_sentence() -> None:
    for name, text in _commands().items():
        first = text.split("\n\n", 1)[0].strip()
        assert first.endswith((".", ":")), name
        assert len(first) > 30, name


def test_help_loads_neither_numbers_nor_database() -> None:
    code = "import sys, services.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "shapely", "psycopg", "sqlalchemy", "fastapi", "pydantic", "pyproj"}
    assert not heavy & set(done.stdout.split())


def test_a_region_is_made_once_and_again_changes_nothing(elbraum: Elbraum) -> None:
    first = json.loads(elbraum("init", "neustadt", "--extent", BOX, "--json").stdout)
    second = json.loads(elbraum("init", "neustadt", "--json").stdout)
    assert first["created"]
    assert second == first | {"created": False}


def test_another_extent_for_an_existing_region_is_refused(elbraum: Elbraum) -> None:
    elbraum("init", "elbstadt", "--extent", BOX)
    done = elbraum("init", "elbstadt", "--extent", "13,50,14,51")
    assert done.returncode == 30
    assert "exists with another extent" in done.stderr


def test_all_faults_of_an_extent_are_told_at_once(elbraum: Elbraum) -> None:
    done = elbraum("init", "elbstadt", "--extent", "51.25,13.40,50.90,14.15", "--json")
    assert done.returncode == 21
    where = {fault["where"] for fault in json.loads(done.stdout)["error"]["faults"]}
    assert where == {"extent.west", "extent.south", "extent.east", "extent.north", "extent"}


def test_an_unknown_region_is_not_made_by_accident(elbraum: Elbraum) -> None:
    done = elbraum("--region", "nirgendwo", "migrate")
    assert done.returncode == 40
    assert "elbraum init nirgendwo" in done.stderr


def test_a_setting_that_cannot_be_used_is_named(elbraum: Elbraum) -> None:
    done = elbraum("status", ELBRAUM_PORT="99999")
    assert done.returncode == 21
    assert "ELBRAUM_PORT: found '99999'" in done.stderr


def test_a_server_that_does_not_answer_is_named_without_its_password(elbraum: Elbraum) -> None:
    url = "postgresql://gis:geheim@127.0.0.1:1/"
    done = elbraum("migrate", ELBRAUM_DATABASE_URL=url)
    assert done.returncode == 61
    assert "127.0.0.1" in done.stderr
    assert "geheim" not in done.stderr


def test_an_unknown_command_is_a_usage_error(elbraum: Elbraum) -> None:
    assert elbraum("fliegen").returncode == 2


def test_psql_works_as_the_web_role(elbraum: Elbraum) -> None:
    elbraum("init", "elbstadt", "--extent", BOX)
    done = elbraum("--region", "elbstadt", "psql", "--", "-Atc", "SELECT current_user")
    assert done.stdout == "elbraum_web\n"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_that_cannot_be_used_leaves_nothing_behind(
    elbraum: Elbraum, tmp_path: Path, command: str
) -> None:
    elbraum("init", "elbstadt", "--extent", BOX)
    done = elbraum("--region", "elbstadt", command, str(tmp_path / "none/file.dump"))
    assert done.returncode == 22
    assert not list(tmp_path.iterdir())
