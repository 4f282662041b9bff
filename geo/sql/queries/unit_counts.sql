-- How many units stand in a building, a district or a centre on the day, and how many of them are vacant.
SELECT
  count(*)::int AS n_units,
  (count(*) FILTER (WHERE period.period_kind = 'vacancy'))::int AS n_vacant
FROM unit
CROSS JOIN moment
LEFT JOIN unit_period AS period
  ON unit.id = period.unit_id AND period.is_whole AND period.valid @> moment.on_day
WHERE
  CASE WHEN %(as_of)s::date IS null THEN upper_inf(unit.valid) ELSE unit.valid @> %(as_of)s::date END
  AND (%(building_id)s::uuid IS null OR unit.building_id = %(building_id)s::uuid)
  AND (
    %(district_id)s::uuid IS null
    OR ST_Intersects(
      unit.geom,
      (
        SELECT district.geom
        FROM district
        WHERE district.id = %(district_id)s::uuid
      )
    )
  )
  AND (
    %(centre_id)s::uuid IS null
    OR ST_Intersects(
      unit.geom,
      (
        SELECT centre.geom
        FROM centre
        WHERE centre.id = %(centre_id)s::uuid
      )
    )
  )
