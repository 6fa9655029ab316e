package telegram

import (
	"slices"
	"strings"
	"testing"
)

// TestGroupForms holds date-time groups with blanks, signs and letters in other
// places than a handbook has them.
func TestGroupForms(t *testing.T) {
	for in, want := range map[string]string{
		"O 131503Z MAR 08":        "2008-03-13T15:03 IMMEDIATE",
		"P R 241507Z FEB 10":      "2010-02-24T15:07 PRIORITY",
		"P  R 241507Z FEB 10":     "2010-02-24T15:07 PRIORITY",
		"PP 241507Z  FEB  10":     "2010-02-24T15:07 PRIORITY",
		"R 241507 Z NOV 7 4":      "1974-11-24T15:07 ROUTINE",
		"R 24 1507Z NOV 74":       "1974-11-24T15:07 ROUTINE",
		"R 2 4 15 07 Z N OV 7 4":  "1974-11-24T15:07 ROUTINE",
		"r 241507z nov 74":        "1974-11-24T15:07 ROUTINE",
		"Z 241507 NOV 1974":       "1974-11-24T15:07 FLASH",
		"O 241507Z NOVEMBER 2004": "2004-11-24T15:07 IMMEDIATE",
		"241507Z NOV 74":          "1974-11-24T15:07 ",
		"241507 NOV 74":           " ",
		"R 311507Z NOV 74":        " ROUTINE",
		"R 241507Z NOX 74":        " ROUTINE",
		"O 123456 MAY 1990":       " ",
	} {
		m := parser(t).Parse(in+"\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 77\nUNCLAS OSLO 412"+unseenLabels, Hints{})
		if got := m.Date.String() + " " + m.Precedence; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if m.From != "AMEMBASSY OSLO" || len(m.Addressees) != 1 {
			t.Errorf("%q: from %q, addressees %v", in, m.From, m.Addressees)
		}
	}
}

// TestEndOfLists holds that what stands below the address lists is read as what
// it is and never as an addressee.
func TestEndOfLists(t *testing.T) {
	for between, want := range map[string]string{
		"CC O N F I D E N T I A L OSLO 000412":               "CONFIDENTIAL|OSLO 000412|",
		"CO N F I D E N T I A L OSLO 000412":                 "CONFIDENTIAL|OSLO 000412|",
		"O N F I D E N T I A L OSLO 000412":                  "CONFIDENTIAL|OSLO 000412|",
		"C O N F I D N T I A L SECTION 01 OF 02 OSLO 000412": "CONFIDENTIAL|OSLO 000412|",
		"E C R E T OSLO 000412":                              "SECRET|OSLO 000412|",
		"S e c r e t oslo 000412":                            "SECRET|OSLO 000412|",
		"Confidential section 01 of 02 oslo 000412":          "CONFIDENTIAL|OSLO 000412|",
		"NCLAS OSLO 000412":                                  "UNCLASSIFIED|OSLO 000412|",
		"LIMITED OFFICAL USE OSLO 412":                       "LIMITED OFFICIAL USE|OSLO 412|",
		"LIMITED OFFICIAL USE 0412":                          "LIMITED OFFICIAL USE|AMEMBASSY OSLO 0412|",
		"X0NF#DEXTIAX OSLO 000412":                           "|OSLO 000412|",
		"":                                                   "| |",
		"SIPDIS":                                             "| |SIPDIS",
		"PASS OPIC":                                          "| |PASS OPIC",
		"SIPDIS\n\nSTATE FOR EUR/NB":                         "| |SIPDIS STATE FOR EUR/NB",
		"Saturday, 03 May 2008, 15:05\nUNCLAS OSLO 000412\nSIPDIS": "UNCLASSIFIED|OSLO 000412|SIPDIS",
	} {
		m := parser(t).Parse("P 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC PRIORITY 7721-7722\nINFO RUEHRL/AMEMBASSY BERLIN 0042\n\n"+between+unseenLabels, Hints{})
		var names []string
		for _, a := range m.Addressees {
			names = append(names, a.Name+" "+a.Number)
		}
		if !slices.Equal(names, []string{"SECSTATE WASHDC 7721-7722", "AMEMBASSY BERLIN 0042"}) {
			t.Errorf("%q: addressees %q", between, names)
		}
		got := m.Classification + "|" + m.Origin + " " + m.Serial + "|" + strings.Join(append(m.Captions, m.Passing...), " ")
		if got != want || m.Subject.Text != "FERRY TALKS" {
			t.Errorf("%q: %q, want %q", between, got, want)
		}
	}
}

// TestSmallHeader holds a header in small letters, and a classification without
// a number below the lists.
func TestSmallHeader(t *testing.T) {
	const head = "P 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC PRIORITY 77\nINFO RUEHRL/AMEMBASSY BERLIN 0042\nUSMISSION NATO\n\n"
	for name, text := range map[string]string{
		"small":       strings.ToLower(head) + "Confidential oslo 000412" + unseenLabels,
		"class alone": head + "CONFIDENTIAL\n\nNOFORN" + unseenLabels,
		"small class": head + "Confidential oslo 000412" + unseenLabels,
	} {
		m := parser(t).Parse(text, Hints{})
		var names []string
		for _, a := range m.Addressees {
			names = append(names, a.Line+" "+a.Name)
		}
		if m.From != "AMEMBASSY OSLO" || !slices.Equal(names, []string{"to SECSTATE WASHDC", "info AMEMBASSY BERLIN", "info USMISSION NATO"}) || m.Classification != "CONFIDENTIAL" || m.Subject.Text != "FERRY TALKS" {
			t.Errorf("%s: from %q, %q, %q", name, m.From, names, m.Classification)
		}
	}
}

// TestGapInList holds that an addressee behind a blank line is none of those who
// get a telegram passed.
func TestGapInList(t *testing.T) {
	m := parser(t).Parse(unseenHead+"INFO AMEMBASSY BERLIN\n\nCINCEUR FOR POLAD\n\nUNCLAS OSLO 000412\n\nSTATE FOR EUR/NB"+unseenLabels, Hints{})
	var names []string
	for _, a := range m.Addressees {
		names = append(names, a.Line+" "+a.Name)
	}
	if want := []string{"to SECSTATE WASHDC", "info AMEMBASSY BERLIN", "info CINCEUR FOR POLAD"}; !slices.Equal(names, want) {
		t.Errorf("addressees %q, want %q", names, want)
	}
	if !slices.Equal(m.Passing, []string{"STATE FOR EUR/NB"}) {
		t.Errorf("passing %q", m.Passing)
	}
}

// TestClassLineAlone holds misspelt classification lines that no header stands
// above, and text that only looks like one.
func TestClassLineAlone(t *testing.T) {
	for in, want := range map[string]string{
		"CC O N F I D E N T I A L OSLO 000412":             "CONFIDENTIAL 000412",
		"E C R E T SECTION 01 OF 02 OSLO 000412":           "SECRET 000412",
		"CONFIDENTAL OSLO 000412 SIPDIS":                   "CONFIDENTIAL 000412",
		"S e c r e t oslo 000412":                          "SECRET 000412",
		"SECRETS OF OSLO 412":                              " ",
		"UNCLES OF 412 MEN":                                " ",
		"Secret talks in Oslo on the 412 nets were called": " ",
	} {
		m := parser(t).Parse(in+unseenLabels, Hints{})
		if got := m.Classification + " " + m.Serial; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestHeaderBehindForm holds headers that stand behind the form of the office
// that sent the telegram, and forms without one.
func TestHeaderBehindForm(t *testing.T) {
	const header = "VZCZCOSI550\nRR RUEHC\nDE RUEHNY #0412 1241341\nZNY CCCCC ZZH\nR 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC 8904\nINFO RUEHRL/AMEMBASSY BERLIN\n\n"
	const form = "TELEGRAM                 May 03, 2008\n\nTo:       SECSTATE WASHDC - PRIORITY\n\nAction:   Unknown\n\nFrom:     AMEMBASSY OSLO (OSLO 412 - ROUTINE)\n\nTAGS:     EWWT\n\nSubject:  FERRY\n\n"
	const class = "C O N F I D E N T I A L        OSLO 00412\nCXOSLO:\n    ACTION: AMB\n    INFO:   RSO DCM\n\nAPPROVED: AMB:KHOLM\n\n"
	for name, c := range map[string]struct{ head, to, info string }{
		"form, class line, header": {form + class + header, "SECSTATE WASHDC", "AMEMBASSY BERLIN"},
		"class line, header":       {class + header, "SECSTATE WASHDC", "AMEMBASSY BERLIN"},
		"form alone":               {form, "SECSTATE WASHDC", ""},
		"form to nobody":           {strings.Replace(form, "SECSTATE WASHDC - PRIORITY", "No Action Addressee", 1), "", ""},
	} {
		m := parser(t).Parse(c.head+"C O N F I D E N T I A L OSLO 000412"+unseenLabels, Hints{})
		lists := map[string]string{}
		for _, a := range m.Addressees {
			lists[a.Line] += a.Name
		}
		if m.From != "AMEMBASSY OSLO" || lists["to"] != c.to || lists["info"] != c.info || m.Serial != "000412" || m.Subject.Text != "FERRY TALKS" {
			t.Errorf("%s: from %q, %v, %s, %q", name, m.From, lists, m.Serial, m.Subject.Text)
		}
	}
}
