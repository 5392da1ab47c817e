-- Step 1: the first form of the SQLite store.
--
-- What was done is kept in tables that only grow. The key of a record is the number of the audit
-- entry that wrote it, so that a record without its entry cannot be; the entry's detail holds the
-- record's hash. Times are ISO 8601, UTC, microseconds.

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  station TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL CHECK (length (previous) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length (hash) = 64)
) STRICT;

-- One line for each case, as lists need it. All of it follows from the records: declaration to
-- cut_off from the last of case_versions, state to top_score from case_standing.
CREATE TABLE cases (
  id TEXT NOT NULL PRIMARY KEY CHECK (length (id) > 0),
  declaration INTEGER NOT NULL REFERENCES case_versions (entry) DEFERRABLE INITIALLY DEFERRED,
  container TEXT NOT NULL,
  goods TEXT NOT NULL,
  risk REAL,
  priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 2),
  cut_off INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC; the largest number: not stated
  state TEXT NOT NULL DEFAULT 'flagged' CHECK (state IN
    ('flagged', 'scanned', 'second-opinion', 'to-be-examined', 'examined', 'released')),
  n_scans INTEGER NOT NULL DEFAULT 0,
  top_score REAL
) STRICT;

CREATE INDEX cases_urgency ON cases
  (priority DESC, cut_off, ifnull (risk, -1.0) DESC, id);
CREATE INDEX cases_container ON cases (container);

CREATE TABLE case_versions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  json TEXT NOT NULL -- basira-case/1
) STRICT;
CREATE INDEX case_versions_case ON case_versions (case_id, entry);

CREATE TABLE scans (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  name TEXT NOT NULL,       -- of the file as received
  file TEXT NOT NULL,       -- of the pixels, in the vault
  sha256 TEXT NOT NULL,     -- of the pixels' file
  low_sha256 TEXT,          -- of NAME.low.png, where there is one
  description TEXT,         -- basira-scan/1, as received
  content TEXT NOT NULL,    -- SHA-256 of all of these
  UNIQUE (case_id, content)
) STRICT;

CREATE TABLE analyses (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id INTEGER NOT NULL REFERENCES scans (entry),
  json TEXT NOT NULL, -- basira-analysis/1
  findings TEXT NOT NULL,   -- SHA-256 of ids, boxes and scores: weights stand for these
  top_score REAL
) STRICT;
CREATE INDEX analyses_scan ON analyses (scan_id, entry);

CREATE TABLE annotation_versions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id INTEGER NOT NULL REFERENCES scans (entry),
  annotation_id TEXT NOT NULL,
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  shape TEXT NOT NULL,
  category TEXT NOT NULL,
  points TEXT NOT NULL, -- [[x, y], ...], source-image pixels
  text TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_versions_scan ON annotation_versions (scan_id, annotation_id, entry);

CREATE TABLE weights (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id INTEGER NOT NULL REFERENCES scans (entry),
  analysis INTEGER NOT NULL REFERENCES analyses (entry),
  finding_id INTEGER NOT NULL,
  weight TEXT NOT NULL CHECK (weight IN ('open', 'confirmed', 'explained'))
) STRICT;
CREATE INDEX weights_scan ON weights (scan_id, finding_id, entry);

CREATE TABLE decisions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind IN ('release', 'examine', 'second-opinion')),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_case ON decisions (case_id, entry);

CREATE TABLE outcomes (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  result TEXT NOT NULL CHECK (result IN ('conforming', 'misdeclared', 'prohibited', 'inconclusive')),
  extent TEXT NOT NULL CHECK (extent IN ('door', 'partial', 'full')),
  found TEXT NOT NULL,
  quantity_kg REAL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX outcomes_case ON outcomes (case_id, entry);

-- Where a case stands: an outcome ends it, else the last decision, else whether it was scanned.
CREATE VIEW case_standing AS
SELECT
  id,
  CASE
    WHEN EXISTS (SELECT 1 FROM outcomes WHERE case_id = cases.id) THEN 'examined'
    ELSE coalesce (
      (SELECT CASE kind WHEN 'release' THEN 'released' WHEN 'examine' THEN 'to-be-examined' ELSE kind END
         FROM decisions WHERE case_id = cases.id ORDER BY entry DESC LIMIT 1),
      CASE WHEN EXISTS (SELECT 1 FROM scans WHERE case_id = cases.id) THEN 'scanned' ELSE 'flagged' END)
  END AS state,
  (SELECT count (*) FROM scans WHERE case_id = cases.id) AS n_scans,
  (SELECT analyses.top_score FROM analyses JOIN scans ON scans.entry = analyses.scan_id
     WHERE scans.case_id = cases.id ORDER BY analyses.entry DESC LIMIT 1) AS top_score
FROM cases;

CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
  BEGIN SELECT raise (ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
  BEGIN SELECT raise (ABORT, 'the audit log only grows'); END;
CREATE TRIGGER case_versions_keeps BEFORE UPDATE ON case_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER case_versions_stays BEFORE DELETE ON case_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER scans_keeps BEFORE UPDATE ON scans
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER scans_stays BEFORE DELETE ON scans
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER analyses_keeps BEFORE UPDATE ON analyses
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER analyses_stays BEFORE DELETE ON analyses
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER annotation_versions_keeps BEFORE UPDATE ON annotation_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER annotation_versions_stays BEFORE DELETE ON annotation_versions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER weights_keeps BEFORE UPDATE ON weights
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER weights_stays BEFORE DELETE ON weights
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER decisions_keeps BEFORE UPDATE ON decisions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER decisions_stays BEFORE DELETE ON decisions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER outcomes_keeps BEFORE UPDATE ON outcomes
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER outcomes_stays BEFORE DELETE ON outcomes
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER cases_stays BEFORE DELETE ON cases
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
