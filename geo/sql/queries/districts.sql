-- Districts as GeoJSON features.
WITH page AS (
  SELECT district.*
  FROM district
  WHERE
    district.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR district.id = any(%(ids)s::uuid[]))
    AND (%(ids)s::uuid[] IS NOT null OR upper_inf(district.valid))
    AND (
      %(west_lon_deg)s::float IS null
      OR ST_Intersects(
        district.geom, geo.box_in_region(%(west_lon_deg)s, %(south_lat_deg)s, %(east_lon_deg)s, %(north_lat_deg)s)
      )
    )
    AND (%(kinds)s::text[] IS null OR district.district_kind = any(%(kinds)s::text[]))
  ORDER BY district.fid
  LIMIT %(n_rows)s
),

properties AS (
  SELECT
    page.id,
    page.name,
    page.district_kind,
    page.district_code,
    round(page.area_m2::numeric, 2) AS area_m2,
    page.municipality_id,
    dataset.title AS source,
    page.row_version
  FROM page
  LEFT JOIN dataset ON page.dataset_id = dataset.id
)

SELECT
  page.fid,
  page.row_version,
  '{"type":"Feature","id":"' || page.id
  || '","geometry":' || coalesce(ST_AsGeoJSON(ST_Transform(page.geom, 4326), 7), 'null')
  || ',"properties":' || to_json(properties)::text || '}' AS feature
FROM page
INNER JOIN properties ON page.id = properties.id
ORDER BY page.fid
