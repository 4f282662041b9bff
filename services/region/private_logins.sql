-- Logins of the private cluster, where the operating system says who somebody is (peer).
-- elbraum_app serves and loads; elbraum_admin makes and migrates regions. Neither is superuser.
ALTER ROLE elbraum_web LOGIN;
ALTER ROLE elbraum_import LOGIN;
ALTER ROLE elbraum_public LOGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'elbraum_app') THEN
    CREATE ROLE elbraum_app LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'elbraum_admin') THEN
    CREATE ROLE elbraum_admin LOGIN NOINHERIT NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
END
$$;

GRANT elbraum_web, elbraum_import, elbraum_public TO elbraum_app;
GRANT elbraum_owner, elbraum_web, elbraum_import, elbraum_public TO elbraum_admin;
