-- The roles of a store's server. A person's own role, which signs in, is made a member of one of them.

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['basira_officer', 'basira_supervisor', 'basira_trainer', 'basira_administrator',
                              'basira_partner'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format ('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', name);
    END IF;
  END LOOP;
END $$;
