package plain

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

func format(t testing.TB) source.Format {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return Format(tables)
}

const message = "P 030915Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n\nUNCLAS OSLO 000412\n\nE.O. 12958: N/A\nTAGS: EFIS, NO\nSUBJECT: COD\n\n1. Cod is dear.\nHOLM\n"

// TestNames holds that a file's name tells the id where it fits the text, also
// inside an archive.
func TestNames(t *testing.T) {
	f := format(t)
	for name, want := range map[string]string{
		"x.txt":                      "08OSLO412",
		"08OSLO412.txt":              "08OSLO412",
		"box.zip!2008/07OSLO412.txt": "07OSLO412",
		"07LIMA9.txt":                "08OSLO412",
	} {
		c, err := f.Parse(name, source.Part{Raw: []byte(message), Line: 1})
		if err != nil || c.ID != want {
			t.Errorf("%s: %v, %v, want %s", name, c, err, want)
		}
	}
}

// TestRefused holds what is no telegram, with its reason.
func TestRefused(t *testing.T) {
	f := format(t)
	for in, want := range map[string]string{
		"":                           "empty",
		"Dear Anne,\n\ncod is dear.": "no telegram",
		"Subject: cod\n\n1. Cod is dear.\n\n2. So is salt.\n":            "no telegram",
		"SECRET\n\nThe men of the north meet at nine, and no earlier.\n": "no telegram",
		"FROM: Anne\nTO: Kari\nSUBJECT: cod\n\n1. Cod is dear.\n":        "no telegram",
		"UNCLAS\x00OSLO":     "NUL",
		"UNCLAS \xff OSLO 1": "invalid UTF-8",
	} {
		c, err := f.Parse("x.txt", source.Part{Raw: []byte(in), Line: 1})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v", in, c, err)
		}
	}
}

// FuzzPlain looks for texts that break the reader: it gives a cable or a
// reason, paragraphs have anchors of their own, and ids hold.
func FuzzPlain(f *testing.F) {
	f.Add("x.txt", message)
	f.Add("1979LAPAZ04006-17.txt", "PAGE 01 LA PAZ 04006\nE.O. 11652: GDS\nTAGS: PINT,\n(X, Y)\n1. A-\nB\n")
	f.Add("!", "\ufeffS E C R E T//NOFORN\nBT\n(C) 1. a\n\n\n\n")
	format := format(f)
	f.Fuzz(func(t *testing.T, name, text string) {
		format.Detect([]byte(text))
		c, err := format.Parse(name, source.Part{Raw: []byte(text), Line: 1})
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, p := range c.Paragraphs {
			if p.Anchor == "" || seen[p.Anchor] {
				t.Errorf("anchor %q is empty or stands twice", p.Anchor)
			}
			seen[p.Anchor] = true
		}
		if mrn, err := cable.ParseMRN(c.ID); err == nil && mrn.String() != c.ID {
			t.Errorf("the id %s is not its own canonical form %s", c.ID, mrn)
		}
	})
}
