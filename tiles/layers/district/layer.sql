-- Administrative and statistical areas of today.
CREATE OR REPLACE VIEW tile.district_source AS
SELECT
  fid,
  id,
  name,
  district_code,
  district_kind,
  geom
FROM geo.district
WHERE upper_inf(valid);
