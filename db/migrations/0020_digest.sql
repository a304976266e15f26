-- Who asked for the weekly mail of a campus: an address, a language and dates. Nothing here or elsewhere leads from it to a dorm, a
-- room or a score. The row goes when they leave; `leave_key` stands in every mail and can do nothing else than that.
CREATE TABLE digest_subscriptions (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  email text NOT NULL,
  locale text NOT NULL,
  leave_key text NOT NULL,
  asked_at timestamptz NOT NULL,
  confirm_hash bytea,
  confirm_due_at timestamptz,
  confirm_mails integer NOT NULL DEFAULT 0,
  confirmed_at timestamptz,
  refusals integer NOT NULL DEFAULT 0,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT digest_subscriptions_email_unique UNIQUE (campus_id, email),
  CONSTRAINT digest_subscriptions_leave_key_unique UNIQUE (campus_id, leave_key),
  CONSTRAINT digest_subscriptions_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
  CONSTRAINT digest_subscriptions_locale_known CHECK (locale IN ('en', 'zh'))
);
CREATE INDEX digest_subscriptions_by_confirm_hash ON digest_subscriptions (campus_id, confirm_hash) WHERE confirm_hash IS NOT NULL;
CREATE INDEX digest_subscriptions_to_confirm ON digest_subscriptions (confirm_due_at) WHERE confirm_due_at IS NOT NULL;

-- From where was asked of late, as hashes with a key that changes daily; no row is older than a day, and none leads to an address.
CREATE TABLE digest_attempts (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  address_hash bytea NOT NULL,
  attempted_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, id)
);
CREATE INDEX digest_attempts_by_address ON digest_attempts (campus_id, address_hash, attempted_at);

-- The mail of a campus in a calendar week (its Monday, by the campus's clock): the key keeps it to one. It is about the final edition
-- `publication_seq` and tells what was published after `since_seq`, up to `upto_seq`.
CREATE TABLE digests (
  campus_id bigint NOT NULL,
  sending_week date NOT NULL,
  publication_seq bigint NOT NULL,
  since_seq bigint NOT NULL,
  upto_seq bigint NOT NULL,
  made_at timestamptz NOT NULL,
  sent integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  PRIMARY KEY (campus_id, sending_week),
  CONSTRAINT digests_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq)
);

-- Copies still to be sent; the row goes with the copy. One that is claimed is being sent, or was when its worker died: it is not sent again.
CREATE TABLE digest_sends (
  campus_id bigint NOT NULL,
  sending_week date NOT NULL,
  subscription_id bigint NOT NULL,
  due_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  claimed_at timestamptz,
  PRIMARY KEY (campus_id, sending_week, subscription_id),
  CONSTRAINT digest_sends_digest FOREIGN KEY (campus_id, sending_week) REFERENCES digests (campus_id, sending_week),
  CONSTRAINT digest_sends_subscription FOREIGN KEY (campus_id, subscription_id) REFERENCES digest_subscriptions (campus_id, id)
    ON DELETE CASCADE
);
CREATE INDEX digest_sends_due ON digest_sends (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON digest_subscriptions, digest_sends TO wattle_app;
GRANT SELECT, INSERT, DELETE ON digest_attempts TO wattle_app;
GRANT SELECT, INSERT, UPDATE ON digests TO wattle_app;
