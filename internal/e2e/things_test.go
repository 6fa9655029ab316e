package e2e

import (
	"strings"
	"testing"

	"reftel/internal/sharedtest"
)

// TestThings follows a reader from another name of a person to what goes with it and
// to the cables with both, and from a post to its numbers and into a cable. On each
// page axe finds nothing and the text fits the screen.
func TestThings(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	screens := []size{{"phone-dark", 320, 844, true}, {"desktop-light", 1280, 900, false}, {"desktop-dark", 1280, 900, true}, {"phone-light", 390, 844, false}}
	for _, s := range screens[:sharedtest.Size(1, 1, 4)] {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			check := func(page string) {
				t.Helper()
				eval[bool](b, `document.querySelectorAll("details").forEach(d => { d.open = true }), true`)
				b.screenshot(s.name + "-things-" + page)
				for _, v := range b.axeViolations() {
					t.Errorf("%s: %s", page, v)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %d pixels wider than the screen", page, wide)
				}
			}
			text := func(selector string) string {
				t.Helper()
				return eval[string](b, `document.querySelector(`+quote(selector)+`).innerText`)
			}
			follow := func(selector string) {
				t.Helper()
				was := b.url()
				eval[bool](b, `document.querySelector(`+quote(selector)+`).click(), true`)
				waitFor(b, `location.href !== `+quote(was)+` && document.readyState === "complete"`)
			}
			b.visit(base + "/entity/per/Condori")
			if at := b.url(); at != base+"/entity/per/Eusebio%20Condori" {
				t.Fatalf("another name leads to %s", at)
			}
			check("person")
			together := eval[string](b, `document.querySelector(".company .both").firstChild.textContent.trim()`)
			follow(".company .both")
			if at := b.url(); !strings.HasPrefix(at, base+"/search?tag=") || !strings.HasSuffix(at, "&per=Eusebio+Condori") {
				t.Errorf("both are at %s", at)
			}
			if h1 := text("h1"); !strings.HasPrefix(h1, together+" cable") {
				t.Errorf("%s cables have both, the search finds %q", together, h1)
			}
			b.visit(base + "/post/LISBON")
			check("post")
			if n := eval[int](b, `document.querySelectorAll(".world circle").length`); n != 1 {
				t.Errorf("%d points on the map", n)
			}
			follow(".numbers tbody a")
			check("numbers")
			if h1 := text("h1"); !strings.HasPrefix(h1, "Lisbon, ") {
				t.Errorf("the numbers are those of %q", h1)
			}
			follow(".runs a")
			if at := b.url(); !strings.HasPrefix(at, base+"/cable/") {
				t.Errorf("a number leads to %s", at)
			}
			b.visit(base + "/tag/EWWT")
			check("tag")
			b.visit(base + "/country/Portugal")
			check("country")
		})
	}
}
