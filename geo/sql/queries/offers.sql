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
),

properties AS (
  SELECT
    page.id,
    page.offer_kind,
    page.title,
    page.description,
    page.rent_eur_m2_month,
    page.price_eur,
    page.area_standard,
    page.available_from,
    page.confirmed_on,
    page.address_text,
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
