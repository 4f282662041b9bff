"""The one vocabulary: code lists, names of tables and columns, terms, in German and English.

From it come code tables, comments in the database, the web's words, the glossary and the labels
of forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its code in programs, its names for people, what it means, its source."""

    code: str
    de: str
    en: str
    definition_de: str = ""
    definition_en: str = ""
    unit: str = ""
    source: str = ""

    def name(self, lang: Language) -> str:
        """Return the name for people."""
        return self.de if lang == "de" else self.en


def _document(name: str) -> dict[str, Any]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return content


def _words(entries: dict[str, dict[str, str]]) -> dict[str, Word]:
    return {code: Word(code=code, **entry) for code, entry in entries.items()}


@cache
def columns() -> dict[str, Word]:
    """Return the words of all columns, by column name."""
    return _words(_document("columns.yml"))


@cache
def tables() -> dict[str, Word]:
    """Return the words of all tables, by table name."""
    return _words(_document("tables.yml"))


@cache
def terms() -> dict[str, Word]:
    """Return the terms of the field that the glossary explains."""
    return _words(_document("terms.yml")["terms"])


@cache
def banned() -> dict[str, str]:
    """Return synonyms that are not used, each with the word to use instead."""
    found: dict[str, str] = _document("terms.yml")["banned"]
    return found


@cache
def code_lists() -> dict[str, dict[str, Word]]:
    """Return every code list: list → code → word, in the order people see."""
    lists: dict[str, dict[str, Word]] = {}
    for name in ("codes.yml", "codes_alkis.yml"):
        lists |= {code_list: _words(entries) for code_list, entries in _document(name).items()}
    return lists


def codes(code_list: str) -> tuple[str, ...]:
    """Return the codes of a list in order; KeyError names an unknown list."""
    return tuple(code_lists()[code_list])


def comment(name: str) -> str:
    """Return the comment of a column: English name, definition and unit."""
    word = columns()[name]
    unit = f" [{word.unit}]" if word.unit else ""
    definition = f": {word.definition_en}" if word.definition_en else ""
    return f"{word.en}{definition}{unit}"


def table_comment(name: str) -> str:
    """Return the comment of a table: English name and what a row is."""
    word = tables()[name]
    return f"{word.en}: {word.definition_en}"
