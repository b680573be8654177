-- Schema 7: designers, parts of the office, and acting officials.

-- Makes drafts and offers them; decides nothing.
ALTER TABLE accounts ADD COLUMN is_designer INTEGER NOT NULL DEFAULT 0 CHECK (is_designer IN (0, 1));
-- The part of the office that somebody belongs to; empty where it is not recorded.
ALTER TABLE accounts ADD COLUMN unit TEXT NOT NULL DEFAULT '';

-- Who made a draft, if somebody else took it over; and since when it is offered to be taken.
ALTER TABLE drafts ADD COLUMN made_by TEXT;
ALTER TABLE drafts ADD COLUMN offered_at TEXT;

CREATE INDEX drafts_offered ON drafts (offered_at) WHERE offered_at IS NOT NULL;

-- Read model: who made the material, if somebody else than who handed it in.
ALTER TABLE submissions ADD COLUMN made_by TEXT;

CREATE INDEX submissions_of_maker ON submissions (made_by, changed_at, id) WHERE made_by IS NOT NULL;

-- Positions held for a time by a letter. Never removed; ended early by the administrator.
CREATE TABLE delegations (
    id           TEXT PRIMARY KEY,
    account      TEXT NOT NULL REFERENCES accounts (id),
    sop          TEXT NOT NULL,
    position     TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('plh', 'plt')),
    -- Whose position it is; NULL while nobody holds it.
    on_behalf_of TEXT REFERENCES accounts (id),
    letter       TEXT NOT NULL,
    -- Days of the office's calendar, both included.
    first_day    TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT NOT NULL CHECK (length(last_day) = 10 AND last_day >= first_day),
    ended_at     TEXT
) STRICT;
