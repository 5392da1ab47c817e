-- Step 4: what officers saw, so that it can be shown again.

CREATE TABLE view_states (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id BIGINT NOT NULL REFERENCES scans (entry) DEFERRABLE,
  decision BIGINT UNIQUE REFERENCES decisions (entry) DEFERRABLE,
  name TEXT CHECK (length (trim (name)) > 0),
  json TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK (decision IS NULL OR name IS NULL)
);
CREATE INDEX view_states_scan ON view_states (scan_id, officer, entry);

CREATE TRIGGER view_states_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON view_states
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER view_states_enters BEFORE INSERT ON view_states FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
