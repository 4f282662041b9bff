-- Street segments; the walking network is the same rows.
CREATE OR REPLACE VIEW tile.street_source AS
SELECT
  fid,
  street_class,
  name,
  geom
FROM geo.street;
