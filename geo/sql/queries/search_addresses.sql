-- Addresses that resemble what somebody typed; house numbers of one street in their order.
SELECT
  address.id,
  address.street || ' ' || address.house_number AS label,
  nullif(concat_ws(' ', address.postcode, address.place), '') AS sublabel,
  address.building_id,
  ST_X(ST_Transform(address.geom, 4326)) AS lon_deg,
  ST_Y(ST_Transform(address.geom, 4326)) AS lat_deg,
  geo.search_rank(address.search_text, geo.fold(%(text)s)) AS search_rank
FROM address
WHERE
  geo.resembles(address.search_text, geo.telling_words(%(text)s))
  AND geo.resembles(address.search_text, geo.fold(%(text)s))
ORDER BY
  search_rank DESC,
  address.street ASC,
  length(substring(address.house_number FROM '^[0-9]*')) ASC,
  address.house_number ASC,
  address.id ASC
LIMIT %(n_rows)s
