-- Units with their state on a day, as GeoJSON features. Names of tables are given by geo.store.ground.
WITH candidate AS (
  SELECT unit.*
  FROM unit
  WHERE
    unit.fid > %(after_fid)s
    AND (%(ids)s::uuid[] IS null OR unit.id = any(%(ids)s::uuid[]))
    AND CASE
      -- As a function: the statistics of open ranges mislead the planner of the operator.
      WHEN %(as_of)s::date IS NOT null THEN range_contains_elem(unit.valid, %(as_of)s::date)
      WHEN %(ids)s::uuid[] IS NOT null THEN true
      ELSE upper_inf(unit.valid)
    END
    AND (
      %(west_lon_deg)s::float IS null
      OR ST_Intersects(
        unit.geom, geo.box_in_region(%(west_lon_deg)s, %(south_lat_deg)s, %(east_lon_deg)s, %(north_lat_deg)s)
      )
    )
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
    AND (%(floors)s::int[] IS null OR unit.floor = any(%(floors)s::int[]))
    AND (%(uses)s::text[] IS null OR unit.unit_use = any(%(uses)s::text[]))
  ORDER BY unit.fid
  -- Only a wish for certain states needs the timelines of all before the page is known.
  LIMIT CASE WHEN %(statuses)s::text[] IS null THEN %(n_rows)s::int END
),

page AS (
  SELECT
    candidate.*,
    geo.unit_status(period.period_kind, occupancy.occupancy_kind, notice.due_on) AS unit_status,
    lower(period.valid) AS status_since,
    period.start_precision,
    coalesce(notice.due_on, upper(period.valid) - 1) AS status_until,
    period.verified_on,
    period.source,
    period.publication,
    occupancy.sign_name AS occupant,
    occupancy.branch,
    occupancy.branch_is_estimated
  FROM candidate
  CROSS JOIN moment
  LEFT JOIN unit_period AS period
    ON candidate.id = period.unit_id AND period.is_whole AND period.valid @> moment.on_day
  LEFT JOIN occupancy ON period.id = occupancy.period_id
  LEFT JOIN LATERAL (
    SELECT unit_notice.due_on
    FROM unit_notice
    WHERE unit_notice.period_id = period.id AND unit_notice.due_on >= moment.on_day
    ORDER BY unit_notice.due_on
    LIMIT 1
  ) AS notice ON true
  WHERE
    %(statuses)s::text[] IS null
    OR geo.unit_status(period.period_kind, occupancy.occupancy_kind, notice.due_on) = any(%(statuses)s::text[])
  ORDER BY candidate.fid
  LIMIT %(n_rows)s
),

properties AS (
  SELECT
    page.id,
    page.unit_no,
    page.sign_name,
    page.unit_use,
    page.floor,
    page.position_text,
    page.address_text,
    area.floor_area_m2,
    area.area_standard,
    area.is_estimated,
    page.unit_status,
    page.status_since,
    page.start_precision,
    page.status_until,
    page.verified_on,
    page.source,
    page.publication,
    page.occupant,
    page.branch,
    page.branch_is_estimated,
    page.frontage_m,
    page.municipality_id,
    page.building_id,
    page.parcel_id,
    lower(page.valid) AS valid_from,
    upper(page.valid) - 1 AS valid_to,
    page.row_version
  FROM page
  LEFT JOIN LATERAL (
    SELECT
      unit_area.floor_area_m2,
      unit_area.area_standard,
      unit_area.is_estimated
    FROM unit_area
    WHERE unit_area.unit_id = page.id
    ORDER BY array_position(%(area_standards)s::text[], unit_area.area_standard)
    LIMIT 1
  ) AS area ON true
)

SELECT
  page.fid,
  page.row_version,
  '{"type":"Feature","id":"' || page.id
  || '","geometry":' || coalesce(ST_AsGeoJSON(ST_Transform(page.geom, 4326), 7), 'null')
  || ',"properties":' || to_json(properties)::text || '}' AS feature
FROM page
INNER JOIN properties ON page.id = properties.id
ORDER BY page.fid
