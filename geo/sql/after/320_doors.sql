-- What several doors read alike.

-- The box of a request inside the region, whose edges follow the parallels; never null.
CREATE OR REPLACE FUNCTION geo.box_in_region(
  west_lon_deg float8, south_lat_deg float8, east_lon_deg float8, north_lat_deg float8
) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ST_Transform(
    ST_Segmentize(box.geom, greatest(ST_XMax(box.geom) - ST_XMin(box.geom), 0.0001) / 50),
    ST_SRID(geo.extent())
  )
  FROM (
    -- Outside the zone of the projection there is nothing to compute with.
    SELECT ST_Intersection(
      ST_MakeEnvelope(west_lon_deg, south_lat_deg, east_lon_deg, north_lat_deg, 4326),
      ST_Expand(ST_Envelope(ST_Transform(geo.extent(), 4326)), 0.01)
    ) AS geom
  ) AS box
$$;
