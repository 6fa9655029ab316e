package server

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/index"
)

// jumpSite is a server without pages and an archive of ids alone. 08LIMA77 is
// cited and not held.
func jumpSite(t testing.TB) (*server, archive) {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() { _ = index.Remove(dir) })
	var cs []*cable.Cable
	for _, id := range []string{"09MEXICO2676", "08MEXICO2676", "74RIODEJANEIRO12", "75DACCA292", "05PORTAUPRINCE1834", "76STATE26733", "09MEXICO50", "99ZANADUVILLE3"} {
		cs = append(cs, &cable.Cable{ID: id, Subject: "About " + id, Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: "Text."}}})
	}
	cs[4].Aliases = []string{"05PAP1834"}
	cs[0].References = []cable.Reference{{Kind: "cable", ID: "08LIMA77"}}
	publish(t, dir, cs)
	live, err := index.OpenData(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	a, release := live.Acquire()
	t.Cleanup(release)
	return &server{terms: terms{testConfig(t).Tables}}, a
}

func TestJumps(t *testing.T) {
	s, a := jumpSite(t)
	for text, want := range map[string]string{
		// Alone, in the forms that are in use.
		"09MEXICO2676": "09MEXICO2676", "09mexico2676": "09MEXICO2676", " 09 Mexico 2676 ": "09MEXICO2676", "09-MEXICO-2676": "09MEXICO2676",
		"2009MEXICO02676": "09MEXICO2676", "2009MEXICO02676_a": "09MEXICO2676", "2009 mexico 002676": "09MEXICO2676", "\u201909 MEXICO 2676": "09MEXICO2676",
		"09 AMEMBASSY MEXICO 2676": "09MEXICO2676", "09 Mexico City 2676": "09MEXICO2676", "1974 Rio de Janeiro 012": "74RIODEJANEIRO12",
		"74 RIO DE JANEIRO 12": "74RIODEJANEIRO12", "1975DACCA00292_b": "75DACCA292", "05 Port-au-Prince 1834": "05PORTAUPRINCE1834",
		"05 PORT AU PRINCE 1834": "05PORTAUPRINCE1834", "76 SECSTATE 26733": "76STATE26733", "76 State 026733": "76STATE26733",
		"99 Zanaduville 3": "99ZANADUVILLE3", "99zanaduville0003": "99ZANADUVILLE3",
		"05PAP1834": "05PORTAUPRINCE1834",
		// Cited, not held.
		"08 Lima 77": "08LIMA77 absent",
		// Without the year.
		"Mexico 2676": "08MEXICO2676 any, 09MEXICO2676 any", "MEXICO50": "09MEXICO50 any", "rio de janeiro 12": "74RIODEJANEIRO12 any",
		"amembassy mexico 50": "09MEXICO50 any", "Port-au-Prince 1834": "05PORTAUPRINCE1834 any",
		// A misspelt post.
		"09 MEXCIO 2676": "09MEXICO2676 inferred MEXCIO", "74RIODEJANIERO12": "74RIODEJANEIRO12 inferred RIODEJANIERO",
		// In a sentence, a list, an address.
		"see 09 MEXICO 2676, para 3":                                     "09MEXICO2676",
		"REF: A. 09 MEXICO 2676 B. MEXICO 50 C. 76 STATE 26733":          "09MEXICO2676, 09MEXICO50 any, 76STATE26733",
		"(74 RIO DE JANEIRO 00012)":                                      "74RIODEJANEIRO12",
		"as told in Rio de Janeiro 12 and\n09MEXICO2676.":                "74RIODEJANEIRO12 any, 09MEXICO2676",
		"https://x.example/cable/2009/09/09MEXICO2676.html#par3":         "09MEXICO2676",
		"look at <https://x.example/plusd/cables/1975DACCA00292_b.html>": "75DACCA292",
		"09MEXICO2676 and 09MEXICO2676":                                  "09MEXICO2676",
		// Nothing of the kind.
		"nothing here": "", "": "", "1234567": "", "article 12 of 2009": "", "tag:PREL date:2009-09": "", "09": "", "09 MEXICO": "", "09 MEXICO 99999": "",
		"\x00\xff 12 \xfe": "",
	} {
		var got []string
		for _, j := range s.jumps(a, text) {
			g := j.id
			if j.state == index.Absent {
				g += " absent"
			}
			if j.anyYear {
				g += " any"
			}
			if j.inferred != "" {
				g += " inferred " + j.inferred
			}
			got = append(got, g)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzJumps(f *testing.F) {
	s, a := jumpSite(f)
	f.Add("09MEXICO2676 and 2009LIMA00012_a, Mexico 2676")
	f.Add("https://x.example/09MEXICO2676.html")
	f.Fuzz(func(t *testing.T, text string) {
		js := s.jumps(a, text)
		if len(js) > jumpsShown {
			t.Errorf("%d jumps", len(js))
		}
		for _, j := range js {
			if _, state := a.Lookup(j.id); state == index.Unknown {
				t.Errorf("%q leads to %q, which is not known", text, j.id)
			}
		}
	})
}
