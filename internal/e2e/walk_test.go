package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A walker follows links by clicks, or by Tab and Enter alone.
type walker struct {
	*browser
	byKeys bool
}

// press follows what a script holds of an element, or opens it, and waits for the page.
func (w walker) press(is string) {
	w.t.Helper()
	was := w.url()
	w.act(is)
	waitFor(w.browser, `location.href !== `+quote(was)+` && document.readyState === "complete"`)
	if wide := eval[int](w.browser, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		w.t.Errorf("%s is %d pixels wider than the screen", w.url(), wide)
	}
}

// act presses an element.
func (w walker) act(is string) {
	w.t.Helper()
	if !w.byKeys {
		if !eval[bool](w.browser, `(() => {
			const e = [...document.querySelectorAll("a, button, summary")].find(`+is+`);
			if (e) e.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
			return !!e;
		})()`) {
			w.t.Fatalf("%s has nothing that is %s", w.url(), is)
		}
		return
	}
	for range 250 {
		if eval[bool](w.browser, `document.activeElement !== document.body && (`+is+`)(document.activeElement)`) {
			w.enter()
			return
		}
		w.keys(kb.Tab)
	}
	w.t.Fatalf("no Tab reaches what is %s on %s", is, w.url())
}

// filters opens the filters where the screen is too small for them.
func (w walker) filters() {
	w.t.Helper()
	if eval[bool](w.browser, `document.querySelector(".drawer > summary").checkVisibility() && !document.querySelector(".drawer").open`) {
		w.act(`e => e.matches(".drawer > summary")`)
		waitFor(w.browser, `document.querySelector(".drawer").open`)
	}
}

// TestWalk goes the ways of a reader by keyboard alone, and on a phone without a script:
// both of two TAGS in a year without a third value, a reference, its reference and back,
// a thread, a day, a person by another name, and a search that is too long for links.
func TestWalk(t *testing.T) {
	chromium(t)
	base := site(t)
	modes := []struct {
		size
		byKeys bool
	}{{size{"phone-scriptless", 390, 844, true}, false}, {size{"desktop-keys", 1280, 900, false}, true}}
	for _, m := range seen(modes) {
		t.Run(m.name, func(t *testing.T) {
			w := walker{open(t, m.size), m.byKeys}
			if !m.byKeys {
				if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
					t.Fatal(err)
				}
			}
			w.narrowed(base)
			w.threaded(base)
			w.named(base)
			w.long(base)
		})
	}
}

// narrowed asks for both of two TAGS, in a year, and without a value.
func (w walker) narrowed(base string) {
	const tags = `e.closest(".facet")?.querySelector("h3").textContent === "TAGS"`
	w.visit(base + "/search")
	w.filters()
	w.press(`e => e.matches(".values li > a:first-child") && ` + tags)
	one := w.found()
	w.filters()
	w.press(`e => e.matches("a.and") && ` + tags)
	both := w.found()
	w.filters()
	w.press(`e => e.matches(".bars svg a")`)
	year := w.found()
	w.filters()
	w.press(`e => e.matches(".facet .values a.not")`)
	if without := w.found(); both == 0 || both >= one || year == 0 || year > both || without > year {
		w.t.Errorf("%d cables, with both %d, in a year %d, without a value %d", one, both, year, without)
	}
	if n := eval[int](w.browser, `document.querySelectorAll(".selections .not").length`); n != 1 {
		w.t.Errorf("%d selections leave something out", n)
	}
}

// threaded follows references and goes back, sees the thread, and a day.
func (w walker) threaded(base string) {
	w.visit(base + "/cable/04LISBON345?q=lighthouse&n=8")
	first := w.url()
	w.press(`e => e.matches(".refs a")`)
	second, _, _ := strings.Cut(w.url(), "?")
	w.press(`e => e.matches(".refs a")`)
	w.press(`e => e.matches(".back a") && e.textContent.includes("Back to " + ` + quote(second[strings.LastIndexByte(second, '/')+1:]) + `)`)
	if at, _, _ := strings.Cut(w.url(), "?"); at != second {
		w.t.Errorf("back at %s, not at %s", at, second)
	}
	w.press(`e => e.matches(".back a") && e.textContent.includes("Back to 04LISBON345")`)
	if at := w.url(); at != first {
		w.t.Errorf("back at %s, not at %s", at, first)
	}

	w.visit(base + "/cable/76STATE26733")
	w.press(`e => e.textContent.includes("Follow the references")`)
	w.press(`e => e.matches(".thread h3 a")`)
	if !strings.HasPrefix(w.url(), base+"/cable/") {
		w.t.Errorf("the thread leads to %s", w.url())
	}

	w.visit(base + "/year/1979/06")
	w.press(`e => e.matches(".calendar a")`)
	day := w.url()
	w.press(`e => e.matches(".item h3 a")`)
	if !strings.HasPrefix(day, base+"/year/1979/06/") || !strings.HasPrefix(w.url(), base+"/cable/79") {
		w.t.Errorf("the day %s leads to %s", day, w.url())
	}
}

// named finds a person by the surname alone, and the sentences that name her.
func (w walker) named(base string) {
	w.visit(base + "/search?q=Brandstrup")
	w.press(`e => e.matches(".lead-to a")`)
	if at := w.url(); at != base+"/entity/per/Agnete%20Brandstrup" {
		w.t.Errorf("the surname leads to %s", at)
	}
	w.press(`e => e.matches("a[href$='/mentions']")`)
	w.press(`e => e.matches(".snippets a:has(mark)")`)
}

// long narrows a search of many filters, whose ways are buttons of a form.
func (w walker) long(base string) {
	filters := strings.Split(heavy()[3], "&")
	w.visit(base + strings.Join(filters[:len(filters)-3], "&")) // there is room for one more
	w.filters()
	chosen, all := eval[int](w.browser, `document.querySelectorAll(".selections li").length`), w.found()
	w.press(`e => e.matches(".as-form button:not(.not)[name=tag]")`)
	if n := eval[int](w.browser, `document.querySelectorAll(".selections li").length`); n != chosen+1 || w.found() == 0 || w.found() > all {
		w.t.Errorf("%d selections, before %d; %d cables of %d", n, chosen, w.found(), all)
	}
}
