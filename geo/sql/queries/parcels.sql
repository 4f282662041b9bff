-- Parcels as GeoJSON features.
WITH page AS (
  SELECT
    parcel.*,
    gemarkung.name AS gemarkung,
    gemarkung.gemarkung_key
  FROM parcel
  INNER JOIN gemarkung ON parcel.gemarkung_id = gemarkung.id
  WHERE
    parcel.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR parcel.id = any(%(ids)s::uuid[]))
    AND CASE
      -- As a function: the statistics of open ranges mislead the planner of the operator.
      WHEN %(as_of)s::date IS NOT null THEN range_contains_elem(parcel.valid, %(as_of)s::date)
      WHEN %(ids)s::uuid[] IS NOT null THEN true
      ELSE upper_inf(parcel.valid)
    END
    AND (%(ids)s::uuid[] IS NOT null OR parcel.legal_state = any(%(legal_states)s::text[]))
    AND (
      %(west_lon_deg)s::float IS null
      OR ST_Intersects(
        parcel.geom, geo.box_in_region(%(west_lon_deg)s, %(south_lat_deg)s, %(east_lon_deg)s, %(north_lat_deg)s)
      )
    )
    AND (
      %(gemarkung)s::text IS null
      OR gemarkung.gemarkung_key = %(gemarkung)s::text
      OR geo.fold(gemarkung.name) = geo.fold(%(gemarkung)s::text)
    )
    AND (
      %(numerator)s::int IS null
      OR parcel.numerator = %(numerator)s::int
      AND parcel.denominator IS NOT DISTINCT FROM %(denominator)s::text
    )
  ORDER BY parcel.fid
  LIMIT %(n_rows)s
),

properties AS (
  SELECT
    page.id,
    page.label,
    page.parcel_key,
    page.gemarkung,
    page.gemarkung_key,
    page.flur,
    page.legal_state,
    page.official_area_m2,
    round(page.area_m2::numeric, 2) AS area_m2,
    round((page.area_m2 / nullif(page.official_area_m2, 0) - 1)::numeric, 5) AS area_deviation_share,
    page.originated_on,
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
