-- Step 6: the key of each act, by which one whose end was not heard is known again.

CREATE TABLE act_keys (
  key TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length (key) = 36),
  entry BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE TRIGGER act_keys_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON act_keys
  EXECUTE FUNCTION only_grows ();

-- Whoever listens to "basira" hears of each act when it has been done.
CREATE FUNCTION tell_of_act () RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify ('basira', '');
  RETURN NULL;
END $$;
CREATE TRIGGER audit_tells AFTER INSERT ON audit EXECUTE FUNCTION tell_of_act ();
