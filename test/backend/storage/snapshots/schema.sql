CREATE TABLE demand_fit (
  plan_id     TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  series_id   INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  fitted_at   TEXT NOT NULL,
  fit         TEXT NOT NULL,          -- JSON
  PRIMARY KEY (plan_id, series_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_import (
  id          INTEGER PRIMARY KEY,
  plan_id     TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  file        TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  mapping     TEXT NOT NULL,          -- JSON
  report      TEXT NOT NULL,          -- JSON
  UNIQUE (plan_id, sha256)
) STRICT;

CREATE TABLE plan (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  document    TEXT NOT NULL,          -- canonical JSON, scenarios included
  changed_at  TEXT NOT NULL           -- ISO instant
) STRICT;

CREATE TABLE plan_revision (
  plan_id     TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  revision    INTEGER NOT NULL,
  document    TEXT NOT NULL,
  changed_at  TEXT NOT NULL,
  PRIMARY KEY (plan_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
  id           INTEGER PRIMARY KEY,
  plan_id      TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  version      INTEGER NOT NULL,
  run_id       TEXT NOT NULL REFERENCES run (id),
  created_at   TEXT NOT NULL,
  sha256       TEXT NOT NULL,         -- of the PDF
  previous     TEXT,                  -- hash of the version before: the chain
  document     TEXT NOT NULL,         -- JSON the PDF was made from
  UNIQUE (plan_id, version)
) STRICT;

CREATE TABLE run (
  id             TEXT PRIMARY KEY,
  plan_id        TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  scenario       TEXT NOT NULL,
  input_hash     TEXT NOT NULL,
  seed           INTEGER NOT NULL,
  replications   INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  finished_at    TEXT NOT NULL,
  elapsed_ms     REAL NOT NULL,
  plan_document  TEXT NOT NULL,       -- the resolved scenario that was simulated
  verdict        TEXT NOT NULL,       -- JSON
  pictures       TEXT NOT NULL, explored INTEGER NOT NULL DEFAULT 0,       -- JSON
  UNIQUE (plan_id, scenario, input_hash)
) STRICT;

CREATE TABLE sample (
  series_id   INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  at_ms       INTEGER NOT NULL,       -- epoch milliseconds, start of the step
  value       REAL NOT NULL,
  line        INTEGER NOT NULL,       -- line of the file the sample came from
  PRIMARY KEY (series_id, at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
  id           INTEGER PRIMARY KEY,
  import_id    INTEGER NOT NULL REFERENCES history_import (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  unit         TEXT NOT NULL,
  time_zone    TEXT NOT NULL,
  summary      TEXT NOT NULL          -- JSON: step, first, last, counts
) STRICT;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

CREATE INDEX run_of_scenario ON run (plan_id, scenario, finished_at);

CREATE INDEX series_of_import ON series (import_id);
