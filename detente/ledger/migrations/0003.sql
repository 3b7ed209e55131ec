CREATE TABLE mark (
    word TEXT NOT NULL,
    day INTEGER NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (word, day, article)
) WITHOUT ROWID;

CREATE TABLE print (
    run INTEGER NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (run, article)
) WITHOUT ROWID;

CREATE TABLE sketch (
    article TEXT NOT NULL PRIMARY KEY,
    words TEXT NOT NULL
);

CREATE TABLE spread (
    word TEXT NOT NULL PRIMARY KEY,
    reports INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS promise_open ON promise (actor, state, seq);

ALTER TABLE run ADD COLUMN languages TEXT;
