-- Step 13: descriptions that came after the scans that they are of.

-- What a scan in the tray that came without a description was given later, once; its pixels are those that came.
CREATE TABLE arrival_descriptions (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  arrival INTEGER NOT NULL UNIQUE REFERENCES arrivals (entry),
  file TEXT NOT NULL,       -- these four as arrivals has them
  description TEXT NOT NULL,
  content TEXT NOT NULL,
  containers TEXT NOT NULL,
  reason TEXT NOT NULL,     -- why it waits since; empty: as before
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- What is known of each that came by itself.
CREATE VIEW arrival_contents AS
SELECT arrivals.entry, name, coalesce (later.file, arrivals.file) AS file, sha256, low_sha256,
  coalesce (later.description, arrivals.description) AS description,
  coalesce (later.content, arrivals.content) AS content,
  coalesce (later.containers, arrivals.containers) AS containers,
  coalesce (nullif (later.reason, ''), arrivals.reason) AS reason,
  arrivals.at
FROM arrivals LEFT JOIN arrival_descriptions AS later ON later.arrival = arrivals.entry;

CREATE TRIGGER arrival_descriptions_keeps BEFORE UPDATE ON arrival_descriptions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER arrival_descriptions_stays BEFORE DELETE ON arrival_descriptions
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
