package telegram

import (
	"strings"
	"testing"
)

const unseenHead = "P 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC PRIORITY 1234\nBT\n"

const unseenLabels = "\n\nE.O. 12958: DECL: 05/03/2018\nTAGS: PREL, EWWT, NO\nSUBJECT: FERRY TALKS\nREF: OSLO 400\n\nClassified By: CDA John Holm, reasons 1.4(b) and (d).\n\n1. (C) Text one.\n\n2. (C) Text two.\nHOLM\n"

// TestClassLines holds the line of classification, section, captions and
// number, and what stands below it.
func TestClassLines(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000412\n\nNOFORN\nSIPDIS":                    "CONFIDENTIAL|OSLO 000412|2|NOFORN SIPDIS||",
		"S E C R E T NOFORN SECTION 01 OF 03 OSLO 000412":                                           "SECRET|OSLO 000412|3|NOFORN||",
		"S E C R E T//NOFORN OSLO 000412":                                                           "SECRET|OSLO 000412|0|NOFORN||",
		"S E C R E T/NOFORN SECTION 1 OF 3 OSLO 000412":                                             "SECRET|OSLO 000412|3|NOFORN||",
		"C O N FI D E N T I A L OSLO 000412":                                                        "CONFIDENTIAL|OSLO 000412|0|||",
		"C O N F I D E N T I A LSECTION 01 OF 02 OSLO 000412":                                       "CONFIDENTIAL|OSLO 000412|2|||",
		"U N C L A S S I F I E D OSLO 000412":                                                       "UNCLASSIFIED|OSLO 000412|0|||",
		"UNCLAS E F T O SECTION 1 OF 3 OSLO 00412":                                                  "UNCLASSIFIED|OSLO 00412|3|EFTO||",
		"T O P  S E C R E T OSLO 0412\nNODIS CHEROKEE":                                              "TOP SECRET|OSLO 0412|0|NODIS CHEROKEE||",
		"LIMITED OFFICIAL USE SECTION 01 OF 02 OSLO 00412\n\nSTADIS":                                "LIMITED OFFICIAL USE|OSLO 00412|2|STADIS||",
		"CONFIDENTIAL OSLO 412\nnoforn\nsipdis":                                                     "CONFIDENTIAL|OSLO 412|0|NOFORN SIPDIS||",
		"SECRET OSLO 0412\n\nTOSEC 110023\n\nNODIS":                                                 "SECRET|OSLO 0412|0|NODIS||TOSEC 110023",
		"CONFIDENTIAL OSLO 412\n\nEXDIS\nFOR THE SECRETARY FROM AMBASSADOR":                         "CONFIDENTIAL|OSLO 412|0|EXDIS|FOR THE SECRETARY FROM AMBASSADOR|",
		"UNCLAS OSLO 000412\n\nSENSITIVE\nSIPDIS\nSTATE FOR EUR/NB\nSTATE PASS USTR FOR M. HALL":    "UNCLASSIFIED|OSLO 000412|0|SENSITIVE SIPDIS|STATE FOR EUR/NB;STATE PASS USTR FOR M. HALL|",
		"C O N F I D E N T I A L OSLO 000412 NOFORN SIPDIS NSC FOR J. HALL":                         "CONFIDENTIAL|OSLO 000412|0|NOFORN SIPDIS|NSC FOR J. HALL|",
		"S E C R E T SECTION 01 OF 02 OSLO 000412\n\nC O R R E C T E D  C O P Y (CAPTION)\n\nNODIS": "SECRET|OSLO 000412|2|NODIS||C O R R E C T E D C O P Y (CAPTION)",
	} {
		m := p.Parse(unseenHead+in+unseenLabels, Hints{})
		got := strings.Join([]string{m.Classification, m.Origin + " " + m.Serial, itoa(m.Sections), strings.Join(m.Captions, " "), strings.Join(m.Passing, ";"), strings.Join(m.Closing, ";")}, "|")
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
		if len(m.Addressees) != 1 || m.Subject.Text != "FERRY TALKS" {
			t.Errorf("%q: addressees %v, subject %q", in, m.Addressees, m.Subject.Text)
		}
	}
}

// TestEnds holds what stands below the text: ends of message, markings with
// letters wrong, groups of downgrading.
func TestEnds(t *testing.T) {
	for tail, want := range map[string]string{
		"\nHOLM\nBT\n":                  "HOLM|",
		"\nHOLM\nBT\n#0412\nNNNN\n":     "HOLM|",
		"\nGP-3\nHOLM\nBT\n":            "HOLM|GP-3",
		"\n\nHOLM\n\nGP-4.\n":           "HOLM|GP-4",
		"\nHOLM\n\n\nCONFID*NTIAL\n":    "HOLM|",
		"\nHOLM\nUNCLASSIFEID\n\nNNN\n": "HOLM|",
		"\nSECREST\n":                   "SECREST|",
	} {
		m := parser(t).Parse("R 121530Z FEB 66\nFM AMEMBASSY LAGOS\nTO SECSTATE WASHDC\nBT\nCONFIDENTIAL LAGOS 1456\nSUBJ: STRIKE\n1. DOCKS CLOSED.\n2. DOCKERS SAID THAT THEY WOULD COME BACK ON MONDAY AFTER TALKS."+tail, Hints{Dehyphenate: true})
		if got := strings.Join(m.Signers, ",") + "|" + m.DeclassifyOn; got != want {
			t.Errorf("%q: %q, want %q", tail, got, want)
		}
		if n := len(m.Paragraphs); n != 2 || !strings.HasSuffix(m.Paragraphs[n-1].Body.Text, "AFTER TALKS.") {
			t.Errorf("%q: %+v", tail, m.Paragraphs)
		}
	}
}

// TestUnseenText holds how lines become text in the harder cases.
func TestUnseenText(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"the mark of the whole": {"1. (C - ENTIRE TEXT.)\n\n2. A.\n\n3. B.\n", "C:(C - ENTIRE TEXT.)|C:A.|C:B."},
		"names under headings": {"1. (U) Who came:\n\nNorway\n------\nAnne Holm, Minister\nPer Dahl, Director\nJan Moe, Aide\n\nUnited States\n-------------\nJohn Hall, Ambassador\n\n2. (U) Text.\n",
			"U:Who came:\n\nNorway\nAnne Holm, Minister\nPer Dahl, Director\nJan Moe, Aide\n\nUnited States\nJohn Hall, Ambassador|U:Text."},
		"an address":              {"1. (U) Write to:\n\nPort Office\n14 Quay Street\nOslo\n\n2. (U) Text.\n", "U:Write to:\n\nPort Office\n14 Quay Street\nOslo|U:Text."},
		"a short sentence":        {"1. (U) The pier\nis old.\n\nIt is of wood\nand will\nnot last.\n\n2. (U) Text.\n", "U:The pier is old.\n\nIt is of wood and will not last.|U:Text."},
		"passing line said again": {"1. (C) A.\n\nC O N F I D E N T I A L SECTION 02 OF 02 OSLO 000412\n\nSIPDIS\n\nSTATE FOR EUR/NB\n\nE.O. 12958: DECL: 05/03/2018\nTAGS: PREL, NO\nSUBJECT: FERRY TALKS\n\n2. (C) B.\n", "C:A.|C:B."},
	} {
		m := parser(t).Parse("C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000412\n\nSIPDIS\n\nSTATE FOR EUR/NB\n\nE.O. 12958: DECL: 05/03/2018\nTAGS: PREL, NO\nSUBJECT: FERRY TALKS\n\n"+c.text, Hints{Year: 2008})
		var got []string
		for _, q := range m.Paragraphs {
			got = append(got, q.Mark+":"+q.Body.Text)
			if q.Heading.Text != "" {
				t.Errorf("%s: heading %q", name, q.Heading.Text)
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, s, c.want)
		}
	}
}
