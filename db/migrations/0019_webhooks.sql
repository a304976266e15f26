-- Where a campus's news goes by itself. The secret signs each message, so it is kept as it is; a former one signs beside it until its end.
-- Switched off by hand, or by an answer that the address is gone for good.
CREATE TABLE webhook_endpoints (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  url text NOT NULL,
  description text NOT NULL,
  secret text NOT NULL,
  former_secret text,
  former_until timestamptz,
  added_by bigint REFERENCES people (id),
  added_at timestamptz NOT NULL,
  off_reason text,
  off_since timestamptz,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT webhook_endpoints_off CHECK ((off_reason IS NULL) = (off_since IS NULL)),
  CONSTRAINT webhook_endpoints_off_reason_known CHECK (off_reason IN ('by-hand', 'gone')),
  CONSTRAINT webhook_endpoints_former CHECK ((former_secret IS NULL) = (former_until IS NULL))
);

-- What is to be sent, word for word, one row an endpoint and edition (a test has no edition). It waits until its time, and whoever sends it moves
-- that time on first, so that nobody else sends it meanwhile and it is sent again should they be killed.
CREATE TABLE webhook_deliveries (
  campus_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  endpoint_id bigint NOT NULL,
  event text NOT NULL,
  publication_seq bigint,
  message_id text NOT NULL,
  body text NOT NULL,
  queued_at timestamptz NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL,
  due_at timestamptz,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT webhook_deliveries_endpoint FOREIGN KEY (campus_id, endpoint_id)
    REFERENCES webhook_endpoints (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_publication FOREIGN KEY (campus_id, publication_seq) REFERENCES publications (campus_id, seq),
  CONSTRAINT webhook_deliveries_once UNIQUE (campus_id, endpoint_id, publication_seq),
  CONSTRAINT webhook_deliveries_event_known CHECK (event IN ('week.announced', 'week.corrected', 'ping')),
  CONSTRAINT webhook_deliveries_edition CHECK ((event = 'ping') = (publication_seq IS NULL)),
  CONSTRAINT webhook_deliveries_state_known CHECK (state IN ('waiting', 'delivered', 'given-up')),
  CONSTRAINT webhook_deliveries_due CHECK ((state = 'waiting') = (due_at IS NOT NULL))
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE state = 'waiting';

-- What came of each try: a status of HTTP, or why there was none.
CREATE TABLE webhook_attempts (
  campus_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  delivery_id bigint NOT NULL,
  tried_at timestamptz NOT NULL,
  milliseconds integer NOT NULL,
  status integer,
  error text,
  PRIMARY KEY (campus_id, id),
  CONSTRAINT webhook_attempts_delivery FOREIGN KEY (campus_id, delivery_id)
    REFERENCES webhook_deliveries (campus_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_attempts_status_or_error CHECK ((status IS NULL) = (error IS NOT NULL)),
  CONSTRAINT webhook_attempts_error_known
    CHECK (error IN ('address-refused', 'name-unknown', 'no-connection', 'no-trust', 'no-answer'))
);
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (campus_id, delivery_id);

GRANT SELECT, INSERT, DELETE ON webhook_endpoints, webhook_deliveries TO wattle_app;
GRANT UPDATE (secret, former_secret, former_until, off_reason, off_since) ON webhook_endpoints TO wattle_app;
GRANT UPDATE (state, tries, due_at) ON webhook_deliveries TO wattle_app;
GRANT SELECT, INSERT ON webhook_attempts TO wattle_app;
