package telegram

import (
	"cmp"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// listOf writes the paragraphs found in one line for tables of tests.
func listOf(m *Message) string {
	var out []string
	for _, p := range m.Paragraphs {
		s := itoa2(p.Number) + p.Mark
		if p.Heading.Text != "" {
			s = "[" + p.Heading.Text + "]" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func itoa2(n int) string {
	if n > 9 {
		return string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

const siteHead = "C O N F I D E N T I A L OSLO 000123 \n \nSIPDIS \n \nE.O. 12958: DECL: 02/21/2018 \nTAGS: ETRD NO\nSUBJECT: COD \n \nClassified By: DCM Ann Holm for reasons 1.4 (b) and (d). \n \n"

// TestSiteParagraphs holds what the pages of the site show in their texts.
func TestSiteParagraphs(t *testing.T) {
	p := parser(t)
	for name, c := range map[string]struct{ text, want string }{
		"an extract begins at 6":    {"XXXXXXXXXXXX\n====\nTRADE\n====\n\n¶6. (C) A.\n\n¶7. (C) B.\n", "0 [TRADE]6C 7C"},
		"list inside an extract":    {"¶6. (C) Points:\n\n¶1. One.\n\n¶2. Two.\n\n¶7. (C) B.\n", "6C 7C"},
		"list in the last one":      {"¶1. (C) A.\n\n¶2. (C) Points:\n\n¶1. One.\n\n¶2. Two.\n\n¶3. Three.\n\n¶4. Four.\n", "1C 2C"},
		"a garbled number":          {"¶1. (C) A.\n\nQ (C/NF) B.\n\n¶3. (C) C.\n", "1C 0C/NF 3C"},
		"a lost number":             {"¶1. (C) A.\n\n(S) B.\n\n¶3. (C) C.\n", "1C 0S 3C"},
		"mark before the number":    {"(C) 1. A.\n\n(C) 2. B.\n", "1C 2C"},
		"mark and colon":            {"1. (C): A.\n\n2. (SBU). B.\n", "1C 2SBU"},
		"bracket behind the number": {"1) (C) A.\n\n2) (C) B.\n", "1C 2C"},
		"numbers that stand twice":  {"¶1. 1. One.\n\n¶2. 2. Two.\n\n¶3. \n\n¶4. 3. Three.\n", "1 2 3 4"},
		"heading without a gap":     {"¶1. (C) " + strings.Repeat("Long lines of cod. ", 9) + "\nCOD\n\n¶2. (C) B.\n", "1C [COD]2C"},
		"heading over dashes":       {"¶1. (C) A text.\nSalt and Cod\n------------\n¶2. (C) B.\n", "1C [Salt and Cod]2C"},
		"heading with its dashes":   {"¶1. (C) A.\n\nThe Salt of the Earth and Its Price ------------------------------------ ---\n\n¶2. (C) B.\n", "1C [The Salt of the Earth and Its Price]2C"},
		"heading in a broken frame": {"¶1. (C) A text of cod.\n\n-------\nSALT, NEITHER CHEAP\n\n\nNOR WHITE\n-------\n\n¶2. (C) B is lower.\n", "1C [SALT, NEITHER CHEAP NOR WHITE]2C"},
		"capitals under a sentence": {"¶1. (C) A text of cod\nthat ends here.\nTHE SALT TRADE\n\n¶2. (C) B is lower.\n", "1C [THE SALT TRADE]2C"},
		"a year is no paragraph":    {"¶1. (C) The treaty was signed in\n¶1993. It holds.\n\n¶2. (C) B.\n", "1C 2C"},
		"a day is no paragraph":     {"¶1. (C) They left on May\n¶2. Nobody saw it.\n\n¶2. (C) B.\n", "1C 2C"},
		"handling note":             {"(U) This cable is sensitive but unclassified. Not for\ninternet distribution.\n\n¶1. (C) A.\n", "1C"},
	} {
		m := p.Parse(siteHead+c.text, Hints{Year: 2008})
		if got := listOf(m); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestSiteText holds how page lines, captions and heads of later sections
// leave the text whole.
func TestSiteText(t *testing.T) {
	p := parser(t)
	for name, c := range map[string]string{
		"page line":            "¶1. (C) The old\n\nOSLO 00000123  002 OF 003\n\n\nport is full.",
		"mixed case":           "¶1. (C) The old\n\nOslo 00000123 002 of 003\n\nport is full.",
		"inside a line":        "¶1. (C) The old OSLO 00000123 002 OF 003 port is full.",
		"behind capitals":      "¶1. (C) The old OSLO 00000123 002.2 OF 003\nport is full.",
		"caption":              "¶1. (C) The old\n\nSIPDIS\nport is full.",
		"head of section two":  "¶1. (C) The old\n\nC O N F I D E N T I A L SECTION 02 OF 02 OSLO 000123\n\nSIPDIS\n\nE.O. 12958: DECL: 02/21/2018\nTAGS: ETRD NO\nSUBJECT: COD AND\nSALT\n\nport is full.",
		"a port of two words":  "¶1. (C) The old LA PAZ 00000123 002 OF 003 port is full.",
		"two in the same line": "¶1. (C) The OSLO 00000123 002 OF 003 old OSLO 00000123 003 OF 003 port is full.",
	} {
		m := p.Parse(siteHead+c+"\n\n¶2. (C) B.\nHOLM\n", Hints{Year: 2008})
		if len(m.Paragraphs) != 2 || m.Paragraphs[0].Body.Text != "The old port is full." {
			t.Errorf("%s: %+v", name, m.Paragraphs)
		}
		if m.Subject.Text != "COD" {
			t.Errorf("%s: subject %q", name, m.Subject.Text)
		}
	}
}

func TestSigners(t *testing.T) {
	p := parser(t)
	for text, want := range map[string]string{
		"¶2. (C) The end.\nHOLM":                       "HOLM||The end.",
		"¶2. (C) The end.\nHolm":                       "Holm||The end.",
		"¶2. (C) The end. HOLM":                        "HOLM||The end.",
		"¶2. (C) The end.\n\nHOLM-BERG":                "HOLM-BERG||The end.",
		"¶2. (C) The end.\nO'HOLM JR":                  "O'HOLM JR||The end.",
		"¶2. (C) The end.\n\nHOLM HOLM":                "HOLM||The end.",
		"¶2. (C) The end.\n\nHOLM\n.":                  "HOLM||The end.",
		"¶2. (C) The end.\nHOLM\nNNNN\nEnd Cable Text": "HOLM||The end.",
		"¶2. (C) The end.\nVisit Oslo's Classified Website:\nhttp://www.state.sgov.gov/oslo\nHolm": "Holm|Visit Oslo's Classified Website: http://www.state.sgov.gov/oslo|The end.",
		"¶2. (C) The end.\n*****\nVisit Oslo's Classified Website at: http://x/\n*****\nholm":      "holm|Visit Oslo's Classified Website at: http://x/|The end.",
		"¶2. (C) He is of\nNATO":           "||He is of NATO",
		"¶2. (C) They went to\nLisbon":     "||They went to Lisbon",
		"¶2. (C) It was made by the UN.":   "||It was made by the UN.",
		"¶2. (C) Track us at\nxxxxx\nHOLM": "HOLM||Track us at xxxxx",
	} {
		m := p.Parse(siteHead+"¶1. (C) A begins.\n\n"+text+"\n", Hints{Year: 2008})
		last := ""
		if n := len(m.Paragraphs); n > 0 {
			last = m.Paragraphs[n-1].Body.Text
		}
		if got := strings.Join(m.Signers, ",") + "|" + strings.Join(m.Closing, ",") + "|" + last; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestClassifiedBy holds names and reasons however they are joined.
func TestClassifiedBy(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"Classified By: DCM Ann Holm for reasons 1.4 (b) and (d).":                  "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm for\nreasons 1.4 (b), (d)":                     "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm, FOR REAS \nONS 1.4 B/D":                       "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm for rea \nsons 1.4. (b), (d).":                 "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm for Reasons 1.4(b) a \nnd (d).":                "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm per 1.4 (B and D).":                            "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm, 1.4(b),(d)":                                   "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: Ann Holm, Charge d'Affaires a.i.; REASON: 1.4(D)":           "Ann Holm, Charge d'Affaires a.i.|1.4 (d)",
		"(U) Classified by DCM Ann Holm; reasons: E.O. 12958 1.4 (b,d).":            "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: (U) CLASSIFIED BY DCM ANN HOLM, \nREASON: 1.4 (C).":         "DCM ANN HOLM|1.4 (c)",
		"CLASSIFIED BY: Ann Holm, DCM, Embassy Oslo; REASON: 1.5(B), (D)":           "Ann Holm, DCM, Embassy Oslo|1.5 (b) 1.5 (d)",
		"Classified By: DCM Ann Holm.\nReason: 1.4 (b) and (d). A note on the text": "DCM Ann Holm|1.4 (b) 1.4 (d)",
		"Classified By: DCM Ann Holm":                                               "DCM Ann Holm|",
	} {
		m := p.Parse("S E C R E T OSLO 000123\n\nSUBJECT: COD\n\n"+in+"\n\n1. (S) A.\n", Hints{Year: 2008})
		if got := m.ClassifiedBy.Text + "|" + strings.Join(m.Reasons, " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestGlued holds labels that share a line.
func TestGlued(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"SUBJECT: COD\n\nREF: A. IIR 6 809 0087 10 B. OSLO 7 Classified By: DCM Ann Holm. Reason: 1.4(d)": "COD|2|DCM Ann Holm|",
		"TAGS: ETRD NO SUBJECT: COD AND SALT\nREF: OSLO 7":                                                "COD AND SALT|1||ETRD NO",
		"SUBJECT: THE PRIMEREF: A. OSLO 7":                                                                "THE PRIME|1||",
		"TAGS: ETRD NO\nSUBJECT: COD (U) Classified By: DCM Ann Holm":                                     "COD|0|DCM Ann Holm|ETRD NO",
		"E.O. 12958: DECL: 02/21/2018 TAGS: ETRD NO":                                                      "|0||ETRD NO",
		"SUBJECT: COD\nSIPDIS\nREF: OSLO 7":                                                               "COD|1||",
		"Subject: Cod\nRef: Oslo 7":                                                                       "Cod|1||",
		"SUBJECT: A REFERENCE TO COD: PART 2":                                                             "A REFERENCE TO COD: PART 2|0||",
	} {
		m := p.Parse("S E C R E T OSLO 000123\n\n"+in+"\n\n1. (S) A.\n\n2. (S) B.\n", Hints{Year: 2008})
		var tags []string
		for _, x := range m.Tags {
			tags = append(tags, x.Code)
		}
		if got := m.Subject.Text + "|" + itoa(len(m.References)) + "|" + m.ClassifiedBy.Text + "|" + strings.Join(tags, " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if len(m.Paragraphs) != 2 {
			t.Errorf("%q: %d paragraphs", in, len(m.Paragraphs))
		}
	}
}

// lettered shows references as "A:09OSLO11 -:email".
func lettered(refs []cable.Reference) string {
	var got []string
	for _, r := range refs {
		got = append(got, cmp.Or(r.Letter, "-")+":"+cmp.Or(r.ID, r.Kind))
	}
	return strings.Join(got, " ")
}

// TestRefForms holds REF blocks as they are written, in a cable 09OSLO77.
func TestRefForms(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"REF: OSLO 11":                                                "-:09OSLO11",
		"REFTEL: OSLO 11":                                             "-:09OSLO11",
		"REFTELS: OSLO 11, LIMA 12":                                   "-:09OSLO11 -:09LIMA12",
		"REF(S): A. OSLO 11 B. LIMA 12":                               "A:09OSLO11 B:09LIMA12",
		"REFS: (A) OSLO 11 (B) LIMA 12":                               "A:09OSLO11 B:09LIMA12",
		"REF A. OSLO 11\nREF B. LIMA 12":                              "A:09OSLO11 B:09LIMA12",
		"REF A: OSLO 11\nREF B: LIMA 12":                              "A:09OSLO11 B:09LIMA12",
		"REF: REF A: OSLO 11; REF B: LIMA 12":                         "A:09OSLO11 B:09LIMA12",
		"REF: A. OSLO 11\n     ¶B. LIMA 12\n     ¶C. 08 LIMA 13":      "A:09OSLO11 B:09LIMA12 C:08LIMA13",
		"REF: A. (A) OSLO 11\n¶B. (B) LIMA 12":                        "A:09OSLO11 B:09LIMA12",
		"REF: A. A) OSLO 11 B. B) LIMA 12":                            "A:09OSLO11 B:09LIMA12",
		"REF: A) OSLO 11 B) LEE-HOLM EMAIL 05/11/09\nB) LIMA 12":      "A:09OSLO11 B:email B:09LIMA12",
		"REF: A) OSLO 0011 B) 2005 LIMA 2550":                         "A:09OSLO11 B:05LIMA2550",
		"REF: A. OSLO 11  B. LIMA 12  C. 08 LONDON 2163":              "A:09OSLO11 B:09LIMA12 C:08LONDON2163",
		"REF: A.OSLO 11 B.LIMA 12":                                    "A:09OSLO11 B:09LIMA12",
		"REF: A: OSLO 11, B: LIMA 12":                                 "A:09OSLO11 B:09LIMA12",
		"REF: [A] OSLO 11 [B] LIMA 12":                                "A:09OSLO11 B:09LIMA12",
		"REF: A - OSLO 11\n     B - LIMA 12":                          "A:09OSLO11 B:09LIMA12",
		"REF: 1. OSLO 11\n     2. LIMA 12":                            "1:09OSLO11 2:09LIMA12",
		"REF: A. 09OSLO11 B. 08LIMA12":                                "A:09OSLO11 B:08LIMA12",
		"REF: A. 2008LIMA00012":                                       "A:08LIMA12",
		"REF: A. 08-LIMA-12":                                          "A:08LIMA12",
		"REF: A. LIMA 12 (2008)":                                      "A:08LIMA12",
		"REF: A. '08 LIMA 12":                                         "A:08LIMA12",
		"REF: (08) LIMA 12":                                           "-:08LIMA12",
		"REF: OSLO 11 AND PREVIOUS":                                   "-:09OSLO11",
		"REF: LIMA 12 (NOTAL)":                                        "-:09LIMA12",
		"REF: LIMA 12; LIMA 13":                                       "-:09LIMA12 -:09LIMA13",
		"REF: STATE 1252 AND 1603":                                    "-:09STATE1252 -:09STATE1603",
		"REF: LIMA 412, 2008 LIMA 13":                                 "-:09LIMA412 -:08LIMA13",
		"REF: LA PAZ 12":                                              "-:09LAPAZ12",
		"REF: BUENOS AIRES 000153":                                    "-:09BUENOSAIRES153",
		"REF: TEL AVIV 1593":                                          "-:09TELAVIV1593",
		"REF: AMEMBASSY LIMA 12":                                      "-:09LIMA12",
		"REF: EMBASSY LIMA 12":                                        "-:09LIMA12",
		"REF: SECSTATE 1234":                                          "-:09STATE1234",
		"REF: PLEASE SEE LIMA 12":                                     "-:09LIMA12",
		"REF: A. IIR 6 809 0087 10 B. LIMA 12":                        "A:report B:09LIMA12",
		"REF: A. TD-314/001234-09 B. LIMA 12":                         "A:report B:09LIMA12",
		"REF: A. HOLM-BERG E-MAIL OF 1/2/2009 B. LIMA 12":             "A:email B:09LIMA12",
		"REF: A. E-MAIL FROM B. HOLM TO C. BERG 1/2/2009 B. LIMA 12":  "A:email B:09LIMA12",
		"REF: A. HOLM/BERG TELCON OF MAY 3":                           "A:phone",
		"REF: A. OSC GMP20090401950024":                               "A:osc",
		"REF: A. 9 FAM 41.31":                                         "A:fam",
		"REF: A. PARIS POINTS 20 SEPTEMBER 2008":                      "A:other",
		"REF: A. MEETING IN LIMA 12 JULY":                             "A:meeting",
		"REF: OSLO 77":                                                "",
		"REF: A. OSLO 77 B. LIMA 12":                                  "B:09LIMA12",
		"REF: A. LIMA 12\n\n     ¶B. LIMA 13":                         "A:09LIMA12 B:09LIMA13",
		"REF: 10 LIMA 12":                                             "-:other",
		"REF: A. LIMA\n12 B. SAO PAULO\n13":                           "A:09LIMA12 B:09SAOPAULO13",
		"REF: A. LIMA 12\nOSLO 00000077 001.2 OF 002\n¶B. LIMA 13":    "A:09LIMA12 B:09LIMA13",
		"REF: A. LIMA 12 B. LIMA 13 C. LIMA 14 D. LIMA 15 E. LIMA 16": "A:09LIMA12 B:09LIMA13 C:09LIMA14 D:09LIMA15 E:09LIMA16",
		"REF: A. USNATO 12 B. USUN NEW YORK 13 C. USEU BRUSSELS 14":   "A:09USNATO12 B:09USUNNEWYORK13 C:09USEUBRUSSELS14",
		"REF: OSLO 9000":                                              "-:08OSLO9000",
	} {
		text := "S E C R E T OSLO 000077\n\nTAGS: ETRD NO\nSUBJECT: COD\n" + in + "\n\n1. (S) A.\n\n2. (S) B, as in ref A.\n"
		m := p.Parse(text, Hints{Year: 2009, ID: "09OSLO77", Date: dateForTest()})
		if s := lettered(m.References); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}

// TestSpans holds which paragraphs are summary and comment.
func TestSpans(t *testing.T) {
	p := parser(t)
	for name, c := range map[string]struct{ text, want string }{
		"both":             {"¶1. (C) Summary: A. End summary.\n\n¶2. (C) B.\n\n¶3. (C) Comment: C. End comment.\n", "0|2"},
		"end elsewhere":    {"¶1. (C) Summary. A.\n\n¶2. (C) B. End\nsummary.\n\n¶3. (C) C.\n", "01|"},
		"end alone":        {"¶1. (C) A.\n\n¶2. (C) B. End Summary.\n\n¶3. (C) C.\n", "01|"},
		"in brackets":      {"¶1. (C) A. (Comment: B. End comment.)\n\n¶2. (C) B.\n", "|0"},
		"bracket and real": {"¶1. (C) A. (Comment: B. End comment.)\n\n¶2. (C) Comment: C.\n\n¶3. (C) Comment continued: D. End comment.\n", "|12"},
		"heading":          {"¶1. (C) A.\n\nComment\n-------\n\n¶2. (C) B.\n\n¶3. (C) C goes on.\n\n¶4. (U) Holm has cleared this cable.\n", "|12"},
		"commentators":     {"¶1. (C) Commentators say so.\n\n¶2. (C) B.\n", "|"},
	} {
		m := p.Parse(siteHead+c.text, Hints{Year: 2008})
		got := ""
		for _, i := range m.Summary {
			got += itoa(i)
		}
		got += "|"
		for _, i := range m.Comment {
			got += itoa(i)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func dateForTest() cable.Date { return cable.Date{Year: 2009, Month: 2, Day: 21} }
