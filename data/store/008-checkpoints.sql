-- Step 8: the log's state as it was signed, see app/audit/bsr-checkpoint.h.

CREATE TABLE checkpoints (
  entry INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  sequence INTEGER NOT NULL UNIQUE REFERENCES audit (sequence),
  hash TEXT NOT NULL CHECK (length (hash) = 64),
  at TEXT NOT NULL,
  store TEXT NOT NULL CHECK (length (store) = 64), -- hash of the first entry
  key TEXT NOT NULL CHECK (length (key) = 64),
  next_key TEXT NOT NULL CHECK (length (next_key) = 64),
  signature TEXT NOT NULL CHECK (length (signature) = 128)
) STRICT;

CREATE TRIGGER checkpoints_keeps BEFORE UPDATE ON checkpoints
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
CREATE TRIGGER checkpoints_stays BEFORE DELETE ON checkpoints
  BEGIN SELECT raise (ABORT, 'records only grow'); END;
