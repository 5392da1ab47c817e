-- Step 4: what officers saw, so that it can be shown again.

CREATE TABLE view_states (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id INTEGER NOT NULL REFERENCES scans (entry),
  decision INTEGER UNIQUE REFERENCES decisions (entry), -- that was made on seeing this
  name TEXT CHECK (length (trim (name)) > 0), -- as it was saved; null without a decision: as the scan was left
  json TEXT NOT NULL, -- basira-view/1
  officer TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK (decision IS NULL OR name IS NULL)
) STRICT;
CREATE INDEX view_states_scan ON view_states (scan_id, officer, entry);

CREATE TRIGGER view_states_keeps BEFORE UPDATE ON view_states
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER view_states_stays BEFORE DELETE ON view_states
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
