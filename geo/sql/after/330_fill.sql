-- Fill an empty table fast: its indexes and foreign keys are made after the rows, in sorted order,
-- which takes a fifth of the time. One call holds the lock from the first drop to the last create.

-- Copies the rows of a temporary table (columns by name) into an empty table that loads may write.
-- Returns false, having done nothing, where the table has rows or somebody is using it.
CREATE OR REPLACE FUNCTION geo.fill_empty(target regclass, ready regclass) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE
  has_rows boolean;
  column_names text := (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = ready AND attnum > 0 AND NOT attisdropped
  );
  -- Keys that other tables refer to stay; so does the primary key.
  dropped text[];
  added text[];
  statement text;
BEGIN
  IF NOT has_table_privilege('elbraum_import', target, 'INSERT')
    OR NOT EXISTS (SELECT FROM pg_class WHERE oid = ready AND relkind = 'r' AND relpersistence = 't') THEN
    RAISE EXCEPTION 'geo.fill_empty fills tables that loads may write from temporary ones, not % from %', target, ready;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %s)', target) INTO has_rows;
  IF has_rows THEN
    RETURN false;
  END IF;
  BEGIN
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', target);
  EXCEPTION WHEN lock_not_available THEN
    RETURN false;
  END;
  EXECUTE format('SELECT EXISTS (SELECT FROM %s)', target) INTO has_rows;
  IF has_rows THEN
    RETURN false;
  END IF;
  SELECT array_agg(format('ALTER TABLE %s DROP CONSTRAINT %I', target, c.conname)),
    array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', target, c.conname, pg_get_constraintdef(c.oid)))
  INTO dropped, added
  FROM pg_constraint AS c
  WHERE c.conrelid = target AND (
    c.contype = 'f'
    OR (c.contype = 'u' AND NOT EXISTS (
      SELECT FROM pg_constraint AS other WHERE other.contype = 'f' AND other.conindid = c.conindid
    ))
  );
  SELECT dropped || coalesce(array_agg(format('DROP INDEX %s', i.indexrelid::regclass)), '{}'),
    coalesce(array_agg(pg_get_indexdef(i.indexrelid)), '{}') || added
  INTO dropped, added
  FROM pg_index AS i
  WHERE i.indrelid = target
    AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = i.indexrelid);
  FOREACH statement IN ARRAY dropped LOOP
    EXECUTE statement;
  END LOOP;
  EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s', target, column_names, ready);
  FOREACH statement IN ARRAY added LOOP
    EXECUTE statement;
  END LOOP;
  EXECUTE format('ANALYZE %s', target);
  -- So that geo.analyze_touched does not count it once more in this transaction.
  PERFORM set_config(
    'elbraum.analyzed', concat_ws(',', nullif(current_setting('elbraum.analyzed', true), ''), target::oid), true
  );
  RETURN true;
END
$$;

REVOKE ALL ON FUNCTION geo.fill_empty(regclass, regclass) FROM public;
GRANT EXECUTE ON FUNCTION geo.fill_empty(regclass, regclass) TO elbraum_import;

-- Counts anew, for the planner, the tables that loads may write and of which the running transaction
-- touched at least `least_share`; returns their names. A table that somebody else locks is left to autovacuum. The counters may hold
-- what the same session did in the last second, which costs one look more.
CREATE OR REPLACE FUNCTION geo.analyze_touched(least_share double precision DEFAULT 0.2) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE
  analyzed text[] := '{}';
  touched regclass;
BEGIN
  FOR touched IN
    SELECT c.oid
    FROM pg_stat_xact_user_tables AS x
    INNER JOIN pg_class AS c ON c.oid = x.relid
    WHERE c.relkind = 'r' AND c.relpersistence = 'p'
      AND pg_has_role(c.relowner, 'USAGE')
      AND has_table_privilege('elbraum_import', c.oid, 'INSERT')
      AND x.n_tup_ins + x.n_tup_upd + x.n_tup_del > 0
      AND x.n_tup_ins + x.n_tup_upd + x.n_tup_del >= least_share * c.reltuples
      AND c.oid::text <> ALL (string_to_array(coalesce(current_setting('elbraum.analyzed', true), ''), ','))
    ORDER BY c.oid
  LOOP
    BEGIN
      EXECUTE format('ANALYZE %s', touched);
      analyzed := analyzed || touched::text;
    EXCEPTION WHEN lock_not_available THEN
      NULL;
    END;
  END LOOP;
  RETURN analyzed;
END
$$;

REVOKE ALL ON FUNCTION geo.analyze_touched(double precision) FROM public;
GRANT EXECUTE ON FUNCTION geo.analyze_touched(double precision) TO elbraum_import;
