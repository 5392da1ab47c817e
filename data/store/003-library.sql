-- Step 3: examined loads that commodities are learned from.
--
-- A contribution stands for the outcome that its supervisor confirmed: a later outcome of the case, a
-- new version of its declaration, or a withdrawal ends it.

CREATE TABLE library_contributions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT NOT NULL REFERENCES cases (id),
  scan_id INTEGER NOT NULL REFERENCES scans (entry),
  outcome INTEGER NOT NULL REFERENCES outcomes (entry),
  contribution TEXT NOT NULL CHECK (length (contribution) = 64), -- the library's id
  heading TEXT NOT NULL CHECK (length (heading) IN (2, 4)),
  descriptor TEXT NOT NULL, -- {"version", "measures"} as in basira-library/1
  supervisor TEXT NOT NULL CHECK (length (trim (supervisor)) > 0),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX library_contributions_id ON library_contributions (contribution);
CREATE INDEX library_contributions_scan ON library_contributions (scan_id);
CREATE INDEX scans_pixels ON scans (sha256);

CREATE TABLE library_withdrawals (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  contribution INTEGER NOT NULL UNIQUE REFERENCES library_contributions (entry),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  supervisor TEXT NOT NULL CHECK (length (trim (supervisor)) > 0)
) STRICT;

CREATE VIEW library_standing AS
SELECT library_contributions.*, scans.sha256
FROM library_contributions
JOIN scans ON scans.entry = library_contributions.scan_id
JOIN cases ON cases.id = library_contributions.case_id
WHERE cases.declaration < outcome
  AND outcome = (SELECT max (entry) FROM outcomes WHERE case_id = library_contributions.case_id)
  AND NOT EXISTS (SELECT 1 FROM library_withdrawals
                  WHERE library_withdrawals.contribution = library_contributions.entry);

CREATE TRIGGER library_contributions_keeps BEFORE UPDATE ON library_contributions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER library_contributions_stays BEFORE DELETE ON library_contributions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER library_withdrawals_keeps BEFORE UPDATE ON library_withdrawals
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER library_withdrawals_stays BEFORE DELETE ON library_withdrawals
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
