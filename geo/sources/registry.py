"""Which sources there are: publisher, licence, whether results may be published, known defects."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from geo.errors import NotFound


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source as `registry.yml` describes it."""

    name: str
    title_de: str
    title_en: str
    publisher: str
    licence: str
    is_publishable: bool
    address: str
    date: str
    crs: str
    objects: tuple[str, ...]
    formats: tuple[str, ...]
    known_defects: tuple[str, ...] = ()


@cache
def entries() -> dict[str, SourceEntry]:
    """Return all sources by name, in the order of the file."""
    text = (files(__package__) / "registry.yml").read_text(encoding="utf-8")
    content: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: _entry(name, fields) for name, fields in content.items()}


def get_entry(name: str) -> SourceEntry:
    """Return a source's entry, or say which sources exist."""
    entry = entries().get(name)
    if entry is None:
        known = ", ".join(entries())
        raise NotFound(f"there is no source {name!r}", f"choose one of: {known}", {"source": name})
    return entry


def filler(entry: SourceEntry) -> Callable[[Any], None]:
    """Return the source's `fill(run)`; its module is imported only now."""
    module = importlib.import_module(f"geo.sources.{entry.name}")
    fill: Callable[[Any], None] = module.fill
    return fill


def _entry(name: str, fields: dict[str, Any]) -> SourceEntry:
    lists = {key: tuple(fields.get(key, ())) for key in ("objects", "formats", "known_defects")}
    return SourceEntry(name=name, **{**fields, **lists})
