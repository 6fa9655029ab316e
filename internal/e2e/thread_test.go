package e2e

import (
	"strings"
	"testing"

	"reftel/internal/sharedtest"
)

// TestThread follows a reader from a cable to its thread, along it in the list and in
// the drawing, and to two texts beside each other; by keyboard too. On each page axe
// finds nothing and the text fits the smallest screen.
func TestThread(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	for _, s := range seen([]size{{"desktop-thread", 1280, 900, false}, {"phone-thread", 320, 700, true}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			check := func(page string) {
				t.Helper()
				b.screenshot(s.name + "-" + page)
				for _, v := range b.axeViolations() {
					t.Errorf("%s: %s", page, v)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %d pixels wider than the screen", page, wide)
				}
			}
			b.visit(base + "/cable/76STATE26733")
			if as := eval[string](b, `[...document.querySelectorAll("section[aria-labelledby=cited-by] .note")].map(n => n.textContent).join()`); as != "As ref A,As ref B" {
				t.Errorf("the cables that cite it call it %s", as)
			}
			b.click("the thread", named("Follow the references"))
			check("thread")
			cables := eval[int](b, `document.querySelectorAll(".thread > li").length`)
			if points := eval[int](b, `document.querySelectorAll("svg.line a").length`); cables < 20 || points != cables {
				t.Errorf("%d cables in the list, %d in the drawing", cables, points)
			}
			if at := eval[string](b, `document.querySelector(".thread .current h3").textContent`); at != eval[string](b, `document.querySelector("h1").textContent`) {
				t.Errorf("%s is told to be this cable", at)
			}
			small := `[...document.querySelectorAll("svg.line a .hit")].filter(r => r.getBoundingClientRect().height < 24 || r.getBoundingClientRect().right > innerWidth).length`
			if n := eval[int](b, small); n > 0 {
				t.Errorf("%d points are too small for a finger, or outside of the screen", n)
			}

			// Along the thread: the reference by its letter, then its cable.
			eval[bool](b, `[...document.querySelectorAll(".thread .current .cites a")].find(a => a.textContent.includes("ref B")).click(), true`)
			waitFor(b, `document.querySelector(":target h3 a") !== null`)
			if to := eval[string](b, `document.querySelector(":target").textContent`); !contains(to, "75LAPAZ7734", "76STATE26733 as ref B") {
				t.Errorf("ref B leads to %s", to)
			}
			b.click("a cable in the list", `document.querySelector(":target h3 a")`)
			eval[bool](b, `setTimeout(() => history.back()), true`) // else the page may be gone before it answers
			waitFor(b, `location.pathname.endsWith("/thread") && document.readyState === "complete"`)

			// Along the drawing, by keyboard.
			eval[bool](b, `document.querySelector("svg.line a.current + a").focus(), true`)
			want := eval[string](b, `document.activeElement.getAttribute("href")`)
			b.enter()
			waitFor(b, `location.pathname === `+quote(want)+` && document.readyState === "complete"`)

			// What was cut in one release and can be read in the other.
			b.visit(base + "/cable/78RANGOON1544")
			b.click("the versions", named("Compare paragraph by paragraph"))
			check("compare")
			if told := eval[string](b, `document.querySelector("main").textContent`); !contains(told, "2 paragraphs are the same, 5 differ", "places are cut in version 2", "[version 2, removed: [name and title not declassified]]") {
				t.Errorf("the comparison says %s", told)
			}
		})
	}
}

// contains reports whether a text has all the parts.
func contains(text string, parts ...string) bool {
	for _, p := range parts {
		if !strings.Contains(fold(text), p) {
			return false
		}
	}
	return true
}
