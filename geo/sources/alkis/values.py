"""Values as cadastres write them: living versions, numbers with comma, days, lists."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.errors import Fault
from geo.sources.features import Batch
from geo.sources.stage import text_fault


def living(batch: Batch) -> Batch:
    """Drop versions that have ended: norGIS keeps them in the same layer."""
    ended = np.array([end is not None for end in batch.texts("endet")])
    if not ended.any():
        return batch
    keep = pa.array(~ended)
    columns = {name: column.filter(keep) for name, column in batch.columns.items()}
    return Batch(columns, batch.shapes[~ended], batch.first)


def numbers(
    texts: list[str | None], where: str, faults: NDArray[np.object_]
) -> NDArray[np.float64]:
    """Read numbers, also with decimal comma; what is none becomes a fault of its row."""
    try:
        return np.asarray(
            pa.array(texts, pa.string()).cast(pa.float64()).to_numpy(zero_copy_only=False)
        )
    except pa.ArrowInvalid:  # some are none, or have a comma
        values = np.full(len(texts), np.nan)
    for i, text in enumerate(texts):
        if text is None:
            continue
        try:
            values[i] = float(text.replace(",", "."))
        except ValueError:
            faults[i] = faults[i] or text_fault(where, text, "a number in square metres")
    return values


def days(texts: list[str | None], where: str, faults: NDArray[np.object_]) -> list[date | None]:
    """Read ISO days, also with a time behind; what is none becomes a fault of its row."""
    known: dict[str | None, date | None] = {}
    for i, text in enumerate(texts):
        if text not in known:
            known[text] = _day(text, where, faults, i)
        elif text is not None and known[text] is None:
            _day(text, where, faults, i)
    return [known[text] for text in texts]


def _day(text: str | None, where: str, faults: NDArray[np.object_], i: int) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        fault: Fault = text_fault(where, text, "a day as 2024-12-31")
        faults[i] = faults[i] or fault
        return None


def list_values(text: str | None) -> list[str]:
    """Read a list as PostgreSQL, GDAL or JSON write it.

    >>> list_values('{010101,"010102"}'), list_values("(2:a,b)"), list_values('[ "a" ]')
    (['010101', '010102'], ['a', 'b'], ['a'])
    """
    body = re.sub(r"^\(\d+:", "", text or "")
    values = [part.strip("{}[]()\"' ") for part in re.split("[,;]", body)]
    return [value for value in values if value]
