-- What the value checks found, day by day. A held value counts neither as energy nor as coverage, yet in peak_watts, the
-- greatest power of all readings in effect: so what is held depends on what is stored alone. rule_estimated is what our
-- own rules filled gaps with; estimated stays what the source itself called so. resolution_micro_wh is the greatest
-- common divisor of the day's values; is_steady says that a third of the day (by the wall clock) read one value.
ALTER TABLE daily_energy
  ADD COLUMN held_micro_wh bigint NOT NULL DEFAULT 0,
  ADD COLUMN held_seconds integer NOT NULL DEFAULT 0,
  ADD COLUMN rule_estimated_micro_wh bigint NOT NULL DEFAULT 0,
  ADD COLUMN rule_estimated_seconds integer NOT NULL DEFAULT 0,
  ADD COLUMN peak_watts double precision NOT NULL DEFAULT 0,
  ADD COLUMN resolution_micro_wh bigint NOT NULL DEFAULT 0,
  ADD COLUMN is_steady boolean NOT NULL DEFAULT false,
  ALTER COLUMN ends_at DROP NOT NULL;
CREATE INDEX daily_energy_held ON daily_energy (campus_id, meter_id, day) WHERE held_seconds > 0;

CREATE AGGREGATE greatest_common_divisor (bigint) (SFUNC = gcd, STYPE = bigint, COMBINEFUNC = gcd, PARALLEL = SAFE);

-- What staff said of a value: remembered by meter, interval and energy, so that it holds in whatever order files come
-- and for the same value imported again. The newest that is not revoked holds.
CREATE TABLE value_decisions (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  seconds integer NOT NULL,
  energy_micro_wh bigint NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  person_id bigint REFERENCES people (id),
  decided_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (campus_id, meter_id, starts_at, id),
  CONSTRAINT value_decisions_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT value_decisions_known CHECK (decision IN ('accept', 'refuse')),
  CONSTRAINT value_decisions_reason_given CHECK (reason <> '')
);

-- Derived: time between two readings that count, filled by rule, a row within one hour of the wall clock.
CREATE TABLE estimates (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  seconds integer NOT NULL,
  energy_micro_wh bigint NOT NULL,
  rule text NOT NULL,
  PRIMARY KEY (campus_id, meter_id, starts_at),
  CONSTRAINT estimates_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT estimates_rule_known CHECK (rule IN ('interpolated', 'same-hours')),
  CONSTRAINT estimates_seconds_positive CHECK (seconds > 0)
);

-- Derived: readings one after the other with the same non-zero value for 24 hours or more.
CREATE TABLE frozen_runs (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  energy_micro_wh bigint NOT NULL,
  PRIMARY KEY (campus_id, meter_id, starts_at),
  CONSTRAINT frozen_runs_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE
);

ALTER TABLE publication_days
  ADD COLUMN rule_estimated_micro_wh bigint NOT NULL DEFAULT 0,
  ADD COLUMN rule_estimated_seconds integer NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, UPDATE, DELETE ON value_decisions, estimates, frozen_runs TO wattle_app;
