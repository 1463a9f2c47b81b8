-- Who may sign in, and what for. Passwords and sessions are kept in a database of their own.

CREATE TABLE accounts (
    name                 TEXT PRIMARY KEY,
    display_name         TEXT NOT NULL,
    role                 TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'approver', 'administrator')),
    units                TEXT NOT NULL,    -- a JSON list of codes
    agencies             TEXT NOT NULL,    -- a JSON list of ids
    is_active            INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
    password_set_at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
