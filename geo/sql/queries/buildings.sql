-- Buildings as GeoJSON features.
WITH page AS (
  SELECT building.*
  FROM building
  WHERE
    building.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR building.id = any(%(ids)s::uuid[]))
    AND CASE
      WHEN %(as_of)s::date IS NOT null THEN building.valid @> %(as_of)s::date
      WHEN %(ids)s::uuid[] IS NOT null THEN true
      ELSE upper_inf(building.valid)
    END
    AND (
      %(west_lon_deg)s::float IS null
      OR ST_Intersects(
        building.geom, geo.box_in_region(%(west_lon_deg)s, %(south_lat_deg)s, %(east_lon_deg)s, %(north_lat_deg)s)
      )
    )
    AND (%(functions)s::text[] IS null OR building.building_function = any(%(functions)s::text[]))
  ORDER BY building.fid
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
      'building_function', page.building_function,
      'building_state', page.building_state,
      'storeys', page.storeys,
      'built_year', page.built_year,
      'area_m2', round(page.area_m2::numeric, 2),
      'municipality_id', page.municipality_id,
      'valid_from', lower(page.valid),
      'valid_to', upper(page.valid) - 1,
      'source', dataset.title,
      'row_version', page.row_version
    )
  )::text AS feature,
  page.row_version
FROM page
LEFT JOIN dataset ON page.dataset_id = dataset.id
ORDER BY page.fid
