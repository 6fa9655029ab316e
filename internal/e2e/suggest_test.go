package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"reftel/internal/sharedtest"
)

// keys presses keys as a person does, in the element that has the focus.
func (b *browser) keys(text string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(text)); err != nil {
		b.t.Fatalf("pressing %q: %v", text, err)
	}
}

// enter presses the Enter key. As on a keyboard, and other than with keys, the
// key's text is not typed when the page prevents the default of the key.
func (b *browser) enter() {
	b.t.Helper()
	for _, p := range []input.DispatchKeyEventParams{
		{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13},
		{Type: input.DispatchKeyEventTypeKeyUp, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13},
	} {
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, p); err != nil {
			b.t.Fatal("pressing Enter:", err)
		}
	}
}

// TestSuggestions types into the search box and chooses by the keyboard alone.
func TestSuggestions(t *testing.T) {
	chromium(t)
	base := site(t)
	for _, s := range seen([]size{{"desktop-light", 1280, 900, false}, {"phone-dark", 390, 844, true}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			b.visit(base + "/search")
			waitFor(b, `document.querySelector("#q[role=combobox]") !== null`)
			eval[bool](b, `document.querySelector("#q").focus(); true`)
			b.keys("lis")
			waitFor(b, `document.querySelectorAll("#q-suggestions li").length > 0`)
			b.screenshot(s.name + "-suggestions")
			if got := eval[string](b, `document.querySelector("#q").getAttribute("aria-expanded")`); got != "true" {
				t.Errorf("the open list has aria-expanded %q", got)
			}
			b.keys(kb.ArrowDown)
			waitFor(b, `document.getElementById(document.querySelector("#q").getAttribute("aria-activedescendant"))?.getAttribute("aria-selected") === "true"`)
			for _, v := range b.axeViolations() {
				t.Error("with suggestions:", v)
			}
			if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("the list is %d pixels wider than the screen", wide)
			}
			b.keys(kb.Escape)
			waitFor(b, `document.querySelector("#q-suggestions").hidden && document.querySelector("#q").value === "lis"`)
			b.keys("bon")
			waitFor(b, `!document.querySelector("#q-suggestions").hidden`)
			waitFor(b, `/LISBON/.test(document.querySelector("#q-suggestions").innerText)`)
			b.keys(kb.ArrowDown)
			b.enter()
			waitFor(b, `/^\w+:"?lisbon"? $/i.test(document.querySelector("#q").value)`)
			if got := eval[string](b, `location.search`); got != "" {
				t.Errorf("choosing submits the form: %s", got)
			}
			b.enter()
			waitFor(b, `location.search.includes("q=") && document.querySelectorAll("ol.cables > li").length > 0`)

			// An id leads to its cable.
			waitFor(b, `document.querySelector("#q[role=combobox]") !== null`)
			eval[bool](b, `document.querySelector("#q").focus(); document.querySelector("#q").select(); true`)
			b.keys("1979 lisbon 044")
			waitFor(b, `!document.querySelector("#q-suggestions").hidden && /79LISBON4410/.test(document.querySelector("#q-suggestions").innerText)`)
			b.keys(kb.ArrowDown)
			b.enter()
			waitFor(b, `location.pathname === "/cable/79LISBON4410"`)
		})
	}
}

// TestPaste pastes a sentence that cites two cables, and goes to the second.
func TestPaste(t *testing.T) {
	chromium(t)
	base := site(t)
	b := open(t, size{"phone-light", 390, 844, false})
	b.visit(base + "/")
	eval[bool](b, `document.querySelector("#q").focus(); true`)
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: "As reported in 1979 Lisbon 04410 and in ref B (Dakar 2907), the lens is whole."}); err != nil {
		t.Fatal(err)
	}
	b.enter()
	waitFor(b, `document.querySelectorAll(".jumps a:not(.small)").length === 2`)
	b.screenshot("phone-light-jumps")
	for _, v := range b.axeViolations() {
		t.Error("with jumps:", v)
	}
	eval[bool](b, `document.querySelectorAll(".jumps a:not(.small)")[1].click(); true`)
	waitFor(b, `location.pathname === "/cable/73DAKAR2907"`)
}

// TestCorrectionAndTrail follows a correction, opens the first result and goes
// on to the next and back to the list.
func TestCorrectionAndTrail(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	b := open(t, size{"phone-dark", 390, 844, true})
	b.visit(base + "/search?q=lightouse")
	waitFor(b, `document.querySelector(".better a") !== null`)
	b.screenshot("phone-dark-better")
	for _, v := range b.axeViolations() {
		t.Error("with a correction:", v)
	}
	eval[bool](b, `document.querySelector(".better a").click(); true`)
	waitFor(b, `location.search === "?q=lighthouse" && document.querySelectorAll("ol.cables > li").length > 1`)
	second := eval[string](b, `document.querySelectorAll("ol.cables > li h3 a")[1].pathname`)
	eval[bool](b, `document.querySelector("ol.cables > li h3 a").click(); true`)
	waitFor(b, `location.pathname.startsWith("/cable/") && document.querySelector(".trail .position") !== null`)
	b.screenshot("phone-dark-trail")
	eval[bool](b, `document.querySelector(".trail a[rel~=next]").click(); true`)
	waitFor(b, `location.pathname === `+quote(second)+` && /^2 of /.test(document.querySelector(".trail .position")?.innerText)`)
	eval[bool](b, `document.querySelector(".trail a").click(); true`)
	waitFor(b, `location.pathname === "/search" && location.search === "?q=lighthouse"`)
}

// TestMeaning types the meaning of a TAGS code.
func TestMeaning(t *testing.T) {
	chromium(t)
	base := site(t)
	b := open(t, size{"desktop-light", 1280, 900, false})
	b.visit(base + "/search?q=cultural+affairs")
	waitFor(b, `/SCUL/.test(document.querySelector(".meaning")?.innerText)`)
	b.screenshot("desktop-light-meaning")
	for _, v := range b.axeViolations() {
		t.Error("with a meaning:", v)
	}
}

// TestSimilarCables goes from a cable of the lighthouse to one like it.
func TestSimilarCables(t *testing.T) {
	chromium(t)
	base := site(t)
	b := open(t, size{"desktop-light", 1280, 900, false})
	b.visit(base + "/cable/79LISBON4410")
	waitFor(b, `document.querySelectorAll("section[aria-labelledby=similar] li").length > 0`)
	b.screenshot("desktop-light-similar")
	if got := eval[string](b, `document.querySelector("section[aria-labelledby=similar] .note").innerText`); !strings.Contains(got, "Shares TAGS EWWT") {
		t.Errorf("the reason is %q", got)
	}
	for _, v := range b.axeViolations() {
		t.Error("with similar cables:", v)
	}
}
