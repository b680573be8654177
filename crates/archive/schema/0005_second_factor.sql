-- Schema 5: a second factor at sign-in, for accounts that want one.

CREATE TABLE second_factors (
    account   TEXT PRIMARY KEY REFERENCES accounts (id),
    -- What the person's authenticator knows, in hexadecimal. It is needed in clear to check a code (RFC 6238).
    secret    TEXT NOT NULL,
    -- The newest period of 30 seconds whose code was taken: a code is good once.
    last_step INTEGER NOT NULL,
    -- SHA-256 of the recovery codes that are left, a JSON list.
    recovery  TEXT NOT NULL
) STRICT;
