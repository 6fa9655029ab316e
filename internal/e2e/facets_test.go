package e2e

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// again repeats one cable twice under other numbers, without a day and without
// a date, and brings it in a second version.
func again(c cable.Cable) []*cable.Cable {
	if c.ID != "79LISBON4410" {
		return nil
	}
	month, undated, version := c, c, c
	month.ID, month.Date = "79LISBON4499", cable.Date{Year: c.Date.Year, Month: c.Date.Month}
	undated.ID, undated.Date = "79LISBON4500", cable.Date{}
	version.Source.Path, version.Paragraphs = "elsewhere/"+version.Source.Path, c.Paragraphs[:1]
	return []*cable.Cable{&month, &undated, &version}
}

// click follows the link that a script finds, and waits for its page.
func (b *browser) click(what, link string) {
	b.t.Helper()
	href := eval[string](b, `(() => { const a = `+link+`; if (!a) return ""; a.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true})); return a.getAttribute("href") })()`)
	if href == "" {
		b.t.Fatalf("there is no link: %s on %s", what, b.url())
	}
	waitFor(b, `location.pathname + location.search === `+quote(href)+` && document.readyState === "complete"`)
}

// named is a script for the first link with such a name.
func named(name string) string {
	return `[...document.querySelectorAll("main a")].find(a => (a.getAttribute("aria-label") || a.textContent).trim().startsWith(` + quote(name) + `))`
}

func (b *browser) found() int {
	b.t.Helper()
	return eval[int](b, `parseInt(document.querySelector("h1").textContent.replace(/,/g, "")) || 0`)
}

// TestNarrow follows a reader who narrows a search by date and by filters, and
// widens it again, on a desktop and a phone.
func TestNarrow(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := siteWith(t, again)
	for _, s := range seen([]size{{"desktop-narrow", 1280, 900, false}, {"phone-narrow", 390, 844, true}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			check := func(page string) {
				t.Helper()
				eval[bool](b, `(() => { document.querySelector("details.drawer")?.setAttribute("open", ""); return true })()`)
				b.screenshot(s.name + "-" + page)
				for _, v := range b.axeViolations() {
					t.Errorf("%s: %s", page, v)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %d pixels wider than the screen", page, wide)
				}
			}
			b.visit(base + "/search")
			all := b.found()
			check("years")
			for _, step := range []struct{ bar, note string }{{"1979: ", ""}, {"", "not tell the day"}, {"", ""}} {
				bar := step.bar
				if bar == "" { // whichever has most
					bar = eval[string](b, `[...document.querySelectorAll(".bars svg a")].map(a => a.getAttribute("aria-label")).sort((x, y) => parseInt(y.split(": ")[1]) - parseInt(x.split(": ")[1]))[0]`)
				}
				b.click(bar, `document.querySelector(".bars svg a[aria-label^='`+bar+`']")`)
				want := eval[int](b, `[...document.querySelectorAll(".bars svg a[aria-current], .histogram li [aria-current]")].length`)
				if want == 0 {
					t.Errorf("%s: nothing says what is chosen", bar)
				}
				check("in-" + strings.ReplaceAll(strings.Split(bar, ":")[0], " ", "-"))
				if note := eval[string](b, `document.querySelector(".histogram").innerText`); !strings.Contains(note, step.note) {
					t.Errorf("%s: %s", bar, note)
				}
			}
			if b.found() == 0 || b.found() >= all {
				t.Errorf("a day has %d cables of %d", b.found(), all)
			}
			b.click("All years", named("All years"))
			if b.found() != all {
				t.Errorf("back at all years: %d cables, not %d", b.found(), all)
			}
			b.click("Undated", `document.querySelector(".histogram .undated a")`)
			if b.found() != 1 {
				t.Errorf("%d undated", b.found())
			}
			check("undated")

			// Without captions, and the others.
			none := `[...document.querySelectorAll(".facet")].find(f => f.querySelector("h3").textContent === "Captions").querySelector("li:has(em) `
			b.visit(base + "/search")
			b.click("no captions", none+`a")`)
			without := b.found()
			check("none")
			b.visit(base + "/search")
			b.click("with captions", none+`a.not")`)
			if with := b.found(); with == 0 || without == 0 || with+without != all {
				t.Errorf("%d cables without captions and %d with, of %d", without, with, all)
			}

			// All people of a letter.
			b.visit(base + "/search?q=lighthouse")
			b.click("all people", `[...document.querySelectorAll(".facet")].find(f => f.querySelector("h3").textContent === "People").querySelector(".all a")`)
			b.click("the letter D", `[...document.querySelectorAll(".letters a")].find(a => a.textContent === "D")`)
			if wrong := eval[int](b, `[...document.querySelectorAll(".group .values a:not(.not, .and)")].filter(a => !/(^|\s)d/i.test(a.textContent.trim())).length`); wrong > 0 {
				t.Errorf("%d people without a D", wrong)
			}
			check("letter")
			b.click("a person", `document.querySelector(".group .values a")`)
			if b.found() == 0 {
				t.Error("a person of the list is in no cable")
			}

			// The copies of a cable.
			b.visit(base + "/search?q=id:79LISBON4410+OR+id:79LISBON4499")
			if n := eval[int](b, `document.querySelectorAll(".results article").length`); n != 1 || b.found() != 2 {
				t.Errorf("%d rows for %d cables", n, b.found())
			}
			check("folded")
			b.click("its copies", named("2 near-identical"))
			if n := eval[int](b, `document.querySelectorAll(".results article").length`); n != 3 {
				t.Errorf("%d copies are listed", n)
			}
			b.visit(base + "/cable/79LISBON4410")
			if heads := eval[string](b, `[...document.querySelectorAll("h2")].map(h => h.textContent).join("|")`); !strings.Contains(heads, "Also sent as") || !strings.Contains(heads, "2 versions of this cable") {
				t.Errorf("headings: %s", heads)
			}
			check("copies")
		})
	}
}
