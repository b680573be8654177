-- Schema 1: the record, and what lists read.
--
-- Instants are RFC 3339 text in UTC with nanoseconds, always 30 characters, so that text order is
-- time order and what was hashed is what is stored. Ids are UUID text, files are SHA-256 hex text.
-- Never edit this file once it has landed: write the next number.

------------------------------------------------------------------------------------------------
-- The record. Everything under "read model" is made from this table.

CREATE TABLE events (
    sequence   INTEGER PRIMARY KEY CHECK (sequence > 0),
    -- NULL for the office's own events (founding, accounts); their revision is 0.
    submission TEXT,
    revision   INTEGER NOT NULL CHECK ((submission IS NULL) = (revision = 0)),
    account    TEXT NOT NULL,
    position   TEXT NOT NULL,
    command    TEXT NOT NULL,
    at         TEXT NOT NULL CHECK (length(at) = 30),
    -- The exact JSON text that was hashed.
    payload    TEXT NOT NULL,
    previous   TEXT NOT NULL CHECK (length(previous) = 64),
    hash       TEXT NOT NULL CHECK (length(hash) = 64),
    UNIQUE (submission, revision)
) STRICT;

-- Answers a retried command. Several events may come from one command.
CREATE INDEX events_of_command ON events (command) WHERE submission IS NOT NULL;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only: no event is changed');
END;

CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only: no event is removed');
END;

-- Also stops INSERT OR REPLACE, which removes rows without asking the trigger above.
CREATE TRIGGER events_follow_one_another BEFORE INSERT ON events
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM events)
    OR NEW.previous IS NOT coalesce(
        (SELECT hash FROM events ORDER BY sequence DESC LIMIT 1),
        '0000000000000000000000000000000000000000000000000000000000000000')
    OR EXISTS (SELECT 1 FROM events WHERE submission = NEW.submission AND revision = NEW.revision)
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only: an event follows the last one');
END;

------------------------------------------------------------------------------------------------
-- The office

CREATE TABLE office (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    -- OfficeSettings as JSON.
    settings TEXT NOT NULL
) STRICT;

CREATE TABLE sops (
    id        TEXT NOT NULL,
    edition   TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    file_name TEXT NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (id, edition)
) STRICT;

CREATE TABLE accounts (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    login         TEXT NOT NULL,
    -- The login in lower case (Unicode), so that logins compare without case.
    login_key     TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    is_admin      INTEGER NOT NULL CHECK (is_admin IN (0, 1)),
    disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1))
) STRICT;

CREATE TABLE holdings (
    account  TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Place in the account's list.
    place    INTEGER NOT NULL,
    sop      TEXT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (account, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    -- SHA-256 of the token; the token itself is never stored.
    token      TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_seen ON sessions (seen_at);
CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE sign_in_failures (
    key     TEXT PRIMARY KEY,
    count   INTEGER NOT NULL,
    last_at TEXT
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------------
-- Files and drafts

CREATE TABLE assets (
    sha256     TEXT PRIMARY KEY,
    bytes      INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    facts      TEXT NOT NULL,
    name       TEXT NOT NULL,
    added_by   TEXT NOT NULL,
    added_at   TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
    id          TEXT PRIMARY KEY,
    owner       TEXT NOT NULL,
    sop         TEXT NOT NULL,
    revision    INTEGER NOT NULL CHECK (revision > 0),
    -- Content as JSON.
    content     TEXT NOT NULL,
    late_reason TEXT NOT NULL,
    updated_at  TEXT NOT NULL
) STRICT;

CREATE INDEX drafts_of_owner ON drafts (owner, updated_at);

CREATE TABLE draft_assets (
    draft  TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL REFERENCES assets (sha256),
    PRIMARY KEY (draft, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_assets_by_file ON draft_assets (sha256);

------------------------------------------------------------------------------------------------
-- The read model: made from events in the same transaction, and again by a rebuild

CREATE TABLE submissions (
    -- Also the row of the full-text table.
    place        INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    revision     INTEGER NOT NULL,
    sop          TEXT NOT NULL,
    kind         TEXT NOT NULL,
    title        TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'finished', 'cancelled')),
    -- Set while open.
    step         TEXT CHECK ((state = 'open') = (step IS NOT NULL)),
    submitted_by TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    -- Event date, or the day of handing in on the office's calendar where there is none.
    day          TEXT NOT NULL,
    since        TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    ended_at     TEXT,
    deadline     TEXT,
    -- What a list sorts by: '~' stands after every instant.
    due          TEXT NOT NULL GENERATED ALWAYS AS (coalesce(deadline, '~')) VIRTUAL,
    -- Submission as JSON. Last, so that reading the columns before it never touches its pages.
    body         TEXT NOT NULL
) STRICT;

-- An inbox: read in its own order, and the conditions on step and submitter answered from the index.
CREATE INDEX submissions_due ON submissions (due, id, sop, step, submitted_by) WHERE state = 'open';
-- The archive, last changed first.
CREATE INDEX submissions_recent ON submissions (changed_at, id, state, day, sop, kind, submitted_by);
CREATE INDEX submissions_recent_of_submitter ON submissions (submitted_by, changed_at, id);
CREATE INDEX submissions_at_step ON submissions (sop, step, since, deadline) WHERE state = 'open';

-- Platforms chosen or published on; wished for while none is chosen.
CREATE TABLE submission_platforms (
    submission INTEGER NOT NULL REFERENCES submissions (place) ON DELETE CASCADE,
    platform   TEXT NOT NULL,
    PRIMARY KEY (submission, platform)
) STRICT, WITHOUT ROWID;

-- Every file that any version held ('content') or that proves a publication ('evidence').
CREATE TABLE submission_assets (
    submission INTEGER NOT NULL REFERENCES submissions (place) ON DELETE CASCADE,
    sha256     TEXT NOT NULL REFERENCES assets (sha256),
    role       TEXT NOT NULL CHECK (role IN ('content', 'evidence')),
    PRIMARY KEY (submission, sha256, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX submission_assets_by_file ON submission_assets (sha256, role);

CREATE VIRTUAL TABLE submission_texts USING fts5 (
    title, caption, pic, links, files,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
