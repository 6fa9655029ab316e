package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/index/indextest"
)

func TestCorrect(t *testing.T) {
	t.Parallel()
	var cs []*cable.Cable
	for i := range 70 {
		c := indextest.Simple(fmt.Sprintf("74ALFA%d", i+1), "1974-01-02", "NEGOTIATIONS ON FISHING", "Human rights and the orchard.", "The délégation left.")
		if i == 0 {
			c.Paragraphs[0].Text += " Orchids too, and one fishnig word, oil."
		}
		cs = append(cs, c)
	}
	a := indextest.Open(t, cs)
	for text, want := range map[string]string{
		"humna rights":             "human rights",           // swapped
		"human rihgts":             "human rights",           //
		"human righs":              "human rights",           // missing
		"human rrights":            "human rights",           // too much
		"human rignts":             "human rights",           // another
		"umann":                    "",                       // two mistakes in a short word
		"negociatoins":             "negotiations",           // two in a long one
		"xuman":                    "human",                  // the first letter
		"delegasion":               "delegation",             // accents fold
		`"humna rights" fishing`:   `"human rights" fishing`, // in a phrase
		"subject:fishign":          "subject:fishing",        //
		"orchard OR humna":         "orchard OR human",       //
		"humna (orchrad OR rihts)": "human (orchard OR rights)",
		"fishnig":                  "fishing", // one cable against seventy
		"orchids":                  "",        // one cable; its neighbours are its own forms
		"human rights":             "",
		"NOT humna":                "",
		"humn*":                    "",
		"humna~1":                  "",
		"ail":                      "", // too short
		"h2man":                    "",
		"per:humna":                "",
		"qqqqqq":                   "",
		"":                         "",
	} {
		e, ok, err := a.Correct(context.Background(), indextest.Request(t, text).Expr)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if ok {
			got = e.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// BenchmarkCorrect is what corrections cost with half a million words.
func BenchmarkCorrect(b *testing.B) {
	rnd := rand.New(rand.NewPCG(7, 7))
	var cs []*cable.Cable
	for i := range 2500 {
		var text strings.Builder
		for range 200 {
			for range 4 + rnd.IntN(8) {
				text.WriteByte("aaabcdeeefghiiklmnoooprsttuvy"[rnd.IntN(29)])
			}
			text.WriteByte(' ')
		}
		cs = append(cs, indextest.Simple(fmt.Sprintf("74ALFA%d", i+1), "1974-01-02", "WORDS", text.String()))
	}
	a := indextest.Open(b, cs)
	for _, text := range []string{"humna", "negociatoins", "aeiou iaoue ouiae eaoiu"} {
		e := indextest.Request(b, text).Expr
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := a.Correct(context.Background(), e); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
