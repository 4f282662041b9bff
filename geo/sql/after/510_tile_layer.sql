-- Makes tables, functions and triggers of a tile layer from its definition (tiles/layers/*/layer.yml).
-- A definition: zooms {"16": {"tolerance": 1, "rows": "true"}}, fields {"label": {"type", "audience", "from"}},
-- counts {"n_parcels": "1"}, sources {"geo.parcel": "SELECT fid FROM changed"}, audience, public_rows.

-- Zooms of a layer with what is drawn there, finest first.
CREATE OR REPLACE FUNCTION tile.zooms(moved_layer text)
RETURNS TABLE (zoom integer, tolerance double precision, row_filter text, pyramid text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT each.key::integer, (each.value ->> 'tolerance')::double precision, each.value ->> 'rows',
    moved_layer || '_' || each.key
  FROM tile.layer CROSS JOIN LATERAL jsonb_each(definition -> 'zooms') AS each
  WHERE layer.name = moved_layer
  ORDER BY 1 DESC
$$;

-- Names of a layer's fields at a zoom as a list; `form` places name and type.
CREATE OR REPLACE FUNCTION tile.fields(
  moved_layer text, form text, at_zoom integer, audiences text[] DEFAULT '{public,intern}'
)
RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(string_agg(format(form, each.key, each.value ->> 'type'), '' ORDER BY each.key), '')
  FROM tile.layer CROSS JOIN LATERAL jsonb_each(definition -> 'fields') AS each
  WHERE layer.name = moved_layer AND each.value ->> 'audience' = ANY (audiences)
    AND coalesce((each.value ->> 'from')::integer, 0) <= at_zoom
$$;

-- Number of objects that the layer shows; the finest zoom has them all.
CREATE OR REPLACE FUNCTION tile.size(moved_layer text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  n_rows bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM tile.%I', (SELECT pyramid FROM tile.zooms(moved_layer) LIMIT 1)) INTO n_rows;
  RETURN n_rows;
END
$$;

-- The expression that makes a tile.place of a row of the finest pyramid table.
CREATE OR REPLACE FUNCTION tile.place_of(moved_layer text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT format(
    '(fid, (ST_XMin(geom)::integer - 1) * %1$s, (ST_YMin(geom)::integer - 1) * %1$s,'
    || ' (ST_XMax(geom)::integer + 1) * %1$s, (ST_YMax(geom)::integer + 1) * %1$s, %2$s, %3$s, %4$s)::tile.place',
    1 << (16 - (SELECT zoom FROM tile.zooms(moved_layer) LIMIT 1)),
    coalesce(definition #>> '{counts,n_units}', '0'),
    coalesce(definition #>> '{counts,n_vacant}', '0'),
    coalesce(definition #>> '{counts,n_parcels}', '0')
  )
  FROM tile.layer WHERE name = moved_layer
$$;

-- The common table expressions `ground` and `drawn_<zoom>`: the layer as its source says it should be.
CREATE OR REPLACE FUNCTION tile.drawn(moved_layer text, row_filter text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT format(
    'WITH ground AS MATERIALIZED (SELECT fid%s, ST_Transform(geom, 3857) AS geom FROM tile.%I %s)',
    tile.fields(moved_layer, ', %1$I::%2$s AS %1$I', 16), moved_layer || '_source', row_filter
  ) || string_agg(format(
    ', drawn_%1$s AS %5$s (SELECT * FROM (SELECT fid%2$s, tile.to_space(geom, %1$s, %3$s) AS geom FROM ground WHERE %4$s OFFSET 0) AS every WHERE geom IS NOT NULL)',
    zoom, tile.fields(moved_layer, ', %I', zoom), tolerance, row_filter_of_zoom,
    -- Many rows go straight into their table; few are looked at twice.
    CASE WHEN row_filter LIKE 'ORDER%' THEN 'NOT MATERIALIZED' ELSE 'MATERIALIZED' END
  ), '')
  FROM tile.zooms(moved_layer) AS each (zoom, tolerance, row_filter_of_zoom, pyramid)
$$;

CREATE OR REPLACE FUNCTION tile.make_table(moved_layer text, zoom integer, pyramid text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  EXECUTE format(
    'CREATE TABLE tile.%I (fid bigint NOT NULL%s, geom geometry NOT NULL)',
    pyramid, tile.fields(moved_layer, ', %I %s', zoom)
  );
  EXECUTE format('REVOKE ALL ON tile.%I FROM PUBLIC', pyramid);
  EXECUTE format('GRANT SELECT ON tile.%I TO elbraum_web', pyramid);
END
$$;

-- Visitors without rights read the same rows by way of a view that leaves out what is not public.
CREATE OR REPLACE FUNCTION tile.publish(moved_layer text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  known record;
  each record;
BEGIN
  SELECT * INTO known FROM tile.layer WHERE name = moved_layer;
  FOR each IN SELECT * FROM tile.zooms(moved_layer) LOOP
    IF known.definition ->> 'audience' = 'public' THEN
      EXECUTE format(
        'CREATE OR REPLACE VIEW pub.%I AS SELECT fid%s, geom FROM tile.%I WHERE %s',
        'tile_' || each.pyramid, tile.fields(moved_layer, ', %I', each.zoom, '{public}'), each.pyramid,
        coalesce(known.definition ->> 'public_rows', 'true')
      );
      EXECUTE format('GRANT SELECT ON pub.%I TO elbraum_public, elbraum_web', 'tile_' || each.pyramid);
    ELSE
      EXECUTE format('DROP VIEW IF EXISTS pub.%I', 'tile_' || each.pyramid);
    END IF;
  END LOOP;
END
$$;

-- Draws a whole layer anew beside the old one and then changes places, so that readers hardly wait.
CREATE OR REPLACE FUNCTION tile.rebuild(moved_layer text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET work_mem = '128MB' SET maintenance_work_mem = '256MB'
SET client_min_messages = 'warning'
AS $$
DECLARE
  each record;
  fill text := tile.drawn(moved_layer, 'ORDER BY geom');
BEGIN
  FOR each IN SELECT * FROM tile.zooms(moved_layer) LOOP
    -- Writers wait, readers go on; from here on every statement sees what others committed.
    EXECUTE format('LOCK TABLE tile.%I IN SHARE ROW EXCLUSIVE MODE', each.pyramid);
    PERFORM tile.make_table(moved_layer, each.zoom, each.pyramid || '_new');
    fill := fill || format(
      ', filled_%s AS (INSERT INTO tile.%I (fid, geom%s) SELECT fid, geom%3$s FROM drawn_%1$s)',
      each.zoom, each.pyramid || '_new', tile.fields(moved_layer, ', %I', each.zoom)
    );
  END LOOP;
  EXECUTE fill || ' SELECT';
  FOR each IN SELECT * FROM tile.zooms(moved_layer) LOOP
    EXECUTE format('CREATE UNIQUE INDEX ON tile.%I (fid)', each.pyramid || '_new');
    EXECUTE format('CREATE INDEX ON tile.%I USING gist (geom)', each.pyramid || '_new');
    EXECUTE format('ANALYZE tile.%I', each.pyramid || '_new');
    EXECUTE format('ALTER TABLE tile.%I RENAME TO %I', each.pyramid, each.pyramid || '_old');
    EXECUTE format('ALTER TABLE tile.%I RENAME TO %I', each.pyramid || '_new', each.pyramid);
  END LOOP;
  PERFORM tile.publish(moved_layer);
  FOR each IN SELECT * FROM tile.zooms(moved_layer) LOOP
    EXECUTE format('DROP TABLE tile.%I', each.pyramid || '_old');
  END LOOP;
  INSERT INTO tile.change (layer) VALUES (moved_layer);
  PERFORM pg_notify('elbraum_change', moved_layer);
  IF EXISTS (SELECT FROM tile.layer WHERE name = moved_layer AND definition ? 'counts') THEN
    PERFORM tile.recount();
  END IF;
END
$$;

-- What the cells should hold, from the finest pyramids of the layers that are counted.
CREATE OR REPLACE FUNCTION tile.expected_cells()
RETURNS TABLE (z integer, cx integer, cy integer, n_units bigint, n_vacant bigint, n_parcels bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  places text := (
    SELECT string_agg(format(
      'SELECT (place).xmin, (place).xmax, (place).ymin, (place).ymax, (place).n_units, (place).n_vacant, (place).n_parcels FROM (SELECT %s AS place FROM tile.%I OFFSET 0) AS %I',
      tile.place_of(name), (SELECT pyramid FROM tile.zooms(name) LIMIT 1), name
    ), ' UNION ALL ')
    FROM tile.layer WHERE definition ? 'counts' AND to_regclass('tile.' || (SELECT pyramid FROM tile.zooms(name) LIMIT 1)) IS NOT NULL
  );
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH finest AS (
      SELECT (xmin + xmax) / 2 >> 11 AS cx, (ymin + ymax) / 2 >> 11 AS cy,
        sum(n_units) AS n_units, sum(n_vacant) AS n_vacant, sum(n_parcels) AS n_parcels
      FROM (%s) AS places GROUP BY 1, 2
    )
    SELECT zoom, cx >> (12 - zoom), cy >> (12 - zoom),
      sum(n_units)::bigint, sum(n_vacant)::bigint, sum(n_parcels)::bigint
    FROM finest CROSS JOIN generate_series(6, 12) AS zoom GROUP BY 1, 2, 3
  $q$, places);
END
$$;

-- Adds what is missing to the cells, takes away what is too much; other writers go on meanwhile.
CREATE OR REPLACE FUNCTION tile.recount() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO tile.cell (z, cx, cy, n_units, n_vacant, n_parcels)
  SELECT z, cx, cy, sum(n_units), sum(n_vacant), sum(n_parcels)
  FROM (
    SELECT * FROM tile.expected_cells()
    UNION ALL SELECT z, cx, cy, -n_units, -n_vacant, -n_parcels FROM tile.cell
  ) AS both_sides
  GROUP BY z, cx, cy
  HAVING sum(n_units) <> 0 OR sum(n_vacant) <> 0 OR sum(n_parcels) <> 0;
  INSERT INTO tile.change (layer) VALUES ('cell');
$$;

-- Where pyramid and ground differ: zoom and feature of each difference (cells: column and row as one number).
CREATE OR REPLACE FUNCTION tile.stale(moved_layer text) RETURNS TABLE (zoom integer, fid bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET work_mem = '64MB' SET client_min_messages = 'warning'
AS $$
DECLARE
  each record;
BEGIN
  IF moved_layer = 'cell' THEN
    RETURN QUERY
    SELECT z, cx::bigint << 32 | cy
    FROM (
      SELECT * FROM tile.expected_cells()
      UNION ALL SELECT z, cx, cy, -n_units, -n_vacant, -n_parcels FROM tile.cell
    ) AS both_sides
    GROUP BY z, cx, cy
    HAVING sum(n_units) <> 0 OR sum(n_vacant) <> 0 OR sum(n_parcels) <> 0;
    RETURN;
  END IF;
  FOR each IN SELECT * FROM tile.zooms(moved_layer) LOOP
    RETURN QUERY EXECUTE tile.drawn(moved_layer, '') || format($q$
      SELECT %1$s, coalesce(drawn.fid, kept.fid)
      FROM drawn_%1$s AS drawn FULL JOIN tile.%2$I AS kept ON kept.fid = drawn.fid
      WHERE (drawn.geom%3$s) IS DISTINCT FROM (kept.geom%4$s)
    $q$, each.zoom, each.pyramid, tile.fields(moved_layer, ', drawn.%I', each.zoom), tile.fields(moved_layer, ', kept.%I', each.zoom));
  END LOOP;
END
$$;

-- Writes the layer's function refresh_<layer>(fids, shift): pyramid, log and cells follow the ground.
CREATE OR REPLACE FUNCTION tile.make_refresh(moved_layer text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $make$
DECLARE
  finest text := (SELECT pyramid FROM tile.zooms(moved_layer) LIMIT 1);
  is_counted boolean := (SELECT definition ? 'counts' FROM tile.layer WHERE name = moved_layer);
  places text := format('array(SELECT %s FROM tile.%I WHERE fid = ANY (moved))', tile.place_of(moved_layer), finest);
  writes text := (
    SELECT string_agg(format($q$
      , removed_%1$s AS (
        DELETE FROM tile.%2$I AS kept WHERE kept.fid = ANY (moved)
          AND NOT EXISTS (SELECT FROM drawn_%1$s AS drawn WHERE drawn.fid = kept.fid)
      ), written_%1$s AS (
        INSERT INTO tile.%2$I AS kept (fid, geom%3$s) SELECT fid, geom%3$s FROM drawn_%1$s
        ON CONFLICT (fid) DO UPDATE SET geom = excluded.geom%4$s
        WHERE (kept.geom%5$s) IS DISTINCT FROM (excluded.geom%6$s)
        RETURNING kept.fid
      )$q$,
      zoom, pyramid, tile.fields(moved_layer, ', %I', zoom), tile.fields(moved_layer, ', %1$I = excluded.%1$I', zoom),
      tile.fields(moved_layer, ', kept.%I', zoom), tile.fields(moved_layer, ', excluded.%I', zoom)
    ), '')
    FROM tile.zooms(moved_layer)
  );
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION tile.%1$I(moved bigint[], shift integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $body$
    DECLARE
      was tile.place[];
      is_now tile.place[];
      n_written bigint;
    BEGIN
      -- Who refreshes the same object waits here, and then sees what the other did.
      PERFORM FROM tile.%2$I WHERE fid = ANY (moved) ORDER BY fid FOR UPDATE;
      was := %3$s;
      %4$s SELECT count(*) INTO n_written FROM %5$s;
      is_now := %3$s;
      PERFORM tile.note(%6$L, moved, was || is_now, shift);
      %7$s
    END
    $body$
  $f$,
    'refresh_' || moved_layer, finest, places,
    tile.drawn(moved_layer, 'WHERE fid = ANY (moved)') || writes, 'written_' || substring(finest FROM '\d+$'), moved_layer,
    CASE WHEN is_counted THEN 'PERFORM tile.count_cells(was, is_now, shift);' ELSE '' END
  );
  EXECUTE format('REVOKE ALL ON FUNCTION tile.%I(bigint[], integer) FROM PUBLIC', 'refresh_' || moved_layer);
END
$make$;

-- Takes a layer's definition: new or changed layers are drawn from the ground, others stay as they are.
CREATE OR REPLACE FUNCTION tile.define(moved_layer text, wanted jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  known text := (SELECT digest FROM tile.layer WHERE name = moved_layer);
  source text := 'tile.' || quote_ident(moved_layer || '_source');
  fresh text := md5(
    wanted::text || coalesce(pg_get_viewdef(to_regclass(source)), '')
    || pg_get_functiondef('tile.to_space(geometry, integer, double precision)'::regprocedure)
  );
  each record;
BEGIN
  IF known IS DISTINCT FROM fresh THEN
    PERFORM tile.remove(moved_layer);
    INSERT INTO tile.layer (name, definition, digest) VALUES (moved_layer, wanted, fresh);
    FOR each IN SELECT * FROM tile.zooms(moved_layer) LOOP
      PERFORM tile.make_table(moved_layer, each.zoom, each.pyramid);
    END LOOP;
    IF to_regclass(source) IS NOT NULL THEN
      PERFORM tile.rebuild(moved_layer);
    END IF;
  END IF;
  IF to_regclass(source) IS NOT NULL THEN
    PERFORM tile.make_refresh(moved_layer);
    PERFORM tile.publish(moved_layer);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION tile.remove(moved_layer text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = 'warning'
AS $$
DECLARE
  pyramid text;
BEGIN
  FOR pyramid IN SELECT each.pyramid FROM tile.zooms(moved_layer) AS each LOOP
    EXECUTE format('DROP VIEW IF EXISTS pub.%I', 'tile_' || pyramid);
    EXECUTE format('DROP TABLE IF EXISTS tile.%I', pyramid);
  END LOOP;
  EXECUTE format('DROP FUNCTION IF EXISTS tile.%I(bigint[], integer)', 'refresh_' || moved_layer);
  DELETE FROM tile.layer WHERE name = moved_layer;
END
$$;

-- Hangs triggers on every source of every layer; layers that are not among `kept` go.
CREATE OR REPLACE FUNCTION tile.attach(kept text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  each record;
BEGIN
  PERFORM tile.remove(name) FROM tile.layer WHERE name <> ALL (kept);
  FOR each IN
    SELECT tgname, tgrelid::regclass AS hung_on FROM pg_trigger WHERE tgname LIKE 'c\_tile\_%' AND NOT tgisinternal
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', each.tgname, each.hung_on);
  END LOOP;
  FOR each IN
    SELECT source.key::regclass AS moved_table,
      string_agg(format(
        'PERFORM tile.move(%L, array(WITH changed AS (%%s) SELECT DISTINCT fid FROM (%s) AS moved WHERE fid IS NOT NULL));',
        layer.name, source.value
      ), ' ' ORDER BY layer.name) AS moves,
      string_agg(format('INSERT INTO tile.pending (layer) VALUES (%L);', layer.name), ' ') AS redraws
    FROM tile.layer CROSS JOIN LATERAL jsonb_each_text(definition -> 'sources') AS source
    GROUP BY source.key
  LOOP
    PERFORM tile.hang(each.moved_table, 'insert', 'REFERENCING NEW TABLE AS new_rows', replace(each.moves, '%s', 'SELECT * FROM new_rows'));
    PERFORM tile.hang(each.moved_table, 'delete', 'REFERENCING OLD TABLE AS old_rows', replace(each.moves, '%s', 'SELECT * FROM old_rows'));
    PERFORM tile.hang(
      each.moved_table, 'update', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
      replace(each.moves, '%s', 'SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows')
    );
    PERFORM tile.hang(each.moved_table, 'truncate', '', each.redraws);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION tile.hang(moved_table regclass, event text, tables text, body text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $hang$
DECLARE
  handler text := event || '_' || replace(moved_table::text, '.', '_');
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION tile.%I() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $body$ BEGIN %s RETURN NULL; END $body$
  $f$, handler, body);
  EXECUTE format('REVOKE ALL ON FUNCTION tile.%I() FROM PUBLIC', handler);
  EXECUTE format(
    'CREATE TRIGGER %I AFTER %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION tile.%I()',
    'c_tile_' || event, event, moved_table, tables, handler
  );
END
$hang$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tile FROM public;
GRANT EXECUTE ON FUNCTION tile.stale(text) TO elbraum_web;
