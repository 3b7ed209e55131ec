CREATE TABLE correction (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    act TEXT NOT NULL,
    article TEXT NOT NULL,
    kind TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    note TEXT,
    undoes INTEGER,
    chain TEXT NOT NULL
);

CREATE INDEX correction_article ON correction (article);

CREATE INDEX correction_by ON correction ("by");

CREATE INDEX correction_row ON correction ("row");

CREATE TABLE heir (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "row" TEXT NOT NULL,
    "of" TEXT NOT NULL
);

CREATE INDEX heir_of ON heir ("of");

CREATE INDEX heir_row ON heir ("row");
