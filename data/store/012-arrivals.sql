-- Step 12: scans that come by themselves, files that were refused, and what other systems report of a case.

-- A scan that came by itself, once: what its pixels are tells it from any other. It is linked to each case
-- that has a scan of the same pixels, however that came there; each such scan is a record in scans.
CREATE TABLE arrivals (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,       -- of the file as received; these six as scans has them
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  low_sha256 TEXT CHECK (length (low_sha256) = 64),
  description TEXT,
  content TEXT NOT NULL,
  containers TEXT NOT NULL, -- {"containers": [...]}, as they were read for it
  reason TEXT NOT NULL,     -- why it waits; empty: it was linked at once
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX arrivals_pixels ON arrivals (sha256, coalesce (low_sha256, ''));

-- What officers said of one that was linked to no case.
CREATE TABLE arrival_standings (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  arrival INTEGER NOT NULL REFERENCES arrivals (entry),
  standing TEXT NOT NULL CHECK (standing IN ('waiting', 'set-aside')),
  reason TEXT NOT NULL CHECK (standing = 'waiting' OR length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX arrival_standings_arrival ON arrival_standings (arrival, entry);

-- Where each stands: linked, where a case has a scan of it; else what was said of it last.
CREATE VIEW arrival_standing AS
SELECT
  entry AS arrival,
  CASE
    WHEN EXISTS (SELECT 1 FROM scans WHERE scans.sha256 = arrivals.sha256
      AND coalesce (scans.low_sha256, '') = coalesce (arrivals.low_sha256, '')) THEN 'linked'
    ELSE coalesce (
      (SELECT standing FROM arrival_standings WHERE arrival = arrivals.entry ORDER BY entry DESC LIMIT 1),
      'waiting')
  END AS standing
FROM arrivals;

-- One line for each arrival, as the tray needs it. All of it follows from the records: see arrival_standing.
CREATE TABLE arrival_lines (
  arrival INTEGER PRIMARY KEY REFERENCES arrivals (entry),
  standing TEXT NOT NULL CHECK (standing IN ('linked', 'waiting', 'set-aside'))
) STRICT;
CREATE INDEX arrival_lines_standing ON arrival_lines (standing, arrival);

CREATE TABLE file_refusals (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX file_refusals_file ON file_refusals (sha256);

-- See app/case/bsr-case-report.h.
CREATE TABLE case_reports (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind IN ('manifest', 'stowage', 'radiation')),
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64), -- of the file that it was read from
  json TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX case_reports_case ON case_reports (case_id, kind, entry);

CREATE TRIGGER arrivals_keeps BEFORE UPDATE ON arrivals
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER arrivals_stays BEFORE DELETE ON arrivals
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER arrival_standings_keeps BEFORE UPDATE ON arrival_standings
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER arrival_standings_stays BEFORE DELETE ON arrival_standings
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER file_refusals_keeps BEFORE UPDATE ON file_refusals
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER file_refusals_stays BEFORE DELETE ON file_refusals
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER case_reports_keeps BEFORE UPDATE ON case_reports
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER case_reports_stays BEFORE DELETE ON case_reports
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER arrival_lines_stays BEFORE DELETE ON arrival_lines
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
