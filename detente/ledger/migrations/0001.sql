CREATE TABLE actor (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    name TEXT,
    code TEXT,
    sector TEXT,
    role TEXT,
    aliases TEXT,
    PRIMARY KEY (seq)
);

CREATE TABLE article (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    origin TEXT,
    url TEXT,
    outlet TEXT,
    credited_source TEXT,
    title TEXT,
    standfirst TEXT,
    byline TEXT,
    published TEXT,
    language TEXT,
    text TEXT,
    dropped TEXT,
    copy_of TEXT,
    revision_of TEXT,
    story TEXT,
    PRIMARY KEY (seq)
);

CREATE TABLE comparison (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    story TEXT,
    what TEXT,
    verdict TEXT,
    field TEXT,
    accounts TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX comparison_story ON comparison (story);

CREATE TABLE duplicate (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    origin TEXT,
    "of" TEXT,
    PRIMARY KEY (seq)
);

CREATE TABLE entries (
    seq INTEGER NOT NULL,
    first INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (seq)
);

CREATE INDEX entries_id ON entries (id, seq);

CREATE INDEX entries_kind ON entries (kind, id, seq);

CREATE TABLE event (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    article TEXT,
    part TEXT,
    start INTEGER,
    "end" INTEGER,
    evidence TEXT,
    rule TEXT,
    type TEXT,
    mode TEXT,
    contexts TEXT,
    cameo TEXT,
    quad INTEGER,
    goldstein FLOAT,
    plover_score FLOAT,
    actors TEXT,
    recipients TEXT,
    status TEXT,
    condition TEXT,
    "when" TEXT,
    "where" TEXT,
    quotation TEXT,
    according_to TEXT,
    happening TEXT,
    spans TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX event_article ON event (article);

CREATE TABLE figure (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    article TEXT,
    part TEXT,
    start INTEGER,
    "end" INTEGER,
    evidence TEXT,
    rule TEXT,
    value FLOAT,
    high FLOAT,
    comparator TEXT,
    unit TEXT,
    "of" TEXT,
    whose TEXT,
    "where" TEXT,
    "when" TEXT,
    according_to TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX figure_article ON figure (article);

CREATE TABLE meeting (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    article TEXT,
    part TEXT,
    start INTEGER,
    "end" INTEGER,
    evidence TEXT,
    rule TEXT,
    parties TEXT,
    places TEXT,
    format TEXT,
    level TEXT,
    status TEXT,
    "when" TEXT,
    outcome TEXT,
    agenda TEXT,
    according_to TEXT,
    events TEXT,
    happening TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX meeting_article ON meeting (article);

CREATE TABLE mention (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    article TEXT,
    part TEXT,
    start INTEGER,
    "end" INTEGER,
    evidence TEXT,
    rule TEXT,
    type TEXT,
    value TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX mention_article ON mention (article);

CREATE TABLE position (
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
    issue TEXT,
    stance TEXT,
    towards TEXT,
    condition TEXT,
    "when" TEXT,
    according_to TEXT,
    rows TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX position_article ON position (article);

CREATE TABLE quarantined (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    origin TEXT,
    line INTEGER,
    stage TEXT,
    reason TEXT,
    PRIMARY KEY (seq)
);

CREATE TABLE quotation (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    article TEXT,
    part TEXT,
    start INTEGER,
    "end" INTEGER,
    evidence TEXT,
    rule TEXT,
    content TEXT,
    form TEXT,
    speaker TEXT,
    speaker_name TEXT,
    cue TEXT,
    addressee TEXT,
    venue TEXT,
    "when" TEXT,
    according_to TEXT,
    spans TEXT,
    PRIMARY KEY (seq)
);

CREATE INDEX quotation_article ON quotation (article);

CREATE TABLE retired (
    seq INTEGER NOT NULL,
    run TEXT,
    PRIMARY KEY (seq)
);

CREATE TABLE run (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    version TEXT,
    codebook TEXT,
    model TEXT,
    inputs INTEGER,
    counts TEXT,
    PRIMARY KEY (seq)
);

CREATE TABLE schema_version (
    version INTEGER NOT NULL,
    PRIMARY KEY (version)
);

CREATE TABLE story (
    seq INTEGER NOT NULL,
    run TEXT,
    id TEXT,
    title TEXT,
    articles TEXT,
    first_day TEXT,
    last_day TEXT,
    places TEXT,
    actors TEXT,
    PRIMARY KEY (seq)
);
