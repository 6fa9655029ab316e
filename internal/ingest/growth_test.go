//go:build unix

package ingest

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// An opening is a text in which something stands again and again.
type opening struct{ name, before, again, after string }

func (o opening) text(size int) string {
	var b strings.Builder
	b.WriteString(o.before)
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.ReplaceAll(o.again, "%d", fmt.Sprint(i)))
	}
	b.WriteString(o.after)
	return b.String()
}

// growth is how many times the CPU time a text of twice the size may take, and slack
// what it may take besides: garbage is collected when it is.
const (
	growth = 2.6
	slack  = 400 * time.Millisecond
)

// TestGrowth holds that no reader takes more than in proportion to its input. It is of
// the long form: it takes minutes, and alone on a machine.
func TestGrowth(t *testing.T) {
	if sharedtest.Size(0, 0, 1) == 0 {
		t.Skip("of the long form")
	}
	job := New(tables(t), nil)
	job.workers = 1
	for _, o := range openings() {
		t.Run(o.name, func(t *testing.T) {
			var before time.Duration
			for _, size := range []int{1 << 20, 2 << 20, 4 << 20} {
				m := fstest.MapFS{"a.txt": {Data: []byte(o.text(size))}}
				start := cpuTime(t)
				if _, err := job.Run(t.Context(), []Input{{FS: m, Root: "."}}, func(*cable.Cable, []byte) error { return nil }); err != nil {
					t.Fatal(err)
				}
				took := cpuTime(t) - start
				if before > 0 && took > slack+time.Duration(growth*float64(before)) {
					t.Errorf("%d MB take %v, half of it %v", size>>20, took, before)
				}
				before = took
			}
		})
	}
}

func cpuTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// openings are, for each format, what its reader knows the beginning of, again and
// again and with no end. %d in one is a number that grows.
func openings() []opening {
	const head = "UNCLAS SECTION 01 OF 02 OSLO 000123\nSIPDIS\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HERRING\n\n"
	var out []opening
	body := func(format, before, after string, tokens ...string) {
		for _, t := range tokens {
			out = append(out, opening{format + " " + fmt.Sprintf("%.20q", t), before, t, after})
		}
	}
	body("plain", head, "", "[PER ", "[", "(", "(C) ", "(C)\n", "1. ", "1. (U) ", "\n1. (U) X.\n", "\n1. (U)\n", "¶", "¶1. ", "a. ", "\n\n", " ", "\t", "\n", "x", "x ", "-", "- ", "--\n", "REF: ", "REF: A. ", "\nREF: A. OSLO 123", "REFS: ", "OSLO 123 ", "(A) OSLO 123, ", "A. OSLO 12 ", "SUBJECT: ", "\nSUBJECT: ", "TAGS: ", "\nTAGS: PREL, ", "PREL, ", "E.O. ", "E.O. 12958: ", "PAGE 01 ", "\nPAGE 01 OSLO 00123 081728Z\n", "UNCLAS ", "\nUNCLAS\n", "CONFIDENTIAL\n", "C O N F I D E N T I A L ", "SECTION 01 OF 02 ", "081728Z ", "081728Z MAY 08\n", "FM AMEMBASSY OSLO\n", "TO ", "TO SECSTATE WASHDC\n", "INFO ", "INFO AMEMBASSY LIMA\n", "RUEHC/", "RUEHC/SECSTATE ", "ZNY ", "NNNN\n", "END SUMMARY", "SUMMARY: ", "BEGIN TEXT\n", "BEGIN QUOTE\n", "\"", "'", "“", "\" ", "*", "_", "=", "/", "\\", "...", "MR. ", "Mr. John ", "John ", "Johann ", "HOLM\n", "\nHOLM", "¶ ", "DECL: ", "REASON: 1.4 (B) ", "CLASSIFIED BY: ", "1.4 ", "<", "<b>", "&", "&amp;", "O'", "II. ", "COMMENT: ", "word-\n", "A B C ", "line of text\n", "ii) ", "(1) ", "1) ", "\n---\n", "| ", "Ministry of ", "the of and ", "Ã©", "\u00a0", "\u200b", "\r", "\r\n", "MORE\n", "END OF MESSAGE\n", "BT\n", "#0123\n", "SUBJECT", "NOTE BY OC/T: ", "CORRECTED COPY ", "DRAFTED BY ", "PASS TO ", "FOR ", "STATE FOR EUR/", "12345 ", "1", "1 ")
	body("bracket", "<code><pre>"+head+"[PER Holm ] [ORG Sedena ] ", "</pre></code>", "[PER ", "[PER:0.9; ", "[PER:0.9; ORG:0.1; ", "[PER a ] ", "[PER [ORG ", "\" ", " \" x", "¶", "<a ", "<a href='", "<a id='par1'>¶</a>1 . ", "<br>", "&#", "&amp; ", "<!--", "<pre>", "( c ) ", " . ", " , ", " ' s ", "]", "[", "SUBJECT: ", "1 . ", "REF: A. ", "</", "<script>", "word ", "<", "<p", "<![CDATA[")
	body("bracket bare", head+"[PER Holm ] [ORG Sedena ] ", "", "[PER ", "[PER:0.9; ", "\" ", " \" x", "word ", "1 . ", "\" \n\n", "SUBJECT: ", "TAGS: ", "REF: A. ", " - ", "( ", "¶1 . ")
	body("bracket ends", head+"[PER Holm ] [ORG Sedena ] x", " , y", " ", "( ", " \n")
	raw := "UNCLAS SECTION 01 OF 02 OSLO 000123\nSIPDIS\nE.O. 12958: N/A\n"
	body("headlines", raw+"TAGS: PREL, NO\nSUBJECT: ", "", "HERRING\n", "HERRING AND ", "[ORG", "- ", "x", "(U) ")
	body("tagslines", raw+"TAGS: ", "", "PREL,\n", "PREL, NO\n", "PREL ", "(HOLM, LARS) ", "(", "x\n")
	body("reflines", raw+"TAGS: PREL\nREF: ", "", "A. OSLO 123\n", "(A) 07 OSLO 123 ", "OSLO 123\n", "OSLO 123 AND PREVIOUS, ", "A) ", "(NOTAL) ", "x\n", "BB. ")
	body("tolines", "FM AMEMBASSY OSLO\nTO ", "\nUNCLAS OSLO 123\n\n1. X", "RUEHC/SECSTATE WASHDC 0001\n", "SECSTATE WASHDC\n", "x\n", "INFO X\n", "AMEMBASSY LIMA ")
	body("eolines", "UNCLAS OSLO 123\nE.O. 12958: ", "", "DECL: 1/1/2009\n", "x\n", "x ", "1.4 (B) ")
	body("classlines", raw+"TAGS: PREL\nSUBJECT: X\nCLASSIFIED BY: ", "", "HOLM\n", "HOLM ", "REASON 1.4 (B) ", "x\n")
	body("names", head, "", "[PER Holm%d ] ")
	body("distinct", head+"1. X ", "", "Lars Holm%d met Minister Kari Berg%d. ", "REF OSLO %d. ", "%d. X\n\n", "par %d ")
	body("bracket distinct", "<code><pre>"+head+"[PER Holm ] [ORG Sedena ] ", "</pre></code>", "[PER Holm%d ] ", "¶%d . [PER Holm%d ] x \n\n")
	site := "<html><head><title>09OSLO123</title></head><body><table class='cable'><tr><td>09OSLO123</td></tr></table><pre>VZCZ\n" + head
	body("site", site, "</pre></body></html>", "<div>", "<a ", "<a href=", "<a href='x'>", "<!--", "<pre>", "</pre>", "<code>", "<table>", "<tr>", "<td>", "<br>", "&#x000A;", "&", "<p>", "¶", "<b>", "<script>", "<style>", "<textarea>", "<svg>", "<math>", "<![CDATA[", "<a a=1 ", "x\n", "<font>", "<i><b>", "<a><b>", "<select>", "<template>")
	body("csv", "id,date,subject,text\n09OSLO1,2009-01-02,HERRING,\""+head+"x\"\n", "", "\"", "\"\"", "\"a\"", ",", "a,", "\n", "\"\n", "\\\"", "\\", "a\n", "09OSLO1,2009-01-02,HERRING,\"x\"\n", "09OSLO1,2009-01-02,HERRING,\"x\n", "\",\"", ";", "\r")
	body("csvtext", "id,date,subject,text\n09OSLO1,2009-01-02,HERRING,\""+head, "\"\n", "\"\"", "\n", "\"\"\n", "\n\"\",", "\\\"\"", "x ")
	body("json", `{"results": [{"id": "09OSLO1", "date": "2009-01-02", "subject": "HERRING", "body": "x"},`, "", "{", "[", "\"", "{\"a\":", "[[", "\\", "\"a\\", "{\"a\":\"", "{\"id\": \"09OSLO1\"},", "{}", "[]", ",", "]", "}", "{\"a\":{\"b\":1}},", "\n{")
	body("jsonl", "{\"id\": \"09OSLO1\", \"date\": \"2009-01-02\", \"subject\": \"HERRING\", \"body\": \"x\"}\n", "", "{\n", "{\"a\": \"\n", "{\"id\":\"x\"}\n", "[\n", "\"\n", "}\n")
	body("jsonbody", `{"id": "09OSLO1", "date": "2009-01-02", "subject": "HERRING", "body": "UNCLAS OSLO 123\n`, `"}`, `\n`, `\u0041`, `x `, `\"`, `\ud800`)
	body("nara", "Message Text\n\nPAGE 01        OSLO  01204  081728Z\n\n", "\nMessage Attributes\nDocument Number: 1974OSLO01204\nTAGS: OEXC, NO\n", "PAGE 01 OSLO 01204 081728Z\n", "Message Text\n", "Message Attributes\n", "UNCLASSIFIED\n", "QUOTE ", "QTE\n", "1. ", "word-\n", "X ", "\n", "REF: ", "E.O. 11652: ", "Document Number: 1974OSLO01204\n", "Sheryl P. Walter Declassified\n", "NNNN\n", "LIMITED OFFICIAL USE\n")
	body("nara attrs", "Message Text\n\nPAGE 01        OSLO  01204  081728Z\n\n1. HERRING\nMessage Attributes\nDocument Number: 1974OSLO01204\nTAGS: OEXC, NO\n", "", "Name: ", "Name: x\n", "TAGS: OEXC\n", "x\n", "OEXC, ", " x\n", "Reference: 74 OSLO 123\n")
	tei := `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v05"><teiHeader><fileDesc><titleStmt><title type="complete">Foreign Relations</title></titleStmt></fileDesc></teiHeader><text><body><div type="document" n="12" xml:id="d12"><head>12. Telegram From the Embassy in Norway to the Department of State<note n="1" type="source">Source: x. Secret.</note></head><opener><dateline><placeName>Oslo</placeName>, <date when="1961-03-08">March 8, 1961</date></dateline></opener>`
	body("tei", tei, `</div></body></text></TEI>`, "<p>x</p>", "<p>", "<hi>", "<p><persName>", "<p>x<note n=\"1\">y</note></p>", "<!--", "<?", "<![CDATA[", "&", "&amp;", "<p>1. x</p>", "<list>", "<item>x</item>", "<div>", "<table><row><cell>x</cell></row></table>", "<pb n=\"1\"/>", "<persName>Holm</persName> ", "<gloss>x</gloss>", "<ref target=\"#d1\">x</ref>", "<seg>", "<note>", "<head>x</head>", "<div type=\"document\" xml:id=\"d1\"><head>1. x</head><p>x</p></div>", "<p a=\"", "<p ", "<date when=\"1961\">x</date>", "<closer><signed>x</signed></closer>", "<lb/>", "<quote>", "<p/>")
	body("tei text", tei+"<p>", `</p></div></body></text></TEI>`, "x ", "x", "<hi>x</hi>", "<hi>x</hi> ", "<persName>Holm</persName> ", "<note>y</note>", "Mr. Holm ", "(", "[", "&amp;", "<lb/>", "<pb n=\"1\"/>", "<seg type=\"margin\">x</seg>", "\n", "REF A ", "Embtel 12, ", "- ", "<ref target=\"#d1\">x</ref>", "<gloss>x</gloss>")
	body("tei note", tei+"<p>x<note>", `</note></p></div></body></text></TEI>`, "x ", "<p>x</p>", "<note>y</note>", "Secret; ", "(")
	body("tei lists", `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v05"><text><front><div xml:id="persons"><head>Persons</head><list>`, `</list></div></front><body><div type="document" n="12" xml:id="d12"><head>12. x</head><p>x</p></div></body></text></TEI>`, "<item><persName xml:id=\"p_HL1\">Holm, Lars</persName>, Ambassador to Norway 1961–1963; thereafter x</item>", "<item>x</item>", "<item>", "see ", "(", "<item><persName>Holm, ", "; ", ", ")
	return out
}
