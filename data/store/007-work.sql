-- Step 7: who has a case, and the scans that wait to be analysed. What is here changes: it says what
-- is being done now, and is no record. Times as everywhere; by the clock of the database.

-- One line for each scan.
CREATE TABLE analysis_jobs (
  scan_id INTEGER NOT NULL PRIMARY KEY REFERENCES scans (entry) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'parked')),
  priority INTEGER NOT NULL, -- these two as the case's line has them: what is urgent comes first
  cut_off INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  not_before TEXT NOT NULL DEFAULT '', -- '' comes before all times
  worker TEXT,      -- who has it: HOST:PID
  token TEXT,       -- of this taking: who lost the job does not have the one that stands
  lease_until TEXT, -- when it returns to those that wait
  problem TEXT,     -- of the last attempt
  CHECK ((state = 'running') = (token IS NOT NULL)),
  CHECK ((state = 'running') = (lease_until IS NOT NULL))
) STRICT;
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
  case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
  officer TEXT NOT NULL,
  station TEXT NOT NULL,
  since TEXT NOT NULL,
  lease_until TEXT NOT NULL -- the claim is over when this has passed without a sign of life
) STRICT;
