package enginetest

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

// spelt are cables whose words are written in more than one way.
func spelt() []*cable.Cable {
	return []*cable.Cable{
		made("81OSLO1", "1981-01-01", "TALK WITH VALMONT D'ESTERNAY", "per=Valmont d'Esternay; loc=Quai d’Orlande", "The envoy of Valmont d'Esternay left the Quai d’Orlande for l'Istria.", "A chargé d'affaires waited."),
		made("81OSLO2", "1981-01-02", "ESTERNAY", "", "Esternay alone, and foreign affairs of 25,000,000."),
		made("81OSLO3", "1981-01-03", "VALMONT DESTERNAY", "", "O'Brennan of N'Dola spoke."),
		made("81OSLO4", "1981-01-04", "BRÖDERSEN", "per=Gerd Brödersen", "Gerd Brödersen of Århavn met the président."),
		made("81OSLO5", "1981-01-05", "BROEDERSEN", "per=GERD BROEDERSEN", "GERD BROEDERSEN OF AARHAVN MET THE PRESIDENT AND THE POET."),
		made("81OSLO6", "1981-01-06", "BRODERSEN", "", "GERD BRODERSEN OF ARHAVN HAS A POT. The président of one is the president of another."),
		made("81OSLO7", "1981-01-07", "TONS", "", "They sold 25,000 tons, and 1,5 of something."),
		made("81OSLO8", "1981-01-08", "TONS", "", "They bought 25000 tons, and 15 of something."),
		made("81OSLO9", "1981-01-09", "TONS", "", "Es waren 25.000 tons und 1 250 000 Mark."),
	}
}

func spellings() []finding {
	const (
		d        = "81OSLO1 81OSLO2"
		gerd     = "81OSLO4 81OSLO5 81OSLO6"
		tons     = "81OSLO7 81OSLO8 81OSLO9"
		together = "81OSLO1 81OSLO3"
	)
	return []finding{
		// Elided articles: the whole and the part.
		{"Esternay", d}, {"ESTERNAY", d}, {"=esternay", d}, {"estern*", d}, {`"esternay"`, d}, {"d'Esternay", together}, {"d’esternay", together}, {"desternay", together},
		{`"Valmont d'Esternay"`, together}, {`"valmont d’esternay"`, together}, {"Orlande", "81OSLO1"}, {`"Quai d'Orlande"`, "81OSLO1"}, {"istria", "81OSLO1"}, {"subject:esternay", d},
		{"affairs", "81OSLO2"}, {"affaires", "81OSLO1 81OSLO2"}, {"=affaires", "81OSLO1"}, // a form of affairs, but for the article
		{"O'Brennan", "81OSLO3"}, {"OBrennan", "81OSLO3"}, {"brennan", ""}, {"N'Dola", "81OSLO3"}, {"NDOLA", "81OSLO3"}, {"dola", ""},
		// Letters that telegrams do not have.
		{"Brödersen", gerd}, {"BROEDERSEN", gerd}, {"Brodersen", gerd}, {`"gerd broedersen"`, gerd}, {`"gerd brodersen"`, gerd}, {`"Gerd Brödersen"`, gerd}, {`"brödersen gerd"~1`, gerd},
		{"Århavn", gerd}, {"Aarhavn", gerd}, {"ARHAVN", gerd}, {"Bröders*", gerd}, {"Brödersan~1", gerd},
		{"poet", "81OSLO5"}, {"pot", "81OSLO6"}, {"per:Esternay", "81OSLO1"}, {"per:d'Esternay", "81OSLO1"}, {`per:"Estern"*`, "81OSLO1"}, {"loc:Orlande", "81OSLO1"},
		{"per:Brödersen", "81OSLO4 81OSLO5"}, {"per:broedersen", "81OSLO4 81OSLO5"}, {`per:"Gerd Brodersen"`, "81OSLO4 81OSLO5"},
		// As written.
		{"président", gerd}, {"president", gerd}, {"=président", "81OSLO4 81OSLO6"}, {"=président -=president", "81OSLO4"}, {"=president", "81OSLO5 81OSLO6"},
		{"=Brödersen", "81OSLO4"}, {"=broedersen", "81OSLO5"}, {"=brodersen", "81OSLO6"}, {"=PRÉSIDENT", "81OSLO4 81OSLO6"}, {"=prèsident", ""},
		// Numbers.
		{"25000", tons}, {"25,000", tons}, {"25.000", tons}, {`"25,000 tons"`, tons}, {`"25000 tons"`, tons}, {`"25 000 tons"`, "81OSLO7 81OSLO8 81OSLO9"}, {`"25,000"`, tons},
		{"br?dersen", "81OSLO4 81OSLO6"}, {"bro?d*", "81OSLO5"}, {"est?rnay", d}, {"=président OR te?s", "81OSLO4 81OSLO6"},
		{"15", "81OSLO8"}, {"1,5", "81OSLO7"}, {"25,000,000", "81OSLO2"}, {"1250000", "81OSLO9"}, {"1,250,000", "81OSLO9"}, {"=25000", tons}, {`"tons 25,000"~2`, tons},
	}
}

// testSpellings holds which ways of writing a word find one another, and that each
// is marked where it is found.
func testSpellings(t *testing.T, e Engine) {
	a, r := published(t, e, inputs(spelt())), plain.Read(spelt(), nil)
	checkFindings(t, a, spellings())
	for _, f := range spellings() {
		compare(t, a, r, request(t, f.text))
	}
	for text, want := range map[string][]string{
		"esternay": {"d'[Esternay]", "[Esternay]"}, "d'esternay": {"[d'Esternay]"}, "brodersen": {"[Brödersen]", "[BROEDERSEN]", "[BRODERSEN]"}, `"Gerd Broedersen"`: {"[Gerd Brödersen]"},
		"25000": {"[25,000]", "[25000]", "[25.000]"}, "=président": {"[président]"}, "=president": {"[president] of another", "[PRESIDENT]"}, `"25000 tons"`: {"[25,000 tons]", "[25.000 tons]"},
	} {
		req := request(t, text)
		marked := markedText(t, a, req)
		for _, m := range want {
			if !strings.Contains(marked, m) {
				t.Errorf("%s: %s is not marked in\n%s", text, m, marked)
			}
		}
		if text == "=president" && strings.Contains(marked, "[président]") {
			t.Errorf("%s: the other one is marked in\n%s", text, marked)
		}
		checkHighlights(t, a, req)
	}
	testSpellingsTold(t, a)
}

// testSpellingsTold holds that a search says in which spellings it looked.
func testSpellingsTold(t *testing.T, a archive.Archive) {
	t.Helper()
	for text, want := range map[string]string{
		"broedersen": "“broedersen” was searched in its other spellings too: “brodersen”.", "Brödersen": "“brödersen” was searched in its other spellings too: “broedersen”.",
		"=broedersen": "", "poet": "", "esternay": "",
	} {
		if got := strings.Join(query.InEnglish(search(t, a, request(t, text)).Notes), " "); got != want {
			t.Errorf("%s: notes %q, want %q", text, got, want)
		}
	}
}

// markedText is all snippets of a request, with brackets around the matches.
func markedText(t *testing.T, a archive.Archive, req query.Request) string {
	t.Helper()
	var b strings.Builder
	res := search(t, a, req)
	for i := range res.Hits {
		for _, s := range res.Hits[i].Snippets {
			for _, p := range s.Parts {
				if p.Match {
					b.WriteString("[" + p.Text + "]")
				} else {
					b.WriteString(p.Text)
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// checkHighlights holds that the page of each cable that is found has marks.
func checkHighlights(t *testing.T, a archive.Archive, req query.Request) {
	t.Helper()
	ways, err := a.Spellings(t.Context(), plan.Words(req.Expr)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range hitIDs(search(t, a, req)) {
		i := slices.IndexFunc(spelt(), func(c *cable.Cable) bool { return c.ID == id })
		if len(snippet.Highlight(spelt()[i], req.Expr, ways)) == 0 {
			t.Errorf("%s: nothing is marked in %s", req.Text, id)
		}
	}
}
