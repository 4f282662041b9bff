"""What a delivery says of its historic parcels: which ones came after them, why and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from geo.cadastre import read_keys
from geo.cadastre.key import KEY_LENGTH
from geo.errors import Fault
from geo.sources.alkis.delivery import HISTORY, Delivery
from geo.sources.alkis.values import days, list_values, living
from geo.sources.copying import copy_rows
from geo.sources.features import Batch, batches
from geo.sources.run import Run
from geo.sources.stage import text_fault

KEY, SUCCESSORS = "flurstueckskennzeichen", "nachfolgerflurstueckskennzeichen"
OCCASION, ENDED = "anlass", "zeitpunktderhistorisierung"

_STAGED = """
CREATE TEMP TABLE staged_succession
  (before_key text, after_key text, occasion text, happened_on date) ON COMMIT DROP
"""
_INDEX = "CREATE INDEX ON staged_succession (before_key)"


def stage_succession(run: Run, delivery: Delivery) -> None:
    """Read who succeeds whom into `staged_succession`, which stays empty where nothing is told."""
    run.conn.execute(_STAGED)
    for holds in HISTORY:
        layer = delivery.find(holds)
        if layer is None:
            continue
        # Outlines of historic parcels are not needed: we hold them, or never had the parcel.
        table = replace(layer, crs=None)
        for batch in batches(table, (KEY, SUCCESSORS, OCCASION, ENDED, "endet"), may_be_empty=True):
            _add(run, living(batch))
    run.conn.execute(_INDEX)
    run.conn.execute("ANALYZE staged_succession")


def event_code(text: str | None) -> str | None:
    """Return the first Anlassart of a list that says how parcels changed."""
    return next((code for code in list_values(text) if _is_parcel_change(code)), None)


def _is_parcel_change(code: str) -> bool:
    return code.startswith("0101") or code in ("010312", "010501", "010621")


def _add(run: Run, batch: Batch) -> None:
    faults = np.full(len(batch), None, dtype=object)
    before, ended = batch.texts(KEY), days(batch.texts(ENDED), ENDED, faults)
    occasions = [event_code(text) for text in batch.texts(OCCASION)]
    pairs = [
        (i, _filled(before[i]), _filled(after))
        for i, text in enumerate(batch.texts(SUCCESSORS))
        for after in list_values(text)
    ]
    wrong = _wrong([pair[1:] for pair in pairs])
    for (i, first, after), is_wrong in zip(pairs, wrong, strict=True):
        if is_wrong:
            found = f"{first} → {after}"
            faults[i] = text_fault(SUCCESSORS, found, "two different keys", "wrong_key")
    _report(run, before, faults)
    kept = [pair for pair, is_wrong in zip(pairs, wrong, strict=True) if not is_wrong]
    rows = {
        "before_key": [first for _, first, _ in kept],
        "after_key": [after for _, _, after in kept],
        "occasion": [occasions[i] for i, _, _ in kept],
        "happened_on": [_past(ended[i]) for i, _, _ in kept],
    }
    if kept:
        copy_rows(run.conn, sql.Identifier("staged_succession"), rows)


def _wrong(pairs: list[tuple[str, str]]) -> NDArray[np.bool_]:
    if not pairs:
        return np.zeros(0, dtype=bool)
    before, after = ([*keys] for keys in zip(*pairs, strict=True))
    same = np.array([one == other for one, other in pairs])
    return np.asarray(read_keys(before).is_wrong | read_keys(after).is_wrong | same)


def _filled(key: str | None) -> str:
    return (key or "").ljust(KEY_LENGTH, "_")


def _past(day: date | None) -> date | None:
    """Drop a day to come: parcels never end in the future."""
    return day if day is not None and day <= datetime.now(UTC).date() else None


def _report(run: Run, keys: list[str | None], faults: NDArray[np.object_]) -> None:
    for i in np.flatnonzero(faults.astype(bool)).tolist():
        fault: Fault = faults[i]
        run.find(
            fault.code, "hint", "parcel", keys[i] or "?",
            f"historic parcel, {fault.where}: found {fault.found}, expected {fault.expected}; "
            "this part of its succession is passed over",
            params={"where": fault.where, "found": fault.found, "expected": fault.expected},
        )  # fmt: skip
