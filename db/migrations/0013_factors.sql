-- What a kWh stands for at a campus: grams of CO2e, or money. Each row is a statement, and none is overwritten: of two for the
-- same time the one stated last (the highest id) counts, and one that is withdrawn no more. A flat factor has an amount
-- and holds from its day on until a later one of its kind begins; an hourly one holds for the hours below, until its last day.
CREATE TABLE factors (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  from_day date NOT NULL,
  until_day date,
  amount double precision,
  currency text,
  hours integer,
  source text,
  person_id bigint REFERENCES people (id),
  stated_at timestamptz NOT NULL,
  withdrawn_by bigint REFERENCES people (id),
  withdrawn_at timestamptz,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT factors_kind_known CHECK (kind IN ('carbon', 'price')),
  CONSTRAINT factors_currency_of_prices CHECK ((kind = 'price') = (currency IS NOT NULL)),
  CONSTRAINT factors_carbon_not_negative CHECK (kind = 'price' OR amount IS NULL OR amount >= 0),
  CONSTRAINT factors_flat_or_hourly CHECK ((amount IS NULL) = (hours IS NOT NULL) AND (amount IS NULL) = (until_day IS NOT NULL)),
  CONSTRAINT factors_order CHECK (until_day >= from_day)
);

CREATE TABLE hourly_factors (
  campus_id bigint NOT NULL,
  factor_id bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  seconds integer NOT NULL,
  amount double precision NOT NULL,
  PRIMARY KEY (campus_id, factor_id, starts_at),
  CONSTRAINT hourly_factors_factor FOREIGN KEY (campus_id, factor_id) REFERENCES factors (campus_id, id),
  CONSTRAINT hourly_factors_seconds CHECK (seconds BETWEEN 1 AND 3600)
);
CREATE INDEX hourly_factors_by_time ON hourly_factors (campus_id, starts_at);

GRANT SELECT, INSERT ON factors, hourly_factors TO wattle_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON factors TO wattle_app;
