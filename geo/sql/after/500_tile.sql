-- Tile space, the log of what moved, and cell counts. Tables per layer: 510_tile_layer.sql.

INSERT INTO tile.today (on_day)
VALUES ((now() AT TIME ZONE 'Europe/Berlin')::date)
ON CONFLICT DO NOTHING;
-- Without statistics the planner takes the one row for thousands.
ANALYZE tile.today;

-- Where an object is drawn, in units of 1/4096 tile at zoom 16, and what it counts for in cells.
DO $$
BEGIN
  IF to_regtype('tile.place') IS NULL THEN
    CREATE TYPE tile.place AS (
      fid bigint, xmin integer, ymin integer, xmax integer, ymax integer,
      n_units integer, n_vacant integer, n_parcels integer
    );
  END IF;
END
$$;

-- Takes a shape from EPSG:3857 into whole tile units of a zoom, y down: simplified, snapped, valid,
-- wound as vector tiles want it. Null where nothing is left.
CREATE OR REPLACE FUNCTION tile.to_space(shape public.geometry, zoom integer, tolerance double precision)
RETURNS public.geometry
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  scale double precision := 2 ^ zoom * 4096 / 40075016.685578488;
  drawn public.geometry := public.ST_SnapToGrid(
    public.ST_Simplify(
      public.ST_TransScale(
        public.ST_SetSRID(shape, 0), 20037508.342789244, -20037508.342789244, scale, -scale
      ),
      tolerance, true
    ),
    1
  );
BEGIN
  IF drawn IS NULL OR public.ST_IsEmpty(drawn) THEN
    RETURN NULL;
  END IF;
  IF public.ST_Dimension(drawn) < 2 THEN
    RETURN drawn;
  END IF;
  -- Repairing makes corners between the units; snapping them may break the shape once more.
  FOR attempt IN 1..3 LOOP
    EXIT WHEN public.ST_IsValid(drawn);
    drawn := public.ST_SnapToGrid(public.ST_CollectionExtract(public.ST_MakeValid(drawn), 3), 1);
    IF drawn IS NULL OR public.ST_IsEmpty(drawn) THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN public.ST_ForcePolygonCCW(drawn);
END
$$;

-- Cuts a shape that reaches far out of its tile; the rest goes through as it is.
CREATE OR REPLACE FUNCTION pub.tile_clip(shape public.geometry, near public.geometry, far public.geometry)
RETURNS public.geometry
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  kept public.geometry;
BEGIN
  IF shape OPERATOR(public.@) far THEN
    RETURN shape;
  END IF;
  -- Cutting and snapping leave lines and points where a shape only touches the box.
  kept := public.ST_CollectionExtract(
    public.ST_SnapToGrid(public.ST_ClipByBox2D(shape, near::public.box2d), 1),
    public.ST_Dimension(shape) + 1
  );
  IF public.ST_IsEmpty(kept) THEN
    RETURN NULL;
  END IF;
  IF public.ST_Dimension(shape) < 2 THEN
    RETURN kept;
  END IF;
  IF NOT public.ST_IsValid(kept) THEN
    kept := public.ST_SnapToGrid(public.ST_CollectionExtract(public.ST_MakeValid(kept), 3), 1);
  END IF;
  RETURN public.ST_ForcePolygonCCW(kept);
END
$$;

-- Writes what moved into the log, one row for each square of 2^shift units, and wakes who listens.
CREATE OR REPLACE FUNCTION tile.note(moved_layer text, moved bigint[], places tile.place[], shift integer)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO tile.change (layer, fids, box)
  SELECT moved_layer, array_agg(DISTINCT fid), ARRAY[min(xmin), min(ymin), max(xmax), max(ymax)]
  FROM unnest(places)
  GROUP BY (xmin + xmax) / 2 >> shift, (ymin + ymax) / 2 >> shift;
  INSERT INTO tile.change (layer, fids)
  SELECT moved_layer, array_agg(nowhere.fid)
  FROM unnest(moved) AS nowhere (fid)
  WHERE nowhere.fid NOT IN (SELECT fid FROM unnest(places))
  HAVING count(*) > 0;
  PERFORM pg_notify('elbraum_change', moved_layer);
END
$$;

-- Adds to the cells what came and takes away what went. Rows are only added, so writers never wait here.
CREATE OR REPLACE FUNCTION tile.count_cells(was tile.place[], is_now tile.place[], shift integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  touched tile.place[];
BEGIN
  WITH differences AS (
    SELECT (xmin + xmax) / 2 AS x, (ymin + ymax) / 2 AS y, n_units, n_vacant, n_parcels FROM unnest(is_now)
    UNION ALL
    SELECT (xmin + xmax) / 2, (ymin + ymax) / 2, -n_units, -n_vacant, -n_parcels FROM unnest(was)
  ),
  added AS (
    INSERT INTO tile.cell (z, cx, cy, n_units, n_vacant, n_parcels)
    SELECT zoom, x >> (23 - zoom), y >> (23 - zoom), sum(n_units), sum(n_vacant), sum(n_parcels)
    FROM differences
    CROSS JOIN generate_series(6, 12) AS zoom
    GROUP BY zoom, x >> (23 - zoom), y >> (23 - zoom)
    HAVING sum(n_units) <> 0 OR sum(n_vacant) <> 0 OR sum(n_parcels) <> 0
    RETURNING z, cx, cy
  )
  SELECT array_agg((0, cx << 11, cy << 11, (cx + 1) << 11, (cy + 1) << 11, 0, 0, 0)::tile.place)
  INTO touched FROM added WHERE z = 12;
  IF touched IS NOT NULL THEN
    PERFORM tile.note('cell', '{}', touched, shift);
  END IF;
END
$$;

-- Brings the objects into the pyramid and the log: few at once, many at the end of the transaction.
CREATE OR REPLACE FUNCTION tile.move(moved_layer text, moved bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF cardinality(moved) = 0 THEN
    RETURN;
  END IF;
  IF cardinality(moved) > 500 OR EXISTS (SELECT FROM tile.pending WHERE layer = moved_layer) THEN
    INSERT INTO tile.pending (layer, fids) VALUES (moved_layer, moved);
  ELSE
    EXECUTE format('SELECT tile.%I($1, 12)', 'refresh_' || moved_layer) USING moved;
  END IF;
END
$$;

-- Gathers statistics of the tables a layer is drawn from.
CREATE OR REPLACE FUNCTION tile.learn(moved_layer text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  source text;
BEGIN
  FOR source IN
    SELECT jsonb_object_keys(definition -> 'sources') FROM tile.layer WHERE name = moved_layer
  LOOP
    EXECUTE format('ANALYZE %s', source::regclass);
  END LOOP;
END
$$;

-- At the end of a transaction: refreshes what large statements left, or rebuilds where that is cheaper.
CREATE OR REPLACE FUNCTION tile.flush() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  heap record;
BEGIN
  FOR heap IN
    WITH taken AS (DELETE FROM tile.pending RETURNING layer, fids)
    SELECT taken.layer, bool_or(taken.fids IS NULL) AS is_whole, array_agg(DISTINCT each.fid) AS fids
    FROM taken LEFT JOIN LATERAL unnest(taken.fids) AS each (fid) ON true
    GROUP BY taken.layer ORDER BY taken.layer
  LOOP
    IF heap.is_whole OR cardinality(heap.fids) > 0.2 * tile.size(heap.layer) THEN
      -- The planner has never seen what this transaction filled in.
      PERFORM tile.learn(heap.layer);
      PERFORM tile.rebuild(heap.layer);
    ELSE
      EXECUTE format('SELECT tile.%I($1, 15)', 'refresh_' || heap.layer) USING heap.fids;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS flush ON tile.pending;
CREATE CONSTRAINT TRIGGER flush AFTER INSERT ON tile.pending
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tile.flush();

-- Everything that became visible between a snapshot and now; fids null means the whole layer.
-- Sequence numbers are not in the order of commits, snapshots are.
CREATE OR REPLACE FUNCTION tile.changes_since(seen pg_snapshot, max_rows integer)
RETURNS TABLE (xid xid8, layer text, fids bigint[], box integer[])
LANGUAGE sql STABLE
AS $$
  SELECT xid, layer, CASE WHEN fids IS NOT NULL THEN '{}'::bigint[] END, box
  FROM tile.change
  WHERE xid >= pg_snapshot_xmin(seen) AND NOT pg_visible_in_snapshot(xid, seen)
    AND (box IS NOT NULL OR fids IS NULL)
  LIMIT max_rows
$$;

-- Housekeeping: sums up cell rows and forgets the log after a week, and what another server logged.
CREATE OR REPLACE FUNCTION tile.tidy() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM tile.change
  WHERE at < now() - interval '7 days' OR xid > pg_snapshot_xmax(pg_current_snapshot());
  WITH gone AS (
    DELETE FROM tile.cell WHERE (z, cx, cy) IN (
      SELECT z, cx, cy FROM tile.cell GROUP BY z, cx, cy
      HAVING count(*) > 1 OR (sum(n_units) = 0 AND sum(n_vacant) = 0 AND sum(n_parcels) = 0)
    )
    RETURNING *
  )
  INSERT INTO tile.cell (z, cx, cy, n_units, n_vacant, n_parcels)
  SELECT z, cx, cy, sum(n_units), sum(n_vacant), sum(n_parcels) FROM gone GROUP BY z, cx, cy
  HAVING sum(n_units) <> 0 OR sum(n_vacant) <> 0 OR sum(n_parcels) <> 0;
END
$$;

-- State of every unit on the day of the tiles; the lateral reference lets the planner look into the
-- function, so that one building costs its own units only.
CREATE OR REPLACE VIEW tile.unit_state AS
SELECT
  state.unit_id,
  state.fid,
  state.building_id,
  state.unit_status
FROM tile.today
CROSS JOIN LATERAL geo.unit_state_on(today.on_day) AS state;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tile FROM public;
GRANT EXECUTE ON FUNCTION tile.changes_since(pg_snapshot, integer), tile.tidy() TO elbraum_web;
GRANT SELECT ON tile.change, tile.cell, tile.today, tile.layer TO elbraum_web;
