-- Step 2: what officers have against manifest checks.

CREATE TABLE contests (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id BIGINT NOT NULL REFERENCES scans (entry) DEFERRABLE,
  analysis BIGINT NOT NULL REFERENCES analyses (entry) DEFERRABLE,
  check_id TEXT NOT NULL,
  item BIGINT NOT NULL CHECK (item >= -1),
  contested BIGINT NOT NULL CHECK (contested IN (0, 1)),
  reason TEXT NOT NULL CHECK (contested = 0 OR length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX contests_check ON contests (scan_id, check_id, item, entry);

CREATE TRIGGER contests_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON contests
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER contests_enters BEFORE INSERT ON contests FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
