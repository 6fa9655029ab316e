package e2e

import (
	"strings"
	"testing"
)

// TestVolume follows a reader of the printed volume of the demonstration archive: to a
// document by the contents, from a mark to its note and back, on to the next document
// and to the volume again, and to a person of its list. On each page axe finds nothing
// and the text fits a small screen.
func TestVolume(t *testing.T) {
	chromium(t)
	base := site(t)
	b := open(t, size{"phone-dark", 320, 640, true})
	at := func(path string) {
		t.Helper()
		waitFor(b, `document.readyState === "complete"`)
		if got := strings.TrimPrefix(b.url(), base); got != path {
			t.Fatalf("at %s, not %s", got, path)
		}
		b.screenshot("volume" + strings.NewReplacer("/", "-", "#", "-").Replace(path))
		for _, v := range b.axeViolations() {
			t.Errorf("%s: %s", path, v)
		}
		if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
			t.Errorf("%s is %d pixels wider than the screen", path, wide)
		}
		if bad := eval[string](b, `[...document.querySelectorAll("a[href^='#']")].map(a => a.hash.slice(1)).filter(h => document.querySelectorAll("[id='" + h + "']").length !== 1).join(" ")`); bad != "" {
			t.Errorf("%s: ids that are not there once: %s", path, bad)
		}
	}
	follow := func(selector string) {
		t.Helper()
		was := b.url()
		if !eval[bool](b, `(() => { const a = document.querySelector(`+quote(selector)+`); if (a) { a.focus(); a.click() } return !!a })()`) {
			t.Fatalf("%s has no %s", was, selector)
		}
		waitFor(b, `location.href !== `+quote(was)+` && document.readyState === "complete"`)
	}
	const volume, document = "/volume/lights1974-76v04p1", "/cable/lights1974-76v04p1-d"

	b.visit(base + "/")
	follow(`.menu a[href="/volumes"]`)
	at("/volumes")
	follow(`.volumes a`)
	at(volume)
	follow(`.documents a[href$="-d4"]`)
	at(document + "4")

	// The mark of a note leads to the note, and the note back, by the keyboard too.
	mark := eval[string](b, `document.querySelector(".words .e-note").id`)
	follow(".words .e-note")
	if !eval[bool](b, `document.querySelector(".footnote:target").innerText.includes("Lanyard Head")`) {
		t.Error("the mark does not lead to its note")
	}
	follow(".footnote:target [role=doc-backlink]")
	if got := eval[string](b, `document.querySelector(":target").id`); got != mark {
		t.Errorf("the note leads to %q, not to %q", got, mark)
	}
	if n := eval[int](b, `document.querySelectorAll("h1 .e-note, .heading .e-note, .words .e-note").length`); n != 3 {
		t.Errorf("%d marks of notes", n)
	}
	if n := eval[int](b, `document.querySelectorAll(".par.close").length`); n != 5 {
		t.Errorf("%d speeches go on", n)
	}

	follow(`nav[aria-label="Documents of the volume"] a[rel=next]`)
	at(document + "5")
	follow(`.in-volume a[href^="/volume/"]`)
	at(volume)
	follow(`a[href$="/ch1"]`)
	at(volume + "/ch1")
	follow(`a[rel=next]`)
	at(volume + "/ch2")
	b.visit(base + volume + "/persons")
	at(volume + "/persons")
	follow(`a[href="/entity/per/Winifred%20Averill"]`)
	at("/entity/per/Winifred%20Averill")
}
