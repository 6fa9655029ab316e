package index

import (
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// shown joins the parts of a snippet, matches in brackets.
func shown(s Snippet) string {
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
	c := simple("74ALFA1", "1974", "FISHERIES",
		"Opening words.",
		long+"The São Paulo ministers\nmet Castro’s brother. "+long,
		"Ministers came to be seen.",
		"A policy-making body.",
	)
	a := open(t, []*cable.Cable{c})
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
		res := search(t, a, request(t, tt.query))
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

func TestSnippetBounds(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", "x", strings.Repeat("é", 1000), strings.Repeat("日本", 500), strings.Repeat("a", 239) + "é b",
		strings.Repeat("word ", 100) + "\xff\xfe " + strings.Repeat("word ", 100),
	} {
		p := &cable.Paragraph{Text: text}
		for _, ms := range [][]mark{nil, {{0, min(1, len(text)), 0}}, {{len(text) / 2, len(text) / 2, 0}}} {
			if len(ms) > 0 && !utf8.ValidString(text[:ms[0].end]) {
				continue
			}
			s := cut(p, ms)
			n := 0
			for _, part := range s.Parts {
				n += len(part.Text)
				if utf8.ValidString(text) && !utf8.ValidString(part.Text) {
					t.Errorf("%.20q: cut within a character: %q", text, part.Text)
				}
			}
			if n > snippetBytes+20 {
				t.Errorf("%.20q: %d bytes", text, n)
			}
		}
	}
}

func TestHighlight(t *testing.T) {
	t.Parallel()
	c := simple("74ALFA1", "1974", "ÉTUDE OF MINISTERS", "Née in São Paulo, the minister’s aide.", "Nothing.")
	a := open(t, []*cable.Cable{c})
	e := request(t, `minister "sao paulo"`).Expr
	want := map[string][]Span{
		SubjectKey: {{9, 18}}, TitleKey: {{9, 18}},
		"par1": {{7, 16}, {22, 30}},
	}
	if diff := gocmp.Diff(want, a.Highlight(c, e)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := a.Highlight(c, nil); len(got) != 0 {
		t.Errorf("without a query: %v", got)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "O’Neill's U.S.-Mexico co-\noperation", "é\u0301\u00adx", "a.b.c's", "\xff'\xfe-", "İstanbul ﬁne"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		scanTokens(s, func(term []byte, start, end int, joined bool) {
			if len(term) == 0 || len(term) > maxTerm || start >= end || end > len(s) {
				t.Fatalf("%q: token %q at %d-%d", s, term, start, end)
			}
			if !joined {
				if start < last {
					t.Fatalf("%q: token %q goes back", s, term)
				}
				last = end
			}
		})
		if f := fold(s); fold(f) != f {
			t.Fatalf("%q: folded twice %q is %q", s, f, fold(f))
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	a := open(b, invent(2000))
	for _, text := range []string{"", "the", "b*", `"of the"`, "NOT class:secret"} {
		req := request(b, text)
		req.Size = 20
		req.Filters = []query.Filter{{Facet: query.Captions, Value: query.None}}
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				search(b, a, req)
			}
		})
	}
}

func BenchmarkPublish(b *testing.B) {
	cs := invent(2000)
	for b.Loop() {
		dir := tempDir(b)
		publish(b, dir, cs)
	}
	b.ReportMetric(float64(b.N*len(cs))/b.Elapsed().Seconds(), "cables/s")
}
