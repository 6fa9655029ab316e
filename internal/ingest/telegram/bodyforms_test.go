package telegram

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// bodyOf shows the paragraphs of a text: number, mark, heading and text.
func bodyOf(m *Message) string {
	var b strings.Builder
	for _, p := range m.Paragraphs {
		fmt.Fprintf(&b, "%d|%s|%s|%s\n", p.Number, p.Mark, p.Heading.Text, strings.ReplaceAll(p.Body.Text, "\n", "¶"))
	}
	return b.String()
}

const bodyHead = "UNCLAS OSLO 000123\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: LANTERNS\n\n"

// TestBodyForms holds what paragraphs, headings and lists look like.
func TestBodyForms(t *testing.T) {
	p := parser(t)
	for name, test := range map[string]struct{ in, want string }{
		"items with a bracket": {
			"1. (S) The desk asks:\n\nA. (S) WICKS:\n1) (S) Who cuts them?\n2) (S) Who sells them?\n\n2. (U) Answers are due soon.\n",
			"1|S||The desk asks:¶¶A. (S) WICKS:¶1) (S) Who cuts them?¶2) (S) Who sells them?\n2|U||Answers are due soon.\n"},
		"a bracket for a full stop": {
			"1. (C) The lamps are lit.\n\n2) (C) The wicks are cut.\n\n3. (C) The oil is sold.\n",
			"1|C||The lamps are lit.\n2|C||The wicks are cut.\n3|C||The oil is sold.\n"},
		"a letter closes a bracket": {
			"1. (U) The keeper wrote of it before in his report (ref\nC). He is well.\n\n2. (U) So be it.\n",
			"1|U||The keeper wrote of it before in his report (ref C). He is well.\n2|U||So be it.\n"},
		"an initial is no item": {
			"1. (U) The embassy sent for the old keeper of the light Karl\nB. Lund, who came at once.\n\n2. (U) So be it.\n",
			"1|U||The embassy sent for the old keeper of the light Karl B. Lund, who came at once.\n2|U||So be it.\n"},
		"a blank line behind an article": {
			"1. (U) The keeper spoke of the light and of the\n\nLund family.\n\n2. (U) So be it.\n",
			"1|U||The keeper spoke of the light and of the Lund family.\n2|U||So be it.\n"},
		"two blocks stay two": {
			"1. (U) The keeper spoke of the light\n\nLund family\n\n2. (U) So be it.\n",
			"1|U||The keeper spoke of the light¶¶Lund family\n2|U||So be it.\n"},
		"a heading under four lines": {
			"1. (U) The keeper said that he was content with the oil of this\nyear, that the next load would come with the boat in spring,\nand that he would send the bill for it to the office in the\ntown as soon as he had it in hand.\nWicks and Oil\n-------------\n\n2. (U) So be it.\n",
			"1|U||The keeper said that he was content with the oil of this year, that the next load would come with the boat in spring, and that he would send the bill for it to the office in the town as soon as he had it in hand.\n2|U|Wicks and Oil|So be it.\n"},
		"headings above one another": {
			"1. (U) The keeper spoke.\n\nLIGHTS OF THE COAST\n- - - - - - - - - -\n\nThe Old Tower\n\n2. (U) So be it.\n",
			"1|U||The keeper spoke.\n2|U|LIGHTS OF THE COAST The Old Tower|So be it.\n"},
		"both over a rule": {
			"1. (U) The keeper spoke.\n\nLights of the Coast\n-------------------\nThe Old Tower\n-------------\n\n2. (U) So be it.\n",
			"1|U||The keeper spoke.\n2|U|Lights of the Coast The Old Tower|So be it.\n"},
		"removed text is no heading": {
			"1. (U) The keeper spoke.\n\nXXXXXXXXXXXX\n\n-------------\nThe Old Tower\n-------------\n\n2. (U) So be it.\n",
			"1|U||The keeper spoke.¶¶XXXXXXXXXXXX\n2|U|The Old Tower|So be it.\n"},
		"letters of a name parted": {
			"1. (U) The keeper spoke to the U.\nS. envoy at once.\n\n2. (U) So be it.\n",
			"1|U||The keeper spoke to the U. S. envoy at once.\n2|U||So be it.\n"},
		"the end of a summary": {
			"1. (U) Summary: The keeper spoke.\n\nEND SUMMARY.\n\n2. (U) So be it.\n",
			"1|U||Summary: The keeper spoke.¶¶END SUMMARY.\n2|U||So be it.\n"},
		"control marks": {
			"1. (S//FGI//NF) The keeper spoke.\n\n2. (S//REL NORWAY, DENMARK) So be it.\n",
			"1|S//FGI//NF||The keeper spoke.\n2|S//REL NORWAY, DENMARK||So be it.\n"},
		"the whole text": {
			"1. (C - ENTIRE TEXT).\n\n2. The keeper spoke.\n",
			"1|C||(C - ENTIRE TEXT).\n2|C||The keeper spoke.\n"},
	} {
		if got := bodyOf(p.Parse(bodyHead+test.in+"LUND\n", Hints{})); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

// TestRestart holds numbers that begin anew in an annex, and those of a list
// inside a paragraph, which do not.
func TestRestart(t *testing.T) {
	p := parser(t)
	const head = "UNCLAS OSLO 1204\n\nE.O. 11652: N/A\nTAGS: PFOR, NO\nSUBJ: LIGHTS\n\n"
	for name, test := range map[string]struct{ in, want string }{
		"annexes": {
			"1. THE LAMPS BURN.\n\n2. THE OIL IS OUT.\n\nB. WICKS\n\n1. THEY ARE CUT.\n\n2. THEY ARE SOLD.\n\n3. THEY ARE LIT.\n\nC. OIL\n\n1. IT IS OUT.\n\n2. IT IS DEAR.\n",
			"1|||THE LAMPS BURN.\n2|||THE OIL IS OUT.\n1||B. WICKS|THEY ARE CUT.\n2|||THEY ARE SOLD.\n3|||THEY ARE LIT.\n1||C. OIL|IT IS OUT.\n2|||IT IS DEAR.\n"},
		"a list": {
			"1. THE LAMPS BURN.\n\n2. THE KEEPER SAID:\n\nTHE WICKS\n\n1. THEY ARE CUT.\n\n2. THEY ARE SOLD.\n\n3. SO BE IT.\n",
			"1|||THE LAMPS BURN.\n2|||THE KEEPER SAID:¶¶THE WICKS¶¶1. THEY ARE CUT.¶¶2. THEY ARE SOLD.\n3|||SO BE IT.\n"},
	} {
		if got := bodyOf(p.Parse(head+test.in+"LUND\n", Hints{Dehyphenate: true})); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

// TestLastLines holds the signer and what stands round him.
func TestLastLines(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"He went.\nLUND .":                     "LUND|He went.|",
		"He will go\nsoon\nLUND":               "LUND|He will go soon|",
		"He went to speak to the men of\nNATO": "|He went to speak to the men of NATO|",
		"He went home.LUND":                    "LUND|He went home.|",
		"He went.\nLUND, JR.":                  "LUND, JR|He went.|",
		"He went.\nLUND\nLUND":                 "LUND|He went.|",
		"He went.\nLUND\n\n\"Visit Oslo's web site: http://www.state.sgov.gov/p/\"": "LUND|He went.|\"Visit Oslo's web site: http://www.state.sgov.gov/p/\"",
		"He went home to the tower at last. Lund":                                   "Lund|He went home to the tower at last.|",
		"He went home to the tower at last. The":                                    "|He went home to the tower at last. The|",
		"He went home to the tower with Mr. Lund":                                   "|He went home to the tower with Mr. Lund|",
		"He went.\nlund":                      "lund|He went.|",
		"He went.\nMINIMIZE CONSIDERED\nLUND": "LUND|He went.|MINIMIZE CONSIDERED",
	} {
		m := p.Parse(bodyHead+"1. (U) Lamps.\n\n2. (U) "+in+"\n", Hints{})
		got := strings.Join(m.Signers, ",") + "|" + m.Paragraphs[1].Body.Text + "|" + strings.Join(m.Closing, ";")
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestHeadRemarks holds what the head says of the message and no field takes.
func TestHeadRemarks(t *testing.T) {
	p := parser(t)
	for in, want := range map[string]string{
		"Classified By: Kari Lund, reasons 1.4B AND D":                                       "Kari Lund|1.4 (b),1.4 (d)|",
		"Classified By: Kari Lund under Section 1.4b/d":                                      "Kari Lund|1.4 (b),1.4 (d)|",
		"Classified By: Kari Lund. Reason 1.5 (c)\n(U) This message was cleared in Bern.":    "Kari Lund|1.5 (c)|(U) This message was cleared in Bern.",
		"Classified By: Kari Lund. Reasons: 1.4 (b) and 1.5 (c)":                             "Kari Lund|1.4 (b),1.5 (c)|",
		"Classified By: Kari Lund. Reasons 1.4 (b, d)":                                       "Kari Lund|1.4 (b),1.4 (d)|",
		"C O R R E C T E D   C O P Y - TEXT ADDED\n\nClassified By: Kari Lund; reason 1.4 d": "Kari Lund|1.4 (d)|C O R R E C T E D C O P Y - TEXT ADDED",
		"*****CORRECTED COPY***** TAGS ADDED\n\nClassified By: Kari Lund; reason 1.4 d":      "Kari Lund|1.4 (d)|*****CORRECTED COPY***** TAGS ADDED",
		"DERIVED FROM: DSCG 05-1, D\nDECL ON: SOURCE MARKED X1, DATE OF SOURCE 3 MAY 2004":   "DSCG 05-1, D||DECL ON: SOURCE MARKED X1, DATE OF SOURCE 3 MAY 2004",
		"DERIVED FROM: MANY SOURCES\nDECLASSIFY ON: SOURCE MARKED 25X1":                      "MANY SOURCES||DECLASSIFY ON: SOURCE MARKED 25X1",
		"Classified By: Kari Lund. Reason: 1.4 (b).\nSummary\n-------":                       "Kari Lund|1.4 (b)|",
	} {
		m := p.Parse(bodyHead+in+"\n\n1. (U) Lamps.\n\n2. (U) So be it.\nLUND\n", Hints{})
		got := m.ClassifiedBy.Text + "|" + strings.Join(m.Reasons, ",") + "|" + strings.Join(m.Closing, ";")
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestNumberBehindSummary holds that the number behind the end of a summary in
// its line begins a paragraph, and that one in a sentence begins none.
func TestNumberBehindSummary(t *testing.T) {
	for text, want := range map[string]string{
		"SUMMARY: NETS. END SUMMARY.1. THE NETS WERE COUNTED.\n\n2. AGAIN.\n":         "0 1 2",
		"SUMMARY: NETS. END SUMMARY. 1. THE NETS WERE COUNTED.\n\n2. AGAIN.\n":        "0 1 2",
		"1. (C) Summary: Nets. End Summary. 2. (C) They were counted.\n\n3. (C) Yes.": "1 2 3",
		"1. NETS. END SUMMARY OF PART 2. THE NETS WERE COUNTED.\n\n2. AGAIN.\n":       "1 2",
	} {
		m := parser(t).Parse("UNCLAS OSLO 000123\n\nE.O. 12958: N/A\nTAGS: NO\nSUBJECT: NETS\n\n"+text+"HOLM\n", Hints{})
		var got []string
		for _, p := range m.Paragraphs {
			got = append(got, strconv.Itoa(p.Number))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

// TestSignersAndRemarks holds who signed, and that remarks below the text are
// none of it.
func TestSignersAndRemarks(t *testing.T) {
	for name, c := range map[string]struct{ end, text, signers, closing string }{
		"two on two lines":           {"He went.\nHOLM\nBERG\n", "He went.", "HOLM BERG", ""},
		"a blank line between":       {"He went.\n\nHOLM\n\nBERG\n", "He went.", "HOLM BERG", ""},
		"a list of names":            {"They were:\nHOLM\nLUND, D.\nBERG\n", "They were:\nHOLM\nLUND, D.", "BERG", ""},
		"the end of a quotation":     {"He went.\nUNQUOTE\nBERG\n", "He went. UNQUOTE", "BERG", ""},
		"small letters":              {"He went.\nholm\n", "He went.", "holm", ""},
		"small, behind a blank line": {"He had a wish to go home\n\nholm\n", "He had a wish to go home", "holm", ""},
		"a word in use":              {"He had a wish to go\n\nhome\n", "He had a wish to go home", "", ""},
		"an item of names":           {"They were:\nA. HOLM, B. DAHL\nC. BERG, D. LUND\n", "They were:\nA. HOLM, B. DAHL\nC. BERG, D. LUND", "", ""},
		"minimize":                   {"He went.\n\nMINIMIZE FOR BERN CONSIDERED.\nHOLM\n", "He went.", "HOLM", "MINIMIZE FOR BERN CONSIDERED."},
		"minimize last":              {"He went.\nHOLM\nMinimize was considered for Lima.\n", "He went.", "HOLM", "Minimize was considered for Lima."},
		"dashes":                     {"He went.\nHOLM\n--------------------\n", "He went.", "HOLM", ""},
	} {
		m := parser(t).Parse("UNCLAS OSLO 000123\n\nE.O. 12958: N/A\nTAGS: NO\nSUBJECT: NETS\n\n1. (U) They spoke.\n\n2. (U) "+c.end, Hints{})
		if len(m.Paragraphs) != 2 || m.Paragraphs[1].Body.Text != c.text || strings.Join(m.Signers, " ") != c.signers || strings.Join(m.Closing, "|") != c.closing {
			t.Errorf("%s: %q, signers %q, closing %q", name, bodyOf(m), m.Signers, m.Closing)
		}
	}
}
