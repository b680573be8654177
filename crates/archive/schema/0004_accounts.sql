-- Schema 4: codes for a first sign-in, and where a session was begun.

-- PHC string of argon2id of a code that is good for one sign-in, and until when; both or neither.
ALTER TABLE accounts ADD COLUMN code_hash TEXT;
ALTER TABLE accounts ADD COLUMN code_until TEXT;

-- Program and system, as far as they told; nothing that names a person.
ALTER TABLE sessions ADD COLUMN client TEXT NOT NULL DEFAULT '';
