-- Parcels of today, official and planned.
CREATE OR REPLACE VIEW tile.parcel_source AS
SELECT
  fid,
  id,
  label,
  legal_state,
  geom
FROM geo.parcel
WHERE upper_inf(valid) AND legal_state IN ('official', 'planned');
