-- The number of the running transaction, as it stands in rows and in hist.tx.
CREATE OR REPLACE FUNCTION geo.current_tx() RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED
AS $$ SELECT pg_current_xact_id()::text::bigint $$;
