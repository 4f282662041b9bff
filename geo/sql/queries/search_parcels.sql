-- Parcels by number, with Gemarkung and Flur where they were said, or by their full key.
WITH chosen AS (
  SELECT
    parcel.*,
    gemarkung.name AS gemarkung,
    CASE
      WHEN %(gemarkung)s::text IS null THEN 0.85
      ELSE 0.1 + 0.9 * geo.search_rank(geo.fold(gemarkung.name), geo.fold(%(gemarkung)s::text))
    END AS search_rank
  FROM gemarkung
  INNER JOIN parcel ON gemarkung.id = parcel.gemarkung_id
  WHERE
    parcel.numerator = %(numerator)s::int
    AND parcel.denominator IS NOT DISTINCT FROM %(denominator)s::text
    AND (%(flur)s::text IS null OR ltrim(parcel.flur, '0') = ltrim(%(flur)s::text, '0'))
    AND (
      %(gemarkung)s::text IS null
      OR gemarkung.gemarkung_key = %(gemarkung)s::text
      OR geo.resembles(geo.fold(gemarkung.name), geo.fold(%(gemarkung)s::text))
    )
    AND parcel.legal_state <> 'dropped'
    AND upper_inf(parcel.valid)
  UNION ALL
  SELECT
    parcel.*,
    gemarkung.name AS gemarkung,
    1.0 AS search_rank
  FROM gemarkung
  INNER JOIN parcel ON gemarkung.id = parcel.gemarkung_id
  WHERE parcel.parcel_key = %(parcel_key)s::text AND parcel.legal_state = 'official' AND upper_inf(parcel.valid)
  ORDER BY search_rank DESC, gemarkung ASC, fid ASC
  LIMIT %(n_rows)s
)

SELECT
  chosen.id,
  chosen.label,
  concat_ws(', ', chosen.gemarkung, 'Flur ' || chosen.flur) AS sublabel,
  ST_X(ST_Transform(ST_PointOnSurface(chosen.geom), 4326)) AS lon_deg,
  ST_Y(ST_Transform(ST_PointOnSurface(chosen.geom), 4326)) AS lat_deg,
  geo.box_deg(chosen.geom) AS bbox,
  chosen.search_rank
FROM chosen
ORDER BY chosen.search_rank DESC, chosen.gemarkung ASC, chosen.fid ASC
