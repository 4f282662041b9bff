-- The region as the frame of the app needs it.
WITH box AS (
  SELECT
    region.name,
    region.title,
    ST_Transform(region.extent, 4326) AS extent
  FROM region
)

SELECT
  box.name,
  box.title,
  ST_XMin(box.extent) AS west_lon_deg,
  ST_YMin(box.extent) AS south_lat_deg,
  ST_XMax(box.extent) AS east_lon_deg,
  ST_YMax(box.extent) AS north_lat_deg
FROM box
