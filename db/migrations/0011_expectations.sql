-- Derived: what each week was observed to be, and what was expected of it by what was known before it. A week's models rest
-- on observations of earlier weeks alone. `revision` is the data revision at which the week was observed, null while only
-- its models are made; celsius and left_out (one bit a day, Monday lowest: within a blackout) are what was taken for its days.
CREATE TABLE expectation_weeks (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  week date NOT NULL,
  revision bigint,
  celsius double precision[] NOT NULL,
  left_out smallint NOT NULL,
  PRIMARY KEY (campus_id, week)
);

-- day_kwh is kWh in 24 hours at the day's mean power, null where too little was covered; filled_kwh is null where the dorm was
-- not ranked by its coverage; residual is ln(filled / expected).
CREATE TABLE week_expectations (
  campus_id bigint NOT NULL,
  week date NOT NULL,
  dorm_id bigint NOT NULL,
  day_kwh double precision[],
  day_seconds integer[],
  filled_kwh double precision,
  hours double precision,
  weather_model jsonb,
  calendar_model jsonb,
  residual double precision,
  PRIMARY KEY (campus_id, week, dorm_id),
  CONSTRAINT week_expectations_week FOREIGN KEY (campus_id, week) REFERENCES expectation_weeks (campus_id, week) ON DELETE CASCADE,
  CONSTRAINT week_expectations_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id) ON DELETE CASCADE
);

-- Frozen with a publication: what its standings were judged with. season_id 0: outside any season.
CREATE TABLE publication_expectations (
  campus_id bigint NOT NULL,
  publication_seq bigint NOT NULL,
  season_id bigint NOT NULL,
  dorm_id bigint NOT NULL,
  baseline jsonb,
  weather_model jsonb,
  calendar_model jsonb,
  form jsonb,
  baseline_kwh double precision,
  weather_kwh double precision,
  effort_kwh double precision,
  residual double precision,
  shared double precision,
  PRIMARY KEY (campus_id, publication_seq, season_id, dorm_id),
  CONSTRAINT publication_expectations_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq),
  CONSTRAINT publication_expectations_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id)
);

CREATE TABLE publication_temperatures (
  campus_id bigint NOT NULL,
  publication_seq bigint NOT NULL,
  day date NOT NULL,
  celsius double precision NOT NULL,
  PRIMARY KEY (campus_id, publication_seq, day),
  CONSTRAINT publication_temperatures_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq)
);

CREATE TRIGGER publication_expectations_append_only BEFORE UPDATE OR DELETE ON publication_expectations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_temperatures_append_only BEFORE UPDATE OR DELETE ON publication_temperatures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_expectations_not_emptied BEFORE TRUNCATE ON publication_expectations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_temperatures_not_emptied BEFORE TRUNCATE ON publication_temperatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE, DELETE ON expectation_weeks, week_expectations TO wattle_app;
GRANT SELECT, INSERT ON publication_expectations, publication_temperatures TO wattle_app;
