package telegram

import (
	"strings"
	"testing"
)

// TestTextBehindPageLine holds that a page line takes nothing with it and leaves
// nothing behind.
func TestTextBehindPageLine(t *testing.T) {
	whole := "The ferry left the quay at noon and was met by two tugs off the point."
	for name, between := range map[string]string{
		"a break of the 1970s":  "was\n\nUNCLASSIFIED\n\nPAGE 02        OSLO  00412  01 OF 02  031505Z\n\nmet by",
		"text behind it":        "was\n\nUNCLASSIFIED\n\nPAGE 02 OSLO 00412 01 OF 02 031505Z met by",
		"text behind its time":  "was\nPAGE 02 OSLO 00412 031505Z met by",
		"in the line":           "was PAGE 02 OSLO 00412 01 OF 02 031505Z met by",
		"a break of the 2000s":  "was\n\nOSLO 00000412 002 OF 002\n\n\nmet by",
		"text behind that":      "was\n\nOSLO 00000412  002.2 OF 002 met by",
		"fewer digits":          "was\nOSLO 0412 002.2 OF 004 met by",
		"a post cut in two":     "was\n\nPORT AU PR 00000412 002 OF 002\n\nmet by",
		"the same in the line":  "was PORT MORES 00000412 002 OF 002 met by",
		"three words, cut":      "was\n\nPORT OF SP 00000412 001.2 OF 002\n\nmet by",
		"the subject again":     "was\n\nOSLO 00000412 002 OF 002\n\nSUBJECT: FERRY TALKS\n\nmet by",
		"a section in small":    "was\n\nS e c r e t section 02 of 02 oslo 000412\n\nSipdis\n\nmet by",
		"SIPDIS":                "was\nSIPDIS met by",
		"sipdis":                "was\nsipdis met by",
		"Sipdis alone":          "was\n\nSipdis\nmet by",
		"SIPDIS below the page": "was\n\nOSLO 00000412 002 OF 002\n\nSIPDIS\n\nmet by",
	} {
		text := strings.Replace(whole, "was met by", between, 1)
		m := parser(t).Parse(unseenHead+"UNCLAS SECTION 01 OF 02 OSLO 000412"+strings.Replace(unseenLabels, "Text one.", text, 1), Hints{})
		if len(m.Paragraphs) != 2 || m.Paragraphs[0].Body.Text != whole || m.Subject.Text != "FERRY TALKS" {
			t.Errorf("%s: %+v", name, m.Paragraphs)
		}
	}
}

// TestFieldsRoundPageLine holds what a page break does to the fields of the head.
func TestFieldsRoundPageLine(t *testing.T) {
	const page = "UNCLASSIFIED\nPAGE 02 OSLO 00412 01 OF 02 031505Z "
	for name, c := range map[string]struct{ labels, subject, refs, paragraphs string }{
		"list behind it":       {"SUBJECT: FERRY TALKS\nREF: A. BERGEN 12\n" + page + " B. STATE 4100  C. PARIS 77\n\n1. (U) One.\n", "FERRY TALKS", "A B C", "One."},
		"subject behind it":    {"SUBJECT: FERRY TALKS\n" + page + "IN THE SPRING\n\n1. (U) One.\n", "FERRY TALKS IN THE SPRING", "", "One."},
		"paragraph behind it":  {"SUBJECT: FERRY TALKS\n\n1. (U) One.\n\n" + page + " 2. (U) Two.\n\n3. (U) Three.\n", "FERRY TALKS", "", "One.|Two.|Three."},
		"a corrected copy":     {"SUBJECT: FERRY TALKS\n\nOSLO 00000412 001.2 OF 002\n\n\nC O R R E C T E D  C O P Y (ADDED TAGS)\n\n1. (U) One.\n", "FERRY TALKS", "", "One."},
		"SIPDIS in the field":  {"SUBJECT: FERRY TALKS\nSIPDIS\nIN THE SPRING\n\n1. (U) One.\n", "FERRY TALKS IN THE SPRING", "", "One."},
		"SIPDIS below it":      {"SUBJECT: FERRY TALKS\nSIPDIS\n\n1. (U) One.\n", "FERRY TALKS", "", "One."},
		"a sentence of SIPDIS": {"SUBJECT: FERRY TALKS\n\n1. (U) One.\n\nSIPDIS is no caption of the port.\n", "FERRY TALKS", "", "One.\n\nSIPDIS is no caption of the port."},
	} {
		m := parser(t).Parse(unseenHead+"UNCLAS SECTION 01 OF 02 OSLO 000412\n\nE.O. 12958: N/A\nTAGS: EWWT\n"+c.labels, Hints{})
		var texts, refs []string
		for _, p := range m.Paragraphs {
			texts = append(texts, p.Body.Text)
		}
		for _, r := range m.References {
			refs = append(refs, r.Letter)
		}
		if m.Subject.Text != c.subject || strings.Join(texts, "|") != c.paragraphs || strings.Join(refs, " ") != c.refs {
			t.Errorf("%s: subject %q, references %v, %q", name, m.Subject.Text, refs, texts)
		}
	}
}

func TestOfPages(t *testing.T) {
	for in, want := range map[string]bool{
		"": false, "0": false, "OF 0": false, " OF 0": true, "00 of 012": true, "10 Of 0": false, "100 0 OF  0 OF 1": false, "20 OF 10, 2 of 0": true,
	} {
		if got := ofPages(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}
