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
-- Schema 2: what pictures look like, to find those that are nearly the same.
--
-- Not part of the record: made from the files, and it may be made again.

CREATE TABLE asset_looks (
    sha256 TEXT PRIMARY KEY REFERENCES assets (sha256) ON DELETE CASCADE,
    -- 64-bit perceptual hash, its bits read as a signed number.
    hash   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Schema 3: who did what, for "riwayat saya" and for what one took part in.
--
-- Read model: made from events in the same transaction, and again by a rebuild. What only accompanies
-- another act of the same command is left out: the completed step behind a hand-in or behind the last
-- publication, and platforms chosen along with a decision.

CREATE TABLE acts (
    -- The event's own number; also the row of the full-text table.
    sequence   INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submissions (place) ON DELETE CASCADE,
    account    TEXT NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN (
        'submitted', 'revised', 'pic_agreed', 'completed', 'accepted', 'rejected', 'published', 'cancelled'))
) STRICT;

CREATE INDEX acts_of_account ON acts (account, sequence, outcome, submission);
CREATE INDEX acts_of_account_by_outcome ON acts (account, outcome, sequence, submission);
CREATE INDEX acts_on_submission ON acts (submission, account);

-- Open items that came back: few, and counted on every first screen.
CREATE INDEX submissions_returned ON submissions (place)
    WHERE state = 'open' AND json_extract(body, '$.returned') IS NOT NULL;

-- The reason or note that was written.
CREATE VIRTUAL TABLE act_words USING fts5 (
    words,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);

INSERT INTO acts (sequence, submission, account, outcome)
SELECT e.sequence, s.place, e.account, json_extract(e.payload, '$.type')
FROM events AS e JOIN submissions AS s ON s.id = e.submission
WHERE json_extract(e.payload, '$.type') IN (
        'submitted', 'revised', 'pic_agreed', 'completed', 'accepted', 'rejected', 'published', 'cancelled')
    AND NOT (
        json_extract(e.payload, '$.type') = 'completed'
        AND EXISTS (
            SELECT 1 FROM events AS before
            WHERE before.submission = e.submission
                AND before.revision = e.revision - 1
                AND before.command = e.command
                AND json_extract(before.payload, '$.type') <> 'platforms_chosen'))
ORDER BY e.sequence;

INSERT INTO act_words (rowid, words)
SELECT a.sequence, coalesce(json_extract(e.payload, '$.reason'), json_extract(e.payload, '$.note'))
FROM acts AS a JOIN events AS e ON e.sequence = a.sequence
WHERE coalesce(json_extract(e.payload, '$.reason'), json_extract(e.payload, '$.note'), '') <> ''
ORDER BY a.sequence;
-- Schema 4: codes for a first sign-in, and where a session was begun.

-- PHC string of argon2id of a code that is good for one sign-in, and until when; both or neither.
ALTER TABLE accounts ADD COLUMN code_hash TEXT;
ALTER TABLE accounts ADD COLUMN code_until TEXT;

-- Program and system, as far as they told; nothing that names a person.
ALTER TABLE sessions ADD COLUMN client TEXT NOT NULL DEFAULT '';
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

PRAGMA application_id = 1414677076;
PRAGMA user_version = 7;
INSERT OR REPLACE INTO "accounts" ("id", "name", "login", "login_key", "password_hash", "is_admin", "disabled", "code_hash", "code_until", "is_designer", "unit") VALUES ('00000000-0000-0000-0000-000000000001', 'Pegawai 1', 'Sari', 'sari', '$argon2id$rahasia', 1, 0, NULL, NULL, 0, '');
INSERT OR REPLACE INTO "accounts" ("id", "name", "login", "login_key", "password_hash", "is_admin", "disabled", "code_hash", "code_until", "is_designer", "unit") VALUES ('00000000-0000-0000-0000-000000000002', 'Pegawai 2', 'budi', 'budi', '$argon2id$rahasia', 0, 0, NULL, NULL, 0, '');
INSERT OR REPLACE INTO "act_words_config" ("k", "v") VALUES ('version', 4);
INSERT OR REPLACE INTO "act_words_data" ("id", "block") VALUES (1, X'');
INSERT OR REPLACE INTO "act_words_data" ("id", "block") VALUES (10, X'00000000FF000001000000');
INSERT OR REPLACE INTO "assets" ("sha256", "bytes", "media_type", "facts", "name", "added_by", "added_at") VALUES ('010a237a619a4c4fae7fa2533e2536ba815e23903f46518c6034171cedb123f3', 9, 'image/jpeg', '{}', 'taman.jpg', '00000000-0000-0000-0000-000000000001', '2026-03-02T00:55:00.123456789Z');
INSERT OR REPLACE INTO "events" ("sequence", "submission", "revision", "account", "position", "command", "at", "payload", "previous", "hash") VALUES (1, NULL, 0, '00000000-0000-0000-0000-000000000001', '', '00000000-0000-0000-0000-000000000000', '2026-03-02T00:00:00.123456789Z', '{"accounts":[{"disabled":false,"holdings":[{"position":"admin-medsos","sop":"dki-pengelolaan-media-sosial"},{"position":"tim-pengelola","sop":"dki-pengelolaan-media-sosial"}],"id":"00000000-0000-0000-0000-000000000001","is_admin":true,"is_designer":false,"login":"Sari","name":"Pegawai 1","unit":""},{"disabled":false,"holdings":[{"position":"admin-medsos","sop":"dki-pengelolaan-media-sosial"},{"position":"tim-pengelola","sop":"dki-pengelolaan-media-sosial"}],"id":"00000000-0000-0000-0000-000000000002","is_admin":false,"is_designer":false,"login":"budi","name":"Pegawai 2","unit":""}],"settings":{"calendar":{"holidays":{},"weeks":[{"closes":"16:00:00","opens":"07:30:00"},{"closes":"16:00:00","opens":"07:30:00"},{"closes":"16:00:00","opens":"07:30:00"},{"closes":"16:00:00","opens":"07:30:00"},{"closes":"16:30:00","opens":"07:30:00"},null,null],"zone":"Asia/Jakarta"},"demo":true,"founded_at":"2026-03-02T00:00:00.123456789Z","idle_minutes":30,"name":"Biro Lama","reject_reasons":["Foto kurang jelas, mohon diganti.","Caption perlu diperbaiki.","Periksa penulisan nama dan jabatan.","Tanggal atau tempat kegiatan keliru.","Belum ada persetujuan orang yang tampak di foto."],"same_person_decides":false},"sops":[{"edition":"2025-07-28","file_name":"dki-pengelolaan-media-sosial.toml","id":"dki-pengelolaan-media-sosial","sha256":"d05c958012f26e680d4c8ad5d317a6ffb693b980d242502e4a18e27eb2db7e88"}],"type":"founded"}', '0000000000000000000000000000000000000000000000000000000000000000', '4ad70837dcb9ea34718e72b4869de9215ac7ae5e4c0a31703b234b5087e0e858');
INSERT OR REPLACE INTO "events" ("sequence", "submission", "revision", "account", "position", "command", "at", "payload", "previous", "hash") VALUES (2, '00000000-0000-0000-0000-000050000001', 1, '00000000-0000-0000-0000-000000000001', 'pelaksana', '01a2213e-ac02-7545-8bd9-a238b887b055', '2026-03-02T01:00:00.123456789Z', '{"type":"submitted","sop":"dki-pengelolaan-media-sosial","edition":"2025-07-28","sop_sha256":"34640245da31603675fb728d57d9959d42c0923b93ff0d4fd332b8e30746edd1","content":{"title":"Foto lama di taman","kind":"dokumentasi","event_date":null,"source":"","pic":"Ibu Rini","caption":"Gubernur meresmikan taman kota.","links":["https://contoh.go.id/foto"],"assets":[{"sha256":"010a237a619a4c4fae7fa2533e2536ba815e23903f46518c6034171cedb123f3","name":"taman.jpg","bytes":9,"media_type":"image/jpeg","group":"picture","width":4,"height":3,"fits":{"instagram-story":{"how":"blur"}}}],"wished":[],"platforms":[]},"timing":{"verdict":"no_date"},"late_reason":null}', '4ad70837dcb9ea34718e72b4869de9215ac7ae5e4c0a31703b234b5087e0e858', '0bef89723f5aa6087d3d69c245318ddbdd14f52099ddedb70230aa0edb961d9d');
INSERT OR REPLACE INTO "events" ("sequence", "submission", "revision", "account", "position", "command", "at", "payload", "previous", "hash") VALUES (3, '00000000-0000-0000-0000-000050000001', 2, '00000000-0000-0000-0000-000000000002', 'pelaksana', '01a2213e-ac05-7636-9058-f1ed02c198d3', '2026-03-02T01:05:00.123456789Z', '{"type":"revised","step":"ajukan","version":2,"content":{"title":"Foto lama di taman","kind":"dokumentasi","event_date":null,"source":"","pic":"Ibu Rini","caption":"Diubah.","links":["https://contoh.go.id/foto"],"assets":[{"sha256":"010a237a619a4c4fae7fa2533e2536ba815e23903f46518c6034171cedb123f3","name":"taman.jpg","bytes":9,"media_type":"image/jpeg","group":"picture","width":4,"height":3,"fits":{"instagram-story":{"how":"blur"}}}],"wished":[],"platforms":[]},"digest":{"basis":"material","sha256":"fa2acee8e626606f18a05772ebbdd60e684b25b57dc5935c69f1d5882bf9ece9"},"note":"","timing":{"verdict":"no_date"},"late_reason":null,"took":[]}', '0bef89723f5aa6087d3d69c245318ddbdd14f52099ddedb70230aa0edb961d9d', '687a4f05fce83355b13738f22a6b0b4a49f9f75e696fb62996760ccb71b5ceb4');
INSERT OR REPLACE INTO "events" ("sequence", "submission", "revision", "account", "position", "command", "at", "payload", "previous", "hash") VALUES (4, '00000000-0000-0000-0000-000050000002', 1, '00000000-0000-0000-0000-000000000001', 'pelaksana', '01a2213e-ac07-70d4-b7c7-d7212e3716b5', '2026-03-02T01:01:00.123456789Z', '{"type":"submitted","sop":"dki-pengelolaan-media-sosial","edition":"2025-07-28","sop_sha256":"34640245da31603675fb728d57d9959d42c0923b93ff0d4fd332b8e30746edd1","content":{"title":"Rapat","kind":"dokumentasi","event_date":null,"source":"","pic":"Ibu Rini","caption":"Gubernur meresmikan taman kota.","links":["https://contoh.go.id/foto"],"assets":[],"wished":[],"platforms":[]},"timing":{"verdict":"no_date"},"late_reason":null}', '687a4f05fce83355b13738f22a6b0b4a49f9f75e696fb62996760ccb71b5ceb4', 'bb51c4d426b6482f8032156c83427beaf6b1e6be4cbb5e90956516554e8c4bfe');
INSERT OR REPLACE INTO "office" ("one", "settings") VALUES (1, '{"name":"Biro Lama","demo":true,"founded_at":"2026-03-02T00:00:00.123456789Z","calendar":{"zone":"Asia/Jakarta","weeks":[{"opens":"07:30:00","closes":"16:00:00"},{"opens":"07:30:00","closes":"16:00:00"},{"opens":"07:30:00","closes":"16:00:00"},{"opens":"07:30:00","closes":"16:00:00"},{"opens":"07:30:00","closes":"16:30:00"},null,null],"holidays":{}},"idle_minutes":30,"reject_reasons":["Foto kurang jelas, mohon diganti.","Caption perlu diperbaiki.","Periksa penulisan nama dan jabatan.","Tanggal atau tempat kegiatan keliru.","Belum ada persetujuan orang yang tampak di foto."],"same_person_decides":false}');
INSERT OR REPLACE INTO "sops" ("id", "edition", "sha256", "file_name", "text") VALUES ('dki-pengelolaan-media-sosial', '2025-07-28', 'd05c958012f26e680d4c8ad5d317a6ffb693b980d242502e4a18e27eb2db7e88', 'dki-pengelolaan-media-sosial.toml', 'id = "lama"
');
INSERT OR REPLACE INTO "submission_texts_config" ("k", "v") VALUES ('version', 4);
INSERT OR REPLACE INTO "submission_texts_data" ("id", "block") VALUES (1, X'030909060F04');
INSERT OR REPLACE INTO "submission_texts_data" ("id", "block") VALUES (10, X'00000000FF0000010103040003010101010101010102010102020000010301010303000001');
INSERT OR REPLACE INTO "submission_texts_data" ("id", "block") VALUES (137438953473, X'000001930730636F6E746F680106010303010264690102040104666F746F0108020103060102676F01060103040207756265726E7572010601010201056874747073010601030201036962750106010202020164010601030501036A7067010601040301046B6F7461010601010501046C616D61010203010A6D657265736D696B616E0106010103010472696E690106010203010574616D616E010E05010104010402000331636F0106010303010264690102040102666F0108020103060102676F01060103040201750106010102010268740106010302010269620106010202020164010601030501026A70010601040301026B6F010601010501026C6101020301026D65010601010301027269010601020301027461010E05010104010402000432636F6E01060103030103666F7401080201030601036775620106010102010368747401060103020103696275010601020201036A7067010601040301036B6F74010601010501036C616D01020301036D65720106010103010372696E0106010203010374616D010E05010104010402040D070C090E0C0A080A0B09110B100A070A090809090809090709090D0B0B0A0A0A0A0A080A0A');
INSERT OR REPLACE INTO "submission_texts_data" ("id", "block") VALUES (274877906945, X'000001400730636F6E746F6801060103030102646901020403047562616801060101020104666F746F0108020103060102676F010601030401056874747073010601030201036962750106010202020164010601030501036A7067010601040301046C616D61010203010472696E690106010203010574616D616E010805010402000331636F0106010303010264690108040101020102666F0108020103060102676F0106010304010268740106010302010269620106010202020164010601030501026A70010601040301026C6101020301027269010601020301027461010805010402000432636F6E0106010303010364697501060101020103666F74010802010306010368747401060103020103696275010601020201036A7067010601040301036C616D010203010372696E0106010203010374616D010805010402040D070B0C090C0A080A090B0D0A0A0A090909080907090A0B0A0B0A0A0A080A');
INSERT OR REPLACE INTO "submission_texts_data" ("id", "block") VALUES (412316860417, X'000001570730636F6E746F6802060103030104666F746F02060103060102676F02060103040207756265726E7572020601010201056874747073020601030201036962750206010202020164020601030501046B6F74610206010105010A6D657265736D696B616E0206010103010572617061740202020203696E690206010203010574616D616E0206010104000331636F02060103030102666F02060103060102676F02060103040201750206010102010268740206010302010269620206010202020164020601030501026B6F020601010501026D650206010103010272610202020201690206010203010274610206010104000432636F6E02060103030103666F74020601030601036775620206010102010368747402060103020103696275020601020201036B6F74020601010501036D6572020601010301037261700202020202696E0206010203010374616D0206010104040D0B090E0C0A080B110A0A0C0A09090809090809090708090B0A0A0A0A0A0A0809');
INSERT OR REPLACE INTO "submission_texts_data" ("id", "block") VALUES (9007336693694464, X'04000000000000010000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT OR REPLACE INTO "submission_texts_docsize" ("id", "sz", "origin") VALUES (1, X'0401020502', 2);
INSERT OR REPLACE INTO "submission_texts_docsize" ("id", "sz", "origin") VALUES (2, X'0104020500', 3);
INSERT OR REPLACE INTO "submission_texts_idx" ("segid", "term", "pgno") VALUES (1, X'', 2);
INSERT OR REPLACE INTO "submission_texts_idx" ("segid", "term", "pgno") VALUES (2, X'', 2);
INSERT OR REPLACE INTO "submission_texts_idx" ("segid", "term", "pgno") VALUES (3, X'', 2);
INSERT OR REPLACE INTO "submissions" ("place", "id", "revision", "sop", "kind", "title", "state", "step", "submitted_by", "submitted_at", "day", "since", "changed_at", "ended_at", "deadline", "body", "made_by") VALUES (1, '00000000-0000-0000-0000-000050000001', 2, 'dki-pengelolaan-media-sosial', 'dokumentasi', 'Foto lama di taman', 'open', 'ajukan', '00000000-0000-0000-0000-000000000001', '2026-03-02T01:00:00.123456789Z', '2026-03-02', '2026-03-02T01:00:00.123456789Z', '2026-03-02T01:05:00.123456789Z', NULL, NULL, '{"id":"00000000-0000-0000-0000-000050000001","sop":"dki-pengelolaan-media-sosial","edition":"2025-07-28","sop_sha256":"34640245da31603675fb728d57d9959d42c0923b93ff0d4fd332b8e30746edd1","revision":2,"submitted_by":"00000000-0000-0000-0000-000000000001","submitted_at":"2026-03-02T01:00:00.123456789Z","timing":{"verdict":"no_date"},"late_reason":null,"version":2,"content":{"title":"Foto lama di taman","kind":"dokumentasi","event_date":null,"source":"","pic":"Ibu Rini","caption":"Diubah.","links":["https://contoh.go.id/foto"],"assets":[{"sha256":"010a237a619a4c4fae7fa2533e2536ba815e23903f46518c6034171cedb123f3","name":"taman.jpg","bytes":9,"media_type":"image/jpeg","group":"picture","width":4,"height":3,"fits":{"instagram-story":{"how":"blur"}}}],"wished":[],"platforms":[]},"at":{"state":"at_step","step":"ajukan"},"since":"2026-03-02T01:00:00.123456789Z","steps":{"ajukan":{"worked_seconds":0,"visits":1,"last":null}},"pic_agreement":null,"publications":{},"returned":null}', NULL);
INSERT OR REPLACE INTO "submissions" ("place", "id", "revision", "sop", "kind", "title", "state", "step", "submitted_by", "submitted_at", "day", "since", "changed_at", "ended_at", "deadline", "body", "made_by") VALUES (2, '00000000-0000-0000-0000-000050000002', 1, 'dki-pengelolaan-media-sosial', 'dokumentasi', 'Rapat', 'open', 'ajukan', '00000000-0000-0000-0000-000000000001', '2026-03-02T01:01:00.123456789Z', '2026-03-02', '2026-03-02T01:01:00.123456789Z', '2026-03-02T01:01:00.123456789Z', NULL, NULL, '{"id":"00000000-0000-0000-0000-000050000002","sop":"dki-pengelolaan-media-sosial","edition":"2025-07-28","sop_sha256":"34640245da31603675fb728d57d9959d42c0923b93ff0d4fd332b8e30746edd1","revision":1,"submitted_by":"00000000-0000-0000-0000-000000000001","submitted_at":"2026-03-02T01:01:00.123456789Z","timing":{"verdict":"no_date"},"late_reason":null,"version":1,"content":{"title":"Rapat","kind":"dokumentasi","event_date":null,"source":"","pic":"Ibu Rini","caption":"Gubernur meresmikan taman kota.","links":["https://contoh.go.id/foto"],"assets":[],"wished":[],"platforms":[]},"at":{"state":"at_step","step":"ajukan"},"since":"2026-03-02T01:01:00.123456789Z","steps":{"ajukan":{"worked_seconds":0,"visits":1,"last":null}},"pic_agreement":null,"publications":{},"returned":null}', NULL);
INSERT OR REPLACE INTO "acts" ("sequence", "submission", "account", "outcome") VALUES (2, 1, '00000000-0000-0000-0000-000000000001', 'submitted');
INSERT OR REPLACE INTO "acts" ("sequence", "submission", "account", "outcome") VALUES (3, 1, '00000000-0000-0000-0000-000000000002', 'revised');
INSERT OR REPLACE INTO "acts" ("sequence", "submission", "account", "outcome") VALUES (4, 2, '00000000-0000-0000-0000-000000000001', 'submitted');
INSERT OR REPLACE INTO "asset_looks" ("sha256", "hash") VALUES ('010a237a619a4c4fae7fa2533e2536ba815e23903f46518c6034171cedb123f3', -1085367510196289521);
INSERT OR REPLACE INTO "holdings" ("account", "place", "sop", "position") VALUES ('00000000-0000-0000-0000-000000000001', 0, 'dki-pengelolaan-media-sosial', 'admin-medsos');
INSERT OR REPLACE INTO "holdings" ("account", "place", "sop", "position") VALUES ('00000000-0000-0000-0000-000000000001', 1, 'dki-pengelolaan-media-sosial', 'tim-pengelola');
INSERT OR REPLACE INTO "holdings" ("account", "place", "sop", "position") VALUES ('00000000-0000-0000-0000-000000000002', 0, 'dki-pengelolaan-media-sosial', 'admin-medsos');
INSERT OR REPLACE INTO "holdings" ("account", "place", "sop", "position") VALUES ('00000000-0000-0000-0000-000000000002', 1, 'dki-pengelolaan-media-sosial', 'tim-pengelola');
INSERT OR REPLACE INTO "second_factors" ("account", "secret", "last_step", "recovery") VALUES ('00000000-0000-0000-0000-000000000002', '00c0ffee', 1, '[]');
INSERT OR REPLACE INTO "submission_assets" ("submission", "sha256", "role") VALUES (1, '010a237a619a4c4fae7fa2533e2536ba815e23903f46518c6034171cedb123f3', 'content');
