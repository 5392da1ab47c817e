-- Step 8: the log's state as it was signed, see app/audit/bsr-checkpoint.h.

CREATE TABLE checkpoints (
  entry BIGINT PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  number BIGINT NOT NULL UNIQUE CHECK (number >= 1),
  sequence BIGINT NOT NULL UNIQUE REFERENCES audit (sequence) DEFERRABLE,
  hash TEXT NOT NULL CHECK (length (hash) = 64),
  at TEXT NOT NULL,
  store TEXT NOT NULL CHECK (length (store) = 64),
  key TEXT NOT NULL CHECK (length (key) = 64),
  next_key TEXT NOT NULL CHECK (length (next_key) = 64),
  signature TEXT NOT NULL CHECK (length (signature) = 128)
);

CREATE TRIGGER checkpoints_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoints
  EXECUTE FUNCTION only_grows ();
CREATE TRIGGER checkpoints_enters BEFORE INSERT ON checkpoints FOR EACH ROW
  EXECUTE FUNCTION record_enters ();
