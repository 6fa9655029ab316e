//go:build unix

package ingest

import (
	"fmt"
	"strings"
)

// markup are pages and volumes.
func markup(add addKind, is isKind, heavy addKind) {
	tei := func(dtd, body string) string {
		return `<?xml version="1.0"?>` + dtd + `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="lamps"><text><body><div type="document" n="1" xml:id="d1"><head>1. Lamps</head>` + body + `</div></body></text></TEI>`
	}
	laughs := `<!DOCTYPE TEI [<!ENTITY a "ha">`
	for c := 'b'; c < 'k'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	is("laughs.xml", "", tei(laughs+"]>", "<p>&j;</p>"))
	is("file.xml", "", tei(`<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, "<p>&x;</p>"))
	is("http.xml", "", tei(`<!DOCTYPE TEI [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>`, "<p>&x;</p>"))
	is("entity.xml", "", tei("", "<p>&nobody;</p>"))
	is("open.xml", "", strings.TrimSuffix(tei("", "<p>lamp"), "</div></body></text></TEI>"))
	is("crossed.xml", "", tei("", "<p><hi>lamp</p></hi>"))
	is("charset.xml", "", strings.Replace(tei("", "<p>lamp</p>"), `"1.0"?`, `"1.0" encoding="EBCDIC-XX"?`, 1))
	is("nothing.xml", "", `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>`)
	is("nul.xml", "", tei("", "<p>la\x00mp</p>"))
	is("twice.xml", "", strings.Replace(tei("", "<p>lamp</p>"), "</body>", `<div type="document" n="1" xml:id="d1"><head>1. Lamps</head><p>x</p></div></body>`, 1))
	add("attributes.xml", "", func() string { return tei("", "<p "+strings.Repeat(`a="1" `, 20000)+">x</p>") })
	heavy("nested.xml", "", func() string { return tei("", strings.Repeat("<hi>", 1<<20)) })
	page := func(body string) string {
		return "<html><head><title>09OSLO123</title></head><body><table class='cable'><tr><td>09OSLO123</td></tr></table><pre>" + telegramOf(4) + body + "</pre></body></html>"
	}
	script := `"><script>alert(1)</script><img src=x onerror=alert(2)>`
	is("script.html", "", page(script))
	is("scripts.html", "", "<code><pre>"+strings.NewReplacer("OSLO", "OSLO"+script, "HERRING", script).Replace(telegramOf(4))+"</pre></code>")
	is("open.html", "", "<code><pre>"+telegramOf(4))
	is("tag.html", "", "<code><pre>"+telegramOf(4)+"</pre></code><di")
	is("comment.html", "", page("<!-- "))
	is("notext.html", "", "<code><pre></pre></code>")
	add("attributes.html", "", func() string { return page("<p " + strings.Repeat("a=1 ", 20000) + ">") })
	add("nested.html", "", func() string { return page(strings.Repeat("<div>", 2000)) })
	heavy("nested1m.html", "", func() string { return page(strings.Repeat("<div>", 900000)) })
	heavy("tables.html", "", func() string { return page(strings.Repeat("<table>", 600000)) })
}

// dumps are tables and JSON.
func dumps(add addKind, is isKind, heavy addKind) {
	const head = "id,date,subject,text\n"
	row := func(id, date string) string {
		return fmt.Sprintf("%s,%s,HERRING,\"UNCLAS\n\n1. (U) THE HERRING CAME.\n\"\n", id, date)
	}
	is("quote.csv", "", head+row("09OSLO1", "2009-01-02")+"09OSLO2,2009-01-02,HERRING,\"never closed\n")
	is("ragged.csv", "", head+row("09OSLO3", "2009-01-02")+"09OSLO4\n"+row("09OSLO5", "2009-01-02")+"a,b,c,d,e,f,g\n")
	is("header.csv", "", head)
	is("noid.csv", "", "colour,size\nred,1\n")
	is("days.csv", "read", head+row("09OSLO6", "0000-00-00")+row("09OSLO7", "9999-12-31")+row("09OSLO8", "2009-02-30"))
	is("up.csv", "", head+row("../../etc/passwd", "2009-01-02"))
	add("long.csv", "", func() string { return head + row(strings.Repeat("9", 10<<10), "2009-01-02") })
	is("case.csv", "read", head+row("09OSLO9", "2009-01-02")+row("09oslo9", "2009-01-02"))
	is("form.csv", "", head+row("09O\u0301SLO10", "2009-01-02")+row("09\u00d3SLO10", "2009-01-02"))
	is("sign.csv", "", head+row("09\u202eOSLO11", "2009-01-02")+row("09\x07OSLO12", "2009-01-02"))
	is("twice.csv", "read", head+row("09OSLO13", "2009-01-02")+row("09OSLO13", "2009-01-03"))
	is("formula.csv", "read", head+"09OSLO14,2009-01-02,=cmd|' /C calc'!A0,UNCLAS\n")
	add("columns.csv", "", func() string { return head + strings.Repeat(",", 50000) + "\n" + row("09OSLO15", "2009-01-02") })
	heavy("columns10m.csv", "", func() string { return head + strings.Repeat(",", 10<<20) + "\n" + row("09OSLO16", "2009-01-02") })
	heavy("rows4m.csv", "", func() string { return head + strings.Repeat(",,,\n", 1<<20) })
	heavy("quote100.csv", "", func() string { return head + "09OSLO17,2009-01-02,HERRING,\"" + strings.Repeat("x\n", 50<<20) })
	object := func(id, body string) string {
		return fmt.Sprintf(`{"id": %q, "subject": "HERRING", "body": %q}`, id, body)
	}
	is("open.json", "", `{"results": [`+object("09OSLO20", telegramOf(20))+`, {"id": "09OSLO21"`)
	is("types.json", "", `[{"id": 7, "subject": ["a", {"b": null}], "body": true}]`)
	is("nan.json", "", `[{"id": NaN, "body": 'x'} // comment`)
	is("keys.json", "", `[{"id": "09OSLO22", "id": "09OSLO23", "subject": "A", "subject": "B", "body": "UNCLAS\n1. X."}]`)
	is("broken.jsonl", "read", object("09OSLO24", telegramOf(24))+"\n{broken\n"+object("09OSLO25", telegramOf(25))+"\n")
	is("nothing.json", "", `[{"colour": "red"}]`)
	is("surrogate.json", "", `[{"id": "09OSLO26", "subject": "\ud800", "body": "UNCLAS\n1. \udfff."}]`)
	add("nested.json", "", func() string { return strings.Repeat("[", 20000) })
	add("objects.json", "", func() string { return "[" + strings.Repeat("{},", 3000) + "{}]" })
	heavy("nested4m.json", "", func() string { return strings.Repeat(`{"a":`, 800000) })
	heavy("objects4m.json", "", func() string { return "[" + strings.Repeat("{},", 4<<20/3) + "{}]" })
	heavy("objects4m.jsonl", "", func() string { return strings.Repeat("{}\n", 4<<20/3) })
	heavy("lines4m.jsonl", "", func() string {
		return object("09OSLO27", telegramOf(27)) + "\n" + strings.Repeat("{\"a\": \"\n", 4<<20/8)
	})
	is("attributes.txt", "", "Message Text\n\n\nMessage Attributes\nDocument Number: 1974OSLO01204\nDocument Number: 1974OSLO01205\n: x\nTAGS:\n")
	heavy("attributes4m.txt", "", func() string {
		return "Message Text\n\nPAGE 01        OSLO  01204  081728Z\n\n1. X.\nMessage Attributes\nDocument Number: 1974OSLO01204\nTAGS: OEXC\n" + strings.Repeat("Name: x\n", 4<<20/8)
	})
}
