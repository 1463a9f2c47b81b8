-- Units, boundaries, layers, places and figures, with the log of every change.
-- Geometry is WKB in longitude/latitude on WGS 84; dates are ISO texts, so that they sort as they count.

CREATE TABLE commits (
    version INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    reason  TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
    version  INTEGER NOT NULL REFERENCES commits (version),
    sequence INTEGER NOT NULL,
    entity   TEXT NOT NULL,
    key      TEXT NOT NULL,
    before   TEXT,
    after    TEXT,
    PRIMARY KEY (version, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_by_key ON audit (entity, key);

CREATE TABLE units (
    code          TEXT NOT NULL,
    valid_from    TEXT NOT NULL,
    valid_to      TEXT,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('commune', 'ward', 'township')),
    district_code TEXT,
    district_name TEXT,
    centre_lon    REAL,
    centre_lat    REAL,
    border_km     REAL,
    source        TEXT NOT NULL,
    PRIMARY KEY (code, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE lineage (
    predecessor_code TEXT NOT NULL,
    predecessor_from TEXT NOT NULL,
    successor_code   TEXT NOT NULL,
    successor_from   TEXT NOT NULL,
    basis            TEXT NOT NULL,
    PRIMARY KEY (predecessor_code, predecessor_from, successor_code, successor_from),
    FOREIGN KEY (predecessor_code, predecessor_from) REFERENCES units (code, valid_from)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (successor_code, successor_from) REFERENCES units (code, valid_from)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE layers (
    id              TEXT PRIMARY KEY,
    kind            TEXT,              -- of places; NULL for boundaries
    title_vi        TEXT NOT NULL,
    title_en        TEXT NOT NULL,
    source          TEXT NOT NULL,
    licence         TEXT NOT NULL,
    retrieved       TEXT NOT NULL,
    method          TEXT,
    accuracy_m      REAL,
    crs             TEXT NOT NULL,
    transformation  TEXT,
    is_illustrative INTEGER NOT NULL CHECK (is_illustrative IN (0, 1)),
    count           INTEGER NOT NULL,
    sha256          TEXT,
    note_vi         TEXT,
    note_en         TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE boundaries (
    number     INTEGER PRIMARY KEY,
    unit_code  TEXT NOT NULL,
    unit_from  TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    layer      TEXT NOT NULL REFERENCES layers (id) DEFERRABLE INITIALLY DEFERRED,
    geometry   BLOB NOT NULL,
    UNIQUE (unit_code, unit_from, valid_from),
    FOREIGN KEY (unit_code, unit_from) REFERENCES units (code, valid_from)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE places (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    layer      TEXT NOT NULL REFERENCES layers (id) DEFERRABLE INITIALLY DEFERRED,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    valid_from TEXT,
    valid_to   TEXT,
    unit_codes TEXT NOT NULL,          -- a JSON list
    accuracy_m REAL,
    attributes TEXT NOT NULL,          -- a JSON object that fits the kind's schema
    geometry   BLOB
) STRICT;

CREATE INDEX places_by_layer ON places (layer);

CREATE VIRTUAL TABLE boundaries_rtree USING rtree (number, west, east, south, north);
CREATE VIRTUAL TABLE places_rtree USING rtree (number, west, east, south, north);

CREATE TABLE observations (
    indicator       TEXT NOT NULL,
    subject         TEXT NOT NULL,
    period          TEXT NOT NULL,
    revision        INTEGER NOT NULL CHECK (revision > 0),
    number          TEXT,              -- an exact decimal, or NULL with the reason beside it
    missing_reason  TEXT,
    unit            TEXT NOT NULL,
    source          TEXT NOT NULL,
    quality         TEXT NOT NULL,
    state           TEXT NOT NULL,     -- a JSON object: the state and what belongs to it
    is_illustrative INTEGER NOT NULL CHECK (is_illustrative IN (0, 1)),
    entered_by      TEXT NOT NULL,
    entered_at      TEXT NOT NULL,
    note            TEXT,
    PRIMARY KEY (indicator, subject, period, revision),
    CHECK ((number IS NULL) <> (missing_reason IS NULL))
) STRICT, WITHOUT ROWID;
