-- Step 13, as data/store/013-descriptions.sql says, in PostgreSQL's words.

CREATE TABLE arrival_descriptions (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  arrival BIGINT NOT NULL UNIQUE REFERENCES arrivals (entry) DEFERRABLE,
  file TEXT NOT NULL,
  description TEXT NOT NULL,
  content TEXT NOT NULL,
  containers TEXT NOT NULL,
  reason TEXT NOT NULL,
  officer TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE VIEW arrival_contents AS
SELECT arrivals.entry, name, coalesce (later.file, arrivals.file) AS file, sha256, low_sha256,
  coalesce (later.description, arrivals.description) AS description,
  coalesce (later.content, arrivals.content) AS content,
  coalesce (later.containers, arrivals.containers) AS containers,
  coalesce (nullif (later.reason, ''), arrivals.reason) AS reason,
  arrivals.at
FROM arrivals LEFT JOIN arrival_descriptions AS later ON later.arrival = arrivals.entry;

CREATE TRIGGER arrival_descriptions_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON arrival_descriptions
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER arrival_descriptions_enters BEFORE INSERT ON arrival_descriptions FOR EACH ROW
  EXECUTE FUNCTION record_enters ('officer');
