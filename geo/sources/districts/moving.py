"""Objects without a municipality of their own move to the one whose outline has arrived."""

from __future__ import annotations

from psycopg import sql

from geo.sources.run import Run

# Tables whose rows have a place of their own; what hangs on them follows by its foreign key.
PLACED = (
    ("geo", "parcel"),
    ("geo", "building"),
    ("geo", "address"),
    ("geo", "unit"),
    ("geo", "district"),
    ("geo", "centre"),
    ("geo", "plan_area"),
    ("geo", "commercial_site"),
    ("geo", "land"),
    ("geo", "street_node"),
    ("geo", "street"),
    ("geo", "stop"),
    ("geo", "survey"),
)
# Tables without a place: they follow when nothing with a place is left behind.
PLACELESS = (
    ("geo", "gemarkung"), ("geo", "concept_version"), ("geo", "parcel_event"), ("geo", "decision"),
    ("geo", "statistic_value"), ("geo", "file"), ("geo", "file_link"), ("market", "company"),
    ("market", "offer"), ("person", "contact"),
)  # fmt: skip

_FALLBACK = "SELECT id FROM geo.municipality WHERE ags IS NULL"
_MOVE = sql.SQL("""
UPDATE {table} AS moved SET municipality_id = home.id
FROM geo.municipality AS home
WHERE moved.municipality_id = %(fallback)s AND home.ags IS NOT NULL AND home.geom && moved.geom
  AND ST_Intersects(home.geom, ST_PointOnSurface(moved.geom))
""")
_LEFT = sql.SQL("SELECT count(*) AS n FROM {table} WHERE municipality_id = %(fallback)s")
_ONLY = (
    "SELECT min(id::text)::uuid AS id, count(*) AS n FROM geo.municipality WHERE ags IS NOT NULL"
)
_FOLLOW = sql.SQL(
    "UPDATE {table} SET municipality_id = %(home)s WHERE municipality_id = %(fallback)s"
)


def move_from_fallback(run: Run) -> None:
    """Move what stood in the region's own municipality into the outline it lies in."""
    row = run.conn.execute(_FALLBACK).fetchone()
    if row is None:
        return
    values = {"fallback": row["id"]}
    # A child's key names its parent's municipality: both move, so the check waits for the end.
    run.conn.execute("SET CONSTRAINTS ALL DEFERRED")
    moved = {name: _run(run, _MOVE, (space, name), values) for space, name in PLACED}
    run.conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
    left = sum(_count(run, (space, name), values) for space, name in PLACED)
    only = run.conn.execute(_ONLY).fetchone()
    if left == 0 and only is not None and only["n"] == 1:
        for space, name in PLACELESS:
            moved[name] = _run(run, _FOLLOW, (space, name), {**values, "home": only["id"]})
    _report(run, {name: n for name, n in moved.items() if n}, left)


def _run(run: Run, template: sql.SQL, table: tuple[str, str], values: dict[str, object]) -> int:
    return run.conn.execute(template.format(table=sql.Identifier(*table)), values).rowcount


def _count(run: Run, table: tuple[str, str], values: dict[str, object]) -> int:
    row = run.conn.execute(_LEFT.format(table=sql.Identifier(*table)), values).fetchone()
    return int(row["n"]) if row else 0


def _report(run: Run, moved: dict[str, int], left: int) -> None:
    if moved:
        text = ", ".join(f"{n} {name}" for name, n in moved.items())
        run.find(
            "moved_home",
            "report",
            "municipality",
            "moved",
            f"now in their municipality: {text}",
            params=dict(moved),
        )
    if left and moved:
        run.find(
            "left_homeless",
            "hint",
            "municipality",
            "left",
            f"{left} objects lie outside every outline",
            params={"n": left},
        )
