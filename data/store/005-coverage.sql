-- What of the container had been displayed when it was decided: {"displayed", "not_penetrated",
-- "object_mm", "object_steel_mm"}; null: not known.

ALTER TABLE decisions ADD COLUMN viewing TEXT CHECK (length (viewing) > 0);
