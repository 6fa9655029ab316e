package locate

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/cable"
	"reftel/internal/reference"
)

// A shelf is a library of ids alone. 08LIMA77 is cited and not held.
type shelf struct {
	*ids.Table
	calls  int
	broken error
}

func newShelf() *shelf {
	held := []string{"09MEXICO2676", "08MEXICO2676", "74RIODEJANEIRO12", "75DACCA292", "05PORTAUPRINCE1834", "76STATE26733", "09MEXICO50", "99ZANADUVILLE3", "frus1969-76v38p1-d4", "frus1955-57v02-d12", "frus1861-d331", "frus1969-76ve09p1-d7"}
	aliases := make([][]string, len(held))
	aliases[4] = []string{"05PAP1834"}
	return &shelf{Table: ids.NewTable(held, aliases)}
}

func (s *shelf) Lookup(_ context.Context, texts ...string) ([]archive.Found, error) {
	s.calls++
	out := make([]archive.Found, len(texts))
	for i, text := range texts {
		if t, ok := s.Find(text); ok {
			out[i] = archive.Found{State: archive.Held, ID: s.Held[t.Ord]}
			if t.Alias {
				out[i].State = archive.Alias
			}
		} else if slices.Contains(ids.Keys(text), "08LIMA77") {
			out[i] = archive.Found{State: archive.Absent, ID: "08LIMA77"}
		}
	}
	return out, s.broken
}

func (s *shelf) Numbered(_ context.Context, n int, texts ...string) ([][]string, error) {
	s.calls++
	out := make([][]string, len(texts))
	for i, text := range texts {
		if m, ok := cable.ParsePartMRN(text); ok && m.Year == 0 && m.Origin != "" && m.Serial != 0 {
			for _, ord := range s.Numbers().Equal(m.Number(), n) {
				out[i] = append(out[i], s.Held[ord])
			}
			slices.Sort(out[i])
		}
	}
	return out, s.broken
}

func tables(t testing.TB) *reference.Tables {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestFind(t *testing.T) {
	s, f := newShelf(), Finder{tables(t)}
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
		"Lima 77": "08LIMA77 absent any", "REF: LIMA 77": "08LIMA77 absent any", "REFTEL: 08 LIMA 77": "08LIMA77 absent", "ref (a) Lima 0077": "08LIMA77 absent any",
		"amembassy mexico 50": "09MEXICO50 any", "Port-au-Prince 1834": "05PORTAUPRINCE1834 any",
		// A misspelt post.
		"09 MEXCIO 2676": "09MEXICO2676 inferred MEXCIO", "74RIODEJANIERO12": "74RIODEJANEIRO12 inferred RIODEJANIERO",
		// With the word for a message.
		"telegram 2676 from Mexico": "08MEXICO2676 any, 09MEXICO2676 any", "Tel. No. 12 from the Embassy in Rio de Janeiro": "74RIODEJANEIRO12 any", "Mexico telegram 50": "09MEXICO50 any",
		"Rio de Janeiro tel 12": "74RIODEJANEIRO12 any", "cable 12 from Rio de Janeiro, 4 January": "74RIODEJANEIRO12 any", "telegram 9 from Atlantis": "",
		// In a sentence, a list, an address.
		"see 09 MEXICO 2676, para 3":                                     "09MEXICO2676",
		"REF: A. 09 MEXICO 2676 B. MEXICO 50 C. 76 STATE 26733":          "09MEXICO2676, 09MEXICO50 any, 76STATE26733",
		"(74 RIO DE JANEIRO 00012)":                                      "74RIODEJANEIRO12",
		"as told in Rio de Janeiro 12 and\n09MEXICO2676.":                "74RIODEJANEIRO12 any, 09MEXICO2676",
		"https://x.example/cable/2009/09/09MEXICO2676.html#par3":         "09MEXICO2676",
		"look at <https://x.example/plusd/cables/1975DACCA00292_b.html>": "75DACCA292",
		"09MEXICO2676 and 09MEXICO2676":                                  "09MEXICO2676",
		"http://x.example/cable.php?id=09MEXICO2676&hl=x#par-4":          "09MEXICO2676",
		"x.example/plusd/cables/1975DACCA00292_b.html":                   "75DACCA292",
		"https://x.example/#/cable/09MEXICO2676":                         "09MEXICO2676",
		"x.example/?view=09MEXICO2676":                                   "09MEXICO2676",
		// A document of a volume.
		"frus1969-76v38p1-d4": "frus1969-76v38p1-d4", "frus1969-76v38p1/d4": "frus1969-76v38p1-d4", "frus1969-76v38p1#d4": "frus1969-76v38p1-d4", "FRUS1969-76v38p1 d4": "frus1969-76v38p1-d4",
		"frus1969-76v38p1d4": "frus1969-76v38p1-d4", "frus1861, document 331": "frus1861-d331", "FRUS 1861 doc. 331": "frus1861-d331",
		"https://history.example/historicaldocuments/frus1969-76v38p1/d4#fn2":                                   "frus1969-76v38p1-d4",
		"history.example/historicaldocuments/frus1861/d331":                                                     "frus1861-d331",
		"FRUS, 1969–1976, vol. XXXVIII, Part 1, doc. 4":                                                         "frus1969-76v38p1-d4",
		"FRUS 1969–76, v. 38, part 1, d4":                                                                       "frus1969-76v38p1-d4",
		"FRUS 1969–76, XXXVIII, part 1, Document 4":                                                             "frus1969-76v38p1-d4",
		"Foreign Relations, 1955–1957, vol. II, Document 12":                                                    "frus1955-57v02-d12",
		"see Foreign Relations of the United States, 1969–1976, volume E–9, part 1, A Title of It, Document 7.": "frus1969-76ve09p1-d7",
		"doc. 331 of frus1861": "frus1861-d331", "doc 4 frus1969-76v38p1": "frus1969-76v38p1-d4", "frus1861/d9999": "", "frus1861": "", "FRUS, 1861, vol. I, doc. 331": "",
		// Nothing of the kind.
		"nothing here": "", "": "", "1234567": "", "article 12 of 2009": "", "tag:PREL date:2009-09": "", "09": "", "09 MEXICO": "", "09 MEXICO 99999": "",
		"\x00\xff 12 \xfe": "",
	} {
		var got []string
		s.calls = 0
		found, err := f.Find(t.Context(), s, text)
		if err != nil {
			t.Fatal(err)
		}
		if s.calls > 2 {
			t.Errorf("%q: the library was asked %d times", text, s.calls)
		}
		for _, j := range found {
			g := j.ID
			if j.State == archive.Absent {
				g += " absent"
			}
			if j.AnyYear {
				g += " any"
			}
			if j.Inferred != "" {
				g += " inferred " + j.Inferred
			}
			got = append(got, g)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestFindFails holds that a library which cannot answer is not one that knows
// nothing.
func TestFindFails(t *testing.T) {
	s := newShelf()
	s.broken = archive.ErrUnavailable
	for _, text := range []string{"09MEXICO2676", "Mexico 2676", "see 99 NOWHERE 1"} {
		if found, err := (Finder{}).Find(t.Context(), s, text); !errors.Is(err, archive.ErrUnavailable) || found != nil {
			t.Errorf("%q: %v, %v", text, found, err)
		}
	}
}

func TestBest(t *testing.T) {
	of := func(id string, state archive.State, anyYear bool) Named {
		return Named{Found: archive.Found{ID: id, State: state}, AnyYear: anyYear}
	}
	for _, c := range []struct {
		found []Named
		want  string
	}{
		{nil, ""},
		{[]Named{of("08LIMA77", archive.Absent, false), of("09MEXICO50", archive.Held, false)}, "09MEXICO50"},
		{[]Named{of("05GONE1", archive.Gone, false), of("08LIMA77", archive.Absent, false)}, "05GONE1"},
		{[]Named{of("09MEXICO50", archive.Held, true)}, ""},
	} {
		if got, ok := Best(c.found); got.ID != c.want || ok != (c.want != "") {
			t.Errorf("%v: got %q", c.found, got.ID)
		}
	}
}

func FuzzFind(f *testing.F) {
	s, finder := newShelf(), Finder{tables(f)}
	f.Add("09MEXICO2676 and 2009LIMA00012_a, Mexico 2676")
	f.Add("https://x.example/09MEXICO2676.html")
	f.Fuzz(func(t *testing.T, text string) {
		found, err := finder.Find(t.Context(), s, text)
		if err != nil || len(found) > Most {
			t.Errorf("%d cables, %v", len(found), err)
		}
		for _, n := range found {
			if got, _ := s.Lookup(t.Context(), n.ID); got[0].State == archive.Unknown {
				t.Errorf("%q leads to %q, which is not known", text, n.ID)
			}
		}
	})
}

func TestIsNumber(t *testing.T) {
	t.Parallel()
	f := Finder{Tables: tables(t)}
	for text, want := range map[string]bool{
		"79LISBON4410": true, "79 Lisbon 4410": true, "1979LISBON04410": true, "Lisbon 4410": true, "REF: 79 LISBON 4410": true, "Ref B: Lisbon 4410": true,
		"Lisbon 1974": false, "Lisbon 74": true, "Lisbon": false, "4410": false, "treaty 4410": false, "79 Lisbon 4410 lens": false, "the lens of 79LISBON4410": false, "": false,
	} {
		if got := f.IsNumber(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
