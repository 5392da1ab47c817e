-- Step 9: what became of a case in full: reason codes, the supervisor's part, waivers, closing; how a
-- container was examined; photographs; how a case must be handled; downtimes of scanners.

ALTER TABLE decisions ADD COLUMN code TEXT CHECK (length (code) > 0); -- null: in words alone
-- {"methods", "started", "ended", "team", "seizures", "seals"}; null: not stated.
ALTER TABLE outcomes ADD COLUMN examination TEXT CHECK (length (examination) > 0);

-- Decisions of kinds that came later.
CREATE TABLE case_steps (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind IN ('refer', 'waive', 'close', 'reopen')),
  code TEXT CHECK (length (code) > 0),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL,
  viewing TEXT CHECK (length (viewing) > 0),
  CHECK (kind <> 'waive' OR code IS NOT NULL)
) STRICT;
CREATE INDEX case_steps_case ON case_steps (case_id, entry);

ALTER TABLE view_states ADD COLUMN step INTEGER REFERENCES case_steps (entry); -- as its decision is
CREATE UNIQUE INDEX view_states_step ON view_states (step);

CREATE VIEW case_decisions AS
SELECT entry, case_id, kind, code, reason, officer, at, viewing FROM decisions
UNION ALL
SELECT entry, case_id, kind, code, reason, officer, at, viewing FROM case_steps;

CREATE TABLE photographs (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  name TEXT NOT NULL,       -- of the file as received
  file TEXT NOT NULL,       -- in the vault
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  caption TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (case_id, sha256)
) STRICT;

CREATE TABLE caveats (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (length (kind) > 0),
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)), -- 0: lifted
  text TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX caveats_case ON caveats (case_id, kind, entry);

CREATE TABLE downtime_versions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  downtime INTEGER NOT NULL REFERENCES downtime_versions (entry) DEFERRABLE INITIALLY DEFERRED, -- its first
  scanner TEXT NOT NULL CHECK (length (trim (scanner)) > 0),
  started TEXT NOT NULL,
  ended TEXT, -- null: it still is
  reason TEXT NOT NULL CHECK (length (reason) > 0),
  text TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX downtime_versions_last ON downtime_versions (downtime, entry);

-- Where a case stands: closed, unless it was reopened; else an outcome ends it, else the last
-- decision, else whether it was scanned.
DROP VIEW case_standing;
ALTER TABLE cases ADD COLUMN n_caveats INTEGER NOT NULL DEFAULT 0;
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

CREATE TRIGGER case_steps_keeps BEFORE UPDATE ON case_steps
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER case_steps_stays BEFORE DELETE ON case_steps
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER photographs_keeps BEFORE UPDATE ON photographs
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER photographs_stays BEFORE DELETE ON photographs
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER caveats_keeps BEFORE UPDATE ON caveats
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER caveats_stays BEFORE DELETE ON caveats
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER downtime_versions_keeps BEFORE UPDATE ON downtime_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER downtime_versions_stays BEFORE DELETE ON downtime_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
