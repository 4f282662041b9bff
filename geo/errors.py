"""The one error tree; every class has a stable code that doors translate and scripts rely on.

ElbraumError (70)
├── InvalidInput (20)              what was given cannot be used; lists every fault
│   ├── BadParameter (21)          a query or command parameter
│   ├── UnreadableFile (22)        missing, half, or other bytes than its ending says
│   ├── WrongReference (23)        no coordinate system, or another than the numbers show
│   ├── OutsideExtent (24)         geometry outside the region
│   └── InvalidGeometry (25)       not valid, not finite, too many vertices
├── StateConflict (30)             the database is in another state than the request needs
│   ├── VersionConflict (31)       someone else changed the object
│   ├── VersionRequired (32)       neither If-Match nor row_version was sent
│   ├── SampleConflict (33)        real data meet sample data of the same kind
│   └── UndoRefused (34)           later edits touch the same objects
├── NotFound (40)                  no such object, region, source
└── Unavailable (60)               a service that is needed does not answer
    ├── DatabaseUnavailable (61)   no connection, or it broke
    └── DatabaseNotReady (62)      extension, role, right or migration is missing

The number is the exit code of the command line, grouped by tens.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what was found, what was expected, what to do."""

    where: str
    found: str
    expected: str
    hint: str = ""
    code: str = "value"

    def __str__(self) -> str:
        """Read as one sentence for a person at night."""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.where}: found {self.found}, expected {self.expected}{hint}"

    def as_dict(self) -> dict[str, str]:
        """Return the fault as JSON fields."""
        return asdict(self)


@dataclass
class ElbraumError(Exception):
    """Base of all errors that Elbraum raises on purpose."""

    detail: str
    hint: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    code: ClassVar[str] = "internal"
    exit_code: ClassVar[int] = 70

    def __str__(self) -> str:
        """Return detail, faults and next step, one a line."""
        lines = [self.detail, *(f"  - {fault}" for fault in self.faults)]
        return "\n".join([*lines, f"Next: {self.hint}"] if self.hint else lines)


class InvalidInput(ElbraumError):
    """What was given cannot be used."""

    code = "invalid_input"
    exit_code = 20


class BadParameter(InvalidInput):
    """A query or command parameter is unknown or wrong."""

    code = "bad_parameter"
    exit_code = 21


class UnreadableFile(InvalidInput):
    """A file is missing, cut off, or holds other bytes than its ending says."""

    code = "unreadable_file"
    exit_code = 22


class WrongReference(InvalidInput):
    """A coordinate system is missing or is not the one the numbers show."""

    code = "wrong_reference"
    exit_code = 23


class OutsideExtent(InvalidInput):
    """A geometry lies outside the region."""

    code = "outside_extent"
    exit_code = 24


class InvalidGeometry(InvalidInput):
    """A geometry is not valid, not finite or has too many vertices."""

    code = "invalid_geometry"
    exit_code = 25


class StateConflict(ElbraumError):
    """The database is in another state than the request needs."""

    code = "state_conflict"
    exit_code = 30


class VersionConflict(StateConflict):
    """Someone else changed the object in the meantime."""

    code = "version_conflict"
    exit_code = 31


class VersionRequired(StateConflict):
    """A write came without the version it is based on."""

    code = "version_required"
    exit_code = 32


class SampleConflict(StateConflict):
    """Real data meet sample data of the same kind."""

    code = "sample_conflict"
    exit_code = 33


class UndoRefused(StateConflict):
    """Later edits touch the same objects."""

    code = "undo_refused"
    exit_code = 34


class NotFound(ElbraumError):
    """There is no such object."""

    code = "not_found"
    exit_code = 40


class Unavailable(ElbraumError):
    """A service that is needed does not answer."""

    code = "unavailable"
    exit_code = 60


class DatabaseUnavailable(Unavailable):
    """The database does not answer or the connection broke."""

    code = "database_unavailable"
    exit_code = 61


class DatabaseNotReady(Unavailable):
    """The database lacks an extension, a role, a right or a migration."""

    code = "database_not_ready"
    exit_code = 62
