-- Where things belong.

-- The municipality in which most of a geometry lies; the region's own (without AGS) where none has an outline there.
CREATE OR REPLACE FUNCTION geo.municipality_at(shape geometry) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT id
  FROM geo.municipality
  WHERE geom && shape
  ORDER BY
    ags IS NULL,
    CASE WHEN ST_Dimension(shape) = 2 THEN ST_Area(ST_Intersection(geom, shape))
      ELSE -ST_Distance(geom, shape) END DESC
  LIMIT 1
$$;
