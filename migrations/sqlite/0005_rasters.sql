-- Layers of rasters. The values of a grid are kept once under their checksum, which the log of changes
-- names, and stay when the layer goes or is replaced: the log can be replayed to any version.

ALTER TABLE layers ADD COLUMN raster_kind TEXT;   -- of rasters; NULL for places and boundaries

CREATE TABLE raster_values (
    sha256   TEXT PRIMARY KEY,   -- of the values in single precision, little-endian, row by row from the north
    cells    INTEGER NOT NULL,
    deflated BLOB NOT NULL       -- zlib; the bytes of each weight together, the most significant first
) STRICT;

CREATE TABLE rasters (
    layer         TEXT PRIMARY KEY REFERENCES layers (id) DEFERRABLE INITIALLY DEFERRED,
    header        TEXT NOT NULL, -- a JSON object
    values_sha256 TEXT NOT NULL REFERENCES raster_values (sha256) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
