-- Step 12, as data/store/012-arrivals.sql says, in PostgreSQL's words.

CREATE TABLE arrivals (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL CHECK (length (sha256) = 64),
  low_sha256 TEXT COLLATE "C" CHECK (length (low_sha256) = 64),
  description TEXT,
  content TEXT NOT NULL,
  containers TEXT NOT NULL,
  reason TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE UNIQUE INDEX arrivals_pixels ON arrivals (sha256, coalesce (low_sha256, ''));

CREATE TABLE arrival_standings (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  arrival BIGINT NOT NULL REFERENCES arrivals (entry) DEFERRABLE,
  standing TEXT NOT NULL CHECK (standing IN ('waiting', 'set-aside')),
  reason TEXT NOT NULL CHECK (standing = 'waiting' OR length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX arrival_standings_arrival ON arrival_standings (arrival, entry);

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

CREATE TABLE arrival_lines (
  arrival BIGINT PRIMARY KEY REFERENCES arrivals (entry) DEFERRABLE,
  standing TEXT NOT NULL CHECK (standing IN ('linked', 'waiting', 'set-aside'))
);
CREATE INDEX arrival_lines_standing ON arrival_lines (standing, arrival);

CREATE TABLE file_refusals (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL CHECK (length (sha256) = 64),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX file_refusals_file ON file_refusals (sha256);

CREATE TABLE case_reports (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  kind TEXT NOT NULL CHECK (kind IN ('manifest', 'stowage', 'radiation')),
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  json TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX case_reports_case ON case_reports (case_id, kind, entry);

CREATE TRIGGER arrivals_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON arrivals
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER arrival_standings_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON arrival_standings
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER file_refusals_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON file_refusals
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER case_reports_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON case_reports
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER arrival_lines_grows BEFORE DELETE OR TRUNCATE ON arrival_lines
  EXECUTE FUNCTION only_grows ();

CREATE TRIGGER arrivals_enters BEFORE INSERT ON arrivals FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER arrival_standings_enters BEFORE INSERT ON arrival_standings FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER file_refusals_enters BEFORE INSERT ON file_refusals FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER case_reports_enters BEFORE INSERT ON case_reports FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');

-- At its transaction's end the line of an arrival says what its records say, whoever wrote it.
CREATE FUNCTION arrival_follows () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF is_store_owner () THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM arrival_lines JOIN arrival_standing USING (arrival, standing) WHERE arrival = NEW.arrival;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the line of an arrival says what its records say';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER arrival_lines_follow AFTER INSERT OR UPDATE ON arrival_lines
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION arrival_follows ();
