CREATE TABLE named (
    side TEXT NOT NULL,
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (side, value, kind, day, seq)
)
 WITHOUT ROWID;

CREATE TABLE standing (
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    first INTEGER NOT NULL,
    came INTEGER NOT NULL,
    part INTEGER NOT NULL,
    start INTEGER NOT NULL,
    article TEXT NOT NULL,
    day TEXT NOT NULL,
    ending TEXT NOT NULL,
    outlet TEXT NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    issue TEXT NOT NULL,
    PRIMARY KEY (seq)
);

CREATE INDEX standing_actor ON standing (kind, actor, day, seq);

CREATE INDEX standing_article ON standing (article);

CREATE INDEX standing_day ON standing (kind, day, seq);

CREATE INDEX standing_ending ON standing (kind, ending, seq);

CREATE INDEX standing_id ON standing (id);

CREATE INDEX standing_issue ON standing (kind, issue, day, seq);

CREATE INDEX standing_outlet ON standing (kind, outlet, day, seq);

CREATE INDEX standing_place ON standing (kind, came, part, start, first);

CREATE INDEX standing_seq ON standing (kind, seq);

CREATE INDEX standing_status ON standing (kind, status, day, seq);

CREATE INDEX standing_type ON standing (kind, type, day, seq);

CREATE TABLE tally (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (kind, name, value)
)
 WITHOUT ROWID;

CREATE INDEX tally_most ON tally (kind, name, n);
