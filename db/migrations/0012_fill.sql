-- Time of a frozen day that is neither measured nor estimated and counts at the meter's usual power for those hours.
ALTER TABLE publication_days
  ADD COLUMN filled_micro_wh bigint NOT NULL DEFAULT 0,
  ADD COLUMN filled_seconds integer NOT NULL DEFAULT 0;
