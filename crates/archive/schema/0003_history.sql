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
