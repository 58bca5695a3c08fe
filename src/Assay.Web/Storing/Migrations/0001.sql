-- Packages that were handed in or asked for. A row is there before anybody is told that it was accepted.
CREATE TABLE job
(
    id           INTEGER PRIMARY KEY,  -- the order in which jobs were accepted
    name         TEXT    NOT NULL UNIQUE, -- random: what the job is called outside
    state        INTEGER NOT NULL,     -- 0 waits, 1 runs, 2 done, 3 failed
    subject      TEXT    NOT NULL,     -- for a person: the name of the file or id@version
    error        TEXT,                 -- of a job that failed: why, for a person
    community    TEXT,                 -- 'nuget' or 'psgallery'; of a file NULL until it was read
    package      TEXT,                 -- id; of a file NULL until it was read
    version      TEXT,                 -- of a wish for the latest version NULL until it was fetched
    sha256       BLOB,                 -- of the file; NULL until it has arrived
    is_wish      INTEGER NOT NULL,     -- 1 for a package that a feed is asked for, 0 for a file that was handed in
    attempts     INTEGER NOT NULL DEFAULT 0, -- how often it was begun
    submitted_by TEXT,                 -- name of a token; NULL for anybody
    accepted     TEXT    NOT NULL,     -- yyyy-MM-ddTHH:mm:ss.fffffffZ
    changed      TEXT    NOT NULL      -- the same, of the last change of its state
);

-- Few jobs wait or run; whoever counts them needs not see the others.
CREATE INDEX job_open ON job (state, id) WHERE state < 2;

-- Whether a file is still wanted.
CREATE INDEX job_sha256 ON job (sha256) WHERE sha256 IS NOT NULL;
