-- Centres of one version of the centre concept as GeoJSON features.
WITH page AS (
  SELECT
    centre.*,
    concept_version.title AS concept,
    concept_version.resolved_on AS concept_resolved_on
  FROM centre
  INNER JOIN concept_version ON centre.concept_version_id = concept_version.id
  WHERE
    centre.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR centre.id = any(%(ids)s::uuid[]))
    AND (
      %(ids)s::uuid[] IS NOT null
      OR concept_version.id = coalesce(
        %(concept_id)s::uuid,
        (
          SELECT latest.id
          FROM concept_version AS latest
          ORDER BY latest.concept_state = 'resolved' DESC, latest.resolved_on DESC NULLS LAST, latest.id ASC
          LIMIT 1
        )
      )
    )
    AND (
      %(west_lon_deg)s::float IS null
      OR ST_Intersects(
        centre.geom, geo.box_in_region(%(west_lon_deg)s, %(south_lat_deg)s, %(east_lon_deg)s, %(north_lat_deg)s)
      )
    )
  ORDER BY centre.fid
  LIMIT %(n_rows)s
),

properties AS (
  SELECT
    page.id,
    page.name,
    page.centre_level,
    page.is_zvb,
    round(page.area_m2::numeric, 2) AS area_m2,
    page.concept_version_id,
    page.concept,
    page.concept_resolved_on,
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
