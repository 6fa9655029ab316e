//go:build unix

package ingest

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"
)

// kinds are malformed inputs, made when they are needed: nothing large is kept.
func kinds(t testing.TB) []malformation {
	var all []malformation
	add := func(name, want string, data func() string) {
		all = append(all, malformation{name: name, want: want, data: data})
	}
	is := func(name, want, data string) { add(name, want, func() string { return data }) }
	heavy := func(name, want string, data func() string) {
		all = append(all, malformation{name: name, want: want, data: data, heavy: true})
	}
	made := func(name, want string, f func(string) error) {
		all = append(all, malformation{name: name, want: want, make: f})
	}
	texts(is, heavy)
	packed(t, add, heavy)
	foreigners(is)
	markup(add, is, heavy)
	dumps(add, is, heavy)
	files(made, is)
	all = append(all, malformation{name: "sparse.txt", want: "larger than", heavy: true, make: func(p string) error {
		if err := os.WriteFile(p, nil, 0o644); err != nil {
			return err
		}
		return os.Truncate(p, 4<<30)
	}})
	return all
}

type (
	isKind  func(name, want, data string)
	addKind func(name, want string, data func() string)
)

// texts are plain texts in wrong encodings and shapes.
func texts(is isKind, heavy addKind) {
	good := telegramOf(1)
	be := "\xfe\xff"
	for _, u := range utf16.Encode([]rune(good)) {
		be += string([]byte{byte(u >> 8), byte(u)})
	}
	is("empty.txt", "empty file", "")
	is("blank.txt", "", "   \t  ")
	is("lines.txt", "", "\n\n\n\n")
	is("bytes.txt", "invalid UTF-8", good+"\xc3\x28\xff")
	is("nul.txt", "NUL", good+"\x00")
	is("nuls.txt", "", strings.Repeat("\x00", 1000))
	is("utf16le.txt", "read", utf16le(good, true))
	is("utf16be.txt", "read", be)
	is("utf16bare.txt", "read", utf16le(good, false))
	is("utf16half.txt", "half a character", utf16le(good, true)+"\x00")
	is("surrogate.txt", "surrogate", utf16le(good, true)+"\x00\xd8x\x00")
	is("utf32.txt", "", "\xff\xfe\x00\x00U\x00\x00\x00")
	is("mojibake.txt", "read", strings.Replace(good, "CAME", "CAME TO ‘MAÃ‘ANAâ€™", 1))
	is("windows.txt", "read", strings.Replace(good, "CAME", "CAME TO \x91MA\xd1ANA\x92", 1))
	is("cr.txt", "read", strings.ReplaceAll(good, "\n", "\r"))
	is("crlf.txt", "read", strings.ReplaceAll(good, "\n", "\r\n"))
	is("bom.txt", "", "\ufeff")
	is("boms.txt", "", "\ufeff\ufeff"+good)
	is("midbom.txt", "read", strings.Replace(good, "CAME", "\ufeffCAME", 1))
	is("bidi.txt", "read", strings.Replace(good, "CAME", "\u202eEMAC\u202c \u2066x\u2069 \u200b\u200d", 1))
	is("control.txt", "read", strings.Replace(good, "CAME", "CAME\x07\x1b[2J\x08", 1))
	is("prose.txt", "", "The lamp was lit and nobody wrote a cable about it.\n")
	is("brackets.txt", "read", good+"[PER [ORG [LOC x ] ] [PER ] ]] [[[ [XYZ a ] [PER:0.9; ORG:\n")
	is("cut.txt", "", good[:30])
	is("repeat.txt", "read", strings.Repeat(good, 3))
	heavy("line.txt", "larger than", func() string { return good + strings.Repeat("x", 6<<20) })
	heavy("line100.txt", "larger than", func() string { return strings.Repeat("x", 100<<20) })
	heavy("lines4.txt", "more than 200000 lines", func() string { return good + strings.Repeat("\n1. (U) X.\n", 4<<20/11) })
	heavy("per.html", "", func() string { return "<pre>" + good + "[PER Holm ] " + strings.Repeat("[PER ", 500000) + "</pre>" })
	heavy("pers.html", "", func() string { return "<pre>" + good + strings.Repeat("[PER a ] ", 4<<20/9) + "</pre>" })
}

// packed are archives and compressed files.
func packed(t testing.TB, add, heavy addKind) {
	good := entry{name: "x.txt", data: telegramOf(2)}
	cut := func(s string, n int) func() string { return func() string { return s[:len(s)-n] } }
	flip := func(s string, at int) string { return s[:at] + string(s[at]^0xff) + s[at+1:] }
	gzipped, zipped, tarred := gz(t, telegramOf(2)), zipOf(t, good), tarOf(t, good)
	lit := func(s string) func() string { return func() string { return s } }
	add("cut.gz", "", cut(gzipped, 12))
	add("sum.gz", "", lit(flip(gzipped, len(gzipped)-6)))
	add("behind.gz", "stand behind", lit(gzipped+"\r\n-- mail\r\n"))
	add("behindread.gz", "read", lit(gzipped+"\x01"))
	add("zeros.gz", "read", lit(gzipped+strings.Repeat("\x00", 1000)))
	add("two.gz", "read", lit(gzipped+gz(t, "2. (U) MORE.\n")))
	add("nothing.gz", "", lit(gz(t, "")))
	add("head.gz", "", lit("\x1f\x8b\x08"))
	add("cut.tgz", "", cut(gz(t, tarOf(t, good, entry{name: "y", data: noise(9000)})), 4000))
	add("behind.tgz", "stand behind", lit(gz(t, tarred)+"junk"))
	add("cut.zip", "", cut(zipped, 10))
	add("nolist.zip", "", cut(zipped, 80))
	add("sum.zip", "", lit(flip(zipped, 50)))
	add("none.zip", "without members", lit(zipOf(t)))
	add("twice.zip", "read", lit(zipOf(t, good, good)))
	add("nested.zip", "inside", lit(zipOf(t, entry{name: "a.zip", data: zipOf(t, entry{name: "b.zip", data: zipOf(t, entry{name: "c.zip", data: zipped})})})))
	add("up.zip", "read", lit(zipOf(t, entry{name: "../../etc/passwd", data: telegramOf(3)})))
	add("root.zip", "read", lit(zipOf(t, entry{name: "/etc/passwd", data: telegramOf(3)})))
	add("link.zip", "link", lit(zipOf(t, entry{name: "l", mode: fs.ModeSymlink | 0o777, data: "/etc/passwd"})))
	add("method.zip", "", lit(strings.Replace(zipped, "PK\x01\x02\x14\x00\x14\x00\x08\x00\x08\x00", "PK\x01\x02\x14\x00\x14\x00\x08\x00\x63\x00", 1)))
	add("cut.tar", "", lit(tarred[:700]))
	add("link.tar", "link", lit(tarOf(t, entry{name: "l", link: "/etc/passwd"})))
	add("up.tar", "read", lit(tarOf(t, entry{name: "../../x.txt", data: telegramOf(3)})))
	add("head.tar", "", lit(flip(tarred, 10)))
	add("damaged.bz2", "", lit("BZh91AY&SY"+noise(300)))
	add("damaged.xz", "", lit("\xfd7zXZ\x00"+noise(300)))
	add("damaged.zst", "", lit("\x28\xb5\x2f\xfd"+noise(300)))
	heavy("bomb.gz", "expands", func() string { return gz(t, strings.Repeat("\x00", 300<<20)) })
	heavy("bomb.zip", "expands", func() string { return zipOf(t, entry{name: "b", data: strings.Repeat("x", 300<<20)}) })
	heavy("bomb.zst", "expands", func() string { return zst(t, strings.Repeat("x", 300<<20)) })
}

// foreigners are files of other kinds.
func foreigners(is isKind) {
	for name, head := range map[string]string{
		"a.7z": "7z\xbc\xaf\x27\x1c", "a.rar": "Rar!\x1a\x07\x00", "a.pdf": "%PDF-1.7\n", "a.png": "\x89PNG\r\n\x1a\n", "a.db": "SQLite format 3\x00",
		"a.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.rtf": "{\\rtf1 x}", "a.jpg": "\xff\xd8\xff\xe0", "a.out": "\x7fELF\x02\x01\x01", "a.ps": "%!PS-Adobe-3.0\n",
	} {
		is(name, "", head+strings.Repeat("\x01 x", 50))
	}
	is("a.eml", "", "From: holm@example.org\nTo: berg@example.org\nSubject: Herring\nMIME-Version: 1.0\n\nThe herring came.\n")
}

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
	heavy("objects1m.json", "", func() string { return "[" + strings.Repeat("{},", 1<<20/3) + "{}]" })
	heavy("lines4m.jsonl", "", func() string {
		return object("09OSLO27", telegramOf(27)) + "\n" + strings.Repeat("{\"a\": \"\n", 4<<20/8)
	})
	is("attributes.txt", "", "Message Text\n\n\nMessage Attributes\nDocument Number: 1974OSLO01204\nDocument Number: 1974OSLO01205\n: x\nTAGS:\n")
	heavy("attributes4m.txt", "", func() string {
		return "Message Text\n\nPAGE 01        OSLO  01204  081728Z\n\n1. X.\nMessage Attributes\nDocument Number: 1974OSLO01204\nTAGS: OEXC\n" + strings.Repeat("Name: x\n", 4<<20/8)
	})
}

// files are what is no file, or has a name that is none.
func files(made func(string, string, func(string) error), is isKind) {
	made("out.txt", "symbolic link", func(p string) error { return os.Symlink("/etc/passwd", p) })
	made("loop", "symbolic link", func(p string) error { return os.Symlink("..", p) })
	made("self.txt", "symbolic link", func(p string) error { return os.Symlink("self.txt", p) })
	made("pipe.txt", "named pipe", func(p string) error { return syscall.Mkfifo(p, 0o644) })
	made("socket.txt", "socket", socket)
	made("device.txt", "device", func(p string) error { return syscall.Mknod(p, syscall.S_IFCHR|0o644, 1<<8|3) })
	made("locked.txt", "permission denied", func(p string) error {
		if os.Geteuid() == 0 {
			return fmt.Errorf("the superuser reads all")
		}
		return os.WriteFile(p, []byte(telegramOf(30)), 0)
	})
	made("folder.html", "read", func(p string) error {
		if err := os.Mkdir(p, 0o755); err != nil {
			return err
		}
		return os.WriteFile(p+"/x.txt", []byte(telegramOf(31)), 0o644)
	})
	is("name\nof two lines.txt", "read", telegramOf(32))
	is("name \xff.txt", "", telegramOf(33))
	is(strings.Repeat("n", 200)+".txt", "read", telegramOf(34))
	is("-rf --help $(x).txt", "read", telegramOf(35))
}
