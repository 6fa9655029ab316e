package server

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// TestScripts runs the URL scripts of testdata. A script is a list of cases,
// with blank lines between them and comments behind '#':
//
//	GET /cable/09TESTVILLE1/par2        (or HEAD, POST, …)
//	header If-None-Match: "…"           sent with the request (before the checks)
//	code == 200
//	header Location == /cable/09TESTVILLE1
//	header Cache-Control contains no-store
//	body contains some text
//	body !contains other text
//	select meta[property='og:description']@content contains text
//	select h1 == text                   the text of the first element
//	select a[rel='nofollow'] exists     or !exists
//
// Operators are ==, !=, contains, !contains, exists and !exists. A selector is
// one element with any number of [name='value'], [name^='value'] and [name].
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	srv := httptest.NewServer(testSite(t))
	t.Cleanup(srv.Close)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runScript(t, srv.URL, file) })
	}
	sharedtest.Score(t, "E8", "robots.txt keeps robots from searches and names the sitemap", "so", !t.Failed())
	sharedtest.Score(t, "F3", "the status of each scripted request", "all", !t.Failed())
}

// A reply is an answer that was read.
type reply struct {
	code   int
	header http.Header
	body   string
	doc    *html.Node
}

var noRedirect = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// fetch sends a request whose path goes out as it is written.
func fetch(t *testing.T, base, method, target string, header http.Header) reply {
	t.Helper()
	req, err := http.NewRequest(method, base, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p, q, ok := strings.Cut(target, "?"); ok {
		req.URL.RawQuery, target = q, p
	}
	req.URL.Opaque = "//" + req.URL.Host + target
	req.Host = "cables.test"
	for k, v := range header {
		req.Header[k] = v
	}
	res, err := noRedirect.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, target, err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{code: res.StatusCode, header: res.Header, body: string(b)}
}

func runScript(t *testing.T, base, file string) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var method, target string
	var sent http.Header
	var got *reply
	line := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line++
		text := strings.TrimSpace(sc.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		word, rest, _ := strings.Cut(text, " ")
		if word == strings.ToUpper(word) {
			method, target, sent, got = word, fingerprints(rest), http.Header{}, nil
			continue
		}
		if name, value, ok := strings.Cut(rest, ": "); word == "header" && ok && got == nil && !strings.ContainsAny(name, " ") {
			sent.Set(name, value)
			continue
		}
		if got == nil {
			r := fetch(t, base, method, target, sent)
			got = &r
		}
		if problem := got.check(word, rest); problem != "" {
			t.Errorf("%s:%d: %s %s\n%s\n%s", file, line, method, target, text, problem)
		}
	}
}

// fingerprints puts in the fingerprint of a paragraph of the first test cable
// for {fingerprint ANCHOR}.
func fingerprints(target string) string {
	before, rest, ok := strings.Cut(target, "{fingerprint ")
	if !ok {
		return target
	}
	anchor, after, _ := strings.Cut(rest, "}")
	c := testCables()[0]
	i, _ := c.Paragraph(anchor)
	return before + cable.Fingerprint(c.Paragraphs[i].Text) + after
}

// check returns what is wrong, or "".
func (r *reply) check(what, rest string) string {
	subject, op, want := split(rest)
	switch what {
	case "code":
		return compare(strconv.Itoa(r.code), true, op, want)
	case "header":
		v, ok := r.header[http.CanonicalHeaderKey(subject)]
		return compare(strings.Join(v, ", "), ok, op, want)
	case "body":
		return compare(r.body, true, op, want)
	case "select":
		if r.doc == nil {
			doc, err := html.Parse(strings.NewReader(r.body))
			if err != nil {
				return err.Error()
			}
			r.doc = doc
		}
		v, ok := pick(r.doc, subject)
		return compare(v, ok, op, want)
	}
	return "unknown check " + what
}

var operators = []string{"==", "!=", "contains", "!contains", "exists", "!exists"}

// split cuts a check at its operator, which stands between spaces.
func split(s string) (subject, op, want string) {
	best := len(s) + 1
	for _, o := range operators {
		if i := strings.Index(" "+s+" ", " "+o+" "); i >= 0 && i < best {
			best, op = i, o
		}
	}
	if op == "" {
		return s, "", ""
	}
	if best > 0 {
		subject = strings.TrimSpace(s[:best-1])
	}
	return subject, op, strings.TrimSpace(s[min(best+len(op), len(s)):])
}

func compare(got string, ok bool, op, want string) string {
	holds := false
	switch op {
	case "==":
		holds = ok && got == want
	case "!=":
		holds = got != want
	case "contains":
		holds = ok && strings.Contains(got, want)
	case "!contains":
		holds = !strings.Contains(got, want)
	case "exists":
		holds = ok
	case "!exists":
		holds = !ok
	default:
		return "no operator"
	}
	if holds {
		return ""
	}
	if len(got) > 1500 {
		got = got[:1500] + "…"
	}
	return "got: " + got
}

// pick finds the first element that fits and gives its attribute, behind '@',
// or its text.
func pick(n *html.Node, selector string) (string, bool) {
	selector, attribute, _ := strings.Cut(selector, "@")
	if n.Type == html.ElementNode && fits(n, selector) {
		if attribute == "" {
			return strings.Join(strings.Fields(textOf(n)), " "), true
		}
		return attrOf(n, attribute)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if v, ok := pick(c, selector+"@"+attribute); ok {
			return v, true
		}
	}
	return "", false
}

func fits(n *html.Node, selector string) bool {
	name, rest, _ := strings.Cut(selector, "[")
	if name != "" && n.Data != name {
		return false
	}
	for cond := range strings.SplitSeq(rest, "[") {
		cond = strings.TrimSuffix(cond, "]")
		if cond == "" {
			continue
		}
		key, want, equal := strings.Cut(cond, "=")
		key, prefix := strings.CutSuffix(key, "^")
		got, ok := attrOf(n, key)
		want = strings.Trim(want, "'")
		if !ok || equal && !prefix && got != want || prefix && !strings.HasPrefix(got, want) {
			return false
		}
	}
	return true
}

func attrOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}
