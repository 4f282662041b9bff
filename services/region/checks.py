"""What can be wrong with a region, in the order in which it is asked; this file is the list."""

from __future__ import annotations

import shutil

from psycopg import sql

from geo.db import migration_state
from services.region.check import Subject, Verdict, check, fail, ok, skip, warn
from services.region.regions import missing_extensions

OLDEST_SERVER = 150_000
OLDEST_POSTGIS = (3, 3)
FREE_BYTES = 2 * 1024**3
ROLES = ["elbraum_owner", "elbraum_web", "elbraum_import", "elbraum_public"]
SHOWN = 5


@check("Free disk space; PostgreSQL stops when it cannot write.", needs_database=False)
def disk_has_room(on: Subject) -> Verdict:
    """The disk of the private cluster has room."""
    if on.server.cluster is None:
        return skip("the server is not ours")
    free = shutil.disk_usage(on.server.cluster.place.state).free
    said = f"{free / 1024**3:.1f} GiB free at {on.server.cluster.place.state}"
    return ok(said) if free > FREE_BYTES else fail(said)


@check("Install PostgreSQL 15 or newer; write a backup first and restore it there.")
def server_is_new_enough(on: Subject) -> Verdict:
    """PostgreSQL is new enough."""
    row = on.row("SELECT current_setting('server_version_num')::int AS n, version() AS said")
    said = row["said"].split(" on ")[0]
    return ok(said) if row["n"] >= OLDEST_SERVER else fail(f"{said}, expected 15 or newer")


@check("As superuser in this database: CREATE EXTENSION postgis SCHEMA public; (each one missing)")
def extensions_are_there(on: Subject) -> Verdict:
    """PostGIS, btree_gist and pg_trgm are installed."""
    if on.owner is None:
        return skip("no connection")
    missing = missing_extensions(on.owner)
    return fail("missing: " + ", ".join(missing)) if missing else ok()


@check("As superuser: ALTER EXTENSION postgis UPDATE; or SELECT postgis_extensions_upgrade();")
def postgis_matches_its_library(on: Subject) -> Verdict:
    """PostGIS in the database has the version of the installed library."""
    row = on.row(
        "SELECT installed_version AS have, default_version AS newest"
        " FROM pg_available_extensions WHERE name = 'postgis'"
    )
    have, newest = row["have"], row["newest"]
    if have is None:
        return fail("PostGIS is not installed")
    if tuple(int(part) for part in have.split(".")[:2]) < OLDEST_POSTGIS:
        return fail(f"PostGIS {have}, expected 3.3 or newer")
    return ok(f"PostGIS {have}") if have == newest else warn(f"PostGIS {have}, library {newest}")


@check("Set fsync, full_page_writes and synchronous_commit to on; without them a crash loses data.")
def commits_reach_the_disk(on: Subject) -> Verdict:
    """A commit survives a crash."""
    rows = on.rows(
        "SELECT name, setting FROM pg_settings WHERE name IN"
        " ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name"
    )
    off = ", ".join(row["name"] for row in rows)
    return fail(f"off: {off}") if off else ok()


@check("Stop the server and run pg_checksums --enable, or restore a backup into a new cluster.")
def pages_have_checksums(on: Subject) -> Verdict:
    """A page that rots on the disk is noticed."""
    row = on.row("SELECT current_setting('data_checksums') AS checksums")
    return ok() if row["checksums"] == "on" else warn("data_checksums is off")


@check("Let the database administrator run the output of `elbraum db setup-sql` with psql.")
def roles_are_modest(on: Subject) -> Verdict:
    """The four roles exist and none has rights over the whole server."""
    rows = on.rows(
        "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS mighty"
        " FROM pg_roles WHERE rolname = ANY(%(roles)s)",
        roles=ROLES,
    )
    missing = sorted(set(ROLES) - {row["rolname"] for row in rows})
    mighty = sorted(row["rolname"] for row in rows if row["mighty"])
    said = [f"missing: {', '.join(missing)}"] if missing else []
    said += [f"superuser, bypassrls, createrole or createdb: {', '.join(mighty)}"] if mighty else []
    return fail("; ".join(said)) if said else ok()


@check("Name a plain login in ELBRAUM_DATABASE_URL; nobody should serve the web as superuser.")
def web_login_is_modest(on: Subject) -> Verdict:
    """The web process logs in without power over the server."""
    with on.as_login() as connection:
        row = connection.execute(
            "SELECT session_user::text AS login, rolsuper, rolbypassrls, rolcreaterole"
            " FROM pg_roles WHERE rolname = session_user"
        ).fetchone()
    if row is None:
        return fail("the login cannot see itself")
    powers = {"rolsuper": "superuser", "rolbypassrls": "bypassrls", "rolcreaterole": "createrole"}
    has = [word for column, word in powers.items() if row[column]]
    return fail(f"{row['login']} is {', '.join(has)}") if has else ok(f"login {row['login']}")


@check(
    "Give migrations a login of their own in ELBRAUM_OWNER_URL, then as superuser: "
    "REVOKE elbraum_owner FROM the web's login;"
)
def web_login_is_not_owner(on: Subject) -> Verdict:
    """The web process cannot become owner of the tables."""
    with on.as_login() as connection:
        row = connection.execute(
            "SELECT session_user::text AS login,"
            " pg_has_role(session_user, 'elbraum_owner', 'MEMBER') AS may"
        ).fetchone()
    if row is None or row["may"]:
        return warn(f"the login {row['login'] if row else '?'} may become elbraum_owner")
    return ok()


@check("Run `elbraum migrate`.")
def migrations_are_current(on: Subject) -> Verdict:
    """Tables have the state that this version of Elbraum needs."""
    state = migration_state(on.server.owner_access)
    if state.is_current:
        return ok(f"revision {state.current}")
    return fail(f"revision {state.current or 'none'}, expected {state.head}")


@check("Run `elbraum init NAME --extent W,S,E,N` again with the extent of this region.")
def extent_is_known(on: Subject) -> Verdict:
    """The region's row and the rule on its tables name the same extent."""
    rows = on.rows(
        "SELECT name, ST_AsText(ST_Envelope(extent), 0) AS box,"
        " ST_Equals(ST_Envelope(extent), ST_Envelope(geo.extent())) AS same FROM geo.region"
    )
    if not rows:
        return fail("geo.region is empty")
    return ok(f"{rows[0]['name']}: {rows[0]['box']}") if rows[0]["same"] else fail(rows[0]["box"])


@check("Run `elbraum migrate`; it applies all policies anew.")
def personal_tables_are_guarded(on: Subject) -> Verdict:
    """Tables with personal or unpublished content have row policies."""
    rows = on.rows(
        "SELECT c.oid::regclass::text AS name FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND NOT c.relrowsecurity AND (n.nspname IN ('person', 'market')"
        " OR (n.nspname = 'geo' AND c.relname IN ('unit_period', 'occupancy', 'vacancy', 'unit')))"
        " ORDER BY 1"
    )
    return _none_of(rows, "without row security")


@check("Run `elbraum migrate`; a function that lends its owner's rights must pin its search path.")
def lending_functions_are_pinned(on: Subject) -> Verdict:
    """Functions that run with their owner's rights have a fixed search path."""
    rows = on.rows(
        "SELECT p.oid::regprocedure::text AS name FROM pg_proc p"
        " JOIN pg_roles r ON r.oid = p.proowner WHERE p.prosecdef AND r.rolname = 'elbraum_owner'"
        " AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%%search_path=%%', false)"
        " ORDER BY 1"
    )
    return _none_of(rows, "without pinned search_path")


@check(
    "Revoke TRUNCATE, REFERENCES and TRIGGER from the roles named; row policies do not see them."
)
def roles_cannot_truncate(on: Subject) -> Verdict:
    """No working role may empty a table past its policies."""
    rows = on.rows(
        "SELECT DISTINCT grantee || ' on ' || table_schema || '.' || table_name AS name"
        " FROM information_schema.role_table_grants WHERE grantee = ANY(%(roles)s)"
        " AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')"
        " AND table_schema NOT IN ('staging', 'public') ORDER BY 1",
        roles=ROLES[1:],
    )
    return _none_of(rows, "too much")


@check("Open the object in the map and correct its outline, or load it anew from its source.")
def geometry_is_valid(on: Subject) -> Verdict:
    """Every outline is valid and lies inside the region."""
    found = []
    for table in _geometry_tables(on):
        query = sql.SQL(
            "SELECT count(*) AS n FROM {} WHERE NOT (ST_IsValid({g}) AND geo.inside({g}))"
        ).format(sql.Identifier(table["schema"], table["name"]), g=sql.Identifier(table["geom"]))
        row = on.owner.execute(query).fetchone() if on.owner else None
        if row and row["n"]:
            found.append({"name": f"{table['schema']}.{table['name']} {row['n']}"})
    return _none_of(found, "invalid or outside")


@check("Load the source again; an undo cut off in the middle leaves such rows.")
def no_row_is_orphaned(on: Subject) -> Verdict:
    """Every occupied or vacant period has its detail, every source entry its object."""
    row = on.row(
        "SELECT (SELECT count(*) FROM geo.unit_period p WHERE p.period_kind = 'occupancy'"
        " AND NOT EXISTS (SELECT FROM geo.occupancy o WHERE o.period_id = p.id)) AS occupancy,"
        " (SELECT count(*) FROM geo.unit_period p WHERE p.period_kind = 'vacancy'"
        " AND NOT EXISTS (SELECT FROM geo.vacancy v WHERE v.period_id = p.id)) AS vacancy,"
        " (SELECT count(*) FROM geo.source_object s WHERE s.object_table = 'parcel'"
        " AND NOT EXISTS (SELECT FROM geo.parcel o WHERE o.id = s.object_id)) AS parcel,"
        " (SELECT count(*) FROM geo.source_object s WHERE s.object_table = 'building'"
        " AND NOT EXISTS (SELECT FROM geo.building o WHERE o.id = s.object_id)) AS building"
    )
    found = [{"name": f"{key} {count}"} for key, count in row.items() if count]
    return _none_of(found, "without counterpart")


@check("As owner: ALTER TABLE … VALIDATE CONSTRAINT …; rows that break it are named then.")
def constraints_are_validated(on: Subject) -> Verdict:
    """Every rule on the tables was checked against all rows."""
    rows = on.rows(
        "SELECT conrelid::regclass::text || ' ' || conname AS name FROM pg_constraint"
        " WHERE NOT convalidated ORDER BY 1"
    )
    return _none_of(rows, "not validated")


@check("Run REINDEX INDEX CONCURRENTLY on it; a crash during its making left it useless.")
def indexes_are_usable(on: Subject) -> Verdict:
    """Every index can be used."""
    rows = on.rows(
        "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid ORDER BY 1"
    )
    return _none_of(rows, "invalid")


@check("Choose one: `elbraum sample drop`, or undo the load (`elbraum undo TX`).")
def sample_and_real_do_not_mix(on: Subject) -> Verdict:
    """Sample parcels, buildings and units never stand beside real ones."""
    rows = on.rows(
        "SELECT kind AS name FROM (SELECT 'parcel' AS kind, dataset_id FROM geo.parcel UNION"
        " SELECT 'building', dataset_id FROM geo.building UNION"
        " SELECT 'unit', dataset_id FROM geo.unit) AS objects"
        " JOIN geo.dataset ON dataset.id = dataset_id GROUP BY kind"
        " HAVING bool_or(dataset_kind = 'sample') AND bool_or(dataset_kind = 'real') ORDER BY 1"
    )
    return _none_of(rows, "mixed")


@check("Run `SELECT tile.rebuild('LAYER')` as owner; then find out who wrote past the triggers.")
def tiles_agree_with_the_ground(on: Subject) -> Verdict:
    """What the map shows is what the ground holds."""
    rows = on.rows(
        "SELECT name || ' (' || n || ' places)' AS name FROM ("
        " SELECT name, (SELECT count(*) FROM tile.stale(name)) AS n FROM tile.layer"
        ") AS layers WHERE n > 0 ORDER BY 1"
    )
    return _none_of(rows, "outdated")


def _geometry_tables(on: Subject) -> list[dict[str, str]]:
    return on.rows(
        "SELECT f_table_schema AS schema, f_table_name AS name, f_geometry_column AS geom"
        " FROM geometry_columns JOIN pg_tables ON schemaname = f_table_schema"
        " AND tablename = f_table_name WHERE f_table_schema IN ('geo', 'market', 'plan')"
        " AND f_table_name NOT IN ('region', 'finding') ORDER BY 1, 2, 3"
    )


def _none_of(rows: list[dict[str, str]], what: str) -> Verdict:
    """Name the first few of what should not be there."""
    if not rows:
        return ok()
    names = ", ".join(row["name"] for row in rows[:SHOWN])
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return fail(f"{what}: {names}{more}")
