-- The state of units, read from their one timeline.

-- The status that people see, from the whole period of the day and what is announced for it.
CREATE OR REPLACE FUNCTION geo.unit_status(period_kind text, occupancy_kind text, due_on date)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN period_kind = 'vacancy' THEN 'vacant'
    WHEN occupancy_kind IN ('interim', 'popup') THEN 'interim'
    WHEN period_kind = 'occupancy' AND due_on IS NOT NULL THEN 'available_soon'
    WHEN period_kind = 'occupancy' THEN 'occupied'
    ELSE 'unknown'
  END
$$;

-- Status of every unit on a day, with today's knowledge: the whole period that holds the day,
-- available_soon where its end is announced. Nobody has seen it: unknown.
CREATE OR REPLACE FUNCTION geo.unit_state_on(on_day date)
RETURNS TABLE (
  unit_id uuid, unit_status text, status_since date, start_precision text, status_until date,
  verified_on date, source text, sign_name text, branch text, publication text,
  fid bigint, building_id uuid
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT
    unit.id,
    geo.unit_status(period.period_kind, occupancy.occupancy_kind, notice.due_on),
    lower(period.valid),
    period.start_precision,
    coalesce(notice.due_on, upper(period.valid) - 1),
    period.verified_on,
    period.source,
    occupancy.sign_name,
    occupancy.branch,
    period.publication,
    unit.fid,
    unit.building_id
  FROM geo.unit
  LEFT JOIN geo.unit_period AS period
    -- Spelt out, so that one unit's periods come from the plain index on unit_id: the GiST index of
    -- the exclusion constraint answers @> too, but looks at a hundred times as many pages.
    ON period.unit_id = unit.id AND period.is_whole
      AND coalesce(lower(period.valid), '-infinity') <= on_day
      AND coalesce(upper(period.valid), 'infinity') > on_day
  LEFT JOIN geo.occupancy ON occupancy.period_id = period.id
  LEFT JOIN LATERAL (
    SELECT min(due_on) AS due_on
    FROM geo.unit_notice
    WHERE unit_notice.period_id = period.id AND due_on >= on_day
  ) AS notice ON true
  WHERE coalesce(lower(unit.valid), '-infinity') <= on_day
    AND coalesce(upper(unit.valid), 'infinity') > on_day
$$;
