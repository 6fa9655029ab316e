package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestReading reads a telegram in capitals on a narrow phone: in paragraphs and in the
// lines as received, at the same paragraph in both, with names marked and without, and
// asks what an abbreviation means by the keyboard and by touch.
func TestReading(t *testing.T) {
	chromium(t)
	base := site(t)
	b := open(t, size{"phone-dark", 320, 700, true})
	if _, err := chromedp.Call(b.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	check := func(page string) {
		t.Helper()
		b.screenshot("reading-" + page)
		for _, v := range b.axeViolations() {
			t.Errorf("%s: %s", page, v)
		}
		if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
			t.Errorf("%s is %d pixels wider than the screen", page, wide)
		}
	}
	follow := func(label, then string) {
		t.Helper()
		eval[bool](b, `[...document.querySelectorAll(".ways a")].find(a => a.innerText === `+quote(label)+`).click(), true`)
		waitFor(b, `location.href.endsWith(`+quote(then)+`) && document.readyState === "complete"`)
	}
	shown := func(anchor string) {
		t.Helper()
		waitFor(b, `(() => { const e = document.querySelector(":target"), r = e && e.getBoundingClientRect(); return r && e.id === `+quote(anchor)+` && r.top < innerHeight && r.bottom > 0 })()`)
	}

	b.visit(base + "/cable/79LISBON4410#par3")
	shown("par3")
	check("paragraphs")
	if !eval[bool](b, `document.querySelector(".capitals p[data-text]").innerText === document.querySelector(".capitals p[data-text]").innerText.toUpperCase()`) {
		t.Error("the letters of the text are not those of the source")
	}

	follow("Lines as received", "/cable/79LISBON4410?view=lines#par3")
	shown("par3")
	check("lines")
	if !eval[bool](b, `(() => { const e = document.querySelector(".received"); return e.scrollWidth > e.clientWidth })()`) {
		t.Error("the lines do not scroll in their box")
	}
	follow("For reading", "/cable/79LISBON4410#par3")
	shown("par3")

	follow("Names unmarked", "/cable/79LISBON4410?names=off#par3")
	check("unmarked")
	if n := eval[int](b, `document.querySelectorAll(".e-name, .e-abbr").length`); n != 0 {
		t.Errorf("%d names are marked", n)
	}
	follow("Lines as received", "/cable/79LISBON4410?names=off&view=lines#par3")
	follow("For reading", "/cable/79LISBON4410?names=off#par3")
	follow("Names marked", "/cable/79LISBON4410#par3")
	if n := eval[int](b, `document.querySelectorAll("a.e-name").length`); n == 0 {
		t.Error("no name is marked")
	}

	said := `getComputedStyle(document.querySelector("a.e-abbr"), "::after").content`
	if got := eval[string](b, said); strings.Contains(got, "Reference telegram") {
		t.Errorf("told without being asked: %s", got)
	}
	eval[bool](b, `document.querySelector("a.e-abbr").focus(), true`)
	if got := eval[string](b, said); !strings.Contains(got, "Reference telegram") {
		t.Errorf("on focus: %s", got)
	}
	check("asked")
	eval[bool](b, `document.activeElement.blur(), document.querySelector("a.e-abbr").click(), true`)
	if got := eval[string](b, said); !strings.Contains(got, "Reference telegram") {
		t.Errorf("by touch: %s", got)
	}
	if at := b.url(); !strings.HasSuffix(at, "#par3") {
		t.Errorf("touching an abbreviation leads to %s", at)
	}
	// Without a script the same link leads to the list on the page.
	if got := eval[string](b, `document.querySelector(document.querySelector("a.e-abbr").getAttribute("href")).innerText`); !strings.Contains(got, "Reference telegram") {
		t.Errorf("the list says %q", got)
	}
}
