-- A contest of consecutive weeks. `rules` is all that its standings rest on, frozen with its digest when the first week has
-- begun; a change after that is an event with its reason.
ALTER TABLE seasons
  ADD COLUMN baseline_first_week date,
  ADD COLUMN baseline_last_week date,
  ADD COLUMN prizes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN state text NOT NULL DEFAULT 'planned',
  ADD COLUMN rules jsonb,
  ADD COLUMN rules_digest bytea,
  ADD COLUMN frozen_at timestamptz,
  ADD CONSTRAINT seasons_state_known CHECK (state IN ('planned', 'running', 'ended')),
  ADD CONSTRAINT seasons_frozen_whole CHECK ((state = 'planned') = (rules IS NULL) AND (rules IS NULL) = (rules_digest IS NULL)
    AND (rules IS NULL) = (frozen_at IS NULL)),
  ADD CONSTRAINT seasons_baseline_whole CHECK ((baseline_first_week IS NULL) = (baseline_last_week IS NULL)),
  ADD CONSTRAINT seasons_baseline_before CHECK (baseline_last_week IS NULL
    OR (baseline_first_week <= baseline_last_week AND baseline_last_week < first_week));

-- The dorms that take part, each in one league. `knowledge` is what was known of it before the season: baseline, models, form.
CREATE TABLE season_dorms (
  campus_id bigint NOT NULL,
  season_id bigint NOT NULL,
  dorm_id bigint NOT NULL,
  league text,
  knowledge jsonb,
  PRIMARY KEY (campus_id, season_id, dorm_id),
  CONSTRAINT season_dorms_season FOREIGN KEY (campus_id, season_id) REFERENCES seasons (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT season_dorms_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id) ON DELETE CASCADE
);

-- What was changed after a season's start, and why. Append-only.
CREATE TABLE season_events (
  campus_id bigint NOT NULL,
  season_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  change jsonb NOT NULL,
  reason text NOT NULL,
  person_id bigint REFERENCES people (id),
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, season_id, id),
  CONSTRAINT season_events_season FOREIGN KEY (campus_id, season_id) REFERENCES seasons (campus_id, id),
  CONSTRAINT season_events_reason_given CHECK (reason <> '')
);
CREATE TRIGGER season_events_append_only BEFORE UPDATE OR DELETE ON season_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER season_events_not_emptied BEFORE TRUNCATE ON season_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Breaks and finals: their days teach no model, and their weeks are no ordinary ones. Both days are included.
CREATE TABLE blackouts (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  first_day date NOT NULL,
  last_day date NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT blackouts_order CHECK (last_day >= first_day),
  CONSTRAINT blackouts_unique UNIQUE (campus_id, first_day, last_day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON season_dorms, blackouts TO wattle_app;
GRANT SELECT, INSERT ON season_events TO wattle_app;
