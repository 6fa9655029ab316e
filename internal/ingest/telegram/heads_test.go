package telegram

import (
	"strings"
	"testing"
)

// TestWholeHeads holds the slips of heads and pages in a whole telegram: whatever
// is wrong with one line, all else is read.
func TestWholeHeads(t *testing.T) {
	const good = "08RIGA123|2008-05-03T09:15|UNCLASSIFIED|PRIORITY|SECSTATE WASHDC|PREL LG|NETS|HOLM|1. He spoke of the harbour and of the nets in it. 2. The guest spoke next."
	const whole = "P 030915Z MAY 08\nFM AMEMBASSY RIGA\nTO RUEHC/SECSTATE WASHDC PRIORITY 1234\n\nUNCLAS RIGA 000123\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL LG\nSUBJECT: NETS\n\n" +
		"1. (U) He spoke of the harbour and of the nets in it.\n\n2. (U) The guest spoke next.\nHOLM\n"
	for _, c := range []struct{ from, to, wantFrom, wantTo string }{
		{"P 030915Z MAY 08", "P  03 0915 Z  MAY 08", "", ""},
		{"P 030915Z MAY 08", "P 0309 15Z MAY 0 8", "", ""},
		{"P 030915Z MAY 08", "p 030915z may 08", "", ""},
		{"P 030915Z MAY 08", "P R 030915Z MAY 2008", "", ""},
		{"P 030915Z MAY 08", "PR 030915ZMAY08", "", ""},
		{"P 030915Z MAY 08", "P 030915 MAY 08", "", ""},
		{"P 030915Z MAY 08", "O 030915Z MAY 08 ZFF4", "PRIORITY", "IMMEDIATE"},
		{"UNCLAS RIGA", "UNLCAS RIGA", "", ""},
		{"UNCLAS RIGA", "UUNCLAS RIGA", "", ""},
		{"UNCLAS RIGA", "SS E C R E T RIGA", "UNCLASSIFIED", "SECRET"},
		{"UNCLAS RIGA", "O N F I D E N T I A L RIGA", "UNCLASSIFIED", "CONFIDENTIAL"},
		{"UNCLAS RIGA 000123", "Confidential riga 000123", "UNCLASSIFIED", "CONFIDENTIAL"},
		{"UNCLAS RIGA", "UNCLAS SECTION 01 OF 02\nRIGA", "", ""},
		{"UNCLAS RIGA", "S E C R E T//NOFORN SECTION 01 OF 02 RIGA", "UNCLASSIFIED", "SECRET"},
		{"PRIORITY 1234", "PRIORITY 0012-0013", "", ""},
		{"PRIORITY 1234", "PRIORITY 1234\nMonday, 05 May 2008, 09:15", "", ""},
		{"TAGS:", "TAGSS:", "", ""},
		{"TAGS:", "TGAS:", "", ""},
		{"SUBJECT:", "SUBJ8", "", ""},
		{"SUBJECT:", "SBUJ:", "", ""},
		{"\nTAGS: PREL LG\nSUBJECT", " TAGS: PREL LG SUBJECT", "", ""},
		{"PREL LG", "ovip (Berg, Ola), prel, lg", "PREL LG", "OVIP BERG, OLA PREL LG"},
		{"and of the", "and of\n\nRIGA 00000123  002 OF 002\n\n\nthe", "", ""},
		{"and of the", "and of\nPAGE 02  RIGA  00123  01 OF 02  030915Z the", "", ""},
		{"and of the", "and of\n\nPORT AU PR 00000123  001.2 OF 002\n\n\nthe", "", ""},
		{"and of the", "and of\n\nSANTO DOMI 00000123  002 OF 002\n\n\nthe", "", ""},
		{"and of the", "and of\n\nHO CHI MIN 00000123  002 OF 002\n\n\nthe", "", ""},
		{"and of the", "and of\nSIPDIS the", "", ""},
		{"and of the", "and of\nSIPDIS\nthe", "", ""},
		{"next.\nHOLM", "next.\n\nHOLM .\n\nUNCLASSIFIED", "", ""},
	} {
		cable, why := parser(t).Cable(strings.Replace(whole, c.from, c.to, 1), Meta{})
		if cable == nil {
			t.Errorf("%q: %s", c.to, why)
			continue
		}
		var tags, texts []string
		for _, tag := range cable.Tags {
			tags = append(tags, tag.Code)
		}
		for _, p := range cable.Paragraphs {
			texts = append(texts, p.Anchor[len("par"):]+". "+p.Text)
		}
		got := strings.Join([]string{cable.ID, cable.Date.String(), cable.Classification, cable.Precedence, strings.Join(cable.To, " "), strings.Join(tags, " "), cable.Subject, strings.Join(cable.Signers, " "), strings.Join(texts, " ")}, "|")
		if want := strings.Replace(good, c.wantFrom, c.wantTo, 1); got != want {
			t.Errorf("%q:\n got %s\nwant %s", c.to, got, want)
		}
	}
}
