package e2e

import (
	"strings"
	"testing"

	"reftel/internal/sharedtest"
)

// TestLeads follows what the box knows by itself: a person by the surname, a date,
// codes, and what is found without a word that no cable has. On each page axe finds
// nothing and the text fits the screen.
func TestLeads(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	for _, s := range seen([]size{{"desktop-light", 1280, 900, false}, {"narrow-dark", 320, 700, true}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			visit := func(page, path string) {
				t.Helper()
				b.visit(base + path)
				b.screenshot(s.name + "-leads-" + page)
				for _, v := range b.axeViolations() {
					t.Errorf("%s: %s", page, v)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %d pixels wider than the screen", page, wide)
				}
			}
			follow := func(selector, to string) {
				t.Helper()
				was := b.url()
				eval[bool](b, `document.querySelector(`+quote(selector)+`).click(), true`)
				waitFor(b, `location.href !== `+quote(was)+` && document.readyState === "complete"`)
				if at := b.url(); at != base+to {
					t.Errorf("%s leads to %s, want %s", selector, at, to)
				}
			}
			visit("surname", "/search?q=Brandstrup")
			follow(".lead-to a", "/entity/per/Agnete%20Brandstrup")
			visit("date", "/search?q=June+1979")
			follow(".lead-to a", "/year/1979/06")
			visit("code", "/search?q=EWWT+PO")
			if n := eval[int](b, `document.querySelectorAll(".meaning").length`); n != 2 {
				t.Errorf("%d codes are explained", n)
			}
			visit("nothing", "/search?q=lighthouse+lens+kumquats")
			if said := eval[string](b, `document.querySelector(".lacking").textContent`); strings.TrimSpace(said) != "No cable has kumquats." {
				t.Errorf("the page says %q", said)
			}
			if n := eval[int](b, `document.querySelectorAll(".cables > li").length`); n == 0 {
				t.Error("nothing is shown of what other words find")
			}
		})
	}
}
