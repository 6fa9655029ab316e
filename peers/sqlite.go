package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// fts5 is SQLite's full-text table with the values of facets as numbers in a
// table beside it, counted by GROUP BY over a table of the hits.
type fts5 struct {
	db       *sql.DB // one connection, for the table of hits is its own
	ordinals map[query.Facet]map[string]int
}

const schema = `
CREATE VIRTUAL TABLE texts USING fts5(subject, body, tokenize = 'porter unicode61');
CREATE TABLE cables (n INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE names (ordinal INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE facets (n INTEGER, facet INTEGER, ordinal INTEGER, PRIMARY KEY (n, facet, ordinal)) WITHOUT ROWID;`

func connect(dir string, pragmas ...string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "cables.db"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for _, p := range pragmas {
		if _, err := db.Exec("PRAGMA " + p); err != nil {
			return nil, err
		}
	}
	return db, nil
}

func buildSQLite(ctx context.Context, a archive.Archive, dir string) error {
	db, err := connect(dir, "journal_mode = OFF", "synchronous = OFF", "cache_size = -200000")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	w := rows{ordinals: map[string]int{}}
	for to, text := range map[**sql.Stmt]string{
		&w.text: "INSERT INTO texts (rowid, subject, body) VALUES (?, ?, ?)", &w.cable: "INSERT INTO cables VALUES (?, ?)",
		&w.named: "INSERT INTO names VALUES (?, ?, ?)", &w.value: "INSERT OR IGNORE INTO facets VALUES (?, ?, ?)",
	} {
		if *to, err = tx.PrepareContext(ctx, text); err != nil {
			return err
		}
	}
	if err := documents(ctx, a, w.add); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO texts (texts) VALUES ('optimize')"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "ANALYZE")
	return err
}

// rows inserts cables one by one.
type rows struct {
	text, cable, named, value *sql.Stmt
	n                         int
	ordinals                  map[string]int // by facet and value
}

func (w *rows) add(d document) error {
	w.n++
	if _, err := w.text.Exec(w.n, d.Subject, d.Body); err != nil {
		return err
	}
	if _, err := w.cable.Exec(w.n, d.ID); err != nil {
		return err
	}
	for i, f := range facets {
		for _, v := range d.Values[f.facet] {
			key := string(f.facet) + " " + v
			ordinal, ok := w.ordinals[key]
			if !ok {
				ordinal = len(w.ordinals)
				w.ordinals[key] = ordinal
				if _, err := w.named.Exec(ordinal, string(f.facet), v); err != nil {
					return err
				}
			}
			if _, err := w.value.Exec(w.n, i, ordinal); err != nil {
				return err
			}
		}
	}
	return nil
}

func openSQLite(dir string) (peer, error) {
	db, err := connect(dir, "cache_size = -200000", "mmap_size = 8000000000", "temp_store = MEMORY")
	if err != nil {
		return nil, err
	}
	p := &fts5{db: db, ordinals: map[query.Facet]map[string]int{}}
	if _, err := db.Exec("CREATE TEMP TABLE hits (n INTEGER PRIMARY KEY)"); err != nil {
		return nil, err
	}
	rs, err := db.Query("SELECT ordinal, facet, value FROM names")
	if err != nil {
		return nil, err
	}
	defer rs.Close()
	for rs.Next() {
		var ordinal int
		var facet query.Facet
		var value string
		if err := rs.Scan(&ordinal, &facet, &value); err != nil {
			return nil, err
		}
		if p.ordinals[facet] == nil {
			p.ordinals[facet] = map[string]int{}
		}
		p.ordinals[facet][value] = ordinal
	}
	return p, rs.Err()
}

func (*fts5) name() string   { return "SQLite FTS5" }
func (p *fts5) close() error { return p.db.Close() }

func (p *fts5) page(ctx context.Context, r query.Request) (answer, error) {
	return timed(func() (int, error) { return p.search(ctx, r) })
}

func (p *fts5) search(ctx context.Context, r query.Request) (total int, err error) {
	match := ""
	if r.Expr != nil {
		if match, err = fts5Expr(r.Expr); err != nil {
			return 0, err
		}
	}
	if total, err = p.hits(ctx, r, match); err != nil {
		return 0, err
	}
	if err := p.count(ctx); err != nil {
		return 0, err
	}
	if match == "" {
		return total, p.drain(ctx, 3, `SELECT c.id, t.subject, substr(t.body, 1, 200)
			FROM (SELECT n FROM hits ORDER BY n DESC LIMIT ?) h CROSS JOIN cables c ON c.n = h.n CROSS JOIN texts t ON t.rowid = h.n`, hitsPerPage)
	}
	// The sign before rowid keeps the order by rank with the full-text table,
	// which then makes snippets of the first hits alone.
	chosen := ""
	if len(r.Filters) > 0 || !r.Since.IsZero() {
		chosen = "AND +rowid IN (SELECT n FROM hits)"
	}
	return total, p.drain(ctx, 3, `SELECT c.id, h.subject, h.snippet
		FROM (SELECT rowid AS n, subject, snippet(texts, 1, '[', ']', '…', 32) AS snippet
			FROM texts WHERE texts MATCH ? `+chosen+` ORDER BY rank LIMIT ?) h CROSS JOIN cables c ON c.n = h.n`, match, hitsPerPage)
}

// hits puts the hits into the table of that name and counts them.
func (p *fts5) hits(ctx context.Context, r query.Request, match string) (int, error) {
	if _, err := p.db.ExecContext(ctx, "DELETE FROM hits"); err != nil {
		return 0, err
	}
	fs, err := filters(r)
	if err != nil {
		return 0, err
	}
	text, args := "INSERT INTO hits SELECT n AS rowid FROM cables WHERE 1", []any{}
	key := "cables.n"
	if match != "" {
		text, args, key = "INSERT INTO hits SELECT rowid FROM texts WHERE texts MATCH ?", []any{match}, "texts.rowid"
	}
	for _, f := range fs {
		var ordinals []string
		for _, v := range f.values {
			if o, ok := p.ordinals[f.facet][v]; ok {
				ordinals = append(ordinals, fmt.Sprint(o))
			}
		}
		place := slices.IndexFunc(facets, func(x counted) bool { return x.facet == f.facet })
		text += fmt.Sprintf(" AND EXISTS (SELECT 1 FROM facets f WHERE f.n = %s AND f.facet = %d AND f.ordinal IN (%s))", key, place, strings.Join(ordinals, ", "))
	}
	res, err := p.db.ExecContext(ctx, text, args...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// count counts all facets over the hits and keeps the first values of each.
func (p *fts5) count(ctx context.Context) error {
	const most = 50
	return p.drain(ctx, 3, `SELECT facet, ordinal, total FROM (
		SELECT facet, ordinal, count(*) AS total, row_number() OVER (PARTITION BY facet ORDER BY count(*) DESC) AS place
		FROM hits CROSS JOIN facets ON facets.n = hits.n GROUP BY facet, ordinal) WHERE place <= ?`, most)
}

// drain reads all rows of a query.
func (p *fts5) drain(ctx context.Context, columns int, text string, args ...any) error {
	rs, err := p.db.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rs.Close()
	row := make([]any, columns)
	for i := range row {
		row[i] = new(any)
	}
	for rs.Next() {
		if err := rs.Scan(row...); err != nil {
			return err
		}
	}
	return rs.Err()
}

// fts5Expr is a query in the language of FTS5.
func fts5Expr(e query.Expr) (string, error) {
	switch e := e.(type) {
	case query.Word: // it knows no closeness: the word itself
		if e.Prefix {
			return quoted(e.Text) + "*", nil
		}
		return quoted(e.Text), nil
	case query.Phrase:
		if e.Slop == 0 {
			return quoted(e.Text), nil
		}
		var words []string
		for _, w := range strings.Fields(e.Text) {
			words = append(words, quoted(w))
		}
		return fmt.Sprintf("NEAR(%s, %d)", strings.Join(words, " "), e.Slop), nil
	case query.Or:
		return joined(e.Of, " OR ")
	case query.And:
		must, not := parts(e)
		text, err := joined(must, " AND ")
		if err != nil || len(not) == 0 {
			return text, err
		}
		without, err := joined(not, " OR ")
		return "(" + text + " NOT " + without + ")", err
	}
	return "", fmt.Errorf("no class of queries should hold %T", e)
}

func joined(of []query.Expr, by string) (string, error) {
	var parts []string
	for _, e := range of {
		s, err := fts5Expr(e)
		if err != nil {
			return "", err
		}
		parts = append(parts, s)
	}
	return "(" + strings.Join(parts, by) + ")", nil
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
