-- The periods of units in their order; a door shows first and last day of the half-open range.
SELECT
  period.unit_id,
  json_build_object(
    'id', period.id,
    'period_kind', period.period_kind,
    'unit_status', geo.unit_status(
      period.period_kind, occupancy.occupancy_kind,
      CASE WHEN period.valid @> moment.on_day THEN notice.next_due_on END
    ),
    'start', lower(period.valid),
    'end', upper(period.valid) - 1,
    'start_precision', period.start_precision,
    'end_precision', period.end_precision,
    'is_whole', period.is_whole,
    'label', coalesce(occupancy.sign_name, CASE WHEN NOT company.is_natural_person THEN company.name END),
    'occupancy_kind', occupancy.occupancy_kind,
    'branch', occupancy.branch,
    'branch_is_estimated', occupancy.branch_is_estimated,
    'vacancy_kind', vacancy.vacancy_kind,
    'reasons', vacancy.reasons,
    'vacant_share', vacancy.vacant_share,
    'continues_id', period.continues_id,
    'publication', period.publication,
    'source', period.source,
    'verified_on', period.verified_on,
    'notices', coalesce(notice.notices, '[]'::json)
  )::text AS period
FROM unit_period AS period
CROSS JOIN moment
LEFT JOIN occupancy ON period.id = occupancy.period_id
LEFT JOIN company ON occupancy.company_id = company.id
LEFT JOIN vacancy ON period.id = vacancy.period_id
LEFT JOIN LATERAL (
  SELECT
    min(unit_notice.due_on) FILTER (WHERE unit_notice.due_on >= moment.on_day) AS next_due_on,
    json_agg(
      json_build_object(
        'notice_kind', unit_notice.notice_kind, 'due_on', unit_notice.due_on, 'source', unit_notice.source
      )
      ORDER BY unit_notice.due_on, unit_notice.id
    ) AS notices
  FROM unit_notice
  WHERE unit_notice.period_id = period.id
) AS notice ON true
WHERE period.unit_id = any(%(ids)s::uuid[])
ORDER BY lower(period.valid) NULLS FIRST, upper(period.valid) NULLS LAST, period.id
