-- Who may do what. Of a token its hash alone is kept.
CREATE TABLE token
(
    id      INTEGER PRIMARY KEY,
    hash    BLOB    NOT NULL UNIQUE,   -- SHA-256 of the token
    name    TEXT    NOT NULL,
    role    INTEGER NOT NULL,          -- 1 read, 2 submit, 3 admin
    created INTEGER NOT NULL,          -- seconds since 1970-01-01 UTC, like all times here
    expires INTEGER NOT NULL,
    used    INTEGER,                   -- last use, to the hour
    revoked INTEGER
);

-- Names stand in the audit log and beside jobs: two tokens that open something are never called the same.
CREATE UNIQUE INDEX token_name ON token (name) WHERE revoked IS NULL;

-- People who signed in with a token.
CREATE TABLE session
(
    hash    BLOB    PRIMARY KEY,       -- SHA-256 of the random name that the browser keeps
    token   INTEGER NOT NULL REFERENCES token (id),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_token ON session (token);

-- What must be known afterwards: each row holds the hash of itself and of the row before.
CREATE TABLE audit
(
    number   INTEGER PRIMARY KEY,      -- from 1, without gaps
    at       TEXT    NOT NULL,         -- yyyy-MM-ddTHH:mm:ss.fffZ
    who      TEXT,                     -- name of a token; NULL for anybody
    origin   TEXT    NOT NULL,         -- an address, or 'command line'
    action   TEXT    NOT NULL,
    subject  TEXT,
    before   TEXT,
    after    TEXT,
    previous BLOB    NOT NULL,
    hash     BLOB    NOT NULL
);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'rows of the audit log are never changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'rows of the audit log are never deleted'); END;
