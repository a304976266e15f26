ALTER TABLE campuses
  ADD COLUMN latitude double precision,
  ADD COLUMN longitude double precision;
ALTER TABLE campuses ADD CONSTRAINT campuses_place_on_earth CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE campuses ADD CONSTRAINT campuses_place_whole CHECK ((latitude IS NULL) = (longitude IS NULL));

ALTER TABLE imports ADD COLUMN subject text NOT NULL DEFAULT 'readings';
ALTER TABLE imports ADD CONSTRAINT imports_subject_known CHECK (subject IN ('readings', 'temperatures'));

-- Every outdoor temperature that a committed import gave, kept side by side as readings are: the effective one is the
-- newest (highest revision) that does not yield. A value holds until the next one, at most `seconds` long: three hours, or
-- for a day's mean that day. Whole millionths of a degree, so that means come out the same in whatever order files came.
CREATE TABLE temperatures (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  starts_at timestamptz NOT NULL,
  revision bigint NOT NULL,
  seconds integer NOT NULL,
  micro_celsius integer NOT NULL,
  row_number integer NOT NULL,
  yields boolean NOT NULL,
  PRIMARY KEY (campus_id, starts_at, revision),
  CONSTRAINT temperatures_seconds_positive CHECK (seconds > 0)
);
CREATE INDEX temperatures_by_revision ON temperatures (campus_id, revision);

-- Derived: the mean by time over each local day of the campus, the seconds of it for which a temperature is known, and
-- the seconds that the day has. A day of which nothing is known has no row.
CREATE TABLE daily_temperatures (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  day date NOT NULL,
  celsius double precision NOT NULL,
  measured_seconds integer NOT NULL,
  day_seconds integer NOT NULL,
  PRIMARY KEY (campus_id, day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON temperatures, daily_temperatures TO wattle_app;
