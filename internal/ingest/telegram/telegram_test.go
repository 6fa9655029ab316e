package telegram

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

func parser(t testing.TB) *Parser {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return &Parser{Tables: tables}
}

func TestPageLines(t *testing.T) {
	for line, want := range map[string]bool{
		"TRIPOLI 00000402  001.2 OF 003":                true,
		"PORT AU PR 00002230  002 OF 003":               true,
		"MADRID 00001152 001.3 OF 004":                  true,
		"PAGE 02        ROME  01196  01 OF 02  082030Z": true,
		"PAGE 02 LA PAZ 04006 082221Z":                  true,
		"ROME 0001 003.2 OF 004":                        true,
		"PAGE 3 OF THE TREATY SAYS":                     false,
		"SECTION 01 OF 02":                              false,
		"IN 1894 THE TOWER WAS BUILT OF 12 STONES":      false,
		"The board met":                                 false,
		"":                                              false,
	} {
		if got := IsPageLine(cable.OneLine(line)); got != want {
			t.Errorf("IsPageLine(%q) = %v", line, got)
		}
	}
}

func TestDeclassify(t *testing.T) {
	for in, want := range map[string]string{
		"DECL: 09/08/2019": "2019-09-08", "DECL: 2/3/15": "2015-02-03", "DECL 2019/12/24": "2019-12-24", "GDS": "GDS", "N/A": "N/A",
		"DECL: OADR": "OADR", "DECL: 13/45/2009": "13/45/2009", "DECL: AFTER THE FESTIVAL.": "AFTER THE FESTIVAL", "": "",
	} {
		if got := declassify(in); got != want {
			t.Errorf("declassify(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestNumbers holds which lines begin a paragraph.
func TestNumbers(t *testing.T) {
	head := "UNCLAS OSLO 000123\n\nTAGS: ETRD NO\nSUBJECT: X\n\n"
	for name, c := range map[string]struct{ text, want string }{
		"marks":               {"1. (C) A.\n\n2. (C) B.\n\n3. (S/NF) C.\n", "1C 2C 3S/NF"},
		"no blank":            {"1.(SBU) A.\n2 (U) B.\n3. SBU) C.\n", "1SBU 2U 3SBU"},
		"year":                {"1. (C) It was in\n1993. A good year.\n\n2. (C) B.\n", "1C 2C"},
		"date broken":         {"1. (C) They left on May\n2. Nobody saw.\n\n2. (C) B.\n", "1C 2C"},
		"list inside":         {"1. (C) Points:\n\n1. One.\n\n2. Two.\n\n3. Three.\n\n2. (C) B.\n", "1C 2C"},
		"list, no marks":      {"1. POINTS:\n   1. ONE.\n   2. TWO.\n\n2. B.\n\n3. C.\n", "1 2 3"},
		"repeated":            {"1. A.\n\n2. B.\n\n3. C.\n\n3. D.\n\n4. E.\n", "1 2 3 3 4"},
		"annex restarts":      {"1. (C) A.\n\n2. (C) B.\n\n1. (U) Note.\n\n2. (U) End.\n", "1C 2C 1U 2U"},
		"skipped":             {"1. (C) A.\n\n3. (C) C.\n", "1C 3C"},
		"pilcrow":             {"¶1. (C) A.\n\n¶1993. Not this.\n\n¶2. (C) B.\n", "1C 2C"},
		"entire text":         {"1. (C - ENTIRE TEXT) A.\n\n2. B.\n", "1C 2C"},
		"decimals":            {"1. Price was\n1.5 per ton.\n\n2. B.\n", "1 2"},
		"reference in digits": {"REF: 1. OSLO 11\n\n1. A.\n\n2. B.\n", "1 2"},
		"first unnumbered":    {"Some text first.\n\n1. (C) A.\n", "0 1C"},
	} {
		m := parser(t).Parse(head+c.text, Hints{Year: 2008})
		var got []string
		for _, p := range m.Paragraphs {
			got = append(got, itoa(p.Number)+p.Mark)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
}

func itoa(n int) string { return string(rune('0' + n)) }

// TestReflow holds how lines become text.
func TestReflow(t *testing.T) {
	head := "UNCLAS OSLO 000123\n\nSUBJECT: X\n\n"
	for name, c := range map[string]struct {
		text, want string
		hints      Hints
	}{
		"wrapped":          {"1. (U) One two\nthree.  Four.\n", "One two three. Four.", Hints{}},
		"page line":        {"1. (U) Older than the\n\nOSLO 00000123  002 OF 003\n\n\nport itself.\n", "Older than the port itself.", Hints{}},
		"hyphen kept":      {"1. (U) An anti-\npiracy law.\n", "An anti-piracy law.", Hints{}},
		"hyphen dropped":   {"1. A CORRESPOND-\nENT.\n", "A CORRESPONDENT.", Hints{Dehyphenate: true}},
		"list":             {"1. (U) Items:\n-- one,\nwith more\n-- two\n", "Items:\n-- one, with more\n-- two", Hints{}},
		"blocks":           {"1. (U) One.\n\nTwo.\n", "One.\n\nTwo.", Hints{}},
		"furniture 1970s":  {"1. THE\nUNCLASSIFIED\n\nUNCLASSIFIED\n\nPAGE 02  OSLO 00123 01 OF 02 082030Z\n\nPORT.\n", "THE PORT.", Hints{}},
		"letters as items": {"1. (U) Who:\nA. Holm\nB. Berg\n", "Who:\nA. Holm\nB. Berg", Hints{}},
	} {
		m := parser(t).Parse(head+c.text, c.hints)
		if len(m.Paragraphs) != 1 {
			t.Errorf("%s: %d paragraphs", name, len(m.Paragraphs))
			continue
		}
		if got := m.Paragraphs[0].Body.Text; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestLabels holds labels with their slips, out of order and twice.
func TestLabels(t *testing.T) {
	text := `C O N F I D E N T I A L OSLO 000123

CORRECTED COPY

EO 12958 DECL: 10/20/2018
TAGE: ETRD, ECON,
KPAO NO
UBJECT: FIRST ...
SUBJECT: FIRST CATCH OF THE YEAR, AND
ITS COUNTING

REFTEL: OSLO 111
CLASSIFIED BY: ECONOMIC COUNSELOR M. OSTRAND, REA SONS: 1.4(B)
AND (D).

1. (C) It came.
HOLM
`
	m := parser(t).Parse(text, Hints{Year: 2008})
	var tags []string
	for _, x := range m.Tags {
		tags = append(tags, x.Code)
	}
	got := []string{m.ExecutiveOrder, m.DeclassifyOn, strings.Join(tags, " "), m.Subject.Text, m.ClassifiedBy.Text, strings.Join(m.Reasons, "|")}
	want := []string{"12958", "2018-10-20", "ETRD ECON KPAO NO", "FIRST CATCH OF THE YEAR, AND ITS COUNTING", "ECONOMIC COUNSELOR M. OSTRAND", "1.4 (b)|1.4 (d)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !m.CorrectedCopy || len(m.References) != 1 {
		t.Errorf("corrected copy %v, references %v", m.CorrectedCopy, m.References)
	}
}

func FuzzTelegram(f *testing.F) {
	f.Add("C O N F I D E N T I A L SECTION 01 OF 02 TUNIS 000311\n\nE.O. 12958: DECL: 05/02/2018\nTAGS: ETRD TS\nSUBJECT: X\nREF: A. TUNIS 290\n\n1. (C) Text\n\nTUNIS 00000311  002 OF 002\n\nmore.\nROUX\n")
	f.Add("PAGE 01  OSLO  01204  081728Z\nR 081605Z MAR 74\nFM AMEMBASSY OSLO\nTO SECSTATE\nUNCLAS OSLO 1204\n1. A-\nB\n")
	f.Add("¶¶1. (\n2.)(C\n(C - ENTIRE TEXT)\n-- \n\\\r\n")
	p := parser(f)
	f.Fuzz(func(t *testing.T, text string) {
		c, reason := p.Cable(text, Meta{Hints: Hints{Dehyphenate: len(text)%2 == 0}})
		if c == nil {
			if reason == "" {
				t.Error("no cable and no reason")
			}
			return
		}
		m := p.Parse(text, Hints{})
		for _, q := range m.Paragraphs {
			for _, piece := range q.Body.Pieces {
				if q.Body.Text[piece.Dst:piece.Dst+piece.Len] != text[piece.Src:piece.Src+piece.Len] {
					// A tab folded into a blank is the one change of a byte.
					if strings.ReplaceAll(text[piece.Src:piece.Src+piece.Len], "\t", " ") != q.Body.Text[piece.Dst:piece.Dst+piece.Len] {
						t.Errorf("piece %+v is not the source's: %q and %q", piece, q.Body.Text[piece.Dst:piece.Dst+piece.Len], text[piece.Src:piece.Src+piece.Len])
					}
				}
			}
		}
	})
}
