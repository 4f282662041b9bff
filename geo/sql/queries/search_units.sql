-- Units by their number or the name on their sign.
SELECT
  unit.id,
  coalesce(unit.sign_name, unit.unit_no::text) AS label,
  nullif(concat_ws(', ', unit.address_text, unit.unit_no::text), '') AS sublabel,
  unit.building_id,
  ST_X(ST_Transform(unit.geom, 4326)) AS lon_deg,
  ST_Y(ST_Transform(unit.geom, 4326)) AS lat_deg,
  CASE
    WHEN unit.unit_no = %(unit_no)s::bigint THEN 1.0
    ELSE geo.search_rank(geo.fold(unit.sign_name), geo.fold(%(text)s))
  END AS search_rank
FROM unit
WHERE
  upper_inf(unit.valid)
  AND (
    unit.unit_no = %(unit_no)s::bigint
    OR geo.resembles(unit.search_text, geo.fold(%(text)s))
    AND geo.resembles(geo.fold(unit.sign_name), geo.fold(%(text)s))
  )
ORDER BY search_rank DESC, unit.unit_no ASC
LIMIT %(n_rows)s
