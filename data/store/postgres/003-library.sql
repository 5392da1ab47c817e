-- Step 3: examined loads that commodities are learned from.

CREATE TABLE library_contributions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  scan_id BIGINT NOT NULL REFERENCES scans (entry) DEFERRABLE,
  outcome BIGINT NOT NULL REFERENCES outcomes (entry) DEFERRABLE,
  contribution TEXT NOT NULL CHECK (length (contribution) = 64),
  heading TEXT NOT NULL CHECK (length (heading) IN (2, 4)),
  descriptor TEXT NOT NULL,
  supervisor TEXT NOT NULL CHECK (length (trim (supervisor)) > 0),
  at TEXT NOT NULL
);
CREATE INDEX library_contributions_id ON library_contributions (contribution);
CREATE INDEX library_contributions_scan ON library_contributions (scan_id);
CREATE INDEX scans_pixels ON scans (sha256);

CREATE TABLE library_withdrawals (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  contribution BIGINT NOT NULL UNIQUE REFERENCES library_contributions (entry) DEFERRABLE,
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  supervisor TEXT NOT NULL CHECK (length (trim (supervisor)) > 0)
);

CREATE VIEW library_standing AS
SELECT library_contributions.*, scans.sha256
FROM library_contributions
JOIN scans ON scans.entry = library_contributions.scan_id
JOIN cases ON cases.id = library_contributions.case_id
WHERE cases.declaration < outcome
  AND outcome = (SELECT max (entry) FROM outcomes WHERE case_id = library_contributions.case_id)
  AND NOT EXISTS (SELECT 1 FROM library_withdrawals
                  WHERE library_withdrawals.contribution = library_contributions.entry);

CREATE TRIGGER library_contributions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON library_contributions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER library_withdrawals_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON library_withdrawals
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER library_contributions_enters BEFORE INSERT ON library_contributions FOR EACH ROW
  EXECUTE FUNCTION record_enters ('supervisor');
CREATE TRIGGER library_withdrawals_enters BEFORE INSERT ON library_withdrawals FOR EACH ROW
  EXECUTE FUNCTION record_enters ('supervisor');
