-- The programme: agencies, indicators, targets with their revisions, tasks. Each is one JSON object, as the audit
-- log has it; what other tables and programs look up by stands beside it in columns of its own.

CREATE TABLE agencies (
    id      TEXT PRIMARY KEY,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
    id      TEXT PRIMARY KEY,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    id        TEXT NOT NULL,
    revision  INTEGER NOT NULL CHECK (revision > 0),
    indicator TEXT NOT NULL REFERENCES indicators (id) DEFERRABLE INITIALLY DEFERRED,
    content   TEXT NOT NULL,
    PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (
    id       TEXT PRIMARY KEY,
    lead     TEXT NOT NULL REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED,
    deadline TEXT NOT NULL,
    content  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
