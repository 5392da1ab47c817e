-- Step 11: who may act, and personal data of traders apart from the records. Where the server's roles are given to
-- people, those are the accounts; the ones of the table are of a store that its owner alone opens, as with SQLite.

CREATE TABLE account_versions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  account TEXT COLLATE "C" NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'trainer', 'administrator', 'partner')),
  disabled BIGINT NOT NULL CHECK (disabled IN (0, 1)),
  verifier_sha256 TEXT NOT NULL CHECK (length (verifier_sha256) = 64)
);
CREATE INDEX account_versions_account ON account_versions (account, entry);

CREATE TABLE accounts (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length (trim (name)) > 0),
  folded TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length (folded) > 0),
  version BIGINT NOT NULL REFERENCES account_versions (entry) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  disabled BIGINT NOT NULL,
  verifier TEXT NOT NULL
);

CREATE TABLE sign_in_failures (
  tried TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL CHECK (failures > 0),
  last BIGINT NOT NULL
);

ALTER TABLE case_versions ADD COLUMN personal TEXT CHECK (length (personal) = 64);

CREATE TABLE personal_expiries (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  before TEXT COLLATE "C" NOT NULL,
  n BIGINT NOT NULL CHECK (n > 0)
);

CREATE TABLE personal_data (
  version BIGINT PRIMARY KEY REFERENCES case_versions (entry) DEFERRABLE,
  salt TEXT CHECK (length (salt) = 64),
  json TEXT,
  expired BIGINT REFERENCES personal_expiries (entry) DEFERRABLE,
  CHECK ((salt IS NULL) = (expired IS NOT NULL) AND (json IS NULL) = (expired IS NOT NULL))
);
CREATE INDEX personal_data_kept ON personal_data (version) WHERE expired IS NULL;

CREATE TABLE personal_redactions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  version BIGINT NOT NULL UNIQUE REFERENCES case_versions (entry) DEFERRABLE,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64)
);

CREATE TRIGGER account_versions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON account_versions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER accounts_grows BEFORE DELETE OR TRUNCATE ON accounts
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER personal_expiries_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON personal_expiries
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER personal_redactions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON personal_redactions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER personal_data_stays BEFORE DELETE OR TRUNCATE ON personal_data
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER personal_data_keeps BEFORE UPDATE ON personal_data
  FOR EACH ROW WHEN (NEW.expired IS NULL) EXECUTE FUNCTION only_grows ();

CREATE TRIGGER account_versions_enters BEFORE INSERT ON account_versions FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER personal_expiries_enters BEFORE INSERT ON personal_expiries FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER personal_redactions_enters BEFORE INSERT ON personal_redactions FOR EACH ROW
  EXECUTE FUNCTION record_enters ();

-- Whether the personal data of a declaration may go: its case is closed, and under no legal hold.
CREATE FUNCTION personal_may_go (declaration bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM case_versions JOIN case_standing ON id = case_id
      WHERE entry = declaration AND state = 'closed')
    AND NOT EXISTS (SELECT 1 FROM caveats AS hold JOIN case_versions AS version USING (case_id)
      WHERE version.entry = declaration AND hold.kind = 'legal-hold' AND hold.in_force = 1
        AND NOT EXISTS (SELECT 1 FROM caveats AS later WHERE later.case_id = hold.case_id
          AND later.kind = hold.kind AND later.entry > hold.entry))
$$;

-- Personal data enter with their declaration, and expire with the entry that says so.
CREATE FUNCTION personal_enters () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF is_store_owner () THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM audit WHERE sequence = coalesce (NEW.expired, NEW.version)) THEN
    RAISE EXCEPTION 'personal data enter and expire with an audit entry of their own';
  END IF;
  IF TG_OP = 'UPDATE' AND NOT personal_may_go (OLD.version) THEN
    RAISE EXCEPTION 'personal data expire once their case is closed, and under no legal hold';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER personal_data_enters BEFORE INSERT OR UPDATE ON personal_data FOR EACH ROW
  EXECUTE FUNCTION personal_enters ();

-- A declaration of an earlier form is written anew once its redaction is recorded, and says the same without those
-- who were named.
CREATE FUNCTION declaration_grows () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM personal_redactions WHERE version = OLD.entry)
    OR CAST (NEW.json AS jsonb) <> CAST (OLD.json AS jsonb) - 'shipper' - 'consignee' - 'notify_party'
    OR NOT (is_store_owner () OR personal_may_go (OLD.entry)) THEN
    RAISE EXCEPTION 'records only grow';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER case_versions_grows ON case_versions;
CREATE TRIGGER case_versions_grows
  BEFORE UPDATE OF entry, case_id, personal OR DELETE OR TRUNCATE ON case_versions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER case_versions_keeps BEFORE UPDATE ON case_versions
  FOR EACH ROW EXECUTE FUNCTION declaration_grows ();

-- What was referred to a supervisor, one decides; step 9 has only them close and reopen cases.
CREATE FUNCTION referred_enters () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_store_owner ()
    AND (SELECT state FROM case_standing WHERE id = NEW.case_id) = 'awaiting-supervisor' AND NOT EXISTS (
    SELECT 1 FROM pg_roles WHERE rolname = 'basira_supervisor' AND pg_has_role (session_user, oid, 'MEMBER')) THEN
    RAISE EXCEPTION 'a supervisor decides what was referred to one' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decisions_referred BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION referred_enters ();
CREATE TRIGGER case_steps_referred BEFORE INSERT ON case_steps FOR EACH ROW EXECUTE FUNCTION referred_enters ();

-- An audit entry enters as before; but partners sign in and out.
CREATE OR REPLACE FUNCTION entry_enters () RETURNS trigger
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
  IF NEW.act NOT LIKE '%-viewed' AND NEW.act NOT IN ('signed-in', 'signed-out', 'locked', 'unlocked') AND EXISTS (
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
