-- The extent of the region as an immutable function, so that CHECKs can use it.
-- The session setting elbraum.extent (EWKT) sets it; without the setting it stays as it is.
CREATE SCHEMA IF NOT EXISTS geo;

DO $region$
DECLARE
  new_extent text := nullif(current_setting('elbraum.extent', true), '');
BEGIN
  IF new_extent IS NULL AND to_regprocedure('geo.extent()') IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION geo.extent() RETURNS public.geometry'
    || ' LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$ SELECT %L::public.geometry $f$',
    coalesce(
      new_extent,
      -- Where no extent is said: the whole validity of EPSG:25833 with its neighbours.
      'SRID=25833;POLYGON((-1500000 4000000,1500000 4000000,1500000 9000000,-1500000 9000000,-1500000 4000000))'
    )
  );
END
$region$;

-- A box ignores NaN; that a geometry is finite is checked by ST_IsValid.
CREATE OR REPLACE FUNCTION geo.inside(geom public.geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT geom OPERATOR(public.@) geo.extent() $$;
