-- How numbers and names are written and compared.

-- A parcel number as people write it: 123, 123/4, 123a.
CREATE OR REPLACE FUNCTION geo.parcel_label(numerator integer, denominator text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN denominator IS NULL THEN numerator::text
    WHEN denominator ~ '^[0-9]' THEN numerator::text || '/' || denominator
    ELSE numerator::text || denominator
  END
$$;

-- Folds a name for search: lower case, umlauts written out, "Straße" and "Str." alike, no signs.
CREATE OR REPLACE FUNCTION geo.fold(raw text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT btrim(
    regexp_replace(
      regexp_replace(
        replace(replace(replace(replace(lower(raw), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'),
        '(strasse|str\.?)(?![a-z])', 'str', 'g'
      ),
      '[^a-z0-9/]+', ' ', 'g'
    )
  )
$$;
