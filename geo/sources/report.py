"""What a load found and did: counts by object type, findings with reasons, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Severity = Literal["error", "hint", "report"]
Progress = Callable[[str, float], None]

# A report stays readable: of each kind it lists the first, the database keeps all.
LISTED_PER_KIND = 500


@dataclass(slots=True)
class Counts:
    """What became of objects: read = new + changed + unchanged + invalid + conflict."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    invalid: int = 0
    conflict: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed about an object; `kind` is stable, `reason` is English."""

    kind: str
    severity: Severity
    object: str
    reason: str
    params: dict[str, Any] = field(default_factory=dict)
    table: str = ""
    object_id: str | None = None
    geom: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what the report shows."""
        return {
            "kind": self.kind, "severity": self.severity, "type": self.table,
            "object": self.object, "reason": self.reason, "params": self.params,
        }  # fmt: skip


@dataclass(slots=True)
class Report:
    """The outcome of one load."""

    source: str
    file: str
    dry_run: bool
    tx_id: int = 0
    load_id: str = ""
    data_date: str | None = None
    cover: list[str] = field(default_factory=list)
    objects: dict[str, Counts] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    finding_counts: Counter[str] = field(default_factory=Counter)
    decisions: int = 0
    seconds: float = 0.0
    phases: dict[str, float] = field(default_factory=dict)

    def count(self, table: str) -> Counts:
        """Return the counts of an object type, zero at first."""
        return self.objects.setdefault(table, Counts())

    def note(self, finding: Finding) -> None:
        """Count a finding and list it while the list is short."""
        self.finding_counts[finding.kind] += 1
        if self.finding_counts[finding.kind] <= LISTED_PER_KIND:
            self.findings.append(finding)

    @property
    def is_change(self) -> bool:
        """Tell whether the load wrote or would write any object."""
        return any(c.new or c.changed or c.gone for c in self.objects.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON fields."""
        return {
            "source": self.source, "file": self.file, "dry_run": self.dry_run,
            "tx_id": self.tx_id, "load_id": self.load_id, "data_date": self.data_date,
            "cover": self.cover,
            "objects": {name: asdict(counts) for name, counts in self.objects.items()},
            "findings": [finding.as_dict() for finding in self.findings],
            "finding_counts": dict(self.finding_counts),
            "decisions": self.decisions,
            "seconds": round(self.seconds, 3),
            "phases": {name: round(seconds, 3) for name, seconds in self.phases.items()},
        }  # fmt: skip
