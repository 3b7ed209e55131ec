CREATE TABLE promise (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    article TEXT,
    part TEXT,
    start INTEGER,
    "end" INTEGER,
    evidence TEXT,
    rule TEXT,
    actor TEXT,
    towards TEXT,
    what TEXT,
    due TEXT,
    state TEXT,
    rows TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX promise_article ON promise (article);
