package telegram

import (
	"strconv"
	"strings"
	"testing"
)

// parseHead parses a cable of which one line of the head is given.
func parseHead(t *testing.T, from, to string) *Message {
	t.Helper()
	labels := strings.Replace(unseenLabels, from, to, 1)
	if labels == unseenLabels {
		t.Fatalf("%q is no part of the labels", from)
	}
	return parser(t).Parse(unseenHead+"C O N F I D E N T I A L OSLO 000412"+labels, Hints{})
}

// TestOrderForms holds how E.O. lines say until when.
func TestOrderForms(t *testing.T) {
	for in, want := range map[string]string{
		"E.O. 12958: DECL: 05/03/18":          "12958|2018-05-03",
		"E.O. 12958: DECL: 3 MAY 2018":        "12958|2018-05-03",
		"E.O. 12958: DECL: May 3, 2018":       "12958|2018-05-03",
		"E.O. 12958: DECL: 20180503":          "12958|2018-05-03",
		"E.O. 12958: DECL: 05-03-2018":        "12958|2018-05-03",
		"E.O. 12958:\nDECL: 05/03/2018":       "12958|2018-05-03",
		"E.0. 12958: DECL: 05/03/2018":        "12958|2018-05-03",
		"e.o. 12958: decl: 05/03/2018":        "12958|2018-05-03",
		"EXECUTIVE ORDER 12958: DECL: 5/3/18": "12958|2018-05-03",
		"EO 13526: DECL: 02/30/2020":          "13526|02/30/2020",
		"EO 12958 DECL: 25X1-HUMAN":           "12958|25X1-HUMAN",
		"E.O. 12958: DECL: X1, X5":            "12958|X1, X5",
		"E.O. 12958: DECL: 1.6X1":             "12958|1.6X1",
		"E.O. 12958: DECL: MAYOR'S CONSENT":   "12958|MAYOR'S CONSENT",
		"E.O. 12958: N/A (SBU)":               "12958|N/A",
		"E.O. 12065: NA":                      "12065|N/A",
		"E.O. 12356: DECL:OADR":               "12356|OADR",
		"E.O. 12065: GDS 5/3/84 (HOLM) OR-M":  "12065|GDS 5/3/84 (HOLM) OR-M",
		"E.O. 11652: XGDS-1":                  "11652|XGDS-1",
	} {
		m := parseHead(t, "E.O. 12958: DECL: 05/03/2018", in)
		if got := m.ExecutiveOrder + "|" + m.DeclassifyOn; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestTagForms holds TAGS lines that are broken, run together or misspelt.
func TestTagForms(t *testing.T) {
	for in, want := range map[string]string{
		"TAGS: PREL, PGOV,\nEWWT, NO":             "PREL PGOV EWWT NO",
		"TAGS: PREL PGOV EWWT\nNO":                "PREL PGOV EWWT NO",
		"TAGS: PRELPGOVNO":                        "PREL PGOV NO",
		"tags: prel; pgov/no":                     "PREL PGOV NO",
		"TAGS: P REL PGOV NO":                     "PREL PGOV NO",
		"TAGS: #PREL, #NO":                        "PREL NO",
		"TAGS - PREL, NO":                         "PREL NO",
		"TAGS: PREL, OVIP\n(HOLM, JAN), NO":       "PREL OVIP HOLM, JAN NO",
		"TAGS: OVIP (HOLM, JAN A.), PREL, NO":     "OVIP HOLM, JAN A PREL NO",
		"TAGS: HUMAN RIGHTS, PHUM, NO":            "HUMAN RIGHTS PHUM NO",
		"TAGS: PREL NO\nSIPDIS":                   "PREL NO",
		"TAGS: PREL NO\n(U) THIS IS NOT FOR FISH": "PREL NO",
	} {
		var got []string
		for _, tag := range parseHead(t, "TAGS: PREL, EWWT, NO", in).Tags {
			got = append(got, tag.Code)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}

// TestSubjectForms holds the labels of a subject and what is taken off it.
func TestSubjectForms(t *testing.T) {
	for in, want := range map[string]string{
		"SUBJ: FERRY TALKS":                     "FERRY TALKS",
		"SUBJECT -- FERRY TALKS":                "FERRY TALKS",
		"SUBJECT/TITLE: FERRY TALKS":            "FERRY TALKS",
		"SUB: FERRY TALKS":                      "FERRY TALKS",
		"SUBJECT (U): FERRY TALKS":              "FERRY TALKS",
		"SUBJECT: (S/NF) FERRY TALKS (U)":       "FERRY TALKS",
		"SUBJECT: FERRY TALKS (PART 1 OF 2)":    "FERRY TALKS (PART 1 OF 2)",
		"SUBJECT: FERRIES IN 2008 -\nA REVIEW":  "FERRIES IN 2008 - A REVIEW",
		"SUBJECT: SUBSTANCE OF TALKS":           "SUBSTANCE OF TALKS",
		"SUBJECT: A PRIZE FOR\n2008 IN SHIPING": "A PRIZE FOR 2008 IN SHIPING",
	} {
		if got := parseHead(t, "SUBJECT: FERRY TALKS", in).Subject.Text; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestReferenceForms holds lists of references as they are written.
func TestReferenceForms(t *testing.T) {
	for in, want := range map[string]string{
		"REF: (A) 07 STATE 12345 (B) OSLO 398 (NOTAL)\n(C) STOCKHOLM 77": "A:07STATE12345 B:08OSLO398 C:08STOCKHOLM77",
		"Ref: a. STATE 12345 b. OSLO 300":                                "A:08STATE12345 B:08OSLO300",
		"ref: a) state 12345 b) abu dhabi 30 c) bergen's 2":              "A:08STATE12345 B:08ABUDHABI30 C:other",
		"REF: STATE CABLE 12345":                                         "-:08STATE12345",
		"REF: DEPTEL 1102; OSLO 300":                                     "-:cable -:08OSLO300",
		"REF A: STATE 12345\nREF B: OSLO 300":                            "A:08STATE12345 B:08OSLO300",
		"REF: 1) OSLO 300\n     2) STATE 12345":                          "1:08OSLO300 2:08STATE12345",
		"REF: A. SECSTATE 12345\n(NOTAL)\nB. OSLO\n300":                  "A:08STATE12345 B:08OSLO300",
		"REF: OSLO 300, PARA 4":                                          "-:08OSLO300",
		"REFS: (A) 7 FAM 411 (B) HOLM E-MAIL OF APRIL 30":                "A:fam B:email",
	} {
		if s := lettered(parseHead(t, "REF: OSLO 400", in).References); s != want {
			t.Errorf("%q: %q, want %q", in, s, want)
		}
	}
}

// TestSlips holds labels with a slip of the typist, and words that are near one
// and none.
func TestSlips(t *testing.T) {
	for in, want := range map[string]label{
		"TAGSC: PREL, NO": labelTags, "TGAS: PREL": labelTags, "TAHS: NO": labelTags, "TAGS8 PREL": labelTags, "STAGS: PREL NO": labelTags,
		"SUBJ8 FERRIES": labelSubject, "USBJ: FERRIES": labelSubject, "XIBJ: FERRIES": labelSubject, "SBJ: FERRIES": labelSubject,
		"SUBKECT: FERRIES": labelSubject, "Sbuject: Ferries": labelSubject, "SUBECT: FERRIES": labelSubject,
		"Classfied By: John Holm": labelClass, "CLASSIFEID BY: HOLM": labelClass, "Clasified by John Holm": labelClass, "REF8 STATE 41": labelRef,
		"BAGS: TEN": "", "OBJECT: A FERRY": "", "SUBSET: TWO": "", "SUBS: TWO": "", "STAGS: FERRIES SEEN": "", "PASS: OPIC": "", "NOTE: NO": "",
		"TEN8 MORE": "", "Satisfied by the talks": "", "SUMM: X": "",
	} {
		if got := metadataLabel(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLabelsOnOneLine holds heads of which the labels share a line, in small
// letters as well.
func TestLabelsOnOneLine(t *testing.T) {
	for _, labels := range []string{
		"E.O. 12958: DECL: 05/03/2018 TAGS: OVIP (HOLM, JAN A.), PREL, NO SUBJECT: FERRY TALKS REF: OSLO 400",
		"E.o. 12958: decl: 05/03/2018 Tags: ovip (holm, jan a.), prel, no Subject: ferry talks Ref: oslo 400",
		"e.o. 12958: decl: 05/03/2018\ntags: ovip (holm, jan a.), prel,\nno\nsubject: ferry talks\nref: oslo 400",
		"E.O. 12958: DECL: 05/03/2018\nTAGSC: OVIP (HOLM, JAN A.), PREL, NO\nUSBJ: FERRY TALKS\nREF8 OSLO 400",
	} {
		m := parser(t).Parse(unseenHead+"C O N F I D E N T I A L OSLO 000412\n\n"+labels+"\n\n1. (C) Text one.\n", Hints{})
		var tags []string
		for _, tag := range m.Tags {
			tags = append(tags, tag.Code)
		}
		got := strings.ToUpper(m.DeclassifyOn + "|" + strings.Join(tags, ";") + "|" + m.Subject.Text + "|" + lettered(m.References))
		if want := "2018-05-03|OVIP;HOLM, JAN A;PREL;NO|FERRY TALKS|-:08OSLO400"; got != want {
			t.Errorf("%q:\n got %s\nwant %s", labels, got, want)
		}
	}
}

// TestPlainLabels holds that labels in their usual form are read as the expression
// reads them.
func TestPlainLabels(t *testing.T) {
	read := 0
	for _, form := range []string{
		"E.O. 12958", "E.O. 1165", "E.O. 116", "E.O.: 12958", "TAGS:", "TAGS", "tags:", "TAGSETTE:", "SUBJECT:", "Subject:", "SUBJECT/TITLE:", "REF:", "Ref:", "REFS:",
		"REFTEL:", "CLASSIFIED BY:", "Classified By:", "CLASSIFIED:", "REASON:", "Reason:", "REASONS:", "REASON FOR CLASSIFICATION:", "ſUBJECT:", "REAſON:",
	} {
		for _, behind := range []string{"", " ", ": \tX", "A. OSLO 12", " 1.4 (B)", "É", " TAGS: NO"} {
			in := form + behind
			lab, rest := plainLabel(in)
			if lab == "" {
				continue
			}
			read++
			if want, wantRest := formLabel(in); lab != want || rest != wantRest {
				t.Errorf("%q: %q and %q, want %q and %q", in, lab, rest, want, wantRest)
			}
		}
	}
	if read < 60 {
		t.Errorf("%d were read", read)
	}
}

// TestSplitLines holds where lines end.
func TestSplitLines(t *testing.T) {
	for in, want := range map[string]string{
		"":              "0:",
		"a":             "0:a",
		"a\n":           "0:a 2:",
		"a\r":           "0:a 2:",
		"a\r\n":         "0:a 3:",
		"a\n\rb":        "0:a 2: 3:b",
		"\r\r\na\\\nb ": "0: 1: 3:a 6:b",
		"a\rb\nc\r\nd":  "0:a 2:b 4:c 7:d",
	} {
		var got []string
		for _, l := range splitLines(in) {
			got = append(got, strconv.Itoa(l.off)+":"+l.t)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLanguage holds that a sign that is not of ASCII changes no count of words.
func TestLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"The keeper of the lamp and that of the wick have left for the tower.":             "en",
		"El guarda de los faros y el de las mechas se fue por la torre con su lámpara.":    "es",
		"Le gardien des phares et celui des mèches est parti dans la tour avec son frère.": "fr",
		"“The”\u00a0keeper\u2003of the—lamp and\vthat\tof\u0085the wick.":                  "en",
		"lamp wick":                "",
		"the\x01of\x01and the\xff": "",
	} {
		if got := Language(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
