-- Step 7: who has a case, and the scans that wait to be analysed. What is here changes: it says what
-- is being done now, and is no record. Times by the clock of the database.

CREATE TABLE analysis_jobs (
  scan_id BIGINT NOT NULL PRIMARY KEY REFERENCES scans (entry) DEFERRABLE INITIALLY DEFERRED,
  state TEXT COLLATE "C" NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'parked')),
  priority BIGINT NOT NULL,
  cut_off BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  not_before TEXT COLLATE "C" NOT NULL DEFAULT '',
  worker TEXT,
  token TEXT,
  lease_until TEXT COLLATE "C",
  problem TEXT,
  CHECK ((state = 'running') = (token IS NOT NULL)),
  CHECK ((state = 'running') = (lease_until IS NOT NULL))
);
CREATE INDEX analysis_jobs_waiting ON analysis_jobs (priority DESC, cut_off, scan_id)
  WHERE state = 'waiting';
CREATE INDEX analysis_jobs_running ON analysis_jobs (lease_until) WHERE state = 'running';
CREATE INDEX analysis_jobs_parked ON analysis_jobs (scan_id) WHERE state = 'parked';

INSERT INTO analysis_jobs (scan_id, state, priority, cut_off)
  SELECT scans.entry,
    CASE WHEN EXISTS (SELECT 1 FROM analyses WHERE scan_id = scans.entry) THEN 'done' ELSE 'waiting' END,
    priority, cut_off
  FROM scans JOIN cases ON cases.id = scans.case_id;

CREATE TABLE case_claims (
  case_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES cases (id) DEFERRABLE,
  officer TEXT NOT NULL,
  station TEXT NOT NULL,
  since TEXT COLLATE "C" NOT NULL,
  lease_until TEXT COLLATE "C" NOT NULL
);
