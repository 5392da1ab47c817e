-- Step 10: the list of cases can be searched, sorted and turned over page by page without reading it all.
--
-- What a filter or an order needs is a column of the line: arrival, what follows from the declaration
-- (bill to words) and from decisions and outcomes (officer to found_entry; see case_marks) is written
-- with the line; what an order makes of other columns is computed.

ALTER TABLE cases ADD COLUMN arrival INTEGER; -- the audit entry of the first declaration
ALTER TABLE cases ADD COLUMN bill TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN port_of_lading TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN port_of_discharge TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN heading TEXT NOT NULL DEFAULT '';    -- that all items are of
ALTER TABLE cases ADD COLUMN empty_size TEXT NOT NULL DEFAULT ''; -- size and type code, of what is declared empty
ALTER TABLE cases ADD COLUMN words TEXT NOT NULL DEFAULT ' ';     -- see bsr-search-words.h
ALTER TABLE cases ADD COLUMN officer TEXT NOT NULL DEFAULT '';    -- who decided last
ALTER TABLE cases ADD COLUMN found TEXT NOT NULL DEFAULT '';      -- result of the last outcome
ALTER TABLE cases ADD COLUMN found_entry INTEGER NOT NULL DEFAULT 0;

-- What the case waits for (BsrCaseWork): an officer, its scan, its examination, nothing.
ALTER TABLE cases ADD COLUMN work INTEGER NOT NULL GENERATED ALWAYS AS (
  CASE WHEN state IN ('scanned', 'queued', 'under-review', 'second-opinion') THEN 0
       WHEN state = 'flagged' THEN 1
       WHEN state IN ('awaiting-supervisor', 'to-be-examined') THEN 2
       ELSE 3 END) VIRTUAL;
-- The order of work in one number: work, priority, seconds to the cut-off (36 bits: to the year 4147),
-- thousandths of the risk (10 bits: unknown last).
ALTER TABLE cases ADD COLUMN urgency INTEGER NOT NULL GENERATED ALWAYS AS (
  ((work * 3 + 2 - priority) * 68719476736
     + min (max (cut_off / 1000000, 0), 68719476735)) * 1024
  + CASE WHEN risk IS NULL THEN 1023 ELSE 1000 - CAST (round (risk * 1000) AS INTEGER) END) VIRTUAL;
-- The highest first, the unknown last.
ALTER TABLE cases ADD COLUMN risk_rank REAL NOT NULL
  GENERATED ALWAYS AS (CASE WHEN risk IS NULL THEN 1.0 ELSE -risk END) VIRTUAL;
ALTER TABLE cases ADD COLUMN score_rank REAL NOT NULL
  GENERATED ALWAYS AS (CASE WHEN top_score IS NULL THEN 1.0 ELSE -top_score END) VIRTUAL;

UPDATE cases SET arrival = (SELECT min (entry) FROM case_versions WHERE case_id = cases.id);

DROP INDEX cases_urgency;
DROP INDEX cases_container;
-- All cases in each order ...
CREATE UNIQUE INDEX cases_by_arrival ON cases (arrival);
CREATE INDEX cases_by_urgency ON cases (urgency, arrival);
CREATE INDEX cases_by_cut_off ON cases (cut_off, arrival);
CREATE INDEX cases_by_risk ON cases (risk_rank, arrival);
CREATE INDEX cases_by_score ON cases (score_rank, arrival);
CREATE INDEX cases_by_container ON cases (container, arrival);
-- ... those that wait for the same in each order but that of work, which begins with it ...
CREATE INDEX cases_work_by_arrival ON cases (work, arrival);
CREATE INDEX cases_work_by_cut_off ON cases (work, cut_off, arrival);
CREATE INDEX cases_work_by_risk ON cases (work, risk_rank, arrival);
CREATE INDEX cases_work_by_score ON cases (work, score_rank, arrival);
CREATE INDEX cases_work_by_container ON cases (work, container, arrival);
-- ... and what a filter leaves in the order of work.
CREATE INDEX cases_state_by_urgency ON cases (state, urgency, arrival);
CREATE INDEX cases_priority_by_urgency ON cases (priority, urgency, arrival);
CREATE INDEX cases_officer_by_urgency ON cases (officer, urgency, arrival);
CREATE INDEX cases_lading_by_urgency ON cases (port_of_lading, urgency, arrival);
CREATE INDEX cases_discharge_by_urgency ON cases (port_of_discharge, urgency, arrival);
CREATE INDEX cases_scans_by_urgency ON cases (n_scans, urgency, arrival);
-- A declaration that is written is looked for among what refers to it: that constraint is deferred.
CREATE INDEX cases_declaration ON cases (declaration);
-- What cases have in common.
CREATE INDEX cases_bill ON cases (bill, declaration);
CREATE INDEX cases_heading ON cases (heading, found, found_entry);
CREATE INDEX cases_empty ON cases (empty_size, found, found_entry);

-- What decisions and outcomes add to the line.
CREATE VIEW case_marks AS
SELECT
  id,
  coalesce ((SELECT officer FROM case_decisions WHERE case_id = cases.id ORDER BY entry DESC LIMIT 1), '') AS officer,
  coalesce ((SELECT result FROM outcomes WHERE case_id = cases.id ORDER BY entry DESC LIMIT 1), '') AS found,
  coalesce ((SELECT max (entry) FROM outcomes WHERE case_id = cases.id), 0) AS found_entry
FROM cases;

UPDATE cases SET (officer, found, found_entry)
  = (SELECT officer, found, found_entry FROM case_marks WHERE case_marks.id = cases.id);

-- The words of the lines. They are folded and parted by blanks before they come here, so that all
-- engines part them alike: this tokenizer parts at blanks and takes whatever is beyond ASCII as it is.
-- Beginnings of up to eight letters are indexed as words are, so that they are found as fast. The store
-- keeps it up itself: SQLite does not let triggers of an untrusted schema write to it.
CREATE VIRTUAL TABLE case_words USING fts5 (
  words, content = 'cases', content_rowid = 'arrival', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '_'", prefix = '1 2 3 4 5 6 7 8');
-- The fewer parts it lies in, the fewer a search looks into: they are joined by twos, not by fours.
INSERT INTO case_words (case_words, rank) VALUES ('automerge', 2);

-- A job whose worker ended keeps its place among those that wait.
CREATE INDEX analysis_jobs_open ON analysis_jobs (priority DESC, cut_off, scan_id)
  WHERE state IN ('waiting', 'running');
