"""Municipalities and Gemarkungen that a delivery names; those that are missing are made."""

from __future__ import annotations

from collections.abc import Iterable

from psycopg import sql

from geo.sources.alkis.delivery import Delivery
from geo.sources.features import all_rows
from geo.sources.run import Run
from geo.sources.stage import Stage

AGS_DIGITS = 8
AREA_FIELDS = ("land", "regierungsbezirk", "kreis", "gemeinde")


class Areas:
    """Key → id of municipalities (AGS) and Gemarkungen (6 digits), with names from the delivery."""

    def __init__(self, run: Run, delivery: Delivery) -> None:
        self.run = run
        self.municipality_names = _names(delivery, "municipality")
        self.gemarkung_names = _names(delivery, "gemarkung")
        self._municipalities = _known(
            run, "SELECT ags AS key, id FROM geo.municipality WHERE ags IS NOT NULL"
        )
        self._gemarkungen = _known(run, "SELECT gemarkung_key AS key, id FROM geo.gemarkung")
        self._used: set[str] = set()
        run.conn.execute(_KNOWN_BEFORE, {"source": run.entry.name})

    def municipality(self, ags: str | None) -> str | None:
        """Return the municipality's id, made without outline if it is new."""
        if ags is None or len(ags) != AGS_DIGITS or not ags.isdigit():
            return None
        self._used.add(ags)
        if ags not in self._municipalities:
            name = self.municipality_names.get(ags, ags)
            row = self.run.conn.execute(
                "INSERT INTO geo.municipality (ags, name, dataset_id) VALUES (%s, %s, %s) "
                "RETURNING id",
                [ags, name, self.run.dataset_id],
            ).fetchone()
            self._municipalities[ags] = str(row["id"] if row else "")
            self._count("municipality")
        return self._municipalities[ags]

    def gemarkung(self, key: str, municipality_id: str | None) -> str:
        """Return the Gemarkung's id, made if it is new."""
        if key not in self._gemarkungen:
            home = municipality_id or self.only_municipality() or self.run.fallback_municipality()
            row = self.run.conn.execute(
                "INSERT INTO geo.gemarkung (gemarkung_key, name, municipality_id, dataset_id) "
                "VALUES (%s, %s, %s, %s) RETURNING id",
                [key, self.gemarkung_names.get(key, key), home, self.run.dataset_id],
            ).fetchone()
            self._gemarkungen[key] = str(row["id"] if row else "")
            self._count("gemarkung")
        return self._gemarkungen[key]

    def only_municipality(self) -> str | None:
        """Return the municipality if the delivery has shown exactly one."""
        return self._municipalities[next(iter(self._used))] if len(self._used) == 1 else None

    def note_cover(self, parcels: Stage | None) -> list[str]:
        """Return the Gemarkungen of which the delivery shows parcels, and report them."""
        if parcels is None:
            return []
        rows = self.run.conn.execute(
            sql.SQL(
                "SELECT DISTINCT left(source_key, 6) AS key FROM {} "
                "WHERE source_key IS NOT NULL ORDER BY key"
            ).format(parcels.table)
        ).fetchall()
        keys = [row["key"] for row in rows]
        self.run.report.cover.extend(keys)
        return keys

    def _count(self, table: str) -> None:
        counts = self.run.report.count(table)
        counts.read += 1
        counts.new += 1


# Where the source gave parcels before: what is new there came by a change, not by a first look.
_KNOWN_BEFORE = """
CREATE TEMP TABLE known_gemarkung ON COMMIT DROP AS
SELECT DISTINCT parcel.gemarkung_id
FROM geo.parcel
WHERE EXISTS (
  SELECT FROM geo.source_object AS link
  WHERE link.object_id = parcel.id AND link.source = %(source)s AND link.object_table = 'parcel'
)
"""


def join_ags(parts: Iterable[str | None]) -> str | None:
    """Join land, Regierungsbezirk, Kreis and Gemeinde to an AGS.

    >>> join_ags(["07", "2", "31", "103"])
    '07231103'
    """
    widths = (2, 1, 2, 3)
    values = list(parts)
    if values[0] is None or values[3] is None:
        return None
    return "".join((value or "").zfill(width) for value, width in zip(values, widths, strict=True))


def _names(delivery: Delivery, holds: str) -> dict[str, str]:
    layer = delivery.find(holds)
    if layer is None:
        return {}
    rows = all_rows(layer, ["schluesselgesamt", "bezeichnung"])
    return {
        row["schluesselgesamt"]: row["bezeichnung"]
        for row in rows
        if row["schluesselgesamt"] and row["bezeichnung"]
    }


def _known(run: Run, query: str) -> dict[str, str]:
    rows = run.conn.execute(query.encode()).fetchall()
    return {row["key"]: str(row["id"]) for row in rows}
