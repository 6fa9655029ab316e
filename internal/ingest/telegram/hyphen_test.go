package telegram

import "testing"

// TestHyphens holds which hyphens at the ends of lines stay.
func TestHyphens(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"HE MET THE HIGH-\nRANKING KEEPER.":                        "HE MET THE HIGH-RANKING KEEPER.",
		"A SELF-\nAPPOINTED KEEPER.":                               "A SELF-APPOINTED KEEPER.",
		"THE DANISH-\nSWEDISH LIGHT.":                              "THE DANISH-SWEDISH LIGHT.",
		"A GOOD INSTRU-\nMENT.":                                    "A GOOD INSTRUMENT.",
		"THE OVER-\nTHROW OF IT.":                                  "THE OVERTHROW OF IT.",
		"THE COUNSEL-\nLORS WENT.":                                 "THE COUNSELLORS WENT.",
		"THE TOWER-\nWICKFOLK WENT. THE TOWER-WICKFOLK CAME BACK.": "THE TOWER-WICKFOLK WENT. THE TOWER-WICKFOLK CAME BACK.",
	} {
		m := p.Parse("UNCLAS OSLO 1204\n\nE.O. 11652: N/A\nTAGS: PFOR, NO\nSUBJ: LIGHTS\n\n1. THE KEEPER SPOKE.\n\n2. "+in+"\nLUND\n", Hints{Dehyphenate: true})
		if got := m.Paragraphs[1].Body.Text; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestBrokenWords holds the hyphens at the ends of lines of later telegrams,
// which are those of compounds but for a few.
func TestBrokenWords(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"He met the high-\nranking keeper.":  "He met the high-ranking keeper.",
		"He met the govern-\nment's keeper.": "He met the government's keeper.",
		"He met a lamp-\nlit keeper.":        "He met a lamp-lit keeper.",
		"It is a day-\nto-day affair.":       "It is a day-to-day affair.",
	} {
		m := p.Parse(bodyHead+"1. (U) Lamps.\n\n2. (U) "+in+"\nLUND\n", Hints{})
		if got := m.Paragraphs[1].Body.Text; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
