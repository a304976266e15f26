ALTER TABLE imports
  DROP CONSTRAINT imports_channel_known,
  ADD CONSTRAINT imports_channel_known CHECK (channel IN ('page', 'api', 'command', 'watch')),
  -- What the sender said, before a profile added to it; null where none did.
  ADD COLUMN told_options jsonb,
  -- The earlier import whose options were applied to this file.
  ADD COLUMN profile_import_id bigint,
  -- What the file looks like: format and columns. Files of one look share a profile.
  ADD COLUMN look text,
  -- False once staff said to forget what this import taught.
  ADD COLUMN is_profile boolean NOT NULL DEFAULT true,
  -- The bytes of a committed file are kept so long at most; null where they are not kept.
  ADD COLUMN kept_until timestamptz;

UPDATE imports SET look = left(
  (understanding ->> 'format') || ': ' || (jsonb_path_query_first(understanding, '$.guesses[*] ? (@.about == "header")') -> 'params' ->> 'columns'), 500);

CREATE INDEX imports_by_look ON imports (campus_id, look) WHERE state = 'committed';
CREATE INDEX imports_kept ON imports (campus_id, kept_until) WHERE kept_until IS NOT NULL;
-- A file that waits for a human waits once, however often it is sent.
CREATE UNIQUE INDEX imports_waiting_unique ON imports (campus_id, sha256)
  WHERE state = 'received' AND channel IN ('api', 'watch') AND octet_length(sha256) > 0;
CREATE INDEX problems_of_unknown_meters ON problems (campus_id, found, import_id) WHERE kind = 'unknown-meter';

-- Labels in files that are not to be asked about again.
CREATE TABLE ignored_meters (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  label text NOT NULL,
  reason text NOT NULL,
  person_id bigint REFERENCES people (id),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, label)
);

-- Other names under which files know a meter.
CREATE TABLE meter_aliases (
  campus_id bigint NOT NULL,
  label text NOT NULL,
  meter_id bigint NOT NULL,
  person_id bigint REFERENCES people (id),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, label),
  CONSTRAINT meter_aliases_meter FOREIGN KEY (campus_id, meter_id) REFERENCES meters (campus_id, id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ignored_meters, meter_aliases TO wattle_app;
