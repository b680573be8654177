-- Schema 6: the PCs that joined this office.

CREATE TABLE devices (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    -- SHA-256 of the token that the PC keeps.
    token      TEXT NOT NULL UNIQUE CHECK (length(token) = 64),
    joined_at  TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    -- A revoked one stays in the list: the record names it.
    revoked_at TEXT
) STRICT, WITHOUT ROWID;
