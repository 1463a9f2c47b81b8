-- Passwords and sessions: a database of its own, readable by nobody but the server, so that the data can be
-- opened, copied and shared without them.

CREATE TABLE IF NOT EXISTS credentials (
    account       TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL          -- Argon2id, in PHC form
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sessions (
    id         TEXT PRIMARY KEY,         -- SHA-256 of what the browser holds
    data       TEXT NOT NULL,
    expires_at INTEGER NOT NULL          -- seconds since 1970
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at);
