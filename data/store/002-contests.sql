-- Step 2: what officers have against manifest checks.

CREATE TABLE contests (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id INTEGER NOT NULL REFERENCES scans (entry),
  analysis INTEGER NOT NULL REFERENCES analyses (entry),
  check_id TEXT NOT NULL,
  item INTEGER NOT NULL CHECK (item >= -1), -- place of the declared item; -1: the whole declaration
  contested INTEGER NOT NULL CHECK (contested IN (0, 1)), -- 0: withdrawn
  reason TEXT NOT NULL CHECK (contested = 0 OR length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX contests_check ON contests (scan_id, check_id, item, entry);

CREATE TRIGGER contests_keeps BEFORE UPDATE ON contests
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER contests_stays BEFORE DELETE ON contests
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
