-- How a campus announces: whether a second person must agree. No row: one person is enough.
CREATE TABLE announcing_rules (
  campus_id bigint PRIMARY KEY REFERENCES campuses (id),
  second_person boolean NOT NULL
);

-- What somebody asked for: to announce a week, or to correct a final one. `seen_digest` is of the numbers that they had before
-- them; `due_at` null: as soon as it may be. It is open until it has an outcome.
CREATE TABLE week_requests (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  week date NOT NULL,
  seen_digest bytea NOT NULL,
  due_at timestamptz,
  message text,
  prize text,
  reason text,
  asked_by bigint REFERENCES people (id),
  asked_at timestamptz NOT NULL,
  is_approved boolean NOT NULL DEFAULT false,
  approved_by bigint REFERENCES people (id),
  approved_at timestamptz,
  outcome text,
  ended_by bigint REFERENCES people (id),
  ended_at timestamptz,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT week_requests_kind_known CHECK (kind IN ('announce', 'correct')),
  CONSTRAINT week_requests_outcome_known CHECK (outcome IN ('done', 'withdrawn', 'numbers-moved', 'not-needed')),
  CONSTRAINT week_requests_reason_of_corrections CHECK ((kind = 'correct') = (reason IS NOT NULL)),
  CONSTRAINT week_requests_end CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  CONSTRAINT week_requests_approval CHECK (is_approved = (approved_at IS NOT NULL)),
  -- Two people: never one twice, and the command line (null) is one.
  CONSTRAINT week_requests_two_people CHECK (NOT is_approved OR approved_by IS DISTINCT FROM asked_by)
);
-- One at a time for a week.
CREATE UNIQUE INDEX week_requests_open ON week_requests (campus_id, week) WHERE outcome IS NULL;

-- Who made a week final or corrected it, and in which words. Winners follow from the publication.
CREATE TABLE announcements (
  campus_id bigint NOT NULL,
  publication_seq bigint NOT NULL,
  request_id bigint NOT NULL,
  lens text NOT NULL,
  message text,
  prize text,
  asked_by bigint REFERENCES people (id),
  is_approved boolean NOT NULL,
  approved_by bigint REFERENCES people (id),
  PRIMARY KEY (campus_id, publication_seq),
  CONSTRAINT announcements_request_unique UNIQUE (campus_id, request_id),
  CONSTRAINT announcements_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq),
  CONSTRAINT announcements_request FOREIGN KEY (campus_id, request_id) REFERENCES week_requests (campus_id, id)
);
CREATE TRIGGER announcements_append_only BEFORE UPDATE OR DELETE ON announcements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER announcements_not_emptied BEFORE TRUNCATE ON announcements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A final edition is made once; later ones of its week are corrections, each with its reason.
CREATE UNIQUE INDEX publications_one_final ON publications (campus_id, week) WHERE state = 'final';
ALTER TABLE publications ADD CONSTRAINT publications_corrections_say_why CHECK (state <> 'corrected' OR reason IS NOT NULL) NOT VALID;

GRANT SELECT, INSERT, UPDATE ON announcing_rules TO wattle_app;
GRANT SELECT, INSERT ON week_requests, announcements TO wattle_app;
GRANT UPDATE (is_approved, approved_by, approved_at, outcome, ended_by, ended_at) ON week_requests TO wattle_app;
