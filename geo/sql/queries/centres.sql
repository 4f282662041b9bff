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
          WHERE latest.concept_state = 'resolved'
          ORDER BY latest.resolved_on DESC NULLS LAST, latest.id ASC
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
      'centre_level', page.centre_level,
      'is_zvb', page.is_zvb,
      'area_m2', round(page.area_m2::numeric, 2),
      'concept_version_id', page.concept_version_id,
      'concept', page.concept,
      'concept_resolved_on', page.concept_resolved_on,
      'municipality_id', page.municipality_id,
      'source', dataset.title,
      'row_version', page.row_version
    )
  )::text AS feature,
  page.row_version
FROM page
LEFT JOIN dataset ON page.dataset_id = dataset.id
ORDER BY page.fid
