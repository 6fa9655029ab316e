package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// unlimited lets a printed query be longer than what a reader may type.
const unlimited = 1 << 20

func TestParse(t *testing.T) {
	for _, tt := range parseTests {
		e, notes, err := Parse(tt.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.in, err)
			continue
		}
		got := ""
		if e != nil {
			got = e.String()
		}
		if got != tt.want {
			t.Errorf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
		}
		var want []string
		if tt.notes != "" {
			want = strings.Split(tt.notes, "|")
		}
		ok := len(notes) == len(want)
		for i := range want {
			ok = ok && strings.Contains(notes[i].String(), want[i])
		}
		if !ok {
			t.Errorf("Parse(%q) notes %q, want %q", tt.in, notes, want)
		}
		checkRoundTrip(t, tt.in, e)
	}
}

// checkRoundTrip parses a printed tree again: it must be equal, without notes.
func checkRoundTrip(t *testing.T, in string, e Expr) {
	t.Helper()
	if e == nil {
		return
	}
	again, notes, err := parse(e.String(), unlimited)
	if err != nil {
		t.Fatalf("Parse(%q) prints as %s, which fails: %v", in, e, err)
	}
	if !reflect.DeepEqual(again, e) {
		t.Fatalf("Parse(%q) = %#v prints as %s, which is %#v", in, e, e, again)
	}
	if len(notes) > 0 {
		t.Fatalf("Parse(%q) prints as %s, which has the notes %q", in, e, notes)
	}
}

// TestParseTree looks at the nodes themselves where the print could hide them.
func TestParseTree(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Expr
	}{
		{"rules", Word{Text: "rules"}},
		{"subject:=rules", Word{In: "subject", Text: "rules", Exact: true}},
		{"diplom*", Word{Text: "diplom", Prefix: true}},
		{"Delgdo~1", Word{Text: "Delgdo", Fuzzy: true}},
		{`"a b"~10`, Phrase{Text: "a b", Slop: 10}},
		{"Tags:PR*", Value{Field: FieldTag, Text: "PR", Prefix: true}},
		{"tag:-none-", Value{Field: FieldTag, None: true}},
		{`tag:"none"`, Value{Field: FieldTag, Text: "none"}},
		{"date:2009-09", Dates{From: cable.Date{Year: 2009, Month: 9}, To: cable.Date{Year: 2009, Month: 9}}},
		{"date:..1975", Dates{To: cable.Date{Year: 1975}}},
		{"date:none", Dates{None: true}},
		{"a OR b c", Or{[]Expr{Word{Text: "a"}, And{[]Expr{Word{Text: "b"}, Word{Text: "c"}}}}}},
		{"NOT a", Not{Word{Text: "a"}}},
	} {
		if e, _, err := Parse(tt.in); err != nil || !reflect.DeepEqual(e, tt.want) {
			t.Errorf("Parse(%q) = %#v, %v, want %#v", tt.in, e, err, tt.want)
		}
	}
}

func TestParseLimits(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
	}{
		{"bytes", strings.Repeat("a", MaxBytes+1), "257 bytes"},
		{"UTF-8", "a\xff", "UTF-8"},
		{"NUL", "a\x00", "NUL"},
		{"terms", strings.Repeat("ab ", MaxTerms+1), "17 words"},
		{"nesting", strings.Repeat("(", MaxNesting+1) + "a", "9 deep"},
		{"phrase", `"` + strings.Repeat("a ", MaxPhraseWords+1) + `"`, "33 words"},
		{"hyphens", strings.Repeat("a-", MaxPhraseWords+1), "33 words"},
		{"value", "per:" + strings.Repeat("a-", MaxPhraseWords+1), "33 words"},
		{"prefixes", "aaa* bbb* ccc* ddd* tag:PR*", "5 wildcards"},
		{"fuzzy", "aaa~ bbb~ ccc~ ddd~ eee~", "5 words with ~"},
		{"near", `"aaa bbb"~5 OR "ccc ddd"~6 -"eee fff"~7`, "3 times for words near"},
		{"near by signs", `aaa w/5 bbb AND ccc NEAR ddd AND eee AROUND(9) fff`, "3 times for words near"},
	} {
		_, _, err := Parse(tt.in)
		var limit *LimitError
		if !errors.As(err, &limit) || !strings.Contains(limit.Reason.String(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	for _, in := range []string{
		strings.Repeat("a", MaxBytes),
		strings.Repeat("ab ", MaxTerms),
		strings.Repeat("(", MaxNesting) + "a" + strings.Repeat(")", MaxNesting),
		`"` + strings.Repeat("a ", MaxPhraseWords) + `"`,
		"aaa* bbb* ccc* ddd* eee~ fff~ ggg~ hhh~",
		`"aaa bbb"~5 "ccc ddd eee fff"~100 "ggg hhh" iii~`,
	} {
		if _, _, err := Parse(in); err != nil {
			t.Errorf("Parse(%q): %v", in, err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, _, err := Parse(`"rigid rules" (tag:PREL OR tag:MARR) -from:MEXICO date:2009-09..2009-12 diplom* Delgdo~1`); err != nil {
			b.Fatal(err)
		}
	}
}
