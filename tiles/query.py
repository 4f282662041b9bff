"""The SQL of tiles: one prepared text for each layer, zoom and audience."""

from __future__ import annotations

from functools import cache

from psycopg import sql

from geo.settings import Audience
from tiles.layers import Layer, layers
from tiles.space import BUFFER, EXTENT

# Features that leave the tile by more than FAR are cut off at NEAR, both in tile units.
NEAR = 256
FAR = 1024

_TILE = sql.SQL("""
SELECT ST_AsMVT(feature, {name}, {extent}, 'geom', 'fid') AS mvt,
  pg_current_snapshot()::text AS snapshot
FROM (
  SELECT fid, ST_Translate({shape}, -{extent} * %(x)s::float8, -{extent} * %(y)s::float8) AS geom
    {fields}
  FROM {table}
  WHERE geom && {buffered}
) AS feature
""")
_BOX = sql.SQL(
    "ST_MakeEnvelope({extent} * %(x)s::float8 - {margin}, {extent} * %(y)s::float8 - {margin}, "
    "{extent} * %(x)s::float8 + {far_edge}, {extent} * %(y)s::float8 + {far_edge})"
)


@cache
def tile_query(name: str, zoom: int, audience: Audience) -> bytes:
    """Return the statement with the parameters x, y (and z where a layer has its own query)."""
    layer = layers()[name]
    if layer.own_query is not None:
        return layer.own_query.encode()
    return _TILE.format(
        name=name,
        extent=sql.SQL(str(EXTENT)),
        shape=_shape(layer),
        fields=sql.SQL("").join(
            sql.SQL(", {}").format(sql.Identifier(field.name))
            for field in layer.fields_for(audience)
            if field.first_zoom <= zoom
        ),
        table=_table(name, zoom, audience),
        buffered=_box(BUFFER),
    ).as_bytes()


def _table(name: str, zoom: int, audience: Audience) -> sql.Identifier:
    pyramid = f"{name}_{zoom}"
    is_public = audience == "public"
    return (
        sql.Identifier("pub", f"tile_{pyramid}") if is_public else sql.Identifier("tile", pyramid)
    )


def _shape(layer: Layer) -> sql.Composable:
    if not layer.is_clipped:
        return sql.Identifier("geom")
    return sql.SQL("pub.tile_clip(geom, {}, {})").format(_box(NEAR), _box(FAR))


def _box(margin: int) -> sql.Composed:
    return _BOX.format(
        extent=sql.SQL(str(EXTENT)),
        margin=sql.SQL(str(margin)),
        far_edge=sql.SQL(str(EXTENT + margin)),
    )
