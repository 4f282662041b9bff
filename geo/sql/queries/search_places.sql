-- Districts and centres whose names resemble what somebody typed.
WITH place AS (
  SELECT
    'district' AS kind,
    district.id,
    district.name,
    district.district_kind AS place_kind,
    district.geom
  FROM district
  WHERE upper_inf(district.valid)
  UNION ALL
  SELECT
    'centre' AS kind,
    centre.id,
    centre.name,
    centre.centre_level AS place_kind,
    centre.geom
  FROM centre
  WHERE centre.concept_version_id = (
    SELECT latest.id
    FROM concept_version AS latest
    ORDER BY latest.concept_state = 'resolved' DESC, latest.resolved_on DESC NULLS LAST, latest.id ASC
    LIMIT 1
  )
),

chosen AS (
  SELECT
    place.*,
    geo.search_rank(geo.fold(place.name), geo.fold(%(text)s)) AS search_rank
  FROM place
  WHERE geo.resembles(geo.fold(place.name), geo.fold(%(text)s))
  ORDER BY search_rank DESC, place.name ASC, place.id ASC
  LIMIT %(n_rows)s
)

SELECT
  chosen.kind,
  chosen.id,
  chosen.name AS label,
  chosen.place_kind,
  ST_X(ST_Transform(ST_PointOnSurface(chosen.geom), 4326)) AS lon_deg,
  ST_Y(ST_Transform(ST_PointOnSurface(chosen.geom), 4326)) AS lat_deg,
  geo.box_deg(chosen.geom) AS bbox,
  chosen.search_rank
FROM chosen
ORDER BY chosen.search_rank DESC, chosen.name ASC, chosen.id ASC
