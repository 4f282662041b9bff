-- Who may read and write which rows. The settings go by set_config(…, true) in geo.db, one transaction each.

CREATE OR REPLACE FUNCTION geo.scope(setting text) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE current_setting(setting, true)
    WHEN '*' THEN NULL
    ELSE string_to_array(nullif(coalesce(current_setting(setting, true), ''), ''), ',')::uuid[]
  END
$$;

-- True where the setting names all municipalities ('*') or this one; unset means none.
CREATE OR REPLACE FUNCTION geo.may(setting text, municipality_id uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(current_setting(setting, true), '') = '*'
    OR municipality_id = ANY (geo.scope(setting))
$$;

CREATE OR REPLACE FUNCTION geo.protect(guarded regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $protect$
DECLARE
  column_names text[] := (
    SELECT array_agg(attname) FROM pg_attribute WHERE attrelid = guarded AND attnum > 0
  );
  has_shape boolean := 'geom' = ANY (column_names);
  space text := (
    SELECT nspname FROM pg_class INNER JOIN pg_namespace AS n ON n.oid = relnamespace
    WHERE pg_class.oid = guarded
  );
  -- Tables without geometry whose rows are not for everybody.
  is_guarded boolean := NOT has_shape AND (
    space IN ('market', 'person')
    OR guarded::text IN (
      'geo.unit_period', 'geo.occupancy', 'geo.vacancy', 'geo.unit_notice', 'geo.observation',
      'geo.decision', 'geo.file'
    )
  );
  reading text := CASE
    WHEN NOT is_guarded THEN 'true'
    WHEN 'publication' = ANY (column_names)
      THEN $p$publication = 'public' OR (SELECT geo.may('elbraum.readable', NULL)) OR geo.may('elbraum.readable', municipality_id)$p$
    ELSE $p$(SELECT geo.may('elbraum.readable', NULL)) OR geo.may('elbraum.readable', municipality_id)$p$
  END;
  writing text := CASE
    WHEN 'municipality_id' = ANY (column_names)
      THEN $p$(SELECT geo.may('elbraum.writable', NULL)) OR geo.may('elbraum.writable', municipality_id)$p$
    ELSE $p$(SELECT geo.may('elbraum.writable', NULL))$p$
  END;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('DROP POLICY IF EXISTS reading ON %s', guarded);
  EXECUTE format('DROP POLICY IF EXISTS adding ON %s', guarded);
  EXECUTE format('DROP POLICY IF EXISTS changing ON %s', guarded);
  EXECUTE format('DROP POLICY IF EXISTS removing ON %s', guarded);
  EXECUTE format('DROP POLICY IF EXISTS importing ON %s', guarded);
  EXECUTE format('CREATE POLICY reading ON %s FOR SELECT TO elbraum_web USING (%s)', guarded, reading);
  EXECUTE format('CREATE POLICY adding ON %s FOR INSERT TO elbraum_web WITH CHECK (%s)', guarded, writing);
  EXECUTE format('CREATE POLICY changing ON %s FOR UPDATE TO elbraum_web USING (%s) WITH CHECK (%s)', guarded, writing, writing);
  EXECUTE format('CREATE POLICY removing ON %s FOR DELETE TO elbraum_web USING (%s)', guarded, writing);
  EXECUTE format('CREATE POLICY importing ON %s TO elbraum_import USING (true) WITH CHECK (true)', guarded);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', guarded);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO elbraum_web, elbraum_import', guarded);
  -- The past of a guarded row is guarded by the same rule.
  IF is_guarded THEN
    EXECUTE format('ALTER TABLE hist.%I ENABLE ROW LEVEL SECURITY', (SELECT relname FROM pg_class WHERE oid = guarded));
    EXECUTE format('DROP POLICY IF EXISTS reading ON hist.%I', (SELECT relname FROM pg_class WHERE oid = guarded));
    EXECUTE format('CREATE POLICY reading ON hist.%I FOR SELECT TO elbraum_web USING (%s)', (SELECT relname FROM pg_class WHERE oid = guarded), reading);
    EXECUTE format('DROP POLICY IF EXISTS importing ON hist.%I', (SELECT relname FROM pg_class WHERE oid = guarded));
    EXECUTE format('CREATE POLICY importing ON hist.%I FOR SELECT TO elbraum_import USING (true)', (SELECT relname FROM pg_class WHERE oid = guarded));
  END IF;
END
$protect$;

SELECT geo.protect(tracked) FROM hist.tracked;

GRANT USAGE ON SCHEMA geo, market, person, hist, tile TO elbraum_web, elbraum_import;
GRANT USAGE, CREATE ON SCHEMA staging TO elbraum_import;
GRANT USAGE ON SCHEMA pub TO elbraum_public, elbraum_web, elbraum_import;
GRANT USAGE ON SCHEMA geo TO elbraum_public;
GRANT USAGE ON SEQUENCE geo.unit_no_seq TO elbraum_web, elbraum_import;
GRANT SELECT ON ALL TABLES IN SCHEMA hist TO elbraum_web, elbraum_import;
GRANT SELECT ON geo.region, geo.dataset, geo.code, geo.load, geo.finding, geo.parcel_building TO elbraum_web;
GRANT INSERT, UPDATE ON geo.dataset, geo.finding TO elbraum_web;
GRANT INSERT, UPDATE, DELETE ON geo.parcel_building TO elbraum_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON geo.dataset, geo.load, geo.finding, geo.parcel_building TO elbraum_import;
GRANT SELECT ON geo.region, geo.code TO elbraum_import;
