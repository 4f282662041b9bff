-- Units of today at their entrance, with what stands in the same building.
CREATE OR REPLACE VIEW tile.unit_source AS
SELECT
  unit.fid,
  unit.id,
  unit.building_id,
  state.unit_status,
  unit.unit_use,
  unit.floor,
  greatest(shared.n_units, 1) AS n_units,
  CASE
    WHEN unit.building_id IS null THEN (state.unit_status = 'vacant')::integer
    ELSE shared.n_vacant
  END AS n_vacant,
  coalesce(shared.first_fid, unit.fid) = unit.fid AS is_first_at_building,
  unit.geom
FROM geo.unit
-- The limit keeps the planner from working out the state of every unit for one.
CROSS JOIN
  LATERAL (
    SELECT own.unit_status
    FROM tile.unit_state AS own
    WHERE own.unit_id = unit.id
    ORDER BY own.unit_status
    LIMIT 1
  ) AS state
CROSS JOIN
  LATERAL (
    SELECT
      count(*)::integer AS n_units,
      min(sharing.fid) AS first_fid,
      (count(*) FILTER (WHERE sharing.unit_status = 'vacant'))::integer AS n_vacant
    FROM tile.unit_state AS sharing
    WHERE sharing.building_id = unit.building_id
  ) AS shared
WHERE upper_inf(unit.valid);

-- Periods begin and end by themselves: brings the tiles to another day.
CREATE OR REPLACE FUNCTION tile.turn_day(new_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  old_day date;
  turned uuid[];
BEGIN
  SELECT on_day INTO old_day FROM tile.today FOR UPDATE;
  IF old_day = new_day THEN
    RETURN;
  END IF;
  UPDATE tile.today SET on_day = new_day;
  SELECT array_agg(unit_id) INTO turned
  FROM (
    SELECT unit_id FROM geo.unit_period
    WHERE daterange(least(old_day, new_day), greatest(old_day, new_day), '(]') @> lower(valid)
      OR daterange(least(old_day, new_day), greatest(old_day, new_day), '(]') @> upper(valid)
    UNION
    SELECT unit_period.unit_id FROM geo.unit_notice
    INNER JOIN geo.unit_period ON unit_period.id = unit_notice.period_id
    WHERE daterange(least(old_day, new_day), greatest(old_day, new_day), '[)') @> unit_notice.due_on
    UNION
    SELECT id FROM geo.unit
    WHERE daterange(least(old_day, new_day), greatest(old_day, new_day), '(]') @> lower(valid)
  ) AS crossing;
  PERFORM tile.move('unit', array(
    SELECT fid FROM geo.unit WHERE id = ANY (turned)
    UNION
    SELECT unit.fid FROM geo.unit AS own
    INNER JOIN geo.unit ON unit.building_id = own.building_id
    WHERE own.id = ANY (turned)
  ));
  PERFORM tile.move('building', array(
    SELECT DISTINCT building.fid FROM geo.unit
    INNER JOIN geo.building ON building.id = unit.building_id WHERE unit.id = ANY (turned)
  ));
END
$$;

REVOKE ALL ON FUNCTION tile.turn_day(date) FROM public;
GRANT EXECUTE ON FUNCTION tile.turn_day(date) TO elbraum_web;
