-- Which parcels a parcel came from and which came from it.
SELECT
  CASE WHEN lineage.successor_id = %(id)s THEN 'predecessor' ELSE 'successor' END AS direction,
  other.id,
  other.label,
  gemarkung.name AS gemarkung,
  event.event_kind,
  event.happened_on,
  lineage.overlap_share,
  lineage.lineage_basis
FROM parcel_lineage AS lineage
INNER JOIN parcel_event AS event ON lineage.parcel_event_id = event.id
INNER JOIN parcel AS other
  ON other.id = CASE WHEN lineage.successor_id = %(id)s THEN lineage.predecessor_id ELSE lineage.successor_id END
INNER JOIN gemarkung ON other.gemarkung_id = gemarkung.id
WHERE lineage.successor_id = %(id)s OR lineage.predecessor_id = %(id)s
ORDER BY event.happened_on, event.ordinal, other.label, other.id
