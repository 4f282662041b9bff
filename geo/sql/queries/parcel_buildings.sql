-- Buildings on a parcel, with the share of each that stands on it.
SELECT
  building.id,
  building.building_function,
  link.building_share,
  coalesce(
    building.name,
    (
      SELECT min(address.street || ' ' || address.house_number)
      FROM address
      WHERE address.building_id = building.id
    )
  ) AS label
FROM parcel_building AS link
INNER JOIN building ON link.building_id = building.id
WHERE link.parcel_id = %(id)s AND upper_inf(building.valid)
ORDER BY link.building_share DESC, building.id ASC
