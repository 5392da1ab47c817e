-- Step 11: who may act, and personal data of traders apart from the records.

-- What an account was, each time that changed; its password only as the hash of its verifier.
CREATE TABLE account_versions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  account TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'trainer', 'administrator', 'partner')),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  verifier_sha256 TEXT NOT NULL CHECK (length (verifier_sha256) = 64)
) STRICT;
CREATE INDEX account_versions_account ON account_versions (account, entry);

-- One line for each account, as signing in needs it. All of it follows from the records, but the
-- verifier, of which they have the hash: an old one is kept nowhere.
CREATE TABLE accounts (
  name TEXT NOT NULL PRIMARY KEY CHECK (length (trim (name)) > 0),
  folded TEXT NOT NULL UNIQUE CHECK (length (folded) > 0), -- names that look alike are one
  version INTEGER NOT NULL REFERENCES account_versions (entry) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  verifier TEXT NOT NULL -- Argon2id: "$argon2id$v=19$..."
) STRICT;

-- Failures in a row: no record, and forgotten with the next success.
CREATE TABLE sign_in_failures (
  tried TEXT NOT NULL PRIMARY KEY, -- "account:NAME", "unknown:NUMBER", "station:NAME"
  failures INTEGER NOT NULL CHECK (failures > 0),
  last INTEGER NOT NULL -- microseconds since 1970-01-01 UTC
) STRICT;

CREATE TRIGGER account_versions_keeps BEFORE UPDATE ON account_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER account_versions_stays BEFORE DELETE ON account_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER accounts_stays BEFORE DELETE ON accounts
  BEGIN SELECT raise (ABORT, 'records only grow'); END;

-- Personal data of traders (shipper, consignee, notify party): beside the declaration, which only has
-- the salted hash of them. They can go, and the record stays what it was.
ALTER TABLE case_versions ADD COLUMN personal TEXT CHECK (length (personal) = 64);

CREATE TABLE personal_expiries (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  before TEXT NOT NULL, -- of closed cases: what had been declared before this moment
  n INTEGER NOT NULL CHECK (n > 0)
) STRICT;

CREATE TABLE personal_data (
  version INTEGER PRIMARY KEY REFERENCES case_versions (entry),
  salt TEXT CHECK (length (salt) = 64),
  json TEXT, -- {"shipper", "consignee", "notify_party"}
  expired INTEGER REFERENCES personal_expiries (entry), -- salt and text went with this
  CHECK ((salt IS NULL) = (expired IS NOT NULL) AND (json IS NULL) = (expired IS NOT NULL))
) STRICT;
CREATE INDEX personal_data_kept ON personal_data (version) WHERE expired IS NULL;

-- Declarations of earlier forms of the store have personal data in the record itself. Where these go, the
-- record's hash becomes another: this one, under an audit entry of its own.
CREATE TABLE personal_redactions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL UNIQUE REFERENCES case_versions (entry),
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64)
) STRICT;

CREATE TRIGGER personal_expiries_keeps BEFORE UPDATE ON personal_expiries
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER personal_expiries_stays BEFORE DELETE ON personal_expiries
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER personal_redactions_keeps BEFORE UPDATE ON personal_redactions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER personal_redactions_stays BEFORE DELETE ON personal_redactions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER personal_data_stays BEFORE DELETE ON personal_data
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER personal_data_keeps BEFORE UPDATE ON personal_data WHEN NEW.expired IS NULL
  BEGIN SELECT raise (ABORT, 'personal data only expire'); END;
DROP TRIGGER case_versions_keeps;
CREATE TRIGGER case_versions_keeps BEFORE UPDATE ON case_versions
  WHEN NEW.entry <> OLD.entry OR NEW.case_id <> OLD.case_id OR NEW.personal IS NOT OLD.personal
  OR NOT EXISTS (SELECT 1 FROM personal_redactions WHERE version = OLD.entry)
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
