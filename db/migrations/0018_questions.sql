-- What readers ask about a published week. Nobody is named: a question has its words, its time and, where said, a dorm.
CREATE TABLE questions (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  week date NOT NULL,
  dorm_id bigint,
  words text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT questions_dorm FOREIGN KEY (campus_id, dorm_id) REFERENCES dorms (campus_id, id),
  CONSTRAINT questions_length CHECK (char_length(words) BETWEEN 1 AND 1000)
);
CREATE INDEX questions_by_week ON questions (campus_id, week);
CREATE INDEX questions_by_time ON questions (campus_id, asked_at);

-- What organisers made of it; of several the newest (the highest id) counts, and none is overwritten. `words` is the answer everyone reads, or
-- the reason to decline, which stays inside.
CREATE TABLE question_decisions (
  campus_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  question_id bigint NOT NULL,
  kind text NOT NULL,
  words text,
  into_id bigint,
  decided_at timestamptz NOT NULL,
  person_id bigint REFERENCES people (id),
  PRIMARY KEY (campus_id, id),
  CONSTRAINT question_decisions_question FOREIGN KEY (campus_id, question_id) REFERENCES questions (campus_id, id),
  CONSTRAINT question_decisions_into FOREIGN KEY (campus_id, into_id) REFERENCES questions (campus_id, id),
  CONSTRAINT question_decisions_kind_known CHECK (kind IN ('answered', 'declined', 'merged')),
  CONSTRAINT question_decisions_words_or_into CHECK ((kind = 'merged') = (into_id IS NOT NULL) AND (kind = 'merged') = (words IS NULL)),
  CONSTRAINT question_decisions_not_itself CHECK (into_id <> question_id),
  CONSTRAINT question_decisions_length CHECK (char_length(words) BETWEEN 1 AND 2000)
);
CREATE INDEX question_decisions_by_question ON question_decisions (campus_id, question_id);
CREATE TRIGGER question_decisions_append_only BEFORE UPDATE OR DELETE ON question_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER question_decisions_not_emptied BEFORE TRUNCATE ON question_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- From where was asked of late, as hashes with a key that changes daily; no row is older than a day, and none leads to a question.
CREATE TABLE question_attempts (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  address_hash bytea NOT NULL,
  attempted_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, id)
);
CREATE INDEX question_attempts_by_address ON question_attempts (campus_id, address_hash, attempted_at);

GRANT SELECT, INSERT ON questions, question_decisions TO wattle_app;
GRANT SELECT, INSERT, DELETE ON question_attempts TO wattle_app;
