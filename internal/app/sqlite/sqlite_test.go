package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/index"
)

// lamps is an archive of two cables.
func lamps(t *testing.T) *index.Live {
	t.Helper()
	dir := archivetest.Dir(t)
	archivetest.Publish(t, dir, func(add app.Add) error {
		return errors.Join(
			add(&cable.Cable{ID: "79LISBON4410", Subject: "LAMPS", Date: cable.Date{Year: 1979, Month: 6, Day: 12}, Origin: cable.Post{Code: "LISBON", Name: "Embassy Lisbon", Country: "Portugal"},
				To: []string{"SECSTATE WASHDC"}, Tags: []cable.Tag{{Code: "EWWT", Kind: "subject"}}, Aliases: []string{"79LISBON04410"}, Entities: []cable.EntityCount{{Kind: "LOC", Name: "Lisbon", Count: 2}},
				References: []cable.Reference{{Letter: "A", Kind: "cable", ID: "79STATE1", Text: "STATE 1"}, {Letter: "B", Kind: "memo", Text: "a letter"}},
				Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Mark: "U", Text: "The lens was lit at dusk."}, {Anchor: "par2", Number: 2, Text: "Keepers slept."}}}, []byte("a")),
			add(&cable.Cable{ID: "odd/id", Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: "No date."}}}, []byte("b")))
	})
	return archivetest.Open(t, dir)
}

// TestRun holds that all that is told of the cables is in the tables, found by words too,
// and that a second export goes over the first.
func TestRun(t *testing.T) {
	t.Parallel()
	src := lamps(t)
	file := filepath.Join(t.TempDir(), "a cable? & more.db")
	for range 2 {
		if r, err := Run(t.Context(), src, Options{File: file, BaseURL: "https://cables.example"}); err != nil || r.Cables != 2 || r.Bytes == 0 || r.Generation.ID == "" {
			t.Fatalf("%+v %v", r, err)
		}
	}
	db, err := sql.Open("sqlite", address(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for query, want := range map[string]string{
		`SELECT group_concat(id, ' ') FROM cables`:                                                            "79LISBON4410 odd/id",
		`SELECT date||' '||year||' '||country||' '||versions||' '||url FROM cables WHERE post = 'LISBON'`:     "1979-06-12 1979 Portugal 1 https://cables.example/cable/79LISBON4410",
		`SELECT url FROM cables WHERE date IS NULL AND year IS NULL`:                                          "https://cables.example/cable/odd%2Fid",
		`SELECT group_concat(anchor||':'||coalesce(mark, '-'), ' ') FROM paragraphs WHERE cable LIKE '79%'`:   "par1:U par2:-",
		`SELECT text FROM cables WHERE id LIKE '79%'`:                                                         "The lens was lit at dusk.\n\nKeepers slept.",
		`SELECT id FROM cables WHERE rowid IN (SELECT rowid FROM cables_fts WHERE cables_fts MATCH 'keeper')`: "79LISBON4410",
		`SELECT citing||held FROM cited WHERE cited = '79STATE1'`:                                             "79LISBON44100",
		`SELECT count(*) FROM "references"`:                                                                   "2",
		`SELECT line||name FROM addressees`:                                                                   "toSECSTATE WASHDC",
		`SELECT code FROM tags`:                                                                               "EWWT",
		`SELECT name||count FROM entities`:                                                                    "Lisbon2",
		`SELECT cable FROM aliases WHERE alias = '79LISBON04410'`:                                             "79LISBON4410",
		`SELECT cables FROM years WHERE year = 1979`:                                                          "1",
		`PRAGMA integrity_check`:                                                                              "ok",
	} {
		var got string
		if err := db.QueryRowContext(t.Context(), query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q %v, want %q", query, got, err, want)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.part"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v %v", left, err)
	}
}

// TestRefused holds that nothing is left of an export that failed, and that nothing of
// others is written over.
func TestRefused(t *testing.T) {
	t.Parallel()
	src := lamps(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := Run(gone, src, Options{File: filepath.Join(dir, "cables.db")}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left over: %v %v", left, err)
	}
	if err := os.WriteFile(filepath.Join(dir, metadataName), []byte(`{"title":"Rainfall"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), src, Options{File: filepath.Join(dir, "cables.db")}); err == nil || !strings.Contains(err.Error(), "other data") {
		t.Errorf("over the description of others: %v", err)
	}
}
