package ark

import "testing"

// TestParse holds which ways of writing an ARK lead to the same cable.
func TestParse(t *testing.T) {
	cable := ARK{NAAN: "12345", ID: "09MEXICO2676"}
	par := ARK{NAAN: "12345", ID: "09MEXICO2676", Anchor: "par3"}
	for text, want := range map[string]ARK{
		"ark:12345/09MEXICO2676":                cable,
		"ark:/12345/09MEXICO2676":               cable,
		"ARK:/12345/09MEXICO2676":               cable,
		"ark:/12345/09MEXICO2676/":              cable,
		"ark:/12345/09MEXICO2676.":              cable,
		"ark:/12345/09-MEXICO-26-76":            cable,
		"ark:/123-45/09MEXICO\u20102676":        cable,
		"ark:12345/09MEXICO2676/par3":           par,
		"ark:/12345/09MEXICO2676/par3/":         par,
		"ark:12345/09MEXICO2676/par3.2":         {"12345", "09MEXICO2676", "par3.2"},
		"ark:12345/09MEXICO2676/par3~2e2":       {"12345", "09MEXICO2676", "par3.2"},
		"ark:12345/frus1931~2d33v09d5":          {"12345", "frus1931-33v09d5", ""},
		"ark:12345/A~2fB~20~7e":                 {"12345", "A/B ~", ""},
		"ark:b7xc4/09MEXICO2676":                {"b7xc4", "09MEXICO2676", ""},
		"ark:B7XC4/09MEXICO2676":                {"b7xc4", "09MEXICO2676", ""},
		"ark:12345/08S~c3~83OPAULO1/par1~2d002": {"12345", "08SÃOPAULO1", "par1-002"},
	} {
		got, err := Parse(text)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "ark:", "ark:/", "ark:12345", "ark:12345/", "ark:12345/-", "12345/09MEXICO2676", "ark:1234/09MEXICO2676", "ark:12a45/09MEXICO2676",
		"ark:12345/09MEXICO2676.v2", "ark:12345/09MEXICO2676/par3/x", "ark:12345/A~", "ark:12345/A~2", "ark:12345/A~zz",
	} {
		if got, err := Parse(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// FuzzParse holds that what is read is written in a way that is read as the same, whatever
// the id, and that hyphens mean nothing.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"ark:12345/09MEXICO2676/par3", "ark:/12345/A~2fB", "ark:12345/~7e~2d.x", "ark:12345/é/é"} {
		f.Add(s, "frus1931-33v09/d5")
	}
	f.Fuzz(func(t *testing.T, text, id string) {
		if a, err := Parse(text); err == nil {
			if again, err := Parse(a.String()); err != nil && len(a.String()) <= longest || err == nil && again != a {
				t.Errorf("%q is %+v, and %s is %+v, %v", text, a, a, again, err)
			}
		}
		if id == "" || len(id) > 300 {
			return
		}
		a := ARK{NAAN: "12345", ID: id, Anchor: "par1-002"}
		if got, err := Parse(a.String()); err != nil || got != a {
			t.Errorf("%q: %s is read as %+v, %v", id, a, got, err)
		}
	})
}
