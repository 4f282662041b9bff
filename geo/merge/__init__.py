"""Three-way merge of one object: what only one side changed wins, what both changed is a conflict.

>>> merged = merge_fields({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3})
>>> merged.values, merged.conflicts
({'a': 2, 'b': 3}, ())
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import eq
from typing import Any

Equal = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, differently."""

    field: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged values (mine where in conflict) and the conflicts."""

    values: dict[str, Any]
    conflicts: tuple[Conflict, ...]

    def changes(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that differ from mine."""
        return {name: value for name, value in self.values.items() if value != mine[name]}


def merge_fields(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], *,
    equal: Mapping[str, Equal] | None = None,
) -> Merged:  # fmt: skip
    """Merge the fields that `theirs` has; a geometry is one field, compared as `equal` says."""
    values: dict[str, Any] = {}
    conflicts = []
    for name, offered in theirs.items():
        same: Equal = (equal or {}).get(name, eq)
        if same(mine[name], offered) or same(base[name], offered):
            values[name] = mine[name]
        elif same(base[name], mine[name]):
            values[name] = offered
        else:
            values[name] = mine[name]
            conflicts.append(Conflict(name, base[name], mine[name], offered))
    return Merged(values, tuple(conflicts))


def follow_base(
    first: Mapping[str, Any], versions: Iterable[tuple[Mapping[str, Any], bool]]
) -> dict[str, Any]:
    """Return the values that the other side gave last, field by field.

    `first` is the version they gave whole; each later version says whether they wrote it. A field
    is theirs in the last version in which they changed it.

    >>> follow_base({"a": 1, "b": 1}, [({"a": 2, "b": 1}, False), ({"a": 2, "b": 5}, True)])
    {'a': 1, 'b': 5}
    """
    base = dict(first)
    before = first
    for values, is_theirs in versions:
        if is_theirs:
            base.update({name: values[name] for name in base if values[name] != before[name]})
        before = values
    return base
