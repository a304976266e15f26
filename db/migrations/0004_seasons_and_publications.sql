CREATE TABLE seasons (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  slug text NOT NULL,
  name text NOT NULL,
  first_week date NOT NULL,
  last_week date NOT NULL,
  lens text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT seasons_slug_unique UNIQUE (campus_id, slug),
  CONSTRAINT seasons_week_order CHECK (last_week >= first_week)
);

-- A closed week, frozen. Append-only: the app's role may not change or remove a row, and a trigger refuses it to the
-- owner too. Each row names the digest of the one before, so that none can be taken out or altered unseen.
CREATE TABLE publications (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  seq bigint NOT NULL,
  prev_seq bigint NOT NULL,
  prev_digest bytea,
  digest bytea NOT NULL,
  week date NOT NULL,
  edition integer NOT NULL,
  state text NOT NULL,
  reason text,
  method_version text NOT NULL,
  content_digest bytea NOT NULL,
  data_revision bigint NOT NULL,
  data_until timestamptz,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, seq),
  CONSTRAINT publications_edition_unique UNIQUE (campus_id, week, edition),
  CONSTRAINT publications_digest_unique UNIQUE (campus_id, seq, digest),
  CONSTRAINT publications_chain CHECK (prev_seq = seq - 1),
  CONSTRAINT publications_first CHECK ((prev_seq = 0) = (prev_digest IS NULL)),
  CONSTRAINT publications_state_known CHECK (state IN ('provisional', 'final', 'corrected')),
  CONSTRAINT publications_previous FOREIGN KEY (campus_id, prev_seq, prev_digest) REFERENCES publications (campus_id, seq, digest)
);

-- The last link of each campus's chain, kept apart from it.
CREATE TABLE publication_heads (
  campus_id bigint PRIMARY KEY REFERENCES campuses (id),
  seq bigint NOT NULL,
  digest bytea
);

CREATE TABLE standings (
  campus_id bigint NOT NULL,
  publication_seq bigint NOT NULL,
  lens text NOT NULL,
  dorm_id bigint NOT NULL,
  dorm_slug text NOT NULL,
  dorm_name text NOT NULL,
  rank integer,
  score double precision,
  energy_micro_wh bigint,
  filled_kwh double precision,
  covered_seconds bigint NOT NULL,
  estimated_seconds bigint NOT NULL,
  total_seconds bigint NOT NULL,
  least_coverage double precision NOT NULL,
  most_estimated double precision NOT NULL,
  has_dead_meter boolean NOT NULL,
  residents integer,
  floor_area_m2 double precision,
  reason text,
  PRIMARY KEY (campus_id, publication_seq, lens, dorm_id),
  CONSTRAINT standings_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq),
  CONSTRAINT standings_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id),
  CONSTRAINT standings_rank_or_reason CHECK ((rank IS NULL) = (reason IS NOT NULL))
);
CREATE INDEX standings_by_dorm ON standings (campus_id, dorm_id, lens);

-- The daily totals a publication was reckoned from.
CREATE TABLE publication_days (
  campus_id bigint NOT NULL,
  publication_seq bigint NOT NULL,
  meter_id bigint NOT NULL,
  day date NOT NULL,
  dorm_id bigint NOT NULL,
  meter_label text NOT NULL,
  energy_micro_wh bigint NOT NULL,
  measured_seconds integer NOT NULL,
  estimated_micro_wh bigint NOT NULL,
  estimated_seconds integer NOT NULL,
  dead_seconds integer NOT NULL,
  active_seconds integer NOT NULL,
  PRIMARY KEY (campus_id, publication_seq, meter_id, day),
  CONSTRAINT publication_days_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq),
  CONSTRAINT publication_days_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: publish a correction instead', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER publications_append_only BEFORE UPDATE OR DELETE ON publications FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER standings_append_only BEFORE UPDATE OR DELETE ON standings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_days_append_only BEFORE UPDATE OR DELETE ON publication_days FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publications_not_emptied BEFORE TRUNCATE ON publications FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER standings_not_emptied BEFORE TRUNCATE ON standings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_days_not_emptied BEFORE TRUNCATE ON publication_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE, DELETE ON seasons, publication_heads TO wattle_app;
GRANT SELECT, INSERT ON publications, standings, publication_days TO wattle_app;
