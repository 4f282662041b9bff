-- Buildings of today with the number of their units, looked up building by building so that
-- one building costs one look.
CREATE OR REPLACE VIEW tile.building_source AS
SELECT
  building.fid,
  building.id,
  building.building_function,
  building.storeys,
  counted.n_units,
  counted.n_vacant,
  building.geom
FROM geo.building
CROSS JOIN
  LATERAL (
    SELECT
      count(*)::integer AS n_units,
      (count(*) FILTER (WHERE state.unit_status = 'vacant'))::integer AS n_vacant
    FROM tile.unit_state AS state
    WHERE state.building_id = building.id
  ) AS counted
WHERE upper_inf(building.valid);
