-- Published offers as GeoJSON features; without a published address there is no geometry.
WITH page AS (
  SELECT offer.*
  FROM pub.offer
  WHERE
    offer.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR offer.id = any(%(ids)s::uuid[]))
    AND (
      %(west_lon_deg)s::float IS null
      OR ST_Intersects(
        offer.geom, geo.box_in_region(%(west_lon_deg)s, %(south_lat_deg)s, %(east_lon_deg)s, %(north_lat_deg)s)
      )
    )
    AND (%(kinds)s::text[] IS null OR offer.offer_kind = any(%(kinds)s::text[]))
  ORDER BY offer.fid
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
      'offer_kind', page.offer_kind,
      'title', page.title,
      'description', page.description,
      'rent_eur_m2_month', page.rent_eur_m2_month,
      'price_eur', page.price_eur,
      'area_standard', page.area_standard,
      'available_from', page.available_from,
      'confirmed_on', page.confirmed_on,
      'address_text', page.address_text,
      'municipality_id', page.municipality_id,
      'source', dataset.title,
      'row_version', page.row_version
    )
  )::text AS feature,
  page.row_version
FROM page
LEFT JOIN dataset ON page.dataset_id = dataset.id
ORDER BY page.fid
