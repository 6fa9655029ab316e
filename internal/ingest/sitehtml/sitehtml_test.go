package sitehtml

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// An invented page in the site's form.
const (
	pageStart = "<?xml version='1.0' encoding='utf-8' ?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x\">\n<html lang='en' xmlns='http://www.w3.org/1999/xhtml'>\n<head>\n<title>Cable Viewer</title>\n</head>\n<body>\n"
	menu      = "<a href='/reldate/2010-12-01_0.html'>2010/12/01</a>\n<a href='/origin/1_0.html'>Embassy Oslo</a>\n"
	heading1  = "<h3>Viewing cable 08OSLO123, COD AND</h3>\n"
	rows      = "<tr>\n<th>Reference ID</th>\n<th>Created</th>\n<th>Released</th>\n<th>Classification</th>\n<th>Origin</th>\n</tr>\n<tr>\n<td>\n<a href='/cable/2008/02/08OSLO123.html'>08OSLO123</a>\n</td>\n<td>\n<a href='/date/2008-02_0.html'>2008-02-21 16:05</a>\n</td>\n<td>\n<a href='/reldate/2010-12-01_0.html'>2010-12-01 21:09</a>\n</td>\n<td>\n<a href='/classification/2_0.html' title='secret'>CONFIDENTIAL//NOFORN</a>\n</td>\n<td>\n<a href='/origin/1_0.html'>Embassy Oslo</a>\n</td>\n</tr>\n"
	press     = "<tr>\n<td colspan='5'>\nAppears in these articles:<br />\n<a href='http://a.example/1'>http://a.example/1</a><br />\n<a href='http://b.example'>http://b.example</a><br />\n</td>\n</tr>\n"
	header    = "VZCZCXYZ0000&#x000A;PP RUEHWEB&#x000A;DE RUEHNY #0123/01 0521605&#x000A;P 211605Z FEB 08&#x000A;FM AMEMBASSY OSLO&#x000A;TO RUEHC/SECSTATE WASHDC PRIORITY 0001&#x000A;INFO RUEHDA/AMEMBASSY DAKAR 0002"
	text      = "C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000123 &#x000A; &#x000A;NOFORN &#x000A;SIPDIS &#x000A; &#x000A;E.O. 12958: DECL: 02/21/2018 &#x000A;TAGS: <a href='/tag/ETRD_0.html'>ETRD</a> <a href='/tag/NO_0.html'>NO</a> <a href='/tag/COD_0.html'>COD</a> <a href='/tag/TRADE_0.html'>TRADE</a>&#x000A;SUBJECT: COD AND &#x000A;SALT &#x000A; &#x000A;REF: A. OSLO 111 &#x000A;     <a id='parB' href='#parB'>¶</a>B. 07 DAKAR 12 &#x000A; &#x000A;Classified By: DCM Ann Holm for reasons 1.4 (b) and (d). &#x000A; &#x000A;<a id='par1' href='#par1'>¶</a>1. (C) Cod &amp; salt, it was said in &#x000A;<a id='par1993' href='#par1993'>¶</a>1993. &#8220;Yes&#8221;. &#x000A; &#x000A;OSLO 00000123  002 OF 002 &#x000A; &#x000A; &#x000A;<a id='par2' href='#par2'>¶</a>2. (C/NF) More. &#x000A;HOLM"
	pageEnd   = "\n</div>\n<script src='/static/js/js.js' type='text/javascript'></script>\n</body>\n</html>\n"
)

func pre(s string) string { return "<code><pre>" + s + "</pre></code>\n" }

func whole(table string, blocks ...string) string {
	s := pageStart + menu + heading1 + table
	for _, b := range blocks {
		s += pre(b)
	}
	return s + pageEnd
}

var table1 = "<table class='cable'>\n" + rows + press + "</table>\n"

func parsePage(t *testing.T, page string) (*cable.Cable, error) {
	t.Helper()
	f := Format(tables(t))
	if !f.Detect([]byte(page)[:min(len(page), source.HeadSize)]) {
		t.Error("the page is not detected")
	}
	return f.Parse("x/08OSLO123.html", source.Part{Raw: []byte(page), Line: 1})
}

func outline(c *cable.Cable) string {
	var out []string
	out = append(out, c.ID, c.Date.String(), c.Classification, strings.Join(c.Captions, ","), c.Origin.Name, c.From, c.Subject, c.Released)
	for _, x := range c.Tags {
		out = append(out, x.Code)
	}
	for _, r := range c.References {
		out = append(out, r.Letter+":"+r.ID)
	}
	for _, p := range c.Paragraphs {
		out = append(out, p.Anchor+" "+p.Mark+" "+p.Text)
	}
	out = append(out, c.Signers...)
	for _, n := range c.Notes {
		out = append(out, n.Text)
	}
	return strings.Join(out, "|")
}

const want = "08OSLO123|2008-02-21T16:05|CONFIDENTIAL|NOFORN,SIPDIS|Embassy Oslo|AMEMBASSY OSLO|COD AND SALT|2010-12-01|ETRD|NO|COD|TRADE|A:08OSLO111|B:07DAKAR12|par1 C Cod & salt, it was said in 1993. “Yes”.|par2 C/NF More.|HOLM|Press article: http://a.example/1|Press article: http://b.example"

func TestPage(t *testing.T) {
	for name, page := range map[string]string{
		"as published":     whole(table1, header, text),
		"other quotes":     whole(strings.ReplaceAll(table1, "'", `"`), header, text),
		"no quotes":        whole(strings.Replace(table1, "'cable'", "cable", 1), header, text),
		"more classes":     whole(strings.Replace(table1, "class='cable'", "id=t  class = 'wide cable'", 1), header, text),
		"capitals":         whole(strings.ToUpper("<table class='")+"cable'>"+rows+press+"</TABLE>", header, text),
		"menus past 64 KB": pageStart + strings.Repeat(menu, 1500) + heading1 + table1 + pre(header) + pre(text) + pageEnd,
		"CR LF":            strings.ReplaceAll(whole(table1, header, text), "\n", "\r\n"),
		"decimal entities": strings.ReplaceAll(whole(table1, header, text), "&#x000A;", "&#10;"),
		"real line ends":   strings.ReplaceAll(whole(table1, header, text), "&#x000A;", "\n"),
		"no table heads":   whole("<table class='cable'>"+rows[strings.Index(rows, "</tr>")+5:]+press+"</table>", header, text),
	} {
		c, err := parsePage(t, page)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := outline(c); got != want {
			t.Errorf("%s:\n%s, want\n%s", name, got, want)
		}
	}
}

// TestBlocks holds the forms of the preformatted blocks.
func TestBlocks(t *testing.T) {
	extract := "This record is a partial extract of the original cable. The full text of the original cable is not available."
	day := "Thursday, 21 February 2008, 16:05"
	folded := strings.ReplaceAll(strings.ReplaceAll(text, " &#x000A;", " "), "&#x000A;", " ")
	row := "4711\t2/21/2008 16:05\t08OSLO123\tEmbassy Oslo\tCONFIDENTIAL\t07DAKAR12\t" + header + "\t" + text
	for name, c := range map[string]struct {
		blocks  []string
		from    string
		partial bool
	}{
		"body alone":            {[]string{text}, "", false},
		"extract":               {[]string{extract, text}, "", true},
		"day":                   {[]string{day, text}, "", false},
		"extract and day":       {[]string{extract + "&#x000A;" + day, text}, "", true},
		"header and extract":    {[]string{header + "&#x000A;" + extract, text}, "AMEMBASSY OSLO", true},
		"header in the body":    {[]string{"", header + "&#x000A;&#x000A;" + text}, "AMEMBASSY OSLO", false},
		"a row of the database": {[]string{row}, "AMEMBASSY OSLO", false},
		"row with backslashes":  {[]string{strings.ReplaceAll(row, "&#x000A;", "\\&#x000A;")}, "AMEMBASSY OSLO", false},
		"lost line ends":        {[]string{header, folded}, "AMEMBASSY OSLO", false},
	} {
		c2, err := parsePage(t, whole(table1, c.blocks...))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c2.From != c.from || c2.PartialExtract != c.partial || len(c2.Passing) > 0 {
			t.Errorf("%s: from %q, extract %v, passing %q", name, c2.From, c2.PartialExtract, c2.Passing)
		}
		c2.From = "AMEMBASSY OSLO"
		if got := outline(c2); got != want {
			t.Errorf("%s:\n%s, want\n%s", name, got, want)
		}
	}
}

// TestCut holds that a page that was cut off is refused with its line, and
// that one of which only the end of the page is missing is read.
func TestCut(t *testing.T) {
	page := whole(table1, header, text)
	end := strings.LastIndex(page, "</pre>")
	f := Format(tables(t))
	for i := strings.Index(page, "<table") + 40; i < len(page); i += 17 {
		c, err := f.Parse("x", source.Part{Raw: []byte(page[:i]), Line: 1})
		if i >= end+len("</pre>") {
			if err != nil || c.Subject != "COD AND SALT" {
				t.Errorf("cut at %d behind the text: %v", i, err)
			}
			continue
		}
		if err == nil {
			t.Fatalf("cut at %d of %d: taken", i, len(page))
		}
		if r := source.AsRefusal("x", err); r.Line != strings.Count(page[:i], "\n")+1 && r.Line != strings.Count(page[:strings.Index(page, "<table")], "\n")+1 || !strings.Contains(r.Reason, "cut off") {
			t.Errorf("cut at %d: line %d, %s", i, r.Line, r.Reason)
		}
	}
	for name, page := range map[string]string{
		"no table": pageStart + menu + heading1 + pageEnd,
		"no block": whole(table1),
		"no text":  whole(table1, "", " &#x000A;"),
		"no id":    whole(strings.Replace(table1, ">08OSLO123<", "><", 1), header, text),
	} {
		if _, err := f.Parse("x", source.Part{Raw: []byte(page), Line: 1}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// TestOdd holds pages that say less than others.
func TestOdd(t *testing.T) {
	noSubject := strings.Replace(text, "SUBJECT: COD AND &#x000A;SALT &#x000A;", "", 1)
	c, err := parsePage(t, whole(table1, header, noSubject))
	if err != nil || c.Subject != "COD AND" || !c.SubjectInferred {
		t.Errorf("subject of the heading: %v %+v", err, c)
	}
	c, err = parsePage(t, whole(strings.Replace(table1, "2008-02-21 16:05", "21.2.2008", 1), header, text))
	if err != nil || c.Date.String() != "2008-02-21T16:05" || !doubted(c, "date out of range") {
		t.Errorf("date: %v", err)
	}
	c, err = parsePage(t, whole(strings.ReplaceAll(table1, "08OSLO123", "08SECTION01OF02OSLO123"), header, text))
	if err != nil || c.ID == "" {
		t.Errorf("a bad id: %v", err)
	} else if c.ID == "08OSLO123" && len(c.Aliases) == 0 {
		t.Errorf("the published id is lost: %s %v", c.ID, c.Aliases)
	}
}

func doubted(c *cable.Cable, kind string) bool {
	for _, d := range c.Doubts {
		if d.Kind == kind {
			return true
		}
	}
	return false
}

func TestDetectOthers(t *testing.T) {
	f := Format(tables(t))
	for _, s := range []string{
		"", "<html><body><table class='prices'></table></body></html>", "<!DOCTYPE html><title>Shop</title><a href='/cable/usb'>USB</a>",
		pre(text), "UNCLAS OSLO 000123\n\n1. A.\n", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><table class='cable'></TEI>",
		"<table class='cablecar'>", "<html>viewing cable ",
	} {
		if f.Detect([]byte(s)) {
			t.Errorf("%.50q is taken for a page of the site", s)
		}
	}
}

func FuzzSiteHTML(f *testing.F) {
	f.Add(whole(table1, header, text))
	f.Add(whole(table1, text))
	f.Add("<table class='cable'><td>08OSLO1<td>2008<pre>1. (C) A")
	f.Add("<TABLE class=cable><tr><th>Origin<tr><td></table><pre>&#x0;</pre></html>")
	ft := Format(tables(f))
	f.Fuzz(func(t *testing.T, page string) {
		ft.Detect([]byte(page))
		c, err := ft.Parse("x", source.Part{Raw: []byte(page), Line: 1})
		if (c == nil) == (err == nil) {
			t.Errorf("cable %v, error %v", c != nil, err)
		}
		if c != nil {
			if _, err := c.JSON(); err != nil {
				t.Error(err)
			}
		}
	})
}

// TestTime holds that the time of day is that of the date-time group: the minutes
// of the table are its hour said again.
func TestTime(t *testing.T) {
	created := func(s string) string { return strings.Replace(table1, "2008-02-21 16:05", s, 1) }
	for name, c := range map[string]struct{ page, want string }{
		"the hour again":       {whole(created("2008-02-21 16:04"), header, text), "2008-02-21T16:05"},
		"no date-time group":   {whole(created("2008-02-21 16:04"), text), "2008-02-21"},
		"true minutes":         {whole(created("2008-02-21 16:22"), text), "2008-02-21T16:22"},
		"group of another day": {whole(created("2008-02-23 16:04"), header, text), "2008-02-23"},
		"a day above the text": {whole(created("2008-02-21 16:04"), header, "Thursday, 21 February 2008, 16:05&#x000A;"+text), "2008-02-21T16:05"},
	} {
		got, err := parsePage(t, c.page)
		if err != nil || got.Date.String() != c.want {
			t.Errorf("%s: %v %v, want %s", name, err, got, c.want)
			continue
		}
		for _, a := range got.Addressees {
			if strings.Contains(a.Name, "February") {
				t.Errorf("%s: addressee %q", name, a.Name)
			}
		}
	}
}
