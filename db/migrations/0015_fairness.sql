-- Derived: how fair each lens was over a campus's ordinary published weeks, as everyone may see it. Made anew by the worker whenever
-- `basis` (the weeks, and who may be shown) is no longer what it was; rows may be deleted at any time.
CREATE TABLE campus_fairness (
  campus_id bigint NOT NULL REFERENCES campuses (id),
  lens text NOT NULL,
  basis bytea NOT NULL,
  figures jsonb NOT NULL,
  reckoned_at timestamptz NOT NULL,
  PRIMARY KEY (campus_id, lens)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON campus_fairness TO wattle_app;
