ALTER TABLE meters
  ADD COLUMN register_digits smallint,
  ADD COLUMN most_kw double precision,
  ADD COLUMN nets_generation boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT meters_stamp_label_known,
  ADD CONSTRAINT meters_stamp_label_known CHECK (stamp_label IN ('start', 'end', 'next-day')),
  ADD CONSTRAINT meters_register_digits_plausible CHECK (register_digits BETWEEN 3 AND 15),
  ADD CONSTRAINT meters_most_kw_positive CHECK (most_kw > 0);

-- A meter's multiplier from an instant on: a current transformer was exchanged.
CREATE TABLE meter_multipliers (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  from_at timestamptz NOT NULL,
  multiplier numeric NOT NULL,
  reason text NOT NULL,
  person_id bigint REFERENCES people (id),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, meter_id, from_at),
  CONSTRAINT meter_multipliers_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT meter_multipliers_positive CHECK (multiplier > 0)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON meter_multipliers TO wattle_app;
