CREATE TABLE dorms (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  slug text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL DEFAULT 'slab',
  league text,
  made_by_import bigint,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT dorms_slug_unique UNIQUE (campus_id, slug),
  CONSTRAINT dorms_kind_known CHECK (kind IN ('tower', 'slab', 'row', 'house'))
);

-- Residents and floor area in force from a day on; the first row of a dorm holds from the beginning of time.
CREATE TABLE dorm_sizes (
  campus_id bigint NOT NULL,
  dorm_id bigint NOT NULL,
  from_day date NOT NULL,
  residents integer,
  floor_area_m2 double precision,
  PRIMARY KEY (campus_id, dorm_id, from_day),
  CONSTRAINT dorm_sizes_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT dorm_sizes_residents_positive CHECK (residents >= 0),
  CONSTRAINT dorm_sizes_area_positive CHECK (floor_area_m2 > 0)
);

CREATE TABLE meters (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  dorm_id bigint NOT NULL,
  label text NOT NULL,
  kind text,
  unit text,
  multiplier numeric NOT NULL DEFAULT 1,
  time_zone text,
  stamp_label text,
  is_counted boolean NOT NULL DEFAULT true,
  active_from timestamptz,
  active_until timestamptz,
  made_by_import bigint,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT meters_label_unique UNIQUE (campus_id, label),
  CONSTRAINT meters_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id),
  CONSTRAINT meters_kind_known CHECK (kind IN ('interval', 'register')),
  CONSTRAINT meters_unit_known CHECK (unit IN ('Wh', 'kWh', 'MWh', 'W', 'kW')),
  CONSTRAINT meters_stamp_label_known CHECK (stamp_label IN ('start', 'end')),
  CONSTRAINT meters_multiplier_positive CHECK (multiplier > 0),
  CONSTRAINT meters_active_order CHECK (active_until > active_from)
);
CREATE INDEX meters_by_dorm ON meters (campus_id, dorm_id);

-- The campus's count of changes to its readings. Commits and undos take the next number here, one after the other.
CREATE TABLE data_revisions (
  campus_id bigint PRIMARY KEY REFERENCES campuses (id),
  revision bigint NOT NULL DEFAULT 0
);

CREATE TABLE imports (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  state text NOT NULL,
  revision bigint,
  channel text NOT NULL,
  file_name text NOT NULL,
  bytes bigint NOT NULL,
  sha256 bytea NOT NULL,
  options jsonb NOT NULL,
  understanding jsonb,
  outcome jsonb,
  idempotency_key text,
  person_id bigint REFERENCES people (id),
  created_at timestamptz NOT NULL,
  committed_at timestamptz,
  undone_at timestamptz,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT imports_revision_unique UNIQUE (campus_id, revision),
  CONSTRAINT imports_idempotency_key_unique UNIQUE (campus_id, idempotency_key),
  CONSTRAINT imports_state_known CHECK (state IN ('received', 'committed', 'undone')),
  CONSTRAINT imports_channel_known CHECK (channel IN ('page', 'api', 'command')),
  CONSTRAINT imports_revision_with_state CHECK ((state = 'received') = (revision IS NULL))
);
CREATE INDEX imports_by_file ON imports (campus_id, sha256);

-- A file between its arrival on the page and its commit. The rows go when it is committed or discarded.
CREATE TABLE import_chunks (
  campus_id bigint NOT NULL,
  import_id bigint NOT NULL,
  seq integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (campus_id, import_id, seq),
  CONSTRAINT import_chunks_import FOREIGN KEY (campus_id, import_id) REFERENCES imports (campus_id, id) ON DELETE CASCADE
);

CREATE TABLE problems (
  campus_id bigint NOT NULL,
  import_id bigint NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  severity text NOT NULL,
  row_number bigint,
  column_name text,
  found text NOT NULL,
  params jsonb NOT NULL,
  PRIMARY KEY (campus_id, import_id, seq),
  CONSTRAINT problems_import FOREIGN KEY (campus_id, import_id) REFERENCES imports (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT problems_severity_known CHECK (severity IN ('refused', 'held', 'warning', 'info'))
);

-- What a committed import says of each meter. It also ties readings to meters and imports: every reading's
-- (meter, revision) has its row here, so readings themselves carry no foreign keys (docs/decisions/0003).
CREATE TABLE import_meters (
  campus_id bigint NOT NULL,
  import_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  longest_seconds integer NOT NULL,
  step_seconds integer,
  is_register boolean NOT NULL,
  PRIMARY KEY (campus_id, import_id, meter_id),
  CONSTRAINT import_meters_import FOREIGN KEY (campus_id, import_id) REFERENCES imports (campus_id, id),
  CONSTRAINT import_meters_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id)
);
CREATE INDEX import_meters_by_meter ON import_meters (campus_id, meter_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON dorms, dorm_sizes, meters, data_revisions, imports, import_chunks, problems, import_meters TO wattle_app;
