CREATE TYPE reading_quality AS ENUM ('measured', 'estimated', 'edited');

-- Every value that a committed import gave for an interval, kept side by side. The effective value is the newest
-- (highest revision) that does not yield; a value yields when it met another one and staff did not say replace.
CREATE TABLE readings (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  revision bigint NOT NULL,
  energy_micro_wh bigint NOT NULL,
  seconds integer NOT NULL,
  row_number integer NOT NULL,
  quality reading_quality NOT NULL,
  yields boolean NOT NULL,
  PRIMARY KEY (campus_id, meter_id, starts_at, revision),
  CONSTRAINT readings_seconds_positive CHECK (seconds > 0)
) PARTITION BY RANGE (starts_at);

-- What register meters showed. Their readings are differences of these, made anew whenever a neighbour arrives or goes.
CREATE TABLE register_values (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  stamped_at timestamptz NOT NULL,
  revision bigint NOT NULL,
  register_micro_wh bigint NOT NULL,
  starts_at timestamptz,
  row_number integer NOT NULL,
  quality reading_quality NOT NULL,
  allows_reset boolean NOT NULL,
  is_base_only boolean NOT NULL,
  yields boolean NOT NULL,
  PRIMARY KEY (campus_id, meter_id, stamped_at, revision)
) PARTITION BY RANGE (stamped_at);

-- Months are made ahead of an import, in a transaction of their own, by the owner's right and not the app's. A table is
-- made first and attached then: attaching waits for nobody who reads or writes the other months.
CREATE FUNCTION ensure_reading_months(first_month date, last_month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  month date := date_trunc('month', first_month)::date;
  suffix text;
  parent text;
BEGIN
  IF last_month - first_month > 36600 THEN
    RAISE EXCEPTION 'more than a hundred years of months asked for';
  END IF;
  PERFORM pg_advisory_xact_lock(7298114);
  WHILE month <= last_month LOOP
    suffix := to_char(month, 'YYYY_MM');
    IF to_regclass('public.readings_' || suffix) IS NULL THEN
      FOREACH parent IN ARRAY ARRAY['readings', 'register_values'] LOOP
        EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', parent || '_' || suffix, parent);
        EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', parent, parent || '_' || suffix,
          month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
      END LOOP;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION ensure_reading_months(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_reading_months(date, date) TO wattle_app;

-- Derived: the effective readings of a meter added up by local day of the campus. zero_lead_seconds and
-- zero_tail_seconds are the measured zeros before the day's first and after its last use of energy: with them the
-- time a meter was dead is known without reading its readings again.
CREATE TABLE daily_energy (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  day date NOT NULL,
  energy_micro_wh bigint NOT NULL,
  measured_seconds integer NOT NULL,
  estimated_micro_wh bigint NOT NULL,
  estimated_seconds integer NOT NULL,
  zero_seconds integer NOT NULL,
  zero_lead_seconds integer NOT NULL,
  zero_tail_seconds integer NOT NULL,
  ends_at timestamptz NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (campus_id, meter_id, day),
  CONSTRAINT daily_energy_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id)
);
CREATE INDEX daily_energy_by_day ON daily_energy (campus_id, day);

-- Beside it, the same energy by hour of the wall clock: the hours (0 to 23) that have readings, in order, each with its
-- energy and seconds. The hour that happens twice in autumn holds both.
CREATE TABLE hourly_energy (
  campus_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  day date NOT NULL,
  hours smallint[] NOT NULL,
  energy_micro_wh bigint[] NOT NULL,
  seconds integer[] NOT NULL,
  PRIMARY KEY (campus_id, meter_id, day),
  CONSTRAINT hourly_energy_day FOREIGN KEY (campus_id, meter_id, day) REFERENCES daily_energy (campus_id, meter_id, day) ON DELETE CASCADE,
  CONSTRAINT hourly_energy_lengths CHECK (cardinality(hours) = cardinality(energy_micro_wh) AND cardinality(hours) = cardinality(seconds))
);

-- The weeks (Mondays) whose totals have ever been touched, by which revision last, and up to which revision a closing
-- has looked at them: a week with more to look at is due.
CREATE TABLE touched_weeks (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  week date NOT NULL,
  revision bigint NOT NULL,
  closed_revision bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (campus_id, week)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON readings, register_values, daily_energy, hourly_energy, touched_weeks TO wattle_app;
