-- Step 1: the first form of the store, as data/store/001-initial.sql says, in PostgreSQL's words.
--
-- Numbers are BIGINT and DOUBLE PRECISION, as SQLite's INTEGER and REAL are; names sort by their bytes.

-- What SQLite calls so: JSON that is kept as it was written, and what tells it from other text.
CREATE DOMAIN json_text AS json;

CREATE FUNCTION json_valid (document text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  PERFORM CAST (document AS json);
  RETURN true;
EXCEPTION WHEN others THEN
  RETURN false;
END $$;

-- The elements of the array at a path ("$.a.b"); none where there is no array.
CREATE FUNCTION json_each (document text, path text) RETURNS TABLE (value json)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT element.value
  FROM (SELECT CAST (document AS json) #> string_to_array (substr (path, 3), '.') AS found) AS place,
    json_array_elements (CASE json_typeof (found) WHEN 'array' THEN found ELSE '[]' END) AS element
$$;

CREATE TABLE audit (
  sequence BIGINT PRIMARY KEY CHECK (sequence >= 1),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  station TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL CHECK (length (previous) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length (hash) = 64)
);

CREATE TABLE cases (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length (id) > 0),
  declaration BIGINT NOT NULL,
  container TEXT COLLATE "C" NOT NULL,
  goods TEXT NOT NULL,
  risk DOUBLE PRECISION,
  priority BIGINT NOT NULL CHECK (priority BETWEEN 0 AND 2),
  cut_off BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'flagged' CHECK (state IN
    ('flagged', 'scanned', 'second-opinion', 'to-be-examined', 'examined', 'released')),
  n_scans BIGINT NOT NULL DEFAULT 0,
  top_score DOUBLE PRECISION
);

CREATE INDEX cases_urgency ON cases
  (priority DESC, cut_off, coalesce (risk, -1.0) DESC, id);
CREATE INDEX cases_container ON cases (container);

CREATE TABLE case_versions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  json TEXT NOT NULL
);
CREATE INDEX case_versions_case ON case_versions (case_id, entry);
ALTER TABLE cases ADD FOREIGN KEY (declaration) REFERENCES case_versions (entry)
  DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE scans (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  low_sha256 TEXT,
  description TEXT,
  content TEXT NOT NULL,
  UNIQUE (case_id, content)
);

CREATE TABLE analyses (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id BIGINT NOT NULL REFERENCES scans (entry) DEFERRABLE,
  json TEXT NOT NULL,
  findings TEXT NOT NULL,
  top_score DOUBLE PRECISION
);
CREATE INDEX analyses_scan ON analyses (scan_id, entry);

CREATE TABLE annotation_versions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id BIGINT NOT NULL REFERENCES scans (entry) DEFERRABLE,
  annotation_id TEXT COLLATE "C" NOT NULL,
  removed BIGINT NOT NULL CHECK (removed IN (0, 1)),
  shape TEXT NOT NULL,
  category TEXT NOT NULL,
  points TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX annotation_versions_scan ON annotation_versions (scan_id, annotation_id, entry);

CREATE TABLE weights (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  scan_id BIGINT NOT NULL REFERENCES scans (entry) DEFERRABLE,
  analysis BIGINT NOT NULL REFERENCES analyses (entry) DEFERRABLE,
  finding_id BIGINT NOT NULL,
  weight TEXT NOT NULL CHECK (weight IN ('open', 'confirmed', 'explained'))
);
CREATE INDEX weights_scan ON weights (scan_id, finding_id, entry);

CREATE TABLE decisions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  kind TEXT NOT NULL CHECK (kind IN ('release', 'examine', 'second-opinion')),
  reason TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX decisions_case ON decisions (case_id, entry);

CREATE TABLE outcomes (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id) DEFERRABLE,
  result TEXT NOT NULL CHECK (result IN ('conforming', 'misdeclared', 'prohibited', 'inconclusive')),
  extent TEXT NOT NULL CHECK (extent IN ('door', 'partial', 'full')),
  found TEXT NOT NULL,
  quantity_kg DOUBLE PRECISION,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX outcomes_case ON outcomes (case_id, entry);

CREATE VIEW case_standing AS
SELECT
  id,
  CASE
    WHEN EXISTS (SELECT 1 FROM outcomes WHERE case_id = cases.id) THEN 'examined'
    ELSE coalesce (
      (SELECT CASE kind WHEN 'release' THEN 'released' WHEN 'examine' THEN 'to-be-examined' ELSE kind END
         FROM decisions WHERE case_id = cases.id ORDER BY entry DESC LIMIT 1),
      CASE WHEN EXISTS (SELECT 1 FROM scans WHERE case_id = cases.id) THEN 'scanned' ELSE 'flagged' END)
  END AS state,
  (SELECT count (*) FROM scans WHERE case_id = cases.id) AS n_scans,
  (SELECT analyses.top_score FROM analyses JOIN scans ON scans.entry = analyses.scan_id
     WHERE scans.case_id = cases.id ORDER BY analyses.entry DESC LIMIT 1) AS top_score
FROM cases;

CREATE TRIGGER audit_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER case_versions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON case_versions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER scans_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON scans
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER analyses_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON analyses
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER annotation_versions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON annotation_versions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER weights_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON weights
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER decisions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER outcomes_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON outcomes
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER cases_grows BEFORE DELETE OR TRUNCATE ON cases
  EXECUTE FUNCTION only_grows ();

CREATE TRIGGER audit_enters BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION entry_enters ();
CREATE TRIGGER case_versions_enters BEFORE INSERT ON case_versions FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER scans_enters BEFORE INSERT ON scans FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER analyses_enters BEFORE INSERT ON analyses FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER annotation_versions_enters BEFORE INSERT ON annotation_versions FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER weights_enters BEFORE INSERT ON weights FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
CREATE TRIGGER decisions_enters BEFORE INSERT ON decisions FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
CREATE TRIGGER outcomes_enters BEFORE INSERT ON outcomes FOR EACH ROW
  EXECUTE FUNCTION record_enters ();

-- At its transaction's end the line of a case says what its records say, whoever wrote it.
CREATE FUNCTION line_follows () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF is_store_owner () THEN
    RETURN NULL;
  END IF;
  PERFORM 1
  FROM cases
  JOIN case_standing ON case_standing.id = cases.id
  JOIN (SELECT entry, CAST (json AS json) AS said FROM case_versions WHERE case_id = NEW.id
        ORDER BY entry DESC LIMIT 1) AS last ON last.entry = cases.declaration
  WHERE cases.id = NEW.id AND cases.id = said ->> 'case'
    AND cases.state = case_standing.state AND cases.n_scans = case_standing.n_scans
    AND cases.top_score IS NOT DISTINCT FROM case_standing.top_score
    AND container = said ->> 'container'
    AND goods = coalesce (said #>> '{items,0,description}', '')
    AND risk IS NOT DISTINCT FROM CAST (said #>> '{flag,risk}' AS double precision)
    AND priority = coalesce (array_position (ARRAY['routine', 'high', 'urgent'], said #>> '{flag,priority}'), 1) - 1
    AND cut_off = coalesce (CAST (extract (epoch FROM CAST (said #>> '{flag,cut_off}' AS timestamptz)) * 1000000
                                  AS bigint), 9223372036854775807);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the line of a case says what its records say';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_follow AFTER INSERT OR UPDATE ON cases DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION line_follows ();
