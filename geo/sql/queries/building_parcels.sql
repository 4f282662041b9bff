-- Parcels under a building, with the share of the building on each.
SELECT
  parcel.id,
  parcel.label,
  gemarkung.name AS gemarkung,
  link.building_share
FROM parcel_building AS link
INNER JOIN parcel ON link.parcel_id = parcel.id
INNER JOIN gemarkung ON parcel.gemarkung_id = gemarkung.id
WHERE link.building_id = %(id)s AND upper_inf(parcel.valid)
ORDER BY link.building_share DESC, parcel.id ASC
