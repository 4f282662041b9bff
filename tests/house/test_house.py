import ast
import re
import subprocess
import tomllib
from pathlib import Path
from statistics import median, quantiles

import pytest

from geo import words

ROOT = Path(__file__).resolve().parents[2]
CODE = ("geo/", "services/", "tiles/", "scenarios/")
MAX_FILE_LINES = 400


def tracked(*suffixes: str) -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [name for name in names if not suffixes or name.endswith(suffixes)]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def function_lengths(names: list[str]) -> list[int]:
    """Count the lines of each function body without its docstring."""
    lengths = []
    for name in names:
        for node in ast.walk(ast.parse(text(name))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lengths.append((node.end_lineno or 0) - body[0].lineno + 1 if body else 0)
    return lengths


def test_functions_stay_short() -> None:
    lengths = function_lengths([n for n in tracked(".py") if n.startswith(CODE)])
    assert median(lengths) <= 10
    assert quantiles(lengths, n=10)[-1] <= 30


def test_no_file_grows_beyond_400_lines() -> None:
    generated = re.compile(r"\.gen\.|/versions/.*\.sql$|package-lock")
    names = [n for n in tracked(".py", ".ts", ".svelte", ".sql") if not generated.search(n)]
    longest = {n: len(text(n).splitlines()) for n in names}
    assert {n: lines for n, lines in longest.items() if lines > MAX_FILE_LINES} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = re.compile(r"(^|/)(utils?|helpers?|common|misc|manager|core)(\.py|\.ts|/)")
    assert [n for n in tracked(".py", ".ts") if drawers.search(n)] == []


@pytest.mark.parametrize("synonym", sorted(words.banned()))
def test_a_banned_synonym_is_not_used(synonym: str) -> None:
    word = re.compile(rf"\b{synonym}s?\b", re.IGNORECASE)
    names = [n for n in tracked(".py", ".sql", ".ts", ".svelte") if not n.startswith("tests/")]
    assert [n for n in names if word.search(text(n))] == []


def is_assembled(argument: ast.expr) -> bool:
    """Tell whether an expression makes a text of parts."""
    if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
        return argument.func.attr in {"format", "encode"} and (
            isinstance(argument.func.value, ast.Constant) or is_assembled(argument.func.value)
        )
    return isinstance(argument, (ast.JoinedStr, ast.BinOp))


@pytest.mark.parametrize("name", [n for n in tracked(".py") if n.startswith(CODE)])
def test_sql_is_never_put_together_from_strings(name: str) -> None:
    calls = (n for n in ast.walk(ast.parse(text(name))) if isinstance(n, ast.Call) and n.args)
    lines = [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"execute", "executemany", "copy", "SQL"}
        and is_assembled(call.args[0])
    ]
    assert lines == []


def test_the_tree_names_no_path_of_a_machine_and_no_registry() -> None:
    private = re.compile(
        r"(?<![\w.])/(work|root|home/\w+)/|registry\.npmjs|files\.pythonhosted|pypi\.org/simple"
    )
    names = tracked(".py", ".sql", ".yml", ".toml", ".json", ".md", ".lock", ".ts", "Makefile")
    names = [n for n in names if n != "tests/house/test_house.py"]
    assert [n for n in names if private.search(text(n))] == []


def test_only_the_database_room_opens_connections() -> None:
    opened = re.compile(r"psycopg\.connect\(|ConnectionPool\(|create_engine\(")
    names = [n for n in tracked(".py") if n.startswith(CODE) and not n.startswith("geo/db/")]
    # Running a server (making databases, backup) is done by the room that owns it.
    names = [n for n in names if not n.startswith("services/region/")]
    assert [n for n in names if opened.search(text(n))] == []


def test_every_runtime_dependency_has_a_reason() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    names = {re.split(r"[\[><=]", d)[0] for d in project["dependencies"]}
    reasons = text("docs/decisions/0002-dependencies.md")
    assert {n for n in names if f"| {n} |" not in reasons} == set()
    assert len(names) <= 30
