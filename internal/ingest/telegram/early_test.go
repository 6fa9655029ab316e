package telegram

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

// parseEarly reads a telegram as one of the 1970s.
func parseEarly(t *testing.T, text string) *Message {
	t.Helper()
	return parser(t).Parse(text, Hints{Year: 1976, Dehyphenate: true})
}

// anchors are the numbers of the paragraphs, as permalinks name them.
func anchors(m *Message) string {
	ps := make([]cable.Paragraph, len(m.Paragraphs))
	var out []string
	for i := range ps {
		ps[i].Number = m.Paragraphs[i].Number
	}
	cable.SetAnchors(ps)
	for i := range ps {
		out = append(out, ps[i].Anchor)
	}
	return strings.Join(out, " ")
}

const earlyHead = `UNCLASSIFIED

PAGE 01        OSLO  01204  101422Z

43
ACTION EUR-12

INFO OCT-01  ISO-00  /013 W
                        --------------------- 071234
P R 101310Z MAR 76
FM AMEMBASSY OSLO
TO SECSTATE WASHDC PRIORITY 4411
INFO AMEMBASSY HELSINKI
UNCLASSIFIED

UNCLASSIFIED

PAGE 02        OSLO  01204  101422Z

AMEMBASSY STOCKHOLM

UNCLAS OSLO 1204

E.O. 11652: N/A
TAGS: EFIS, NO
SUBJECT: HER-
RING QUOTA

`

// TestEarlyBody holds which paragraphs and signers are found in texts of the
// 1970s.
func TestEarlyBody(t *testing.T) {
	for name, c := range map[string]struct{ text, want, signer string }{
		"plain":              {"1. THE BOARD MET.\n\n2. IT AGREED.\nHALVORSEN\n", "par1 par2", "HALVORSEN"},
		"no blank between":   {"1. THE BOARD MET AT THE HARBOUR\n2. IT AGREED TO A LOWER QUOTA FOR ALL VESSELS OF THE COASTAL FLEET.\n3. END.\n", "par1 par2 par3", ""},
		"date at line start": {"1. THE MINISTER WILL RECEIVE THE DELEGATION OF BOAT OWNERS ON MAY\n2. NOTHING ELSE IS PLANNED.\n\n2. WE SHALL REPORT.\n", "par1 par2", ""},
		"full stop lost":     {"1. THE BOARD MET.\n\n2 THE FLEET STAYED IN HARBOUR FOR A WEEK.\n\n3, THE OWNERS OF THE BOATS ASK FOR A LOAN.\n", "par1 par2 par3", ""},
		"later section":      {"14. THE BOARD MET.\n\n15. IT AGREED.\n\n16. WE SHALL REPORT.\n", "par14 par15 par16", ""},
		"eleven became one":  {"SUMMARY: A QUOTA IS SET. END SUMMARY.\n\n9. THE BOARD MET.\n\n10. IT AGREED.\n\n11. IT DID.\n\n1. COMMENT: GOOD.\n", "p1 par9 par10 par11", ""},
		"number twice":       {"1. A.\n\n2. THE BOARD MET.\n\n2. IT AGREED.\n", "par1 par2 par2.2", ""},
		"signer in the line": {"1. THE BOARD MET. END QUOTE. VANCE\n", "par1", "VANCE"},
		"signer under table": {"1. LANDINGS:\nBERGEN     400     20\nTROMSO     200     11\nHALVORSEN\n", "par1", "HALVORSEN"},
	} {
		m := parseEarly(t, earlyHead+c.text+"\nUNCLASSIFIED\n\n\nNNN\n\n*** Current Handling Restrictions *** n/a\n*** Current Classification *** UNCLASSIFIED\n")
		if got := anchors(m); got != c.want {
			t.Errorf("%s: paragraphs %q, want %q", name, got, c.want)
		}
		if got := strings.Join(m.Signers, ","); got != c.signer {
			t.Errorf("%s: signer %q, want %q", name, got, c.signer)
		}
		for _, p := range m.Paragraphs {
			if strings.Contains(p.Body.Text, "UNCLASSIFIED") || strings.Contains(p.Body.Text, "NNN") || strings.Contains(p.Body.Text, "***") {
				t.Errorf("%s: furniture in %q", name, p.Body.Text)
			}
		}
		if got := len(m.Addressees); got != 3 {
			t.Errorf("%s: %d addressees, want 3: %v", name, got, m.Addressees)
		}
	}
}

// TestEarlyGaps holds where text is joined over blank lines and page breaks.
func TestEarlyGaps(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"long line": {
			"1. THE DIRECTOR OF THE INSTITUTE SAID THAT THE CATCH OF THE YEAR WOULD\n\n\nBE LOWER THAN EXPECTED.\n",
			"THE DIRECTOR OF THE INSTITUTE SAID THAT THE CATCH OF THE YEAR WOULD BE LOWER THAN EXPECTED."},
		"hyphen over a page": {
			"1. THE DIRECTOR SAID THAT THE CATCH OF THE YEAR WOULD BE CON-\nUNCLASSIFIED\n\n\nUNCLASSIFIED\n\n\nPAGE 03        OSLO  01204  101422Z\n\n\nSIDERABLY LOWER.\n",
			"THE DIRECTOR SAID THAT THE CATCH OF THE YEAR WOULD BE CONSIDERABLY LOWER."},
		"typing error in the marking": {
			"1. THE CATCH OF THE YEAR WOULD BE\nUNCLASSIFED\n\nU N C L A S S I F I E D\n\nPAGE 03        OSLO  01204  101422Z POSS DUPE\n\nLOWER.\n",
			"THE CATCH OF THE YEAR WOULD BE LOWER."},
		"compound words": {
			"1. THE BOAT-OWNERS AND THE BANK, WHICH IS OWNED BY THE STATE, TALK ABOUT STATE-\nOWNED MILLS. THE BOAT-\nOWNERS WITH-\nDREW.\n",
			"THE BOAT-OWNERS AND THE BANK, WHICH IS OWNED BY THE STATE, TALK ABOUT STATE-OWNED MILLS. THE BOAT-OWNERS WITHDREW."},
		"a block stays": {
			"1. THE CATCH WAS LOW.\n\nTHE PRICE WAS HIGH.\n",
			"THE CATCH WAS LOW.\n\nTHE PRICE WAS HIGH."},
	} {
		m := parseEarly(t, earlyHead+c.text)
		if len(m.Paragraphs) != 1 || m.Paragraphs[0].Body.Text != c.want {
			t.Errorf("%s: %+v, want %q", name, m.Paragraphs, c.want)
		}
	}
}

// TestEarlyHead holds the readings of heads.
func TestEarlyHead(t *testing.T) {
	type head struct {
		Class, Origin, Serial, From, Date, Precedence, EO, Decl, Tags, Subject, Passing, Captions string
		Sections                                                                                  int
	}
	for name, c := range map[string]struct {
		text string
		want head
	}{
		"sections": {
			"R 041551Z JAN 76\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 1856\n\nC O N F I D E N T I A L SECTION 1 OF 3 OSLO 0060/1\n\nEXDIS\n\nDEPT PASS USIA\n\nE.O. 11652: GDS\nTAGS: PFOR, NO\nSUBJ: TALKS\n\n1. TEXT.\n",
			head{"CONFIDENTIAL", "OSLO", "0060", "AMEMBASSY OSLO", "1976-01-04T15:51", "ROUTINE", "11652", "GDS", "PFOR NO", "TALKS", "DEPT PASS USIA", "EXDIS", 3}},
		"class misspelt": {
			"O 041551Z JAN 76 ZFF4\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC NIACT IMMEDIATE 1856\n\nLIMITED OFFICIEAL USE FINAL SECTION OF 2 OSLO 60/2\n\nE.OM 11652: N/A\nTAGA: PFOR, NO\nSUBJECT:; TALKS\n\n1. TEXT.\n",
			head{"LIMITED OFFICIAL USE", "OSLO", "60", "AMEMBASSY OSLO", "1976-01-04T15:51", "IMMEDIATE", "11652", "N/A", "PFOR NO", "TALKS", "", "", 2}},
		"series, label lost": {
			"P 041551 Z JAN 76\nFM SECSTATE WASHDC\nTO USDEL SECRETARY IMMEDIATE\n\nUNCLAS STATE 286983/TOSEC 110023\n\nFOR LINDQVIST FROM PRESS OFFICE\n\nEO 11652; NA\nPFOR, NO\nSUBJ: TALKS\nSUMMARY: NOTHING. END SUMMARY\n\n1. TEXT.\n",
			head{"UNCLASSIFIED", "STATE", "286983", "SECSTATE WASHDC", "1976-01-04T15:51", "PRIORITY", "11652", "N/A", "PFOR NO", "TALKS", "FOR LINDQVIST FROM PRESS OFFICE", "", 0}},
		"passing below the labels": {
			"P 041551Z JAN 76\nFM AMEMBASSY OSLO\nTO DEA HQS WASHDC PRIORITY\n\nUNCLAS OSLO 60\n\nE.O. 11652: N/A\nTAGS: SNAR, NO\nSUBJ: TRAINING\n\nHQS FOR NILSEN/TR, EMBASSY FOR DEA\n\n1. TEXT.\n",
			head{"UNCLASSIFIED", "OSLO", "60", "AMEMBASSY OSLO", "1976-01-04T15:51", "PRIORITY", "11652", "N/A", "SNAR NO", "TRAINING", "HQS FOR NILSEN/TR, EMBASSY FOR DEA", "", 0}},
		"section in words": {
			"Z 041551Z JAN 76\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC FLASH 1856\n\nS E C R E T SECTION ONE OF TWO OSLO 60 NODIS/CHEROKEE\n\nE.O. 11652: XGDS-1\nTAGS: PFOR, NO\nSUBJECT: (S) TALKS\n\n1. TEXT.\n",
			head{"SECRET", "OSLO", "60", "AMEMBASSY OSLO", "1976-01-04T15:51", "FLASH", "11652", "XGDS-1", "PFOR NO", "TALKS", "", "NODIS CHEROKEE", 2}},
		"no labels": {
			"R 041551Z JAN 76\nFM AMEMBASSY OSLO\nTO USINFO WASHDC\n\nUNCLAS OSLO 60\n\nFOR: IPS/EUR\n\nOSLO. ALL MORNING PAPERS GIVE THEIR FIRST PAGES TO THE VISIT.\nTHEY ARE FRIENDLY.\n",
			head{"UNCLASSIFIED", "OSLO", "60", "AMEMBASSY OSLO", "1976-01-04T15:51", "ROUTINE", "", "", "", "", "FOR: IPS/EUR", "", 0}},
	} {
		m := parseEarly(t, c.text)
		var codes []string
		for _, tag := range m.Tags {
			codes = append(codes, tag.Code)
		}
		got := head{m.Classification, m.Origin, m.Serial, m.From, m.Date.String(), m.Precedence, m.ExecutiveOrder, m.DeclassifyOn,
			strings.Join(codes, " "), m.Subject.Text, strings.Join(m.Passing, " | "), strings.Join(m.Captions, " "), m.Sections}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if len(m.Paragraphs) == 0 || strings.Contains(m.Paragraphs[0].Body.Text, "FOR:") {
			t.Errorf("%s: paragraphs %+v", name, m.Paragraphs)
		}
	}
}

// TestEarlySections holds that the heads of later sections go and the chain of
// paragraphs stays.
func TestEarlySections(t *testing.T) {
	m := parseEarly(t, earlyHead+`1. THE BOARD MET. IT HEARD THE DIRECTOR OF THE INSTITUTE AND
HALVORSEN


UNCLASSIFIED

NNNNMAFVVZCZ

ADP000

UNCLASSIFIED POSS DUPE

PAGE 01        OSLO  01204  02 OF 02  101501Z

43
ACTION EUR-12

INFO OCT-01  ISO-00  /013 W
                        --------------------- 071299
P R 101310Z MAR 76
FM AMEMBASSY OSLO
TO SECSTATE WASHDC PRIORITY 4412
INFO AMEMBASSY HELSINKI

UNCLAS SECTION 2 OF 2 OSLO 1204/2

E.O. 11652: N/A
TAGS: EFIS, NO

THE OWNERS OF THE BOATS.

2. IT AGREED.
HALVORSEN

UNCLASSIFIED

NNN
`)
	if got := anchors(m); got != "par1 par2" {
		t.Fatalf("paragraphs %q", got)
	}
	want := "THE BOARD MET. IT HEARD THE DIRECTOR OF THE INSTITUTE AND THE OWNERS OF THE BOATS."
	if got := m.Paragraphs[0].Body.Text; got != want {
		t.Errorf("paragraph 1 is %q, want %q", got, want)
	}
	if d := cmp.Diff([]string{"HALVORSEN"}, m.Signers); d != "" {
		t.Error(d)
	}
}

// TestQuotedTelegram holds that a telegram inside another is text of it.
func TestQuotedTelegram(t *testing.T) {
	inner := `R 091200Z MAR 76
FM AMEMBASSY HELSINKI
TO AMEMBASSY OSLO
C O N F I D E N T I A L HELSINKI 0512

E.O. 11652: GDS
TAGS: PFOR, FI, UR
SUBJECT: A MUCH LONGER SUBJECT THAN THE OUTER ONE HAS

1. THE FIRST OF THEM.

2. THE SECOND OF THEM, WITH QUOTE A WORD UNQUOTE IN IT.
`
	t.Run("numbered", func(t *testing.T) {
		m := parseEarly(t, earlyHead+"1. FOLLOWING TEL FROM HELSINKI SENT ACTION OSLO REPEATED TO YOU: QUOTE\n"+inner+"UNQUOTE\n\n2. THE EMBASSY AGREES.\nHALVORSEN\n")
		if got := anchors(m); got != "par1 par2" {
			t.Errorf("paragraphs %q", got)
		}
		if m.From != "AMEMBASSY OSLO" || m.Serial != "1204" || m.Classification != "UNCLASSIFIED" || m.Subject.Text != "HERRING QUOTA" || len(m.Tags) != 2 {
			t.Errorf("the head is that of the inner telegram: %+v", m)
		}
		if !strings.Contains(m.Paragraphs[0].Body.Text, "FM AMEMBASSY HELSINKI") {
			t.Errorf("the inner head is lost: %q", m.Paragraphs[0].Body.Text)
		}
	})
	t.Run("not numbered", func(t *testing.T) {
		m := parseEarly(t, earlyHead+"FOLLOWING REPEAT HELSINKI 0512 SENT ACTION OSLO 9 MARCH\nQUOTE\n"+inner+"UNQUOTE\nHALVORSEN\n")
		if m.Subject.Text != "HERRING QUOTA" || len(m.Tags) != 2 || m.Serial != "1204" {
			t.Errorf("the head is that of the inner telegram: %q %v", m.Subject.Text, m.Tags)
		}
		all := ""
		for _, p := range m.Paragraphs {
			all += p.Body.Text + "\n"
		}
		for _, s := range []string{"HELSINKI 0512", "FM AMEMBASSY HELSINKI", "A MUCH LONGER SUBJECT", "THE FIRST OF THEM", "THE SECOND"} {
			if !strings.Contains(all, s) {
				t.Errorf("%q is lost in %q", s, all)
			}
		}
	})
}

// TestLaterAddressees holds that those who got a later section alone are told.
func TestLaterAddressees(t *testing.T) {
	const head = "PAGE 01 OSLO 01204 0%d OF 02 081728Z\n\n12\nACTION EUR-25\n\nINFO OCT-01 ISO-00 /026 W\n          --------------------- 025739\nR 081605Z MAR 74\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 187%[1]d\nINFO AMEMBASSY BERN 12%[1]d\n%sUNCLAS SECTION %[1]d OF 2 OSLO 1204\n"
	text := fmt.Sprintf(head, 1, "\n") + "\nE.O. 11652: N/A\nTAGS: NO\nSUBJECT: NETS\n\n1. THE NETS WERE\n\nNNN\n\n" + fmt.Sprintf(head, 2, "HARBOUR BOARD LIMA\n\n") + "\nCOUNTED.\nHOLM\n"
	m := parseEarly(t, text)
	if got := strings.Join(m.Closing, "|"); got != "A further section was sent to HARBOUR BOARD LIMA as well." || len(m.Paragraphs) != 1 || m.Paragraphs[0].Body.Text != "THE NETS WERE COUNTED." {
		t.Errorf("%q %+v", got, m.Paragraphs)
	}
}
