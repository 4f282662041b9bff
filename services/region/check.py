"""Run the checks of `services.region.checks` against a region and report what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import psycopg

from geo.errors import ElbraumError
from services.region.server import Connection, Server


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"


@dataclass(frozen=True)
class Verdict:
    """What one check found; `detail` names values, not opinions."""

    state: State
    detail: str = ""


def ok(detail: str = "") -> Verdict:
    """Answer that nothing is to do."""
    return Verdict(State.OK, detail)


def warn(detail: str) -> Verdict:
    """Answer that Elbraum works, but a barrier or a duty is missing."""
    return Verdict(State.WARN, detail)


def fail(detail: str) -> Verdict:
    """Answer that something is broken or unsafe."""
    return Verdict(State.FAIL, detail)


def skip(detail: str) -> Verdict:
    """Answer that the question does not arise here."""
    return Verdict(State.SKIP, detail)


@dataclass
class Subject:
    """The region that is looked at; connections are opened when a check first needs them."""

    server: Server
    owner: Connection | None = None

    def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        """Read as owner."""
        if self.owner is None:
            message = "the connection of the checks is not open"
            raise RuntimeError(message)
        return self.owner.execute(query.encode(), values).fetchall()

    def row(self, query: str, **values: object) -> dict[str, Any]:
        """Read exactly one row."""
        return self.rows(query, **values)[0]

    @contextmanager
    def as_login(self) -> Iterator[Connection]:
        """Connect as the web process does, before it takes a role."""
        with psycopg.connect(
            self.server.access.conninfo("elbraum_web"), row_factory=psycopg.rows.dict_row
        ) as connection:
            yield connection


CheckFunction = Callable[[Subject], Verdict]


@dataclass(frozen=True)
class Check:
    """One question to a region: title, how to answer it, what helps."""

    name: str
    title: str
    hint: str
    run: CheckFunction
    needs_database: bool


CHECKS: list[Check] = []


def check(hint: str, *, needs_database: bool = True) -> Callable[[CheckFunction], CheckFunction]:
    """Put a function on the list; its docstring is the title, the hint says what helps."""

    def register(function: CheckFunction) -> CheckFunction:
        title = (function.__doc__ or function.__name__).strip().split("\n", 1)[0].rstrip(".")
        CHECKS.append(Check(function.__name__, title, hint, function, needs_database))
        return function

    return register


@dataclass(frozen=True)
class Result:
    """A check with its verdict; the hint stands only where it is needed."""

    name: str
    title: str
    state: State
    detail: str
    hint: str

    def as_dict(self) -> dict[str, str]:
        """Return JSON fields."""
        return asdict(self)


def run_checks(server: Server) -> Iterator[Result]:
    """Answer all questions in order; what needs the database is skipped if it does not answer."""
    from services.region import checks  # noqa: F401, PLC0415 - fills the list

    subject = Subject(server)
    for one in (one for one in CHECKS if not one.needs_database):
        yield _answer(one, subject)
    try:
        with server.as_owner() as subject.owner:
            yield Result("database_answers", "The region's database answers", State.OK, "", "")
            for one in (one for one in CHECKS if one.needs_database):
                yield _answer(one, subject)
    except ElbraumError as error:
        detail = error.detail
        title = "The region's database answers"
        yield Result("database_answers", title, State.FAIL, detail, error.hint)


def _answer(one: Check, subject: Subject) -> Result:
    """Run one check; a query that breaks is a finding, not the end of the list."""
    try:
        if subject.owner is not None:
            with subject.owner.transaction():
                verdict = one.run(subject)
        else:
            verdict = one.run(subject)
    except (psycopg.Error, ElbraumError, OSError) as error:
        verdict = fail(str(error).strip().split("\n", 1)[0])
    hint = one.hint if verdict.state in {State.WARN, State.FAIL} else ""
    return Result(one.name, one.title, verdict.state, verdict.detail, hint)
