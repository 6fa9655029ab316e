package shape

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/web/templates"
)

// written writes runs as [kind:text], with matches between stars.
func written(rs []templates.Run) string {
	var b strings.Builder
	for _, r := range rs {
		if r.Kind != "" {
			fmt.Fprintf(&b, "[%s:", r.Kind)
		}
		for _, p := range r.Parts {
			if p.Match {
				b.WriteString("*" + p.Text + "*")
			} else {
				b.WriteString(p.Text)
			}
		}
		if r.Kind != "" {
			b.WriteString("]")
		}
	}
	return b.String()
}

func TestRuns(t *testing.T) {
	per := func(a, b int) mark { return mark{Start: a, End: b, Kind: "per"} }
	for _, c := range []struct {
		name, text string
		marks      []mark
		matches    []archive.Span
		want       string
	}{
		{"plain", "abc", nil, nil, "abc"},
		{"empty", "", []mark{per(0, 1)}, []archive.Span{{Start: 0, End: 1}}, ""},
		{"characters, not bytes", "éà José ü", []mark{per(3, 7)}, []archive.Span{{Start: 3, End: 5}}, "éà [per:*Jo*sé] ü"},
		{"match across a border", "ab cd", []mark{per(0, 2)}, []archive.Span{{Start: 1, End: 4}}, "[per:a*b*]* c*d"},
		{"overlap: the first wins", "abcdef", []mark{per(2, 5), per(0, 3)}, nil, "[per:abc]def"},
		{"same start: the longer wins", "abcdef", []mark{per(0, 2), per(0, 4)}, nil, "[per:abcd]ef"},
		{"out of the text", "abc", []mark{per(-2, 1), per(2, 99), per(50, 60)}, []archive.Span{{Start: -5, End: 1}, {Start: 2, End: 100}}, "*a*b[per:*c*]"},
		{"nothing inside", "abc", []mark{per(1, 1), per(2, 1)}, []archive.Span{{Start: 2, End: 1}}, "abc"},
		{"matches that touch", "abcd", nil, []archive.Span{{Start: 0, End: 2}, {Start: 2, End: 3}}, "*abc*d"},
	} {
		if got := written(runs(c.text, c.marks, c.matches)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func FuzzRuns(f *testing.F) {
	f.Add("José and María", 0, 4, 2, 9)
	f.Add("\xff\xfe broken", -1, 3, 0, 99)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		got := runs(text, []mark{{Start: a, End: b, Kind: "per"}, {Start: c, End: d, Kind: "org"}}, []archive.Span{{Start: c, End: b}, {Start: a, End: d}})
		all := ""
		for _, r := range got {
			for _, p := range r.Parts {
				all += p.Text
			}
		}
		if all != text {
			t.Errorf("%q became %q", text, all)
		}
	})
}

func TestPagination(t *testing.T) {
	url := func(n int) string { return fmt.Sprint("p", n) }
	show := func(p templates.Pagination) string {
		var b strings.Builder
		fmt.Fprintf(&b, "%d-%d/%d %s<>%s:", p.From, p.To, p.Total, p.Prev, p.Next)
		for _, l := range p.Pages {
			switch {
			case l.Gap:
				b.WriteString(" …")
			case l.Current:
				fmt.Fprintf(&b, " [%d]", l.Number)
			default:
				fmt.Fprintf(&b, " %d", l.Number)
			}
		}
		return b.String()
	}
	for _, c := range []struct {
		page, size, total, reach int
		want                     string
	}{
		{1, 20, 0, 0, "0-0/0 <>:"},
		{1, 20, 5, 0, "1-5/5 <>:"},
		{1, 20, 45, 0, "1-20/45 <>p2: [1] 2 3"},
		{3, 20, 45, 0, "41-45/45 p2<>: 1 2 [3]"},
		{10, 20, 400, 0, "181-200/400 p9<>p11: 1 … 8 9 [10] 11 12 … 20"},
		{5, 20, 1e6, 200, "81-100/1000000 p4<>p6: 1 … 3 4 [5] 6 7 … 10"},
		{9, 20, 45, 0, "0-0/45 p3<>: 1 2 3"},
	} {
		if got := show(pagination(nil, c.page, c.size, c.total, c.reach, url)); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

func TestCutAndSentence(t *testing.T) {
	if got := Cut("one two three", 9); got != "one two…" {
		t.Errorf("Cut: %q", got)
	}
	if got := Cut(strings.Repeat("é", 50), 10); utf8.RuneCountInString(got) != 11 {
		t.Errorf("Cut: %q", got)
	}
	long := "The committee met for an hour in the great hall. Then it went home."
	if got := firstSentence(long, 200); got != "The committee met for an hour in the great hall." {
		t.Errorf("firstSentence: %q", got)
	}
}

// TestWithNotes: marks of notes stand where they stood and change no text; one
// inside of a mention comes behind it.
func TestWithNotes(t *testing.T) {
	t.Parallel()
	text := "Été came to Ann Oduya."
	for _, tt := range []struct {
		at   []int
		want string
	}{
		{nil, "Été came to |[Ann Oduya]|."},
		{[]int{0}, "#|Été came to |[Ann Oduya]|."},
		{[]int{3, 3}, "Été|#|#| came to |[Ann Oduya]|."},
		{[]int{12, 15, 22, 99}, "Été came to |#|[Ann Oduya]|#|.|#|#"},
	} {
		var notes []noteMark
		for _, at := range tt.at {
			notes = append(notes, noteMark{at: at, name: "#"})
		}
		var got []string
		for _, r := range withNotes(runs(text, []mark{{Start: 12, End: 21, Kind: templates.Person}}, nil), notes) {
			s := ""
			for _, p := range r.Parts {
				s += p.Text
			}
			switch r.Kind {
			case templates.NoteMark:
				s = r.Name
			case templates.Person:
				s = "[" + s + "]"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("notes at %v: %s, want %s", tt.at, s, tt.want)
		}
	}
}

func TestWordsMatched(t *testing.T) {
	part := func(text string, match bool) archive.Part { return archive.Part{Text: text, Match: match} }
	h := archive.Hit{Snippets: []archive.Snippet{
		{Parts: []archive.Part{part("the ", false), part("talks", true), part(" and the ", false), part("Talk", true)}},
		{Parts: []archive.Part{part("fishing boats", true), part(" at sea", false)}},
	}}
	if n := WordsMatched(h); n != 3 || !Matched(h) {
		t.Errorf("%d words, matched %v", n, Matched(h))
	}
	if h.Snippets = []archive.Snippet{{Parts: []archive.Part{part("the talks", false)}}}; WordsMatched(h) != 0 || Matched(h) {
		t.Error("an opening has matches")
	}
}
