-- Centres of the concept in force: the newest resolved version of each municipality.
CREATE OR REPLACE VIEW tile.centre_source AS
SELECT
  centre.fid,
  centre.id,
  centre.name,
  centre.centre_level,
  centre.is_zvb,
  centre.geom
FROM geo.centre
WHERE centre.concept_version_id = (
  SELECT newest.id FROM geo.concept_version AS newest
  WHERE newest.municipality_id = centre.municipality_id AND newest.concept_state = 'resolved'
  ORDER BY newest.resolved_on DESC NULLS LAST, newest.fid DESC
  LIMIT 1
);
