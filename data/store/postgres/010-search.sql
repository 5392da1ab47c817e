-- Step 10, as data/store/010-search.sql says, in PostgreSQL's words.

ALTER TABLE cases
  ADD COLUMN arrival BIGINT,
  ADD COLUMN bill TEXT NOT NULL DEFAULT '',
  ADD COLUMN port_of_lading TEXT NOT NULL DEFAULT '',
  ADD COLUMN port_of_discharge TEXT NOT NULL DEFAULT '',
  ADD COLUMN heading TEXT NOT NULL DEFAULT '',
  ADD COLUMN empty_size TEXT NOT NULL DEFAULT '',
  ADD COLUMN words TEXT NOT NULL DEFAULT ' ',
  ADD COLUMN officer TEXT NOT NULL DEFAULT '',
  ADD COLUMN found TEXT NOT NULL DEFAULT '',
  ADD COLUMN found_entry BIGINT NOT NULL DEFAULT 0;

-- Each computed column says all of itself: here they cannot be made of one another.
ALTER TABLE cases
  ADD COLUMN work BIGINT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state IN ('scanned', 'queued', 'under-review', 'second-opinion') THEN 0
         WHEN state = 'flagged' THEN 1
         WHEN state IN ('awaiting-supervisor', 'to-be-examined') THEN 2
         ELSE 3 END) STORED,
  ADD COLUMN urgency BIGINT NOT NULL GENERATED ALWAYS AS (
    ((CASE WHEN state IN ('scanned', 'queued', 'under-review', 'second-opinion') THEN 0
           WHEN state = 'flagged' THEN 1
           WHEN state IN ('awaiting-supervisor', 'to-be-examined') THEN 2
           ELSE 3 END * 3 + 2 - priority) * 68719476736
       + least (greatest (cut_off / 1000000, 0), 68719476735)) * 1024
    + CASE WHEN risk IS NULL THEN 1023 ELSE 1000 - CAST (round (risk * 1000) AS BIGINT) END) STORED,
  ADD COLUMN risk_rank DOUBLE PRECISION NOT NULL
    GENERATED ALWAYS AS (CASE WHEN risk IS NULL THEN 1.0 ELSE -risk END) STORED,
  ADD COLUMN score_rank DOUBLE PRECISION NOT NULL
    GENERATED ALWAYS AS (CASE WHEN top_score IS NULL THEN 1.0 ELSE -top_score END) STORED,
  -- The words are folded and parted before they come here: the same as SQLite indexes.
  ADD COLUMN sought TSVECTOR NOT NULL
    GENERATED ALWAYS AS (array_to_tsvector (string_to_array (btrim (words, ' '), ' '))) STORED;

DROP INDEX cases_urgency;
DROP INDEX cases_container;
CREATE UNIQUE INDEX cases_by_arrival ON cases (arrival);
CREATE INDEX cases_by_urgency ON cases (urgency, arrival);
CREATE INDEX cases_by_cut_off ON cases (cut_off, arrival);
CREATE INDEX cases_by_risk ON cases (risk_rank, arrival);
CREATE INDEX cases_by_score ON cases (score_rank, arrival);
CREATE INDEX cases_by_container ON cases (container, arrival);
CREATE INDEX cases_by_case ON cases (id, arrival);
CREATE INDEX cases_work_by_arrival ON cases (work, arrival);
CREATE INDEX cases_work_by_cut_off ON cases (work, cut_off, arrival);
CREATE INDEX cases_work_by_risk ON cases (work, risk_rank, arrival);
CREATE INDEX cases_work_by_score ON cases (work, score_rank, arrival);
CREATE INDEX cases_work_by_container ON cases (work, container, arrival);
CREATE INDEX cases_state_by_urgency ON cases (state, urgency, arrival);
CREATE INDEX cases_priority_by_urgency ON cases (priority, urgency, arrival);
CREATE INDEX cases_officer_by_urgency ON cases (officer, urgency, arrival);
CREATE INDEX cases_lading_by_urgency ON cases (port_of_lading, urgency, arrival);
CREATE INDEX cases_discharge_by_urgency ON cases (port_of_discharge, urgency, arrival);
CREATE INDEX cases_scans_by_urgency ON cases (n_scans, urgency, arrival);
CREATE INDEX cases_bill ON cases (bill, declaration);
CREATE INDEX cases_heading ON cases (heading, found, found_entry);
CREATE INDEX cases_empty ON cases (empty_size, found, found_entry);
CREATE INDEX cases_sought ON cases USING gin (sought);

CREATE INDEX analysis_jobs_open ON analysis_jobs (priority DESC, cut_off, scan_id)
  WHERE state IN ('waiting', 'running');

CREATE VIEW case_marks AS
SELECT
  id,
  coalesce ((SELECT officer FROM case_decisions WHERE case_id = cases.id ORDER BY entry DESC LIMIT 1), '') AS officer,
  coalesce ((SELECT result FROM outcomes WHERE case_id = cases.id ORDER BY entry DESC LIMIT 1), '') AS found,
  coalesce ((SELECT max (entry) FROM outcomes WHERE case_id = cases.id), 0) AS found_entry
FROM cases;

-- As step 9 has it, and what this step adds; but for the heading and the words, of which the program alone
-- knows how they follow from the declaration: the check of the whole store finds what is wrong with them.
CREATE OR REPLACE FUNCTION line_follows () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF is_store_owner () THEN
    RETURN NULL;
  END IF;
  PERFORM 1
  FROM cases
  JOIN case_standing ON case_standing.id = cases.id
  JOIN case_marks ON case_marks.id = cases.id
  JOIN (SELECT entry, CAST (json AS json) AS said FROM case_versions WHERE case_id = NEW.id
        ORDER BY entry DESC LIMIT 1) AS last ON last.entry = cases.declaration
  WHERE cases.id = NEW.id AND cases.id = said ->> 'case'
    AND cases.state = case_standing.state AND cases.n_scans = case_standing.n_scans
    AND cases.n_caveats = case_standing.n_caveats
    AND cases.top_score IS NOT DISTINCT FROM case_standing.top_score
    AND cases.officer = case_marks.officer AND cases.found = case_marks.found
    AND cases.found_entry = case_marks.found_entry
    AND arrival = (SELECT min (entry) FROM case_versions WHERE case_id = NEW.id)
    AND container = said ->> 'container'
    AND goods = coalesce (said #>> '{items,0,description}', '')
    AND risk IS NOT DISTINCT FROM CAST (said #>> '{flag,risk}' AS double precision)
    AND priority = coalesce (array_position (ARRAY['routine', 'high', 'urgent'], said #>> '{flag,priority}'), 1) - 1
    AND cut_off = coalesce (CAST (extract (epoch FROM CAST (said #>> '{flag,cut_off}' AS timestamptz)) * 1000000
                                  AS bigint), 9223372036854775807)
    AND bill = coalesce (said #>> '{transport,bill_of_lading}', '')
    AND port_of_lading = coalesce (said #>> '{transport,port_of_lading}', '')
    AND port_of_discharge = coalesce (said #>> '{transport,port_of_discharge}', '')
    AND empty_size = CASE said ->> 'empty' WHEN 'true' THEN coalesce (said ->> 'size_type', '') ELSE '' END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the line of a case says what its records say';
  END IF;
  RETURN NULL;
END $$;

-- After the indexes: while what an update sets off is pending, none can be made, nor can the next step.
UPDATE cases SET arrival = (SELECT min (entry) FROM case_versions WHERE case_id = cases.id);
UPDATE cases SET (officer, found, found_entry)
  = (SELECT officer, found, found_entry FROM case_marks WHERE case_marks.id = cases.id);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
