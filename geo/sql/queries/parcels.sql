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
      WHEN %(as_of)s::date IS NOT null THEN parcel.valid @> %(as_of)s::date
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
)

SELECT
  page.fid,
  json_build_object(
    'type', 'Feature',
    'id', page.id,
    'geometry', ST_AsGeoJSON(ST_Transform(page.geom, 4326), 7)::json,
    'properties', json_build_object(
      'id', page.id,
      'label', page.label,
      'parcel_key', page.parcel_key,
      'gemarkung', page.gemarkung,
      'gemarkung_key', page.gemarkung_key,
      'flur', page.flur,
      'legal_state', page.legal_state,
      'official_area_m2', page.official_area_m2,
      'area_m2', round(page.area_m2::numeric, 2),
      'area_deviation_share', round((page.area_m2 / nullif(page.official_area_m2, 0) - 1)::numeric, 5),
      'originated_on', page.originated_on,
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
