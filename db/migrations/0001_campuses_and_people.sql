-- Reference tables: on many servers they are copied to each (docs/decisions/0002).
CREATE TABLE campuses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL CONSTRAINT campuses_slug_unique UNIQUE,
  name text NOT NULL,
  time_zone text NOT NULL,
  unknown_residents_at_least integer,
  created_at timestamptz NOT NULL,
  CONSTRAINT campuses_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  CONSTRAINT campuses_unknown_residents_positive CHECK (unknown_residents_at_least > 0)
);

CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL CONSTRAINT people_email_unique UNIQUE,
  password_hash text,
  is_disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT people_email_lower CHECK (email = lower(email))
);

CREATE TABLE memberships (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  person_id bigint NOT NULL REFERENCES people (id),
  role text NOT NULL,
  PRIMARY KEY (campus_id, person_id),
  CONSTRAINT memberships_role_known CHECK (role IN ('admin', 'facilities', 'organiser'))
);
CREATE INDEX memberships_person ON memberships (person_id);

-- Local tables: they belong to one server and name no campus.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES people (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

-- One-time links: the first administrator's (no person yet) and those that let a person choose a password.
CREATE TABLE invitations (
  token_hash bytea PRIMARY KEY,
  person_id bigint REFERENCES people (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX invitations_person ON invitations (person_id);

CREATE TABLE sign_in_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_hash bytea NOT NULL,
  address_hash bytea NOT NULL,
  attempted_at timestamptz NOT NULL
);
CREATE INDEX sign_in_attempts_account ON sign_in_attempts (account_hash, attempted_at);
CREATE INDEX sign_in_attempts_address ON sign_in_attempts (address_hash, attempted_at);
CREATE INDEX sign_in_attempts_age ON sign_in_attempts (attempted_at);

CREATE TABLE tokens (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  token_hash bytea NOT NULL,
  label text NOT NULL,
  purpose text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT tokens_hash_unique UNIQUE (campus_id, token_hash),
  CONSTRAINT tokens_purpose_known CHECK (purpose IN ('readings'))
);

CREATE TABLE job_runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  outcome text,
  detail jsonb
);
CREATE INDEX job_runs_job ON job_runs (job, started_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON campuses, people, memberships, sessions, invitations, sign_in_attempts, tokens, job_runs TO wattle_app;
