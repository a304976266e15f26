-- Who did what at a campus, in the order it was done. An entry is written by the transaction that makes the change and never
-- altered. People and tokens stand by number, without a key: an entry outlives what it names and locks none of it, and whoever
-- deletes their record leaves the number. `subject` is what it was done to (a dorm's
-- address, a week, an import's number), `detail` a few values beside it; neither has an e-mail address, a secret or words of staff.
CREATE TABLE audit_entries (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  happened_at timestamptz NOT NULL DEFAULT now(),
  by_kind text NOT NULL,
  person_id bigint,
  token_id bigint,
  action text NOT NULL,
  subject text,
  detail jsonb NOT NULL,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT audit_entries_by_known CHECK (by_kind IN ('person', 'token', 'operator', 'system')),
  CONSTRAINT audit_entries_by_person CHECK ((by_kind = 'person') = (person_id IS NOT NULL)),
  CONSTRAINT audit_entries_by_token CHECK ((by_kind = 'token') = (token_id IS NOT NULL)),
  CONSTRAINT audit_entries_action_form CHECK (action ~ '^[a-z]+(-[a-z]+)*$'),
  CONSTRAINT audit_entries_subject_length CHECK (char_length(subject) BETWEEN 1 AND 200),
  CONSTRAINT audit_entries_detail_small CHECK (jsonb_typeof(detail) = 'object' AND octet_length(detail::text) <= 4000)
);
CREATE INDEX audit_entries_by_action ON audit_entries (campus_id, action, id);
CREATE INDEX audit_entries_by_person_id ON audit_entries (person_id, id) WHERE person_id IS NOT NULL;

CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON audit_entries TO wattle_app;
