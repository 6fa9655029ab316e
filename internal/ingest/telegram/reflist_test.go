package telegram

import (
	"cmp"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// TestReferenceList holds where a list begins and ends in the telegram.
func TestReferenceList(t *testing.T) {
	p := parser(t)
	for name, test := range map[string]struct{ head, want, first, subject string }{
		"blank line, letters":        {"SUBJECT: LAMPS\nREF: A. LIMA 12\n\nB. LIMA 13\n", "A:09LIMA12 B:09LIMA13", "Lamps.", "LAMPS"},
		"blank line, no letters":     {"SUBJECT: LAMPS\nREF: LIMA 120\n\nBERN 131 (NOTAL)\n", "-:09LIMA120 -:09BERN131", "Lamps.", "LAMPS"},
		"begins behind a blank line": {"SUBJECT: LAMPS\nREF:\n\nLima 120\n", "-:09LIMA120", "Lamps.", "LAMPS"},
		"RETELS":                     {"SUBJECT: LAMPS\nRETELS: LIMA 120, 121\n", "-:09LIMA120 -:09LIMA121", "Lamps.", "LAMPS"},
		"RETEL without a sign":       {"SUBJECT: LAMPS\nRETEL LIMA 120\n", "-:09LIMA120", "Lamps.", "LAMPS"},
		"Ref in the subject line":    {"SUBJECT: LAMPS OF THE NORTH Ref: A Lima 365, B 08 Bern 297\n", "A:09LIMA365 B:08BERN297", "Lamps.", "LAMPS OF THE NORTH"},
		"no sign in the subject":     {"SUBJECT: LAMPS OF THE NORTH REF LIMA 3650\n", "-:09LIMA3650", "Lamps.", "LAMPS OF THE NORTH"},
		"a subject, no list":         {"SUBJECT: LAMPS FOR THE REFORM OF 2010\n", "", "Lamps.", "LAMPS FOR THE REFORM OF 2010"},
		"text with a mark":           {"SUBJECT: LAMPS\nREF: LIMA 120\n(SBU) Poloff gave the paper to the man at the desk.\n", "-:09LIMA120", "Poloff gave the paper to the man at the desk.", "LAMPS"},
		"an item C is no mark":       {"SUBJECT: LAMPS\nREF: (A) LIMA 120\n(B) LIMA 121\n(C) Holm-Berg mail of May 3\n", "A:09LIMA120 B:09LIMA121 C:email", "Lamps.", "LAMPS"},
		"text without a mark":        {"SUBJECT: LAMPS\nREF: LIMA 120\nThe embassy sends below what the minister said on the lamps.\n", "-:09LIMA120", "The embassy sends below what the minister said on the lamps.", "LAMPS"},
		"a post that a line breaks":  {"SUBJECT: LAMPS\nREF: A. LIMA 12 B. SAO\nPAULO 44 C. PORT AU\nPRINCE 5\n", "A:09LIMA12 B:09SAOPAULO44 C:09PORTAUPRINCE5", "Lamps.", "LAMPS"},
		"a year that a line breaks":  {"SUBJECT: LAMPS\nREF: A. 08\nLIMA 12 B. 2007 BERN\n44\n", "A:08LIMA12 B:07BERN44", "Lamps.", "LAMPS"},
		"a page line in an item":     {"SUBJECT: LAMPS\nREF: A. LIMA 12 B. SAO\n\nOSLO 00000123  002 OF 003\n\n\nPAULO 44\n", "A:09LIMA12 B:09SAOPAULO44", "Lamps.", "LAMPS"},
		"a page line in the list":    {"SUBJECT: LAMPS\nREF: A. LIMA 12\n\nOSLO 00000123  002 OF 003\n\n\n     B. BERN 44\n     C. RIGA 5\n", "A:09LIMA12 B:09BERN44 C:09RIGA5", "Lamps.", "LAMPS"},
		"a dash behind the label":    {"SUBJECT: LAMPS\nREFS - A. LIMA 120, B. BERN 131\n", "A:09LIMA120 B:09BERN131", "Lamps.", "LAMPS"},
		"in brackets in the subject": {"SUBJECT: LAMPS (REF: LIMA 1212)\n", "-:09LIMA1212", "Lamps.", "LAMPS"},
		"behind a semicolon":         {"SUBJECT: LAMPS; REFTEL LIMA 1212\n", "-:09LIMA1212", "Lamps.", "LAMPS"},
		"two lists":                  {"SUBJECT: LAMPS\nREF: LIMA 120\n\nREF: BERN 131\n", "-:09LIMA120 -:09BERN131", "Lamps.", "LAMPS"},
		"a heading with a number":    {"SUBJECT: LAMPS\nREF: A. LIMA 120 B. BERN 131\n\nROUND 2\n-------\n", "A:09LIMA120 B:09BERN131", "Lamps.", "LAMPS"},
		"a heading behind":           {"SUBJECT: LAMPS\nREF: LIMA 120\n\nVISION 2010\n", "-:09LIMA120", "Lamps.", "LAMPS"},
	} {
		text := "UNCLAS OSLO 000123\n\nE.O. 12958: N/A\nTAGS: PREL, NO\n" + test.head + "\n1. (U) Lamps.\n\n2. (U) They were counted.\nHOLM\n"
		if strings.Contains(test.first, "minister") {
			text = strings.ReplaceAll(text, "\n1. (U) Lamps.\n\n2. (U) They were counted.", "")
		}
		m := p.Parse(text, Hints{Year: 2009, ID: "09OSLO123", Date: cable.Date{Year: 2009}})
		var got []string
		for _, r := range m.References {
			kind := cmp.Or(r.ID, r.Kind)
			got = append(got, cmp.Or(r.Letter, "-")+":"+kind)
		}
		if s := strings.Join(got, " "); strings.ReplaceAll(s, "C:other", "C:email") != test.want {
			t.Errorf("%s: references %q, want %q", name, s, test.want)
		}
		if len(m.Paragraphs) == 0 || m.Paragraphs[0].Body.Text != test.first {
			t.Errorf("%s: paragraphs %+v, want %q first", name, m.Paragraphs, test.first)
		}
		if m.Subject.Text != test.subject {
			t.Errorf("%s: subject %q, want %q", name, m.Subject.Text, test.subject)
		}
	}
}
