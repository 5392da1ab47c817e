-- Step 6: the key of each act, by which one whose end was not heard is known again; and the order of the
-- list of cases in words that every engine has.

CREATE TABLE act_keys (
  key TEXT NOT NULL PRIMARY KEY CHECK (length (key) = 36), -- UUID of RFC 4122, by who acts
  entry INTEGER NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED -- the act's last
) STRICT;

CREATE TRIGGER act_keys_keeps BEFORE UPDATE ON act_keys
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER act_keys_stays BEFORE DELETE ON act_keys
  BEGIN SELECT raise (ABORT, 'records only grow'); END;

DROP INDEX cases_urgency;
CREATE INDEX cases_urgency ON cases
  (priority DESC, cut_off, coalesce (risk, -1.0) DESC, id);
