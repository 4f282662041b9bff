-- Buildings as GeoJSON features.
WITH page AS (
  SELECT building.*
  FROM building
  WHERE
    building.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR building.id = any(%(ids)s::uuid[]))
    AND CASE
      -- As a function: the statistics of open ranges mislead the planner of the operator.
      WHEN %(as_of)s::date IS NOT null THEN range_contains_elem(building.valid, %(as_of)s::date)
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
),

properties AS (
  SELECT
    page.id,
    page.name,
    page.building_function,
    page.building_state,
    page.storeys,
    page.built_year,
    round(page.area_m2::numeric, 2) AS area_m2,
    page.municipality_id,
    lower(page.valid) AS valid_from,
    upper(page.valid) - 1 AS valid_to,
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
