package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/index"
	"reftel/internal/ingest"
	"reftel/internal/reference"
	"reftel/internal/server"
	"reftel/internal/sharedtest"
)

// demonstration is the folder of the demonstration archive, which is published
// once for all tests.
var demonstration string

func TestMain(m *testing.M) {
	sharedtest.CollectSeldom()
	status, err := withDemonstration(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func withDemonstration(tests func() int) (status int, err error) {
	tables, err := reference.Open()
	if err != nil {
		return 0, err
	}
	if demonstration, err = os.MkdirTemp("", "reftel-e2e-"); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, archivetest.Forget(), index.Remove(demonstration)) }()
	if err := app.Demo(context.Background(), tables, demonstration, "e2e"); err != nil {
		return 0, err
	}
	ctx, end := context.WithCancel(context.Background())
	defer end()
	runningTests = ctx
	defer func() { stopChromium() }()
	return tests(), nil
}

// site serves the demonstration archive.
func site(t *testing.T) string {
	t.Helper()
	return serve(t, demonstration)
}

// siteWith adds to each cable what more makes of it.
func siteWith(t *testing.T, more func(cable.Cable) []*cable.Cable) string {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	dir := archivetest.Dir(t)
	archivetest.Publish(t, dir, func(add app.Add) error {
		demonstration := []ingest.Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}
		_, err := ingest.New(tables, nil).Run(t.Context(), demonstration, func(c *cable.Cable, raw []byte) error {
			for _, x := range more(*c) {
				if err := add(x, raw); err != nil {
					return err
				}
			}
			return add(c, raw)
		})
		return err
	})
	return serve(t, dir)
}

// serve serves what is published in a folder until the test ends.
func serve(t *testing.T, dir string) string {
	t.Helper()
	s := httptest.NewServer(handler(t, dir))
	t.Cleanup(s.Close)
	return s.URL
}

// handler is the site over what is published in a folder, until the test ends.
func handler(t *testing.T, dir string) http.Handler {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c := server.Config{Archive: archivetest.Source(t, dir), Tables: tables, Demo: dir == demonstration, Version: "e2e"}
	if archivetest.InCluster() {
		c.SearchTimeout = 30 * time.Second
	}
	h, err := server.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestReader follows what a reader does: search, open a cable, share one of
// its paragraphs; on a desktop and a phone.
func TestReader(t *testing.T) {
	chromium(t)
	base := site(t)
	for _, s := range seen(screens[:4]) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			b.visit(base + "/")
			eval[bool](b, `(() => { const i = document.querySelector("main input[name=q], input[name=q]"); i.value = '"double basses"'; i.form.requestSubmit(); return true })()`)
			waitFor(b, `location.pathname === "/search" && document.readyState === "complete"`)
			if n := eval[int](b, `document.querySelectorAll("main mark").length`); n == 0 {
				t.Error("no match is marked in the results")
			}

			snippet := eval[string](b, `[...document.querySelectorAll("main a")].map(a => a.getAttribute("href")).find(h => /^\/cable\/[^\/]+\/par\d+/.test(h)) || ""`)
			if snippet == "" {
				t.Fatal("no snippet leads to a paragraph")
			}
			path, _, _ := strings.Cut(snippet, "?") // the search goes with it
			anchor := path[strings.LastIndexByte(path, '/')+1:]
			id := strings.Split(snippet, "/")[2]

			b.visit(base + "/cable/" + id)
			if !eval[bool](b, `!!document.getElementById(`+quote(anchor)+`)`) {
				t.Errorf("cable %s has no %s", id, anchor)
			}
			eval[bool](b, `location.hash = `+quote(anchor)+`; true`)
			if !eval[bool](b, `document.querySelector(":target") !== null && document.querySelector(":target").getBoundingClientRect().top < innerHeight`) {
				t.Errorf("#%s is not shown", anchor)
			}

			b.visit(base + snippet)
			text := eval[string](b, `document.querySelector("meta[property='og:description']").content`)
			body := eval[string](b, `document.querySelector("main").innerText`)
			if start := strings.TrimRight(text, "…"); len(start) < 20 || !strings.Contains(fold(body), fold(start[:min(len(start), 60)])) {
				t.Errorf("og:description does not quote the paragraph: %q", text)
			}
			if cookies := eval[string](b, `document.cookie`); cookies != "" {
				t.Errorf("a cookie: %s", cookies)
			}
			if n := eval[int](b, `localStorage.length + sessionStorage.length`); n != 0 {
				t.Errorf("%d values are stored in the browser", n)
			}
		})
	}
	sharedtest.Score(t, "H1", "no cookie, nothing stored by a reading", "0", !t.Failed())
}

// TestCopy holds the copy buttons, which are all that needs a script.
func TestCopy(t *testing.T) {
	chromium(t)
	base := site(t)
	b := open(t, size{"desktop-light", 1280, 900, false})
	b.visit(base + "/cable/79LISBON4410/par2")
	eval[bool](b, `Object.defineProperty(navigator, "clipboard", {value: {writeText: async s => { window.copied = s }}}); true`)
	eval[bool](b, `(() => { const e = [...document.querySelectorAll("button")].find(x => /copy link/i.test(x.innerText)); e.click(); return true })()`)
	waitFor(b, `typeof window.copied === "string"`)
	if got := eval[string](b, `window.copied`); !strings.HasPrefix(got, base+"/cable/79LISBON4410/par2") {
		t.Errorf("copied %q", got)
	}
	eval[bool](b, `window.copied = undefined; (() => { const e = [...document.querySelectorAll("button")].find(x => /copy quotation/i.test(x.innerText)); e.click(); return true })()`)
	waitFor(b, `typeof window.copied === "string"`)
	if got := eval[string](b, `window.copied`); !strings.Contains(got, "79LISBON4410") || !strings.Contains(got, "/par2") {
		t.Errorf("copied %q", got)
	}
	waitFor(b, `/copied/i.test(document.querySelector(".toast[role=status]").innerText)`)

	// A style's, and that of a paragraph on the page of the cable, are in one piece too.
	note := "79LISBON4410, June 12, 1979, para. 2"
	for path, button := range map[string]string{"/cable/79LISBON4410": "quote", "/cable/79LISBON4410/par2": "quoted"} {
		b.visit(base + path)
		eval[bool](b, `Object.defineProperty(navigator, "clipboard", {value: {writeText: async s => { window.copied = s }}}); true`)
		eval[bool](b, `(document.querySelector("#par2 button[data-copy=`+button+`]") || document.querySelector("button[data-copy=`+button+`]")).click(); true`)
		waitFor(b, `typeof window.copied === "string"`)
		words, source, _ := strings.Cut(eval[string](b, `window.copied`), "\n")
		if !strings.HasPrefix(words, "“") || strings.Contains(source, ";,") || strings.Contains(source, "\n") || !strings.Contains(source, note) || !strings.Contains(source, base+"/cable/79LISBON4410/par2") {
			t.Errorf("%s: copied %q, %q", path, words, source)
		}
	}
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
