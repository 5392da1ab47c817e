-- Step 9: what became of a case in full, as data/store/009-model.sql says, in PostgreSQL's words.

ALTER TABLE decisions ADD COLUMN code TEXT CHECK (length (code) > 0);
ALTER TABLE outcomes ADD COLUMN examination TEXT CHECK (length (examination) > 0);

CREATE TABLE case_steps (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  kind TEXT NOT NULL CHECK (kind IN ('refer', 'waive', 'close', 'reopen')),
  code TEXT CHECK (length (code) > 0),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL,
  viewing TEXT CHECK (length (viewing) > 0),
  CHECK (kind <> 'waive' OR code IS NOT NULL)
);
CREATE INDEX case_steps_case ON case_steps (case_id, entry);

ALTER TABLE view_states ADD COLUMN step BIGINT REFERENCES case_steps (entry) DEFERRABLE;
CREATE UNIQUE INDEX view_states_step ON view_states (step);

CREATE VIEW case_decisions AS
SELECT entry, case_id, kind, code, reason, officer, at, viewing FROM decisions
UNION ALL
SELECT entry, case_id, kind, code, reason, officer, at, viewing FROM case_steps;

CREATE TABLE photographs (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL CHECK (length (sha256) = 64),
  caption TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (case_id, sha256)
);

CREATE TABLE caveats (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  kind TEXT COLLATE "C" NOT NULL CHECK (length (kind) > 0),
  in_force BIGINT NOT NULL CHECK (in_force IN (0, 1)),
  text TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX caveats_case ON caveats (case_id, kind, entry);

CREATE TABLE downtime_versions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  downtime BIGINT NOT NULL REFERENCES downtime_versions (entry) DEFERRABLE INITIALLY DEFERRED,
  scanner TEXT NOT NULL CHECK (length (trim (scanner)) > 0),
  started TEXT COLLATE "C" NOT NULL,
  ended TEXT,
  reason TEXT NOT NULL CHECK (length (reason) > 0),
  text TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX downtime_versions_last ON downtime_versions (downtime, entry);

-- The columns in the order in which SQLite has them: a store is moved between engines column by column.
DROP VIEW case_standing;
ALTER TABLE cases ADD COLUMN n_caveats BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases DROP COLUMN state;
ALTER TABLE cases ADD COLUMN state TEXT NOT NULL DEFAULT 'flagged' CHECK (state IN
  ('flagged', 'scanned', 'second-opinion', 'awaiting-supervisor', 'to-be-examined', 'examined',
   'released', 'not-examined', 'closed'));

CREATE VIEW case_standing AS
SELECT
  id,
  CASE
    WHEN (SELECT kind FROM case_steps WHERE case_id = cases.id AND kind IN ('close', 'reopen')
            ORDER BY entry DESC LIMIT 1) = 'close' THEN 'closed'
    WHEN EXISTS (SELECT 1 FROM outcomes WHERE case_id = cases.id) THEN 'examined'
    ELSE coalesce (
      (SELECT CASE kind WHEN 'release' THEN 'released' WHEN 'examine' THEN 'to-be-examined'
                WHEN 'refer' THEN 'awaiting-supervisor' WHEN 'waive' THEN 'not-examined' ELSE kind END
         FROM case_decisions WHERE case_id = cases.id AND kind NOT IN ('close', 'reopen')
         ORDER BY entry DESC LIMIT 1),
      CASE WHEN EXISTS (SELECT 1 FROM scans WHERE case_id = cases.id) THEN 'scanned' ELSE 'flagged' END)
  END AS state,
  (SELECT count (*) FROM scans WHERE case_id = cases.id) AS n_scans,
  (SELECT analyses.top_score FROM analyses JOIN scans ON scans.entry = analyses.scan_id
     WHERE scans.case_id = cases.id ORDER BY analyses.entry DESC LIMIT 1) AS top_score,
  (SELECT count (*) FROM caveats WHERE case_id = cases.id AND in_force = 1 AND NOT EXISTS
     (SELECT 1 FROM caveats AS later WHERE later.case_id = caveats.case_id
        AND later.kind = caveats.kind AND later.entry > caveats.entry)) AS n_caveats
FROM cases;
UPDATE cases SET state = (SELECT state FROM case_standing WHERE case_standing.id = cases.id);

-- As step 1 has it, and the number of caveats.
CREATE OR REPLACE FUNCTION line_follows () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF is_store_owner () THEN
    RETURN NULL;
  END IF;
  PERFORM 1
  FROM cases
  JOIN case_standing ON case_standing.id = cases.id
  JOIN (SELECT entry, CAST (json AS json) AS said FROM case_versions WHERE case_id = NEW.id
        ORDER BY entry DESC LIMIT 1) AS last ON last.entry = cases.declaration
  WHERE cases.id = NEW.id AND cases.id = said ->> 'case'
    AND cases.state = case_standing.state AND cases.n_scans = case_standing.n_scans
    AND cases.n_caveats = case_standing.n_caveats
    AND cases.top_score IS NOT DISTINCT FROM case_standing.top_score
    AND container = said ->> 'container'
    AND goods = coalesce (said #>> '{items,0,description}', '')
    AND risk IS NOT DISTINCT FROM CAST (said #>> '{flag,risk}' AS double precision)
    AND priority = coalesce (array_position (ARRAY['routine', 'high', 'urgent'], said #>> '{flag,priority}'), 1) - 1
    AND cut_off = coalesce (CAST (extract (epoch FROM CAST (said #>> '{flag,cut_off}' AS timestamptz)) * 1000000
                                  AS bigint), 9223372036854775807);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the line of a case says what its records say';
  END IF;
  RETURN NULL;
END $$;

-- A case is closed and reopened by a supervisor.
CREATE FUNCTION step_enters () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind IN ('close', 'reopen') AND NOT is_store_owner () AND NOT EXISTS (
    SELECT 1 FROM pg_roles WHERE rolname = 'basira_supervisor' AND pg_has_role (session_user, oid, 'MEMBER')) THEN
    RAISE EXCEPTION 'a case is closed and reopened by a supervisor' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER case_steps_enters BEFORE INSERT ON case_steps FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER case_steps_of_supervisors BEFORE INSERT ON case_steps FOR EACH ROW
  EXECUTE FUNCTION step_enters ();
CREATE TRIGGER photographs_enters BEFORE INSERT ON photographs FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER caveats_enters BEFORE INSERT ON caveats FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER downtime_versions_enters BEFORE INSERT ON downtime_versions FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');

CREATE TRIGGER case_steps_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON case_steps
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER photographs_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON photographs
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER caveats_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON caveats
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER downtime_versions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON downtime_versions
  EXECUTE FUNCTION only_grows ();
