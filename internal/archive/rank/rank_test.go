package rank

import (
	"slices"
	"testing"

	"reftel/internal/archive/plan"
	"reftel/internal/cable"
	"reftel/internal/query"
)

func ranking(t *testing.T, asked string) *Ranking {
	t.Helper()
	e, _, err := query.Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	return New(e, func(w string) []string { return []string{w} })
}

// TestWords holds of which words it must be known how many cables have them, and for which
// queries the cluster's own weights are right.
func TestWords(t *testing.T) {
	t.Parallel()
	word := func(s string) Word { return Word{Spelling: plan.Spelling{Term: s}} }
	exact := func(s string) Word { return Word{Spelling: plan.Spelling{Term: s, Exact: true}} }
	for asked, c := range map[string]struct {
		want  []Word
		plain bool
	}{
		"lens":                {[]Word{word("lens")}, true},
		"the lens lens":       {[]Word{word("lens")}, true},
		"lens -museum":        {[]Word{word("lens")}, true},
		"lens OR (fog bank)":  {[]Word{word("lens"), word("fog"), word("bank")}, true},
		"subject:lens":        {[]Word{{Spelling: plan.Spelling{Term: "lens"}, In: "subject"}}, true},
		"lens*":               {[]Word{{Spelling: plan.Spelling{Term: "lens", Prefix: true}}}, false},
		`"the lens of"`:       {[]Word{exact("lens")}, false},
		`"of the"`:            {[]Word{exact("of"), exact("the")}, false},
		"co-operation":        {[]Word{word("co"), word("operation"), word("cooperation")}, false},
		"tag:PREL date:1979":  {nil, true},
		"=lens":               {[]Word{{Spelling: plan.Spelling{Term: "lens", Exact: true, AsWritten: true}}}, false},
		`"fog bank"~3 "bank"`: {[]Word{exact("fog"), exact("bank")}, false},
	} {
		r := ranking(t, asked)
		if got := r.Words(); !slices.Equal(got, c.want) || r.Plain() != c.plain {
			t.Errorf("%s: %+v, want %+v; plain %v", asked, got, c.want, r.Plain())
		}
	}
}

// TestCounts holds when a query counts for the order.
func TestCounts(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]bool{
		"lens": true, "fog": false, "fog OR lens": true, `"lens fog"`: false, `subject:"a lens"`: true, "tag:PREL": false, "tag:PREL OR subject:lens": true, "-lens": false,
	} {
		r := ranking(t, asked)
		having := map[Word]int{}
		for _, w := range r.Anywhere() {
			if w.In != "" {
				t.Errorf("%s: %+v is asked for in one place", asked, w)
			}
			if w.Term != "fog" {
				having[w] = 3
			}
		}
		if got := r.Counts(having); got != want {
			t.Errorf("%s: %v", asked, got)
		}
	}
}

// TestScores holds which of two cables comes first.
func TestScores(t *testing.T) {
	t.Parallel()
	body := func(texts ...string) *cable.Cable {
		c := &cable.Cable{Subject: "NOTHING"}
		for _, s := range texts {
			c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Text: s})
		}
		return c
	}
	for name, c := range map[string]struct {
		asked         string
		better, worse *cable.Cable
	}{
		"oftener":                   {"lens", body("The lens and the lens."), body("The lens and the fog.")},
		"shorter":                   {"lens", body("A lens."), body("A lens on a shelf in the fog.")},
		"in the subject":            {"lens", &cable.Cable{Subject: "LENS"}, body("A lens.")},
		"in a heading":              {"lens", &cable.Cable{Subject: "NOTHING", Paragraphs: []cable.Paragraph{{Heading: "Lens", Text: "Fog."}}}, body("Dark fog.")},
		"in a note":                 {"lens", &cable.Cable{Subject: "NOTHING", Notes: []cable.Note{{Text: "A lens."}}}, body("A fog.")},
		"nearer":                    {"lens fog", body("A lens, a fog, a shelf, a ship."), body("A lens, a shelf, a ship, a fog.")},
		"not across a paragraph":    {"lens fog", body("A lens fog."), body("A lens", "fog.")},
		"in a row":                  {`"a lens"`, body("A lens, a lens."), body("A lens, the lens.")},
		"near in any order":         {`"lens fog"~2`, body("Fog on a lens."), body("Fog on a shelf and no lens.")},
		"of a word that begins so":  {"len*", body("Lens, lenses, lending."), body("Lens, shelf, lending.")},
		"of a word off by a letter": {"lans~1", body("Lens, lans."), body("Lens, fog.")},
		"of a compound as one word": {"co-operation", body("Their cooperation here."), body("A fog, and no word of it.")},
	} {
		r := ranking(t, c.asked)
		texts := []*Text{r.Read(c.better), r.Read(c.worse)}
		corpus := Corpus{Cables: 100, Having: map[Word]int{}, Means: Means{Subject: 1, Body: 5}}
		for _, w := range r.Words() {
			corpus.Having[w] = 10
		}
		words, near := r.Scores(texts, corpus), r.Nearness(texts, corpus)
		if words[0]+near[0] <= words[1]+near[1] {
			t.Errorf("%s: %v and %v for nearness", name, words, near)
		}
	}
}
