package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"reftel/internal/sharedtest"
)

// follow clicks on the first element of a selector whose text has a word, and waits
// for the page that it leads to.
func (b *browser) follow(selector, word string) {
	b.t.Helper()
	was := b.url()
	if !eval[bool](b, `(() => {
		const e = [...document.querySelectorAll(`+quote(selector)+`)].find(x => x.textContent.includes(`+quote(word)+`));
		if (e) e.click();
		return !!e;
	})()`) {
		b.t.Fatalf("%s has no %s with %q", was, selector, word)
	}
	waitFor(b, `location.href !== `+quote(was)+` && document.readyState === "complete"`)
}

// sound holds what every page of the walk must be.
func (b *browser) sound(page string) {
	b.t.Helper()
	if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		b.t.Errorf("%s is %d pixels wider than the screen", page, wide)
	}
	if c := eval[string](b, `document.querySelector("link[rel=canonical]").href`); strings.Contains(c, "?") {
		b.t.Errorf("%s: canonical %s", page, c)
	}
}

const position = `(document.querySelector(".position") || {}).textContent || ""`

// TestTrail walks from a phrase to a paragraph, to the next result and into the
// cable, from match to match, along references and back. The same way is open without
// script; then there is nothing to copy with.
func TestTrail(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	screens := []struct {
		size
		script bool
	}{{size{"desktop-light", 1280, 900, false}, true}, {size{"phone-dark", 390, 844, true}, false}}
	for _, s := range seen(screens[:2]) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s.size)
			check := func(page string) {
				t.Helper()
				b.sound(page)
				b.screenshot(s.name + "-trail-" + page)
				if s.script {
					for _, v := range b.axeViolations() {
						t.Errorf("%s: %s", page, v)
					}
				}
			}
			if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !s.script}); err != nil {
				t.Fatal(err)
			}
			b.visit(base + "/search?q=%22double+basses%22")
			b.follow(".snippets a:has(mark)", "")
			check("paragraph")
			if at := eval[string](b, position); !strings.HasPrefix(at, "2 of ") { // the first has the words in its subject
				t.Errorf("the paragraph stands at %q", at)
			}
			if m := eval[string](b, `document.querySelector(".here mark").textContent.toLowerCase()`); m != "double basses" {
				t.Errorf("%q is marked", m)
			}
			b.follow(".trail a[rel~=next]", "result")
			if at := eval[string](b, position); !strings.HasPrefix(at, "3 of ") || !strings.Contains(b.url(), "/par") {
				t.Errorf("the next result is %s, at %q", b.url(), at)
			}
			if s.script {
				eval[bool](b, `Object.defineProperty(navigator, "clipboard", {value: {writeText: async s => { window.copied = s }}}); true`)
				eval[bool](b, `[...document.querySelectorAll("button")].find(x => /copy link/i.test(x.innerText)).click(); true`)
				waitFor(b, `typeof window.copied === "string"`)
				if got := eval[string](b, `window.copied`); strings.Contains(got, "?") || !strings.HasPrefix(got, base+"/cable/") {
					t.Errorf("copied %q", got)
				}
			}
			b.follow(".trail a", "The whole cable")
			b.sound("cable")
			b.follow(".trail a[rel~=prev]", "Previous")
			b.follow(".trail a", "Back to results")
			if u := b.url(); u != base+"/search?q=%22double+basses%22" {
				t.Errorf("back at %s", u)
			}

			b.visit(base + "/search?q=lighthouse")
			b.follow(".item h3 a", "")
			b.follow(".matches summary ~ ul a, .hits a[href='#match-2']", "")
			if !eval[bool](b, `(() => { const m = document.querySelector("mark:target"), bar = document.querySelector(".stay").getBoundingClientRect(); return m && m.getBoundingClientRect().top >= bar.bottom - 1 })()`) {
				t.Errorf("the match of %s is not in sight", b.url())
			}
			b.visit(base + "/cable/04LISBON345?q=lighthouse&n=8")
			b.follow(".refs a", "")
			first := b.url()
			b.follow(".refs a", "")
			check("reference")
			b.follow(".back a", "Back to 02LISBON2676")
			if b.url() != first {
				t.Errorf("back at %s, not at %s", b.url(), first)
			}
			b.follow(".back a", "Back to 04LISBON345")
			if u := b.url(); u != base+"/cable/04LISBON345?q=lighthouse&n=8" {
				t.Errorf("back at %s", u)
			}
		})
	}
}

// TestTrailKeys goes the same way by keyboard alone: Tab and Enter, and n and p from
// match to match, which leave the way back as it was.
func TestTrailKeys(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	b := open(t, size{"desktop-light", 1280, 900, false})
	b.visit(base + "/search?q=lighthouse")
	b.tabTo(`a => a.textContent === "Skip to results"`)
	b.enter()
	b.tabTo(`a => a.matches(".item h3 a")`)
	b.enter()
	waitFor(b, `location.pathname.startsWith("/cable/") && document.readyState === "complete"`)
	length := eval[int](b, `history.length`)
	for _, step := range []struct{ key, want string }{{"n", "#match-1"}, {"n", "#match-2"}, {"p", "#match-1"}, {"p", "#match-1"}} {
		b.keys(step.key)
		waitFor(b, `location.hash === `+quote(step.want))
	}
	waitFor(b, `document.querySelector("[data-matches] a").textContent.startsWith("Match 1 of ")`)
	if n := eval[int](b, `history.length`); n != length {
		t.Errorf("%d entries of the history, before %d", n, length)
	}
	cable, _, _ := strings.Cut(b.url(), "#")
	b.visit(base + eval[string](b, `document.querySelector(".par:has(mark) .actions a").getAttribute("href")`))
	if eval[bool](b, `document.querySelector('.here .hits a[aria-label^="Next"]') !== null`) {
		b.keys("n")
		waitFor(b, `document.querySelector('.here .hits a[aria-label^="Previous"]') !== null && document.querySelector(".here mark") !== null`)
	} else {
		t.Errorf("%s leads to no other match", b.url())
	}
	b.visit(cable)
	b.tabTo(`a => a.matches(".trail a[rel~=next]")`)
	b.enter()
	waitFor(b, `/^2 of /.test(`+position+`)`)
	b.tabTo(`a => a.matches(".back a")`)
	b.enter()
	waitFor(b, `location.pathname === "/search"`)
}

// tabTo presses Tab until what has the focus is what is looked for.
func (b *browser) tabTo(is string) {
	b.t.Helper()
	for range 60 {
		if eval[bool](b, `(`+is+`)(document.activeElement)`) {
			return
		}
		b.keys(kb.Tab)
	}
	b.t.Fatalf("%s is not reached on %s", is, b.url())
}
