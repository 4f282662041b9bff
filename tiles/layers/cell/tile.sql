-- 32 × 32 cells of a tile as squares, and 8 × 8 bubbles of units at the middle of their cells.
WITH summed AS (
  SELECT
    (cx & 31) AS cx,
    (cy & 31) AS cy,
    sum(n_units)::integer AS n_units,
    sum(n_vacant)::integer AS n_vacant,
    sum(n_parcels)::integer AS n_parcels
  FROM tile.cell
  WHERE z = %(z)s AND cx >> 5 = %(x)s AND cy >> 5 = %(y)s
  GROUP BY cx, cy
),

squares AS (
  SELECT
    ST_MakeEnvelope(cx * 128, cy * 128, cx * 128 + 128, cy * 128 + 128) AS geom,
    ((cy << 5) | cx)::bigint AS fid,
    n_units,
    n_vacant,
    n_parcels
  FROM summed
  WHERE n_units > 0 OR n_parcels > 0
),

bubbles AS (
  SELECT
    ((cy >> 2 << 3) | (cx >> 2))::bigint AS fid,
    sum(n_units)::integer AS n_units,
    sum(n_vacant)::integer AS n_vacant,
    ST_Point(
      round(sum((cx * 128 + 64) * n_units)::numeric / sum(n_units)),
      round(sum((cy * 128 + 64) * n_units)::numeric / sum(n_units))
    ) AS geom
  FROM summed
  WHERE n_units > 0
  GROUP BY (cy >> 2), (cx >> 2)
)

SELECT
  coalesce((SELECT ST_AsMVT(squares, 'cell', 4096, 'geom', 'fid') FROM squares), '')
  || coalesce((SELECT ST_AsMVT(bubbles, 'bubble', 4096, 'geom', 'fid') FROM bubbles), '') AS mvt,
  pg_current_snapshot()::text AS snapshot
