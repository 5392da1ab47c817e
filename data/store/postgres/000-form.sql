-- What SQLite has in its file's header and in a folder beside it: that this is a store, the form that it has, and
-- its scans, unless they lie in a shared folder.

CREATE FUNCTION only_grows () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%', CASE TG_TABLE_NAME WHEN 'audit' THEN 'the audit log only grows'
                                          ELSE 'records only grow' END;
END $$;

-- Whether who is signed in owns the store, and so may bring in what others did: a whole store from elsewhere.
-- (These functions look nowhere but in the store, whatever path who is signed in has set.)
CREATE FUNCTION is_store_owner () RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT pg_has_role (session_user, (SELECT relowner FROM pg_class WHERE oid = to_regclass ('store_form')), 'USAGE')
$$;

-- A record enters in the transaction that writes its audit entry, and is signed, in the column that the trigger
-- names, by who is signed in.
CREATE FUNCTION record_enters () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF is_store_owner () THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.entry) THEN
    RAISE EXCEPTION 'a record enters with an audit entry of its own';
  END IF;
  IF TG_NARGS > 0 AND to_jsonb (NEW) ->> TG_ARGV[0] <> session_user THEN
    RAISE EXCEPTION 'a record is signed by who is signed in';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION netstring (content text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT octet_length (content) || ':' || content || ','
$$;

-- An audit entry tells of who is signed in and follows the last one; its hash is that of app/audit/bsr-audit.c.
CREATE FUNCTION entry_enters () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  IF is_store_owner () THEN
    RETURN NEW;
  END IF;
  IF NEW.actor <> session_user THEN
    RAISE EXCEPTION 'the actor of an audit entry is who is signed in';
  END IF;
  IF NEW.act NOT LIKE '%-viewed' AND EXISTS (
    SELECT 1 FROM pg_roles WHERE rolname = 'basira_partner' AND pg_has_role (session_user, oid, 'MEMBER')) THEN
    RAISE EXCEPTION 'partners look, and do nothing else' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT sequence, hash INTO last FROM audit ORDER BY sequence DESC LIMIT 1;
  IF NEW.sequence <> coalesce (last.sequence, 0) + 1 OR NEW.previous <> coalesce (last.hash, repeat ('0', 64))
    OR NEW.hash <> encode (sha256 (convert_to (E'basira-audit/1\n' || netstring (CAST (NEW.sequence AS text))
      || netstring (NEW.at) || netstring (NEW.actor) || netstring (NEW.station) || netstring (NEW.act)
      || netstring (NEW.subject) || netstring (NEW.detail) || netstring (NEW.previous), 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'an audit entry follows the last one';
  END IF;
  RETURN NEW;
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
