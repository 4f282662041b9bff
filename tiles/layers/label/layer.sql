-- Where the names of districts, centres and water stand.
CREATE OR REPLACE VIEW tile.label_source AS
SELECT
  fid * 4 AS fid,
  'district'::text AS label_kind,
  name,
  district_kind,
  least(round(area_m2), 2e9)::integer AS area_m2,
  null AS concept_state,
  ST_PointOnSurface(geom) AS geom
FROM geo.district
WHERE upper_inf(valid)
UNION ALL
SELECT
  fid * 4 + 1 AS fid,
  'centre' AS label_kind,
  name,
  null AS district_kind,
  least(round(ST_Area(geom)), 2e9)::integer AS area_m2,
  concept_state,
  ST_PointOnSurface(geom) AS geom
FROM tile.centre_source
UNION ALL
SELECT
  fid * 4 + 2 AS fid,
  'water' AS label_kind,
  name,
  null AS district_kind,
  least(round(ST_Area(geom)), 2e9)::integer AS area_m2,
  null AS concept_state,
  ST_PointOnSurface(geom) AS geom
FROM geo.land
WHERE land_kind = 'water' AND name <> '';
