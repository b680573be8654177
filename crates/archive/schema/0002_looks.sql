-- Schema 2: what pictures look like, to find those that are nearly the same.
--
-- Not part of the record: made from the files, and it may be made again.

CREATE TABLE asset_looks (
    sha256 TEXT PRIMARY KEY REFERENCES assets (sha256) ON DELETE CASCADE,
    -- 64-bit perceptual hash, its bits read as a signed number.
    hash   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
