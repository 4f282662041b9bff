-- Water and green for the background.
CREATE OR REPLACE VIEW tile.land_source AS
SELECT
  fid,
  land_kind,
  name,
  geom
FROM geo.land;
