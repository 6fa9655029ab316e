package query

import (
	"errors"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reftel/internal/query/days"
)

// TestParseMixed strings pieces of syntax together at random, which a fuzzer
// that changes bytes seldom does.
func TestParseMixed(t *testing.T) {
	pieces := strings.Split("a bcd efgh AND OR NOT and - -- = ( ) ( ) \" \" “ ” * ~ ~1 ~9 && || | & : :: foo: http:// tag: Tag: per: subject: date: year: since: "+
		">= < .. 1974 1979-03 2009-09-08 197 none -none- U.S. o'b é \u0301 ’ , . ; / 日本 18 May # ! ? ^ ＂ w/5 NEAR NEAR/3 ADJ2 /4 , a*w/0 ?", " ")
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 20_000
	if s := os.Getenv("REFTEL_MIXED"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	for range n {
		var b strings.Builder
		for range 1 + rnd.IntN(10) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
			if rnd.IntN(3) == 0 {
				b.WriteByte(' ')
			}
		}
		checkParse(t, b.String())
		if t.Failed() {
			t.Fatalf("%q", b.String())
		}
	}
}

// checkParse holds what is true of every text.
func checkParse(t *testing.T, in string) {
	e, notes, err := Parse(in)
	if err != nil {
		var limit *LimitError
		if !errors.As(err, &limit) || e != nil {
			t.Errorf("error %v, tree %v", err, e)
		}
		return
	}
	for _, n := range notes {
		if said := n.String(); !utf8.ValidString(said) || !strings.HasSuffix(said, ".") || strings.Contains(said, "%!") && !strings.Contains(in, "%!") {
			t.Errorf("note %q", n)
		}
	}
	if d := Describe(e).String(); !strings.HasPrefix(d, "cables ") && e != nil || strings.Contains(d, "  ") || strings.ContainsAny(d, "‹›") && !strings.ContainsAny(in, "‹›") {
		t.Errorf("described as %q", d)
	}
	Terms(e)
	checkRoundTrip(t, in, e)
	checkCanonical(t, e)
	walk(e, func(e Expr) {
		text := "x"
		switch e := e.(type) {
		case Word:
			text = e.Text
			if (e.Prefix || e.Fuzzy) && countRuns(strings.NewReplacer("'", "", "’", "", "?", "").Replace(text)) != 1 {
				t.Errorf("signs on several words: %#v", e)
			}
			if e.Prefix && e.Fuzzy || e.Exact && (e.Prefix || e.Fuzzy || e.Wild) || e.Wild != isPattern(e.Text) {
				t.Errorf("signs that do not go together: %#v", e)
			}
		case Phrase:
			text = e.Text
		case Value:
			text = e.Text
			if e.None {
				text = "none"
				if e.Text != "" || e.Prefix {
					t.Errorf("none and a value: %#v", e)
				}
			}
		case Dates:
			if !e.None && e.From.IsZero() && e.To.IsZero() || days.Reversed(e.From, e.To) {
				t.Errorf("dates %#v", e)
			}
		}
		if !hasAlnum(text) {
			t.Errorf("empty leaf %#v", e)
		}
	})
}

// checkCanonical holds that lists have two parts or more and none of their own
// kind, and that a Not holds no Not.
func checkCanonical(t *testing.T, e Expr) {
	switch e := e.(type) {
	case And:
		if len(e.Of) < 2 {
			t.Errorf("short %#v", e)
		}
		for _, p := range e.Of {
			if _, same := p.(And); same {
				t.Errorf("And in And: %#v", e)
			}
			checkCanonical(t, p)
		}
	case Or:
		if len(e.Of) < 2 {
			t.Errorf("short %#v", e)
		}
		for _, p := range e.Of {
			if _, same := p.(Or); same {
				t.Errorf("Or in Or: %#v", e)
			}
			checkCanonical(t, p)
		}
	case Not:
		if _, same := e.Of.(Not); same || e.Of == nil {
			t.Errorf("Not of %#v", e.Of)
		}
		checkCanonical(t, e.Of)
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range parseTests {
		f.Add(tt.in)
	}
	f.Add(strings.Repeat("(", 200))
	f.Add(strings.Repeat("a:", 100))
	f.Add(strings.Repeat(`tag:"`, 50))
	f.Fuzz(func(t *testing.T, in string) {
		var took time.Duration
		for range 3 { // the machine may do something else in the midst of one
			start := time.Now()
			checkParse(t, in)
			if took = time.Since(start); took <= 200*time.Millisecond {
				return
			}
		}
		t.Errorf("took %v, and as long twice before", took)
	})
}
