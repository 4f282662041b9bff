-- Buildings stand on parcels: the ties follow from the two outlines, so they have no history.

-- Ties anew every building that the running transaction wrote, or that stands on, or was tied to,
-- a parcel it wrote. A share below `least_share` is a wall that leans over the boundary by its drawing error.
CREATE OR REPLACE FUNCTION geo.tie_touched(least_share double precision DEFAULT 0.001) RETURNS bigint
LANGUAGE sql VOLATILE
AS $$
  WITH touched_parcel AS MATERIALIZED (
    SELECT id, geom FROM geo.parcel WHERE tx_id = geo.current_tx()
  ),
  affected AS MATERIALIZED (
    SELECT id FROM geo.building WHERE tx_id = geo.current_tx()
    UNION
    SELECT building.id
    FROM touched_parcel
    INNER JOIN geo.building ON building.geom && touched_parcel.geom AND upper_inf(building.valid)
    UNION
    SELECT tie.building_id
    FROM geo.parcel_building AS tie
    INNER JOIN touched_parcel ON touched_parcel.id = tie.parcel_id
  ),
  share AS MATERIALIZED (
    SELECT parcel.id AS parcel_id, building.id AS building_id,
      CASE
        WHEN ST_Covers(parcel.geom, building.geom) THEN 1
        WHEN ST_Intersects(parcel.geom, building.geom)
          THEN ST_Area(ST_Intersection(parcel.geom, building.geom)) / ST_Area(building.geom)
        ELSE 0
      END AS building_share
    FROM affected
    INNER JOIN geo.building ON building.id = affected.id AND upper_inf(building.valid)
    INNER JOIN geo.parcel ON parcel.geom && building.geom
      AND upper_inf(parcel.valid) AND parcel.legal_state = 'official'
  ),
  cut AS (
    DELETE FROM geo.parcel_building AS tie
    USING affected
    WHERE tie.building_id = affected.id
      AND NOT EXISTS (
        SELECT FROM share
        WHERE share.parcel_id = tie.parcel_id AND share.building_id = tie.building_id
          AND share.building_share >= least_share
      )
  ),
  tied AS (
    INSERT INTO geo.parcel_building (parcel_id, building_id, building_share)
    SELECT parcel_id, building_id, building_share FROM share WHERE building_share >= least_share
    ON CONFLICT (parcel_id, building_id) DO UPDATE SET building_share = excluded.building_share
    RETURNING 1
  )
  SELECT count(*) FROM tied
$$;
