package sitehtml

import (
	"os"
	"path/filepath"
	"testing"

	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

func tables(t testing.TB) *reference.Tables {
	t.Helper()
	tb, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// pages are the real pages by file name.
func pages(t testing.TB) map[string][]byte {
	t.Helper()
	dir := sharedtest.Dir(t, "site-html")
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in %s (%v)", dir, err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)] = raw
	}
	return out
}

// BenchmarkPages counts bytes of HTML.
func BenchmarkPages(b *testing.B) {
	f := Format(tables(b))
	all := pages(b)
	n := 0
	for _, raw := range all {
		n += len(raw)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for name, raw := range all {
			if _, err := f.Parse(name, source.Part{Raw: raw, Line: 1}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkTelegrams counts bytes of the telegrams in the pages.
func BenchmarkTelegrams(b *testing.B) {
	p := telegram.Parser{Tables: tables(b)}
	var texts []string
	n := 0
	for _, raw := range pages(b) {
		g, err := readPage(raw)
		if err != nil {
			b.Fatal(err)
		}
		text, _ := g.text(&p)
		texts = append(texts, text)
		n += len(text)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			p.Cable(text, telegram.Meta{ID: "09OSLO1"})
		}
	}
}
