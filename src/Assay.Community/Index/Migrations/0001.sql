-- Names and values of the index as a whole: community, name, extractor, pack ...
CREATE TABLE setting
(
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- A package is a distinct id. Its number is given once and never again: sets of packages count in it.
CREATE TABLE package
(
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE, -- lower-case id
    spelling      TEXT NOT NULL,        -- id as the manifest of its latest version writes it
    first_seen    TEXT NOT NULL,        -- yyyy-MM-dd: the earliest publication that a feed tells, else the day on which the index met it
    tags          TEXT,                 -- of the latest version: lower-case, separated by one space; NULL when it has none
    latest        INTEGER,              -- version that stands for the package: stable before prerelease, then the highest; NULL when none could be read
    latest_listed INTEGER               -- the same among versions that the feed does not hide
);

-- One row for each (package, version), whether it could be read or not.
CREATE TABLE version
(
    id           INTEGER PRIMARY KEY,
    package      INTEGER NOT NULL REFERENCES package (id),
    version      TEXT    NOT NULL, -- normalised, lower-case
    state        INTEGER NOT NULL, -- 0 read, 1 could not be read, 2 read but no member of the population (another community, rules not evaluated completely)
    reason       TEXT,             -- why it was not read or not counted
    community    TEXT,             -- 'nuget' or 'psgallery' by its layout; NULL when it was not read
    sha256       BLOB    NOT NULL, -- of the first file that came under this name and could be read: pinned
    sha512       BLOB,             -- of the file, as the feed tells it; NULL where it does not
    content_hash BLOB,             -- SHA-512 without the signature entry
    size         INTEGER NOT NULL,
    published    TEXT,             -- yyyy-MM-ddTHH:mm:ssZ; NULL where the feed does not tell
    listed       INTEGER,          -- 0 hidden, 1 listed, NULL where the feed does not tell
    deprecated   TEXT,
    added        TEXT    NOT NULL, -- yyyy-MM-dd: the day on which the index read it
    UNIQUE (package, version)
);

-- Few versions are hidden: who counts the others leaves these out.
CREATE INDEX version_hidden ON version (id) WHERE listed = 0;

-- Files of a folder are known by their bytes before they are opened.
CREATE INDEX version_sha256 ON version (substr(sha256, 1, 8));

-- A package depends on these ids (lower-case, any framework); of every version that was read.
CREATE TABLE dependency
(
    version INTEGER NOT NULL REFERENCES version (id),
    name    TEXT    NOT NULL,
    PRIMARY KEY (version, name)
) WITHOUT ROWID;

-- Other bytes came later under a (package, version) that is pinned.
CREATE TABLE alarm
(
    id      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version (id),
    day     TEXT    NOT NULL,
    sha256  BLOB    NOT NULL,
    source  TEXT    NOT NULL,
    UNIQUE (version, sha256)
);

-- Rules get a number once, whatever becomes of them.
CREATE TABLE rule
(
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,
    policy   INTEGER NOT NULL -- 0 behavior, 1 policy
);

-- Every condition that a rule has had in this index, and since when: what a series of figures is annotated with.
CREATE TABLE rule_condition
(
    rule  INTEGER NOT NULL REFERENCES rule (id),
    hash  TEXT    NOT NULL, -- Rule.ConditionHash
    since TEXT    NOT NULL, -- yyyy-MM-dd
    PRIMARY KEY (rule, hash)
) WITHOUT ROWID;

-- The conditions that all findings are judged by; a rule that is not here has been judged for no version.
CREATE TABLE judged
(
    rule INTEGER PRIMARY KEY REFERENCES rule (id),
    hash TEXT NOT NULL -- Rule.ConditionHash
);

-- What the rules say about a version of state 0, drafts included.
CREATE TABLE finding
(
    version INTEGER PRIMARY KEY REFERENCES version (id),
    package INTEGER NOT NULL REFERENCES package (id),
    verdict INTEGER NOT NULL, -- 0 pass, 1 review, 2 unknown, 3 fail
    rules   BLOB    NOT NULL  -- numbers of the rules that hold, ascending: differences as LEB128, the first from 0
);

-- Facts by content (SHA-256, kind, how it was met) and extractor: read once, in whatever package it lies.
CREATE TABLE content
(
    id     INTEGER PRIMARY KEY,
    key    BLOB NOT NULL UNIQUE,
    sha256 BLOB NOT NULL,
    facts  BLOB NOT NULL
);

CREATE INDEX content_sha256 ON content (sha256);

-- Which versions hold which content.
CREATE TABLE file
(
    content INTEGER NOT NULL REFERENCES content (id),
    version INTEGER NOT NULL REFERENCES version (id),
    PRIMARY KEY (content, version)
) WITHOUT ROWID;

-- What was read of a package besides its contents: artifacts, manifest, problems, what each artifact's content is.
CREATE TABLE package_facts
(
    version   INTEGER PRIMARY KEY REFERENCES version (id),
    extractor TEXT NOT NULL,
    facts     BLOB NOT NULL -- empty for a version that could not be read: it is tried again by another extractor
);

-- Terms of versions that are not in a segment yet.
CREATE TABLE version_terms
(
    version INTEGER PRIMARY KEY REFERENCES version (id),
    terms   BLOB NOT NULL
);

-- From terms of facts to versions; a term may be missing only for versions that are in no segment.
CREATE TABLE term_segment
(
    id       INTEGER PRIMARY KEY,
    versions BLOB NOT NULL,
    data     BLOB NOT NULL
);

-- Dated measures of popularity.
CREATE TABLE popularity_snapshot
(
    id      INTEGER PRIMARY KEY,
    date    TEXT NOT NULL, -- yyyy-MM-dd
    source  TEXT NOT NULL, -- a file name or the name of a feed
    UNIQUE (date, source)
);

CREATE TABLE popularity
(
    snapshot  INTEGER NOT NULL REFERENCES popularity_snapshot (id),
    name      TEXT    NOT NULL, -- lower-case id, known to the index or not
    downloads INTEGER NOT NULL,
    PRIMARY KEY (snapshot, name)
) WITHOUT ROWID;

-- Counts of a day. What was counted last of a population keeps its sets, older counts their figures alone.
CREATE TABLE prevalence_snapshot
(
    id         INTEGER PRIMARY KEY,
    date       TEXT    NOT NULL, -- yyyy-MM-dd
    population TEXT    NOT NULL, -- 'listed' or 'all'
    versions   TEXT    NOT NULL, -- 'latest' or 'any'
    ranking    TEXT    NOT NULL, -- 'downloads' or 'dependents'
    popularity INTEGER REFERENCES popularity_snapshot (id),
    packages   INTEGER NOT NULL,
    ranked     INTEGER NOT NULL,
    capacity   INTEGER NOT NULL, -- numbers of packages in its sets are below this
    generation INTEGER NOT NULL, -- setting 'generation' when it was counted
    UNIQUE (date, population, versions)
);

CREATE TABLE prevalence
(
    snapshot  INTEGER NOT NULL REFERENCES prevalence_snapshot (id),
    rule      INTEGER NOT NULL REFERENCES rule (id),
    condition TEXT    NOT NULL,
    top100    INTEGER,
    top1k     INTEGER,
    top10k    INTEGER,
    community INTEGER NOT NULL,
    PRIMARY KEY (snapshot, rule)
) WITHOUT ROWID;

CREATE TABLE package_set
(
    snapshot INTEGER NOT NULL REFERENCES prevalence_snapshot (id),
    name     TEXT    NOT NULL, -- 'members', 'rule:ID', 'tag:TEXT', 'depends-on:ID', 'verdict:WORD', 'column:ranking', 'column:first-seen'
    members  BLOB    NOT NULL, -- by package number
    PRIMARY KEY (snapshot, name)
) WITHOUT ROWID;

-- What is still to be read; a version leaves it in the transaction that stores it.
CREATE TABLE pending
(
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL, -- lower-case id
    version   TEXT NOT NULL, -- normalised, lower-case
    source    TEXT NOT NULL, -- a folder or the name of a feed
    published TEXT,
    listed    INTEGER,
    attempts  INTEGER NOT NULL DEFAULT 0,
    error     TEXT,
    UNIQUE (name, version)
);

-- How far the changes of a feed were followed.
CREATE TABLE feed_cursor
(
    feed   TEXT NOT NULL PRIMARY KEY,
    cursor TEXT NOT NULL
) WITHOUT ROWID;

-- Validators of documents whose content has been taken in: unchanged ones are not read again.
CREATE TABLE feed_document
(
    address       TEXT NOT NULL PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT
) WITHOUT ROWID;
