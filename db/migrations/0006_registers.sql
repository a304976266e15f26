-- What a register showed is kept without the meter's multiplier, so that it can be set right later; older values have
-- theirs in them.
ALTER TABLE register_values ADD COLUMN is_scaled boolean NOT NULL DEFAULT true;
ALTER TABLE register_values ALTER COLUMN is_scaled DROP DEFAULT;

-- What staff said about a step of a register. An answer is taken back, never removed or changed. Values are what the
-- instrument showed, without the multiplier.
CREATE TABLE register_events (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  digits smallint,
  old_end_micro_wh bigint,
  new_start_micro_wh bigint,
  reason text NOT NULL,
  person_id bigint REFERENCES people (id),
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by bigint REFERENCES people (id),
  PRIMARY KEY (campus_id, meter_id, id),
  CONSTRAINT register_events_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id),
  CONSTRAINT register_events_kind_known CHECK (kind IN ('rollover', 'reset', 'swap', 'mistake', 'real')),
  CONSTRAINT register_events_digits CHECK ((kind = 'rollover') = (digits IS NOT NULL) AND digits BETWEEN 3 AND 15),
  CONSTRAINT register_events_reason CHECK (reason <> '')
);
CREATE UNIQUE INDEX register_events_in_force ON register_events (campus_id, meter_id, at) WHERE revoked_at IS NULL;

-- Derived: the values that are held now, each with the value it was compared with.
CREATE TABLE register_holds (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  stamped_at timestamptz NOT NULL,
  kind text NOT NULL,
  base_at timestamptz NOT NULL,
  base_revision bigint NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (campus_id, meter_id, stamped_at),
  CONSTRAINT register_holds_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT register_holds_kind_known CHECK (kind IN ('register-drop', 'register-jump'))
);

-- Derived: by day (UTC) the highest mean power (µW) between two neighbouring values of a register, held ones included,
-- and whether it went down. The meter's usual maximum comes from these, whatever order the files arrived in.
CREATE TABLE register_peaks (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  day date NOT NULL,
  most_micro_w bigint,
  has_drop boolean NOT NULL,
  PRIMARY KEY (campus_id, meter_id, day),
  CONSTRAINT register_peaks_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE ON register_events TO wattle_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON register_holds, register_peaks TO wattle_app;
