-- Step 5: what of the container had been displayed when it was decided.

ALTER TABLE decisions ADD COLUMN viewing TEXT CHECK (length (viewing) > 0);
