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
  case_standing, act_keys
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT EXECUTE ON FUNCTION vault_read (text, bigint, bigint), vault_hash (text)
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT SELECT ON audit, view_states, library_contributions, library_withdrawals, library_standing, vault_files
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator;
GRANT SELECT (sequence, hash) ON audit TO basira_partner;
GRANT INSERT ON audit, act_keys
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;

-- Casework.
GRANT INSERT ON cases, case_versions, scans, analyses, annotation_versions, weights, decisions, outcomes, contests,
  view_states
  TO basira_officer, basira_supervisor;
GRANT UPDATE (declaration, container, goods, risk, priority, cut_off, state, n_scans, top_score) ON cases
  TO basira_officer, basira_supervisor;
GRANT EXECUTE ON FUNCTION vault_begin (), vault_add (bigint, bigint, text), vault_keep (bigint, text)
  TO basira_officer, basira_supervisor;

-- Who has a case, and what waits to be analysed: no records, they say what is being done now.
GRANT SELECT ON case_claims, analysis_jobs
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT INSERT, UPDATE, DELETE ON case_claims, analysis_jobs TO basira_officer, basira_supervisor;

-- Who has the key signs.
GRANT SELECT ON checkpoints
  TO basira_officer, basira_supervisor, basira_trainer, basira_administrator, basira_partner;
GRANT INSERT ON checkpoints TO basira_officer, basira_supervisor, basira_administrator;

-- What another pair of eyes confirms.
GRANT INSERT ON library_contributions, library_withdrawals TO basira_supervisor;
