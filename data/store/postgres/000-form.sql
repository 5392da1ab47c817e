-- What SQLite has in its file's header and in a folder beside it: that this is a store, the form that it has, and
-- its scans, unless they lie in a shared folder.

CREATE FUNCTION only_grows () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', CASE TG_TABLE_NAME WHEN 'audit' THEN 'the audit log only grows'
                                          ELSE 'records only grow' END;
END $$;

CREATE TABLE store_form (
  form BIGINT NOT NULL,
  vault TEXT NOT NULL CHECK (vault IN ('folder', 'database'))
);
CREATE UNIQUE INDEX store_form_once ON store_form ((1));

-- Files by their content. The large objects belong to the store's owner: others reach them by the functions alone,
-- which change nothing that is kept. Bytes travel as base64, as everything here travels as text.
CREATE TABLE vault_files (
  sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length (sha256) = 64),
  size BIGINT NOT NULL,
  content OID NOT NULL UNIQUE -- of the large object
);
CREATE TRIGGER vault_files_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON vault_files
  EXECUTE FUNCTION only_grows ();

CREATE FUNCTION vault_begin () RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CAST (lo_create (0) AS bigint)
$$;

CREATE FUNCTION vault_add (object bigint, place bigint, bytes text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM vault_files WHERE content = CAST (object AS oid)) THEN
    RAISE EXCEPTION 'a scan that is kept stays as it is';
  END IF;
  PERFORM lo_put (CAST (object AS oid), place, decode (bytes, 'base64'));
END $$;

CREATE FUNCTION vault_keep (object bigint, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  bytes bytea := lo_get (CAST (object AS oid));
  n bigint;
BEGIN
  IF encode (sha256 (bytes), 'hex') <> hash THEN
    RAISE EXCEPTION 'the scan changed on its way';
  END IF;
  INSERT INTO vault_files (sha256, size, content) VALUES (hash, length (bytes), CAST (object AS oid))
    ON CONFLICT (sha256) DO NOTHING;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n = 0 THEN -- another station has just kept the same
    PERFORM lo_unlink (CAST (object AS oid));
  END IF;
END $$;

CREATE FUNCTION vault_read (hash text, place bigint, most bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encode (lo_get (content, place, CAST (most AS int)), 'base64') FROM vault_files WHERE sha256 = hash
$$;

CREATE FUNCTION vault_hash (hash text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encode (sha256 (lo_get (content)), 'hex') FROM vault_files WHERE vault_files.sha256 = hash
$$;

REVOKE EXECUTE ON FUNCTION vault_begin (), vault_add (bigint, bigint, text), vault_keep (bigint, text),
  vault_read (text, bigint, bigint), vault_hash (text) FROM PUBLIC;
