"""Read a table of statistics: one value for each measure, area and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from geo.errors import Fault, UnreadableFile
from geo.sources.sheet import Record, as_day, as_number, pick

SUM_PERCENT = (99.9, 100.1)


@dataclass(frozen=True, slots=True)
class Value:
    """One value; `fault` where the text is none."""

    measure: str
    unit_of_measure: str
    area_kind: str
    area_name: str
    area_code: str | None
    on_day: date | None
    value: float | None
    fault: Fault | None = None

    @property
    def key(self) -> str:
        """What makes the value one of a kind."""
        return f"{self.measure}|{self.area_kind}|{self.area_name}|{self.on_day}"


@dataclass(frozen=True)
class Sheet:
    """Which column of a file is what."""

    day: str | None
    year: str | None
    area: str | None
    area_kind: str
    measures: dict[str, str]
    unknown: tuple[str, ...]


@cache
def tables() -> dict[str, Any]:
    """Read the table of columns once."""
    text = (files("geo.sources.statistics") / "tables.yml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def understand(names: Sequence[str], file: str) -> Sheet:
    """Find day, area and measures among the columns; what nobody knows is told."""
    known = tables()
    day, year = pick(names, *known["day"]), pick(names, *known["year"])
    area = pick(names, *known["area"])
    measures = {
        measure: column
        for measure, entry in known["measures"].items()
        if (column := pick(names, *entry["columns"]))
    }
    _require(file, names, day or year, measures)
    used = {day, year, area, *measures.values()}
    unknown = tuple(name for name in names if name not in used)
    kind = next((k for c, k in known["area_kind_of_column"].items() if pick([area or ""], c)), None)
    return Sheet(day, year, area, kind or "municipality", measures, unknown)


def values(sheet: Sheet, record: Record, municipality: str) -> Iterator[Value]:
    """Yield the values of a row; a blank cell is no value."""
    day = as_day(record[sheet.day] if sheet.day else "", record[sheet.year] if sheet.year else "")
    kind, name, code = _area(sheet, record, municipality)
    for measure, column in sheet.measures.items():
        if record[column]:
            entry = tables()["measures"][measure]
            number = as_number(record[column])
            fault = _fault(record, sheet, column, day, number)
            scaled = (
                round(number / 100, 6) if number is not None and entry.get("percent") else number
            )
            yield Value(measure, entry["unit"], kind, name, code, day, scaled, fault)


def wrong_sums(sheet: Sheet, record: Record) -> list[float]:
    """Return sums of shares that should be 100 percent and are not."""
    sums = []
    for whole in tables()["wholes"]:
        parts = [as_number(record[sheet.measures[m]]) for m in whole if m in sheet.measures]
        numbers = [part for part in parts if part is not None]
        if len(numbers) == len(whole):
            sums.append(round(sum(numbers), 6))
    low, high = SUM_PERCENT
    return [total for total in sums if not low <= total <= high]


def _area(sheet: Sheet, record: Record, municipality: str) -> tuple[str, str, str | None]:
    """Split `16 Gorbitz` into code and name; `18 Dresden gesamt` is the municipality."""
    text = record[sheet.area] if sheet.area else ""
    if not text or any(text.lower().endswith(word) for word in tables()["whole"]):
        return "municipality", municipality, None
    match = re.fullmatch(r"(\d+)\s+(.+)", text)
    return sheet.area_kind, (match[2] if match else text), (match[1] if match else None)


def _fault(
    record: Record, sheet: Sheet, column: str, day: date | None, number: float | None
) -> Fault | None:
    if day is None:
        written = " ".join(record[name] for name in (sheet.day, sheet.year) if name)
        return Fault("day", repr(written), "31.12.2025, 2025-12-31 or a year", code="wrong_value")
    measure = next(m for m, c in sheet.measures.items() if c == column)
    entry = tables()["measures"][measure]
    if number is None or not entry["least"] <= number <= entry["most"]:
        expected = f"a number from {entry['least']} to {entry['most']}, decimal comma"
        return Fault(column, repr(record[column]), expected, code="wrong_value")
    return None


def _require(file: str, names: Sequence[str], day: str | None, measures: dict[str, str]) -> None:
    known = tables()
    faults = []
    if day is None:
        expected = " or ".join([*known["day"], *known["year"]])
        faults.append(Fault(file, "no column of days", expected, code="missing_field"))
    if not measures:
        expected = "; ".join(entry["columns"][0] for entry in known["measures"].values())
        faults.append(Fault(file, "no known measure", expected, code="missing_field"))
    if faults:
        raise UnreadableFile(
            f"the columns of {file} are {', '.join(names)}",
            "name the columns as in the publisher's table", {"file": file}, tuple(faults),
        )  # fmt: skip
