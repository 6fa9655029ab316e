package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"reftel/internal/sharedtest"
)

// press presses the first button of a selector whose text has a word.
func (b *browser) press(selector, word string) {
	b.t.Helper()
	waitFor(b, `[...document.querySelectorAll(`+quote(selector)+`)].some(x => x.textContent.includes(`+quote(word)+`))`)
	eval[bool](b, `[...document.querySelectorAll(`+quote(selector)+`)].find(x => x.textContent.includes(`+quote(word)+`)).click(); true`)
}

// order are the entries of the list, as the page shows them.
func (b *browser) order() string {
	b.t.Helper()
	return eval[string](b, `[...document.querySelectorAll("[data-entry]")].map(x => x.dataset.entry).join(" ")`)
}

// TestPicks keeps a reading list in the browser: it begins by a link, grows from results
// and from a cable, has notes and an order, outlives a reload, is written with its notes
// and handed to a browser that keeps nothing. The notes go to no server.
func TestPicks(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	b := open(t, screens[0])
	b.visit(base + "/cable/04LISBON345")
	b.follow("a[data-pick]", "Add to list")
	if kept := eval[bool](b, `localStorage.getItem("list") !== null`); kept || b.order() != "04LISBON345" {
		t.Errorf("kept unasked: %v; the list is %s", kept, b.order())
	}
	b.press("button", "Keep this list")
	b.visit(base + "/search?q=%22double+basses%22")
	b.press(".item button[data-picked]", "Add to list")
	waitFor(b, `document.querySelector(".menu").textContent.includes("List (2)") && [...document.querySelectorAll("[role=status]")].some(x => x.textContent === "Added to your list")`)
	b.visit(base + "/cable/79LISBON4410")
	b.press("#par2 button[data-picked]", "Add to list")
	for _, v := range b.axeViolations() {
		t.Error("cable: ", v)
	}
	b.visit(base + "/list")
	first := b.order()
	if !strings.HasPrefix(first, "04LISBON345 ") || !strings.HasSuffix(first, " 79LISBON4410/par2") || strings.Count(first, " ") != 2 {
		t.Fatalf("the list is %s", first)
	}
	eval[bool](b, `(() => { const n = document.querySelector("[data-entry='79LISBON4410/par2'] textarea"); n.value = "Who lit {it}, 100% sure?"; n.dispatchEvent(new Event("input", {bubbles: true})); return true })()`)
	b.press("[data-entry='79LISBON4410/par2'] button", "Move up")
	b.tabTo(`a => a.matches("[data-entry='79LISBON4410/par2'] [data-changes] button") && a.textContent.startsWith("Move up")`)
	b.enter()
	waitFor(b, `document.querySelector("[data-entry]").dataset.entry === "79LISBON4410/par2"`)
	b.press("[data-entry='04LISBON345'] button", "Remove")
	if strings.Contains(b.order(), "04LISBON345") {
		t.Error("an entry that was removed stands there")
	}
	b.press("button[data-undo]", "Undo")
	b.visit(base + "/list")
	if got := b.order(); !strings.HasPrefix(got, "79LISBON4410/par2 04LISBON345 ") {
		t.Errorf("after a reload: %s", got)
	}
	for _, v := range b.axeViolations() {
		t.Error("list: ", v)
	}
	b.screenshot("list")
	eval[bool](b, `window.files = []; URL.createObjectURL = (f) => { f.text().then((s) => window.files.push(s)); return "#" }; true`)
	for i, form := range []struct{ name, want string }{
		{"Markdown", "Note: Who lit {it}, 100% sure?"}, {"CSV", `"Who lit {it}, 100% sure?"`}, {"BibTeX", `annote = {Who lit  it , 100\% sure?}`},
		{"RIS", "N1  - Who lit {it}, 100% sure?\r\nER  - "}, {"CSL-JSON", `"annote": "Who lit {it}, 100% sure?"`}, {"Save as a file", `"n": "Who lit {it}, 100% sure?"`},
	} {
		b.press("[data-reading-list] button", form.name)
		waitFor(b, `window.files.length > `+string(rune('0'+i)))
		if got := eval[string](b, `window.files.at(-1)`); !strings.Contains(got, form.want) || !strings.Contains(got, "04LISBON345") {
			t.Errorf("%s lacks %q:\n%s", form.name, form.want, got)
		}
	}
	eval[bool](b, `Object.defineProperty(navigator, "clipboard", {value: {writeText: async s => { window.copied = s }}}); true`)
	b.press("[data-reading-list] button", "Copy link with notes")
	waitFor(b, `typeof window.copied === "string"`)
	link := eval[string](b, `window.copied`)
	b.mu.Lock()
	for _, r := range b.requests {
		if strings.Contains(r, "sure") || !strings.HasPrefix(r, base) && !strings.HasPrefix(r, "blob:") {
			t.Errorf("asked for %s", r)
		}
	}
	if len(b.messages) > 0 {
		t.Errorf("the console says %q", b.messages)
	}
	b.mu.Unlock()

	fresh := open(t, screens[0])
	fresh.visit(link)
	if got := fresh.order(); got != b.order() {
		t.Errorf("handed on: %s, not %s", got, b.order())
	}
	if note := eval[string](fresh, `document.querySelector("textarea").value`); note != "Who lit {it}, 100% sure?" {
		t.Errorf("the note handed on is %q", note)
	}
	if eval[int](fresh, `localStorage.length`) != 0 {
		t.Error("a list that was handed on is kept unasked")
	}
}

// TestPicksScriptless changes a list by links alone.
func TestPicksScriptless(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	b := open(t, screens[1])
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.visit(base + "/list?c=04LISBON345,79LISBON4410/par2,79LISBON4410")
	b.sound("list")
	b.screenshot("list-scriptless")
	b.follow("[data-entry='79LISBON4410'] a", "Move up")
	b.follow("[data-entry='04LISBON345'] a", "Remove")
	if got := b.order(); got != "79LISBON4410 79LISBON4410/par2" {
		t.Errorf("the list is %s", got)
	}
	if n := eval[int](b, `document.querySelectorAll(".forms a").length`); n != 6 {
		t.Errorf("%d forms", n)
	}
	b.follow("[data-entry='79LISBON4410/par2'] h3 a", "")
	if !strings.HasSuffix(b.url(), "/cable/79LISBON4410/par2") {
		t.Errorf("an entry leads to %s", b.url())
	}
}
