"""Lock files, container files and recipes, read and run without Docker."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.region.installation import Installation, get_installation
from tests.conftest import ROOT
from tests.region.conftest import Elbraum

SHELL_WORDS = re.compile(r'"([^"]*)"')


def _compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return content


def _instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile as pairs of instruction and argument."""
    joined = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def _last(instruction: str) -> list[str]:
    """Return the words of the last such instruction in its JSON form."""
    found = [rest for word, rest in _instructions() if word == instruction]
    words: list[str] = json.loads(found[-1][found[-1].index("[") :])
    return words


@pytest.mark.parametrize("name", ["requirements.lock", "web/package-lock.json"])
def test_a_lock_file_holds_no_address(name: str) -> None:
    path = ROOT / name
    assert "://" not in re.sub(r'"(url|funding)": "[^"]*"', "", path.read_text())


def test_every_locked_package_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text()
    packages = re.findall(r"^\S+==\S+.*(?:\n    .*)*", text, re.MULTILINE)
    assert len(packages) > 50
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_the_image_runs_as_a_user_and_builds_in_stages() -> None:
    words = [word for word, _ in _instructions()]
    users = [rest for word, rest in _instructions() if word == "USER"]
    assert words.count("FROM") == 3
    assert users == ["elbraum"]
    assert _last("ENTRYPOINT")[0] == "tini"


def test_what_the_image_copies_is_in_the_tree_or_built() -> None:
    copied = [rest.split() for word, rest in _instructions() if word == "COPY"]
    sources = [s for words in copied if not words[0].startswith("--from") for s in words[:-1]]
    built = {"web/.npmrc*"}
    assert [s for s in sources if s not in built and not (ROOT / s).exists()] == []


def test_compose_publishes_to_this_machine_only() -> None:
    ports = [port for service in _compose()["services"].values() for port in service["ports"]]
    assert ports
    assert all(str(port).startswith("127.0.0.1:") for port in ports)


def test_compose_keeps_the_data_in_a_volume_that_exists() -> None:
    compose = _compose()
    mounts = {m.split(":")[0] for s in compose["services"].values() for m in s["volumes"]}
    assert mounts == set(compose["volumes"])


def test_image_and_compose_start_and_check_with_the_same_commands(elbraum: Elbraum) -> None:
    service = _compose()["services"]["elbraum"]
    assert service["command"] == _last("CMD")
    assert service["healthcheck"]["test"] == ["CMD", *_last("HEALTHCHECK")]
    for name, *arguments in (service["command"], service["healthcheck"]["test"][1:]):
        assert name == "elbraum"
        assert elbraum(*arguments, "--help").returncode == 0


def test_the_health_command_fails_while_nothing_serves(elbraum: Elbraum) -> None:
    assert elbraum(*_last("HEALTHCHECK")[1:]).returncode == 60


def test_the_packages_of_the_image_are_those_that_make_run_installs() -> None:
    image = next(rest for word, rest in _instructions() if "postgresql-postgis" in rest)
    makefile = (ROOT / "Makefile").read_text()
    assert {"postgresql", "postgresql-postgis"} <= set(image.split())
    assert "missing+=(postgresql postgresql-postgis)" in makefile
    assert "create_main_cluster = false" in image
    assert "create_main_cluster = false" in makefile


@pytest.mark.parametrize("target", ["run", "test", "prove", "bench", "check", "bless", "lock"])
def test_every_recipe_is_known_to_make(target: str) -> None:
    done = subprocess.run(
        ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_continuous_integration_script_is_valid_and_executable() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_this_machine_has_a_server_with_postgis() -> None:
    found: Installation = get_installation()
    assert Path(found.program("postgres")).exists()
