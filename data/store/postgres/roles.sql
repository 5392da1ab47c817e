-- What each role may do in a store, said again after each step of the ladder. The roles themselves belong to the
-- whole server and are made by roles-make.sql.
--
-- Nobody may change or remove a record; what records may enter, under whose name and in what order, the triggers
-- say. The line of a case may be brought up to date, and follows its records. Only claims of work, and what else is
-- no record, may be changed.

GRANT USAGE ON SCHEMA public TO basira_officer, basira_supervisor, basira_trainer, basira_administrator,
  basira_partner;
GRANT SELECT ON store_form TO basira_officer, basira_supervisor, basira_trainer, basira_administrator,
  basira_partner;

-- Looking, which leaves its trace in the log. Partners do not see what officers did when; they see what was found.
GRANT SELECT ON cases, case_versions, scans, analyses, annotation_versions, weights, decisions, outcomes, contests,
  case_steps, case_decisions, photographs, caveats, downtime_versions, case_standing, case_marks, act_keys,
  case_reports
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT EXECUTE ON FUNCTION vault_read (text, bigint, bigint), vault_hash (text)
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT SELECT ON audit, view_states, library_contributions, library_withdrawals, library_standing, vault_files,
  arrivals, arrival_standings, arrival_descriptions, arrival_contents, arrival_standing, arrival_lines, file_refusals
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator;
GRANT SELECT (sequence, hash) ON audit TO basira_partner;
GRANT INSERT ON audit, act_keys
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;

-- Casework.
GRANT INSERT ON cases, case_versions, scans, analyses, annotation_versions, weights, decisions, outcomes, contests,
  case_steps, photographs, caveats, downtime_versions, view_states, arrivals, arrival_standings,
  arrival_descriptions, arrival_lines, file_refusals, case_reports
  TO basira_officer, basira_supervisor;
GRANT UPDATE (standing) ON arrival_lines TO basira_officer, basira_supervisor;
GRANT UPDATE (declaration, container, goods, risk, priority, cut_off, state, n_scans, top_score, n_caveats, bill,
  port_of_lading, port_of_discharge, heading, empty_size, words, officer, found, found_entry) ON cases
  TO basira_officer, basira_supervisor;
GRANT EXECUTE ON FUNCTION vault_begin (), vault_add (bigint, bigint, text), vault_keep (bigint, text)
  TO basira_officer, basira_supervisor;

-- Who has a case, and what waits to be analysed: no records, they say what is being done now.
GRANT SELECT ON case_claims, analysis_jobs
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT INSERT, UPDATE, DELETE ON case_claims, analysis_jobs TO basira_officer, basira_supervisor;

-- A claim is its officer's until its time is over; a supervisor may take it over. While it lives nobody else decides
-- the case.
CREATE OR REPLACE FUNCTION claim_lives (claim case_claims) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
  SELECT claim.lease_until COLLATE "C"
    > to_char (clock_timestamp () AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE OR REPLACE FUNCTION claim_changes () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_store_owner () THEN
    IF TG_OP <> 'INSERT' AND OLD.officer <> session_user AND claim_lives (OLD)
      AND NOT pg_has_role (session_user, 'basira_supervisor', 'MEMBER') THEN
      RAISE EXCEPTION 'another officer has this case' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.officer <> session_user THEN
      RAISE EXCEPTION 'a claim is of who is signed in' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER case_claims_changes BEFORE INSERT OR UPDATE OR DELETE ON case_claims
  FOR EACH ROW EXECUTE FUNCTION claim_changes ();

CREATE OR REPLACE FUNCTION decision_enters () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_store_owner () AND EXISTS (SELECT 1 FROM case_claims AS claim
    WHERE claim.case_id = NEW.case_id AND claim.officer <> session_user AND claim_lives (claim)) THEN
    RAISE EXCEPTION 'another officer has this case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER decisions_claimed BEFORE INSERT ON decisions
  FOR EACH ROW EXECUTE FUNCTION decision_enters ();
-- A supervisor closes and reopens a case at the desk of the officer who has it.
CREATE OR REPLACE TRIGGER case_steps_claimed BEFORE INSERT ON case_steps
  FOR EACH ROW WHEN (NEW.kind IN ('refer', 'waive')) EXECUTE FUNCTION decision_enters ();

-- Who has the key signs.
GRANT SELECT ON checkpoints
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT INSERT ON checkpoints TO basira_officer, basira_supervisor, basira_administrator;

-- What another pair of eyes confirms.
GRANT INSERT ON library_contributions, library_withdrawals TO basira_supervisor;

-- Who the traders are, those see who work on cases. An administrator lets it expire, which he does unread; what was
-- declared in earlier forms of the store has to be written anew for that.
GRANT SELECT, INSERT ON personal_data TO basira_officer, basira_supervisor;
GRANT SELECT (version, expired), UPDATE (salt, json, expired) ON personal_data TO basira_administrator;
GRANT SELECT ON account_versions, personal_expiries, personal_redactions
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator;
GRANT INSERT ON personal_expiries, personal_redactions TO basira_administrator;
GRANT UPDATE (json) ON case_versions TO basira_administrator;
