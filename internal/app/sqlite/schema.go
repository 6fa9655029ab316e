package sqlite

// tables are made before the cables come, indices once they are all there.
const tables = `
CREATE TABLE cables (
  id TEXT PRIMARY KEY NOT NULL, id_inferred INTEGER NOT NULL,
  date TEXT, year INTEGER, date_inferred INTEGER NOT NULL,
  subject TEXT NOT NULL, sender TEXT, post TEXT, post_name TEXT, country TEXT,
  classification TEXT, captions TEXT, precedence TEXT, language TEXT,
  collection TEXT, printed TEXT, released TEXT, versions INTEGER NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE paragraphs (
  id INTEGER PRIMARY KEY, cable TEXT NOT NULL REFERENCES cables(id), anchor TEXT NOT NULL,
  number INTEGER, mark TEXT, heading TEXT, text TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE tags (cable TEXT NOT NULL REFERENCES cables(id), code TEXT NOT NULL, kind TEXT, meaning TEXT);
CREATE TABLE addressees (cable TEXT NOT NULL REFERENCES cables(id), line TEXT NOT NULL, name TEXT NOT NULL, post TEXT, precedence TEXT);
CREATE TABLE entities (cable TEXT NOT NULL REFERENCES cables(id), kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE "references" (cable TEXT NOT NULL REFERENCES cables(id), letter TEXT, kind TEXT NOT NULL, cited TEXT, text TEXT NOT NULL, inferred INTEGER NOT NULL);
CREATE TABLE aliases (alias TEXT NOT NULL, cable TEXT NOT NULL REFERENCES cables(id));
`

// indices and what else is made of whole tables. The index of words keeps no text of its
// own: it reads that of the cables, by their rowids, which no statement here moves. Its
// double quotes are what Datasette looks for.
const indices = `
CREATE INDEX cables_date ON cables(date);
CREATE INDEX cables_year ON cables(year);
CREATE INDEX cables_post ON cables(post);
CREATE INDEX cables_country ON cables(country);
CREATE INDEX cables_classification ON cables(classification);
CREATE UNIQUE INDEX paragraphs_anchor ON paragraphs(cable, anchor);
CREATE INDEX tags_cable ON tags(cable);
CREATE INDEX tags_code ON tags(code);
CREATE INDEX addressees_cable ON addressees(cable);
CREATE INDEX addressees_name ON addressees(name);
CREATE INDEX entities_cable ON entities(cable);
CREATE INDEX entities_name ON entities(name, kind);
CREATE INDEX references_cable ON "references"(cable);
CREATE INDEX references_cited ON "references"(cited);
CREATE INDEX aliases_alias ON aliases(alias);
CREATE INDEX aliases_cable ON aliases(cable);
CREATE VIRTUAL TABLE cables_fts USING fts5(subject, text, content="cables", content_rowid='rowid', tokenize='porter unicode61');
INSERT INTO cables_fts(cables_fts) VALUES ('rebuild');
CREATE VIEW years AS SELECT year, count(*) AS cables FROM cables GROUP BY year;
CREATE VIEW cited AS
  SELECT r.cited, r.cable AS citing, r.letter, c.date AS citing_date, c.subject AS citing_subject, h.id IS NOT NULL AS held
  FROM "references" r JOIN cables c ON c.id = r.cable LEFT JOIN cables h ON h.id = r.cited WHERE r.cited IS NOT NULL;
ANALYZE;
`

// Rows of the tables.
const (
	intoCables     = `INSERT INTO cables VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	intoParagraphs = `INSERT INTO paragraphs(cable, anchor, number, mark, heading, text, url) VALUES (?,?,?,?,?,?,?)`
	intoTags       = `INSERT INTO tags VALUES (?,?,?,?)`
	intoAddressees = `INSERT INTO addressees VALUES (?,?,?,?,?)`
	intoEntities   = `INSERT INTO entities VALUES (?,?,?,?)`
	intoReferences = `INSERT INTO "references" VALUES (?,?,?,?,?,?)`
	intoAliases    = `INSERT INTO aliases VALUES (?,?)`
)
