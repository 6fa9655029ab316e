package marking

import (
	"strings"
	"testing"
)

func TestCutClass(t *testing.T) {
	for _, c := range []struct{ in, class, caption, rest string }{
		{"C O N F I D E N T I A L SECTION 01 OF 02 MEXICO 002676", "CONFIDENTIAL", "", "SECTION 01 OF 02 MEXICO 002676"},
		{"S E C R E T LONDON 002651", "SECRET", "", "LONDON 002651"},
		{"T O P   S E C R E T STATE 1", "TOP SECRET", "", "STATE 1"},
		{"UNCLAS LA PAZ 4006", "UNCLASSIFIED", "", "LA PAZ 4006"},
		{"LIMITED OFFICIAL USE SECTION 1 OF 2 OSLO 1204", "LIMITED OFFICIAL USE", "", "SECTION 1 OF 2 OSLO 1204"},
		{"SECRET//NOFORN", "SECRET", "NOFORN", ""},
		{"UNCLASSIFIED//FOR OFFICIAL USE ONLY", "UNCLASSIFIED//FOR OFFICIAL USE ONLY", "", ""},
		{"L I M I T E D  O F F I C I A L  U S E LIMA 12", "LIMITED OFFICIAL USE", "", "LIMA 12"},
	} {
		class, caption, rest, ok := CutClass(c.in)
		if !ok || class != c.class || caption != c.caption || rest != c.rest {
			t.Errorf("%q: %q, %q, %q, %v", c.in, class, caption, rest, ok)
		}
	}
	if _, _, _, ok := CutClass("SECRETARY OF STATE"); ok {
		t.Error("SECRETARY OF STATE is taken for a classification")
	}
}

func TestCutPortion(t *testing.T) {
	for in, want := range map[string]string{
		"(C) Text": "C", "(c) text": "C", "( S/NF ) Text": "S/NF", "(S//NF) x": "S//NF", "(SBU) x": "SBU", "SBU) x": "SBU",
		"(C - ENTIRE TEXT) x": "C", "(CONFIDENTIAL - ENTIRE TEXT)": "C", "(U//FOUO) x": "U//FOUO", "(LOU) x": "LOU", "(C/NF)": "C/NF",
		"(see above) x": "", "(a) x": "", "Text": "", "": "", "(CUBA) x": "", "(SPAIN)": "",
	} {
		if got, _ := CutPortion(in); got != want {
			t.Errorf("CutPortion(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestMarksOfRelease holds marks that name the states to which a text may go.
func TestMarksOfRelease(t *testing.T) {
	for in, want := range map[string]string{
		"(S//REL TO USA, AUS, CAN, GBR, NZL) Text": "S//REL TO USA, AUS, CAN, GBR, NZL",
		"(C/REL NATO) Text":                        "C/REL NATO",
		"(SBU//NF) Text":                           "SBU//NF",
		"[C] Text":                                 "C",
		"(C, as he said) Text":                     "",
	} {
		if got, _ := CutPortion(in); got != want {
			t.Errorf("CutPortion(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutNear(t *testing.T) {
	for _, c := range []struct{ in, class, rest string }{
		{"UNCLS LIMA 12", "UNCLASSIFIED", "LIMA 12"},
		{"LIMITED OFFICIEAL USE OSLO 7", "LIMITED OFFICIAL USE", "OSLO 7"},
		{"CONFI DENTIAL SECTION 01 OF 02", "CONFIDENTIAL", "SECTION 01 OF 02"},
		{"SECRAT", "SECRET", ""},
		{"C O N F I D E N T I A L", "CONFIDENTIAL", ""},
		{"SUBJECT: FISH", "", "SUBJECT: FISH"},
		{"", "", ""},
	} {
		class, _, rest, ok := CutNear(c.in)
		if ok != (c.class != "") || class != c.class || rest != c.rest {
			t.Errorf("%q: %q, %q, %v", c.in, class, rest, ok)
		}
	}
}

func TestClass(t *testing.T) {
	for in, want := range map[string]string{
		"Strictly Confidential": "CONFIDENTIAL", "Top secret": "TOP SECRET", "Limited Official Use Only": "LIMITED OFFICIAL USE",
		"UNCLAS": "UNCLASSIFIED", "Official Use Only": "OFFICIAL USE ONLY", "No classification": "", "": "", "Secretary": "",
	} {
		if got := Class(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFindInNote(t *testing.T) {
	for _, c := range []struct {
		in, class, behind string
		ok                bool
	}{
		{"Source: Central Files. Secret; Immediate; Nodis. Drafted by Roe.", "SECRET", "; Immediate; Nodis", true},
		{"Source: Secret Files, Box 3. Top Secret. Sent.", "TOP SECRET", "", true},
		{"Source: Lot 12. No classification marking. Sent.", "", "", true},
		{"[Strictly confidential]", "CONFIDENTIAL", "", true},
		{"The Secretary kept it.", "", "", false},
		{"", "", "", false},
	} {
		class, behind, ok := FindInNote(c.in)
		if class != c.class || behind != c.behind || ok != c.ok {
			t.Errorf("%q: %q, %q, %v", c.in, class, behind, ok)
		}
	}
}

func TestFindWords(t *testing.T) {
	for in, want := range map[string]string{"top secret us urgent": "TOP SECRET", "strictly confidential": "CONFIDENTIAL", "us urgent": "", "secretary": ""} {
		if got := FindWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCaptions(t *testing.T) {
	for in, want := range map[string]string{"NO DISTRIBUTION": "NODIS", "ROG": "ROGER", "EYES ONLY": "ONLY", "NODIS": "NODIS", "LIMA": "LIMA"} {
		if got := CaptionCode(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if !IsCaption("EXDIS") || IsCaption("LIMA") || IsCaption("") {
		t.Error("a word is taken for a caption, or the other way round")
	}
}

func TestPrecedence(t *testing.T) {
	for in, want := range map[string]string{"NIACT IMMEDIATE": "IMMEDIATE", "PRIORTY": "PRIORITY", "FLASH": "FLASH", "ROUTINE": "ROUTINE", "LIMA": ""} {
		if got := Precedence(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for c, want := range map[byte]string{'Z': "FLASH", 'O': "IMMEDIATE", 'P': "PRIORITY", 'R': "ROUTINE", ' ': ""} {
		if got := Prosign(c); got != want {
			t.Errorf("%c: %q, want %q", c, got, want)
		}
	}
}

func TestPortionWords(t *testing.T) {
	for in, want := range map[string]string{
		"C": "Confidential", "S/NF": "Secret, not for foreign nationals", "S//NF": "Secret, not for foreign nationals",
		"U//FOUO": "Unclassified, For official use only", "SBU/EX": "Sensitive but unclassified, exclusive distribution", "C/XY": "", "": "",
	} {
		if got := PortionWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzMarking holds that what is cut off a line is its beginning, and that a
// mark begins with a level that is known.
func FuzzMarking(f *testing.F) {
	for _, s := range []string{"(C) TEXT", "S E C R E T//NOFORN LIMA 1", "(S//REL TO USA, AUS) X", "SBU) x", "UNCLS", "Secret; Nodis.", "(c - entire text)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		mark, n := CutPortion(s)
		level, _, _ := strings.Cut(mark, "/")
		if n > len(s) || (mark == "") != (n == 0) || mark != "" && bases[level] == "" {
			t.Errorf("%q: the mark %q takes %d bytes", s, mark, n)
		}
		if class, _, rest, ok := CutNear(s); ok != (class != "") || len(rest) > len(s) {
			t.Errorf("%q: %q, %q, %v", s, class, rest, ok)
		}
		FindInNote(s)
	})
}
