-- System time: who wrote, versions of rows, superseded versions in hist, the database as known at a moment.

-- Notes the running transaction once; a write without an actor is refused.
CREATE OR REPLACE FUNCTION hist.note_tx() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  actor text := nullif(current_setting('elbraum.actor', true), '');
BEGIN
  -- A person's own login is its own actor; the shared logins of Elbraum are nobody.
  IF actor IS NULL AND session_user NOT LIKE 'elbraum%' AND session_user <> 'postgres' THEN
    actor := session_user;
  END IF;
  IF actor IS NULL THEN
    RAISE EXCEPTION 'A write to % needs an actor: none is set', TG_TABLE_NAME
      USING ERRCODE = 'EB001', HINT = 'Write through geo.db.Database.writing(actor, client, reason).';
  END IF;
  INSERT INTO hist.tx (tx_id, actor, client, reason, undoes)
  VALUES (
    geo.current_tx(), actor,
    coalesce(nullif(current_setting('elbraum.client', true), ''), 'sql'),
    coalesce(current_setting('elbraum.reason', true), ''),
    nullif(current_setting('elbraum.undoes', true), '')::bigint
  )
  ON CONFLICT (tx_id) DO NOTHING;
  RETURN NULL;
END
$$;

-- Counts the version. A transaction that began before the version it changes must not turn time back.
CREATE OR REPLACE FUNCTION hist.bump() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  new.row_version := old.row_version + 1;
  IF old.tx_id = geo.current_tx() THEN
    new.recorded_from := old.recorded_from;
  ELSE
    new.recorded_from := greatest(now(), old.recorded_from + interval '1 microsecond');
  END IF;
  new.tx_id := geo.current_tx();
  RETURN new;
END
$$;

-- Makes, for one tracked table, the functions and triggers that keep its history.
CREATE OR REPLACE FUNCTION hist.attach(tracked regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $attach$
DECLARE
  table_name text := (SELECT relname FROM pg_class WHERE oid = tracked);
  column_names text := (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = tracked AND attnum > 0 AND NOT attisdropped
  );
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION hist.keep_%1$s() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $body$
    BEGIN
      -- A version written and superseded in one transaction was never seen by anybody.
      INSERT INTO hist.%2$I (%3$s, recorded, ended_tx_id)
      SELECT %3$s,
        tstzrange(recorded_from, greatest(now(), recorded_from + interval '1 microsecond')),
        geo.current_tx()
      FROM old_rows
      WHERE tx_id <> geo.current_tx();
      RETURN NULL;
    END
    $body$
  $f$, table_name, table_name, column_names);
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION hist.%1$s_known_at(moment timestamptz) RETURNS SETOF %2$s
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $body$
      SELECT %3$s FROM %2$s WHERE recorded_from <= moment
      UNION ALL
      SELECT %3$s FROM hist.%4$I WHERE recorded @> moment
    $body$
  $f$, table_name, tracked, column_names, table_name);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_bump BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION hist.bump()', tracked);
  EXECUTE format('CREATE OR REPLACE TRIGGER a_note AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION hist.note_tx()', tracked);
  EXECUTE format('CREATE OR REPLACE TRIGGER b_keep_updated AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION hist.keep_%s()', tracked, table_name);
  EXECUTE format('CREATE OR REPLACE TRIGGER b_keep_deleted AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION hist.keep_%s()', tracked, table_name);
END
$attach$;

-- A table is tracked exactly if it has a twin with the column ended_tx_id.
CREATE OR REPLACE VIEW hist.tracked AS
SELECT
  live.oid::regclass AS tracked,
  live.relname AS table_name,
  space.nspname AS schema_name
FROM pg_class AS live
INNER JOIN pg_namespace AS space ON live.relnamespace = space.oid
INNER JOIN pg_class AS twin
  ON live.relname = twin.relname AND twin.relnamespace = 'hist'::regnamespace
INNER JOIN pg_attribute AS mark ON twin.oid = mark.attrelid AND mark.attname = 'ended_tx_id'
WHERE space.nspname IN ('geo', 'market', 'person') AND live.relkind = 'r';

SELECT hist.attach(tracked) FROM hist.tracked;
