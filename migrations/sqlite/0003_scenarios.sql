-- Saved analyses: the question, the versions of the data, and the answer, as one JSON object each.

CREATE TABLE scenarios (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
