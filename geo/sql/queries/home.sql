-- Where a map best begins: the box that holds the middle four fifths of all addresses each way.
WITH middle AS (
  SELECT
    percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY ST_X(address.geom)) AS x,
    percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY ST_Y(address.geom)) AS y
  FROM address
),

box AS (
  SELECT ST_Transform(ST_MakeEnvelope(x[1], y[1], x[2], y[2], 25833), 4326) AS geom
  FROM middle
  WHERE x IS NOT null
)

SELECT
  ST_XMin(box.geom) AS west_lon_deg,
  ST_YMin(box.geom) AS south_lat_deg,
  ST_XMax(box.geom) AS east_lon_deg,
  ST_YMax(box.geom) AS north_lat_deg
FROM box
