-- What several doors read alike.

-- The box of a request inside the region; with a vertex each hundredth of a degree its edges
-- follow the parallels to a centimetre.
CREATE OR REPLACE FUNCTION geo.box_in_region(
  west_lon_deg float8, south_lat_deg float8, east_lon_deg float8, north_lat_deg float8
) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ST_Transform(
    ST_Segmentize(box.geom, 0.01),
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

-- True where some words in a folded text come close to what somebody typed; a trigram index serves it.
CREATE OR REPLACE FUNCTION geo.resembles(written text, wanted text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT written OPERATOR(public.%>) wanted $$;

-- The telling words of what somebody typed, folded: without house number and "Straße", if others are left.
CREATE OR REPLACE FUNCTION geo.telling_words(wanted text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(nullif(btrim(regexp_replace(geo.fold(wanted), '\m[0-9]+ ?[a-z]?\M|str\M', '', 'g')), ''), geo.fold(wanted))
$$;

-- How well a folded name answers what somebody typed: 1 is the very name, then its beginning, then likeness.
CREATE OR REPLACE FUNCTION geo.search_rank(written text, wanted text) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN written = wanted THEN 1.0
    WHEN starts_with(written, wanted) THEN 0.9
    ELSE 0.8 * public.word_similarity(wanted, written)
  END::real
$$;

-- The box around a geometry in degrees, as GeoJSON writes it.
CREATE OR REPLACE FUNCTION geo.box_deg(geom geometry) RETURNS float8[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)]
  FROM ST_Transform(geom, 4326) AS box
$$;
