-- Centres of the concept in force: the newest resolved version of each municipality, else its draft.
CREATE OR REPLACE VIEW tile.centre_source AS
SELECT
  centre.fid,
  centre.id,
  centre.name,
  centre.centre_level,
  centre.is_zvb,
  version.concept_state,
  centre.geom
FROM geo.centre
INNER JOIN geo.concept_version AS version ON centre.concept_version_id = version.id
WHERE centre.concept_version_id = (
  SELECT newest.id FROM geo.concept_version AS newest
  WHERE newest.municipality_id = centre.municipality_id
  ORDER BY newest.concept_state = 'resolved' DESC, newest.resolved_on DESC NULLS LAST, newest.fid DESC
  LIMIT 1
);
