package e2e

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Payloads are a way out of where a text may stand, and what would run outside.
var (
	ways = []string{"", `">`, `'>`, "</title></textarea></script></style>-->"}
	runs = []string{
		`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<script/x>alert(1)</script`, `<scr<script>ipt>alert(1)</scr</script>ipt>`,
		`<img src=x onerror=alert(1)>`, `<img src="x" onerror="alert(1)"//`, `<image href=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<svg/onload=alert(1)//`,
		`<svg><script>alert(1)</script></svg>`, `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`, `<math><mi xlink:href="javascript:alert(1)">x</mi></math>`,
		`<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<iframe src=javascript:alert(1)></iframe>`, `<object data=javascript:alert(1)></object>`, `<embed src=//evil.example/x.swf>`,
		`<a href=javascript:alert(1) autofocus onfocus=alert(1)>x</a>`, `<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<details open ontoggle=alert(1)>`, `<input autofocus onfocus=alert(1)>`,
		`<body onload=alert(1)>`, `<style>@import "//evil.example/x.css";</style>`, `<link rel=stylesheet href=//evil.example/x.css>`, `<base href=//evil.example/>`,
		`<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<form action=javascript:alert(1)><button autofocus>x</button></form>`, `<video><source onerror=alert(1)></video>`,
		`" onmouseover=alert(1) autofocus onfocus=alert(1) x="`, `javascript:alert(1)//`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `%3Cscript%3Ealert(1)%3C/script%3E`, `\u003cscript\u003ealert(1)\u003c/script\u003e`,
	}
)

// payloads are all of them: each of what would run behind each way out.
func payloads() []string {
	var all []string
	for _, r := range runs {
		for _, w := range ways {
			all = append(all, w+r)
		}
	}
	return all
}

// hostileTelegram has a payload in each of its fields.
func hostileTelegram(n int, p string, escape func(string) string) string {
	x := escape(p)
	return fmt.Sprintf("R 0315%02dZ MAY 08\nFM AMEMBASSY OSLO %[2]s\nTO SECSTATE WASHDC %[2]s\nINFO AMEMBASSY DAKAR %[2]s\n\nUNCLAS OSLO %06[3]d\n\nSIPDIS\n%[2]s\n\nDEPT FOR %[2]s\n\nE.O. 12958: DECL: %[2]s\n"+
		"TAGS: ETRD, NO, %[2]s\nSUBJECT: NETS AND ROPES %[2]s\n\nREF: A. OSLO 12 B. %[2]s C. 07 DAKAR 12 (%[2]s)\n\nClassified By: DCM Ann Holm %[2]s for reasons %[2]s.\n\n"+
		"NETS %[2]s\n----------\n\n1. (U) Nets were mended, said %[2]s the keeper.\n\n2. (U) %[2]s %[2]s\n\n%[2]s\n", n%60, x, n)
}

func asIs(s string) string { return s }

// hostileSite is a page of the site that published cables.
func hostileSite(n int, p string) string {
	x := html.EscapeString(p)
	head, body, _ := strings.Cut(hostileTelegram(n, p, html.EscapeString), "\n\nUNCLAS")
	return fmt.Sprintf("<html><head><title>%[1]s</title></head><body>\n<table class='cable'>\n<tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>\n"+
		"<tr><td><a href='/cable/2008/05/08OSLO%[2]d.html'>08OSLO%[2]d</a></td><td><a href='#'>2008-05-03 15:05</a></td><td><a href='#'>2011-08-30 01:44</a></td><td><a href='#'>UNCLASSIFIED//%[1]s</a></td><td><a href='#'>Embassy Oslo %[1]s</a></td></tr>\n"+
		"<tr><td colspan='5'>Appears in these articles:<br /><a href='%[1]s'>%[1]s</a><br /></td></tr></table>\n<code><pre>%[3]s</pre></code>\n<code><pre>UNCLAS%[4]s</pre></code>\n</body></html>\n", x, n, head, body)
}

// hostileBracket is a text that a tagger of names ran over.
func hostileBracket(n int, p string) string {
	x := html.EscapeString(p)
	return fmt.Sprintf("<code><pre>UNCLAS [LOC OSLO  ] %06[2]d E.O. 12958: N/A TAGS: <a href='/tag/ETRD_0.html'>ETRD</a> <a href='/tag/x'>%[1]s</a> SUBJECT: NETS AND [ORG %[1]s  ] REF: A. 07 DAKAR 12 B. %[1]s <a id='par1' href='#par1'>¶</a>1 . \n"+
		"( u ) Nets were mended , said [PER Ann %[1]s  ] of [LOC %[1]s  ] and [MISC %[1]s  ] . <a id='par2' href='#par2'>¶</a>2 . \n( u ) %[1]s and [PER %[1]s  ] . \nHOLM</pre></code>\n", x, n)
}

// hostileVolume is a volume of FRUS, a document for each payload.
func hostileVolume(ps []string) string {
	var persons, documents strings.Builder
	for i, p := range ps {
		x := html.EscapeString(p)
		fmt.Fprintf(&persons, "<item><hi rend=\"strong\"><persName xml:id=\"p_%[1]d\">Holm %[2]s, Ann</persName></hi>, Keeper of %[2]s until 1977</item>\n", i+1, x)
		fmt.Fprintf(&documents, "<div type=\"document\" subtype=\"historical-document\" n=\"%[1]d\" xml:id=\"d%[1]d\"><head>%[1]d. Telegram From the Embassy in Norway to %[2]s<note n=\"1\" xml:id=\"d%[1]dfn1\" type=\"source\">Source: %[2]s. Secret; %[2]s.</note></head>\n"+
			"<opener><dateline><placeName>Oslo %[2]s</placeName>, <date when=\"1974-03-08\">March 8, 1974 %[2]s</date></dateline></opener>\n<list type=\"subject\"><head>Subject</head><item>Nets %[2]s</item></list>\n"+
			"<p>1. <persName corresp=\"#p_%[1]d\">Ann Holm</persName> and <persName>%[2]s</persName> called at <placeName>%[2]s</placeName>.<note n=\"2\" xml:id=\"d%[1]dfn2\">See <ref target=\"%[2]s\">%[2]s</ref>.</note></p>\n<p>2. %[2]s</p>\n<closer><signed>%[2]s</signed></closer></div>\n", i+1, x)
	}
	x := html.EscapeString(ps[0])
	return fmt.Sprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xmlns:frus=\"http://history.state.gov/frus/ns/1.0\" xml:id=\"nets1974v01\"><teiHeader><fileDesc><titleStmt>"+
		"<title type=\"complete\">Papers Relating to Nets %[1]s, 1974, Volume I</title><title type=\"series\">Nets %[1]s</title><title type=\"sub-series\">1974</title><title type=\"volume-number\">Volume I</title><title type=\"volume\">Nets %[1]s</title><editor role=\"primary\">%[1]s</editor></titleStmt>"+
		"<publicationStmt><publisher>%[1]s</publisher><pubPlace>Oslo</pubPlace><date>1998</date></publicationStmt></fileDesc></teiHeader><text><front><div type=\"section\" xml:id=\"terms\"><head>Abbreviations</head><list><item><hi rend=\"strong\"><term xml:id=\"t_1\">NB</term></hi>, Board of %[1]s</item></list></div>"+
		"<div type=\"section\" xml:id=\"persons\"><head>Persons</head><list>%[2]s</list></div></front><body><div type=\"compilation\" xml:id=\"comp1\"><head>Nets %[1]s</head><div type=\"chapter\" xml:id=\"ch1\"><head>Ropes %[1]s</head>\n%[3]s</div></div></body></text></TEI>\n", x, persons.String(), documents.String())
}

// hostileInputs writes a folder of cables of all formats, with each payload in each field.
func hostileInputs(t *testing.T, ps []string) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var table, lines strings.Builder
	rows := csv.NewWriter(&table)
	write := func(row ...string) {
		if err := rows.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	write("MRN", "date", "subject", "from", "to", "origin", "classification", "captions", "TAGS", "references", "text", "shelf mark")
	for i, p := range ps {
		body := func(n int) string { return hostileTelegram(n, p, asIs) }
		put(fmt.Sprintf("site%03d.html", i), hostileSite(1000+i, p))
		put(fmt.Sprintf("tagged%03d.html", i), hostileBracket(2000+i, p))
		put(fmt.Sprintf("plain%03d.txt", i), body(3000+i))
		put(fmt.Sprintf("attributes%03d.txt", i), "Message Text\n"+body(4000+i)+"\nMessage Attributes\nDocument Number: 1974OSLO0"+fmt.Sprint(4000+i)+"\nTAGS: ETRD, "+p+"\nSubject: "+p+"\nFrom: "+p+"\nTo: "+p+"\nHandling Restrictions: "+p+"\nLocator: "+p+"\n")
		write(fmt.Sprintf("08OSLO%d", 5000+i), "2008-05-03", "NETS "+p, p, p, "Embassy Oslo "+p, "UNCLASSIFIED "+p, p, "ETRD, "+p, "07DAKAR12|"+p, body(5000+i), p)
		object, err := json.Marshal(map[string]any{
			"id": fmt.Sprintf("08OSLO%d", 6000+i), "date": "2008-05-03", "subject": "NETS " + p, "from": p, "to": []string{p, "STATE"}, "origin": p, "classification": p,
			"captions": p, "tags": []string{"ETRD", p}, "references": []string{p, "07DAKAR12"}, "body": body(6000 + i), p: p,
		})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(object, '\n'))
	}
	rows.Flush()
	put("table.csv", table.String())
	put("lines.jsonl", lines.String())
	put("volume.xml", hostileVolume(ps))
	put("name <img src=x onerror=alert(1)>.txt", "UNCLAS OSLO 000777\n\nE.O. 12958: N/A\nTAGS: ETRD\nSUBJECT: NAMES\n\n1. (U) Text.\n")
	return dir
}
