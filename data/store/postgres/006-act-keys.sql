-- Step 6: the key of each act, by which one whose end was not heard is known again.

CREATE TABLE act_keys (
  key TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length (key) = 36),
  entry BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE TRIGGER act_keys_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON act_keys
  EXECUTE FUNCTION only_grows ();
