package search_test

import (
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
	"reftel/internal/query"
)

// shown joins the parts of a snippet, matches in brackets.
func shown(s archive.Snippet) string {
	var b strings.Builder
	for _, p := range s.Parts {
		if p.Match {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestSnippets(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Nothing of note was said here. ", 30)
	c := indextest.Simple("74ALFA1", "1974", "FISHERIES",
		"Opening words.",
		long+"The São Paulo ministers\nmet Castro’s brother. "+long,
		"Ministers came to be seen.",
		"A policy-making body.",
	)
	a := indextest.Open(t, []*cable.Cable{c})
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"", []string{"Opening words."}},
		{"fisheries", []string{"Opening words."}},
		{"minister castro", []string{
			"… said here. Nothing of note was said here. The São Paulo [ministers] met [Castro]’s brother. Nothing of note was said here. Nothing of note was said here. Nothing of note was said here. Nothing of note was said here. Nothing of note was …",
			"[Ministers] came to be seen."}},
		{`"to be"`, []string{"Ministers came [to be] seen."}},
		{"policymaking", []string{"A [policy-making] body."}},
		{"subject:ministers", []string{"Opening words."}},
		{"body NOT zebra", []string{"A policy-making [body]."}},
	} {
		res := indextest.Search(t, a, indextest.Request(t, tt.query))
		if len(res.Hits) != 1 && tt.query != "subject:ministers" {
			t.Fatalf("%s: %d hits", tt.query, len(res.Hits))
		}
		if len(res.Hits) == 0 {
			continue
		}
		var got []string
		for _, s := range res.Hits[0].Snippets {
			got = append(got, shown(s))
		}
		if diff := gocmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.query, diff)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	a := indextest.Open(b, indextest.Invent(2000))
	for _, text := range []string{"", "the", "b*", `"of the"`, "NOT class:secret"} {
		req := indextest.Request(b, text)
		req.Size = 20
		req.Filters = []query.Filter{{Facet: query.Captions, Value: query.None}}
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				indextest.Search(b, a, req)
			}
		})
	}
}

func BenchmarkPublish(b *testing.B) {
	cs := indextest.Invent(2000)
	for b.Loop() {
		dir := indextest.TempDir(b)
		indextest.Publish(b, dir, cs)
	}
	b.ReportMetric(float64(b.N*len(cs))/b.Elapsed().Seconds(), "cables/s")
}

// TestLongText holds that of a very long text the beginning alone is looked through for
// what a row shows, and that a row tells so.
func TestLongText(t *testing.T) {
	t.Parallel()
	filler := strings.Repeat("Nothing of note was said here. ", search.LongText/31)
	a := indextest.Open(t, []*cable.Cable{
		indextest.Simple("74ALFA1", "1974", "FISHERIES", "The minister came.", filler, "The lighthouse was lit by a minister."),
		indextest.Simple("74ALFA2", "1974", "LIGHTS", "The lighthouse was lit."),
	})
	for query, want := range map[string]map[string]string{
		"minister":   {"74ALFA1": "cut: The [minister] came."},
		"lighthouse": {"74ALFA1": "cut: The minister came.", "74ALFA2": "The [lighthouse] was lit."},
	} {
		got := map[string]string{}
		for _, h := range indextest.Search(t, a, indextest.Request(t, query)).Hits {
			text := ""
			if h.Cut {
				text = "cut: "
			}
			for _, s := range h.Snippets {
				text += shown(s)
			}
			got[h.ID] = text
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", query, diff)
		}
	}
}
