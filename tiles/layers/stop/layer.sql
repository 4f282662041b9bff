-- Stops; a tile knows no lists, so the modes are one text.
CREATE OR REPLACE VIEW tile.stop_source AS
SELECT
  fid,
  id,
  name,
  array_to_string(modes, ' ') AS modes,
  geom
FROM geo.stop;
