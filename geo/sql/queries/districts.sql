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
)

SELECT
  page.fid,
  json_build_object(
    'type', 'Feature',
    'id', page.id,
    'geometry', ST_AsGeoJSON(ST_Transform(page.geom, 4326), 7)::json,
    'properties', json_build_object(
      'id', page.id,
      'name', page.name,
      'district_kind', page.district_kind,
      'district_code', page.district_code,
      'area_m2', round(page.area_m2::numeric, 2),
      'municipality_id', page.municipality_id,
      'source', dataset.title,
      'row_version', page.row_version
    )
  )::text AS feature,
  page.row_version
FROM page
LEFT JOIN dataset ON page.dataset_id = dataset.id
ORDER BY page.fid
