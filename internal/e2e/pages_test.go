package e2e

import (
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"reftel/internal/sharedtest"
)

var screens = []size{
	{"desktop-light", 1280, 900, false},
	{"phone-dark", 390, 844, true},
	{"desktop-dark", 1280, 900, true},
	{"phone-light", 390, 844, false},
	{"small-light", 320, 640, false},
	{"small-dark", 320, 640, true},
}

// kinds are the kinds of pages, one address each.
var kinds = []struct{ name, path string }{
	{"home", "/"},
	{"search", "/search?q=%22double+basses%22"},
	{"browse", "/search"},
	{"no-hits", "/search?q=zzzyzx"},
	{"heavy", heavySearch},
	{"values", "/search/values/per"},
	{"values-of-search", "/search/values/tag?q=lighthouse&tag=PREL&not-post=LISBON"},
	{"comparison", "/compare?q=lighthouse&q=piano&share=1"},
	{"cable", "/cable/79LISBON4410"},
	{"cable-found", "/cable/04LISBON345?q=lighthouse&n=8"},
	{"lines", "/cable/79LISBON4410?view=lines"},
	{"unmarked", "/cable/79LISBON4410?names=off"},
	{"paragraph", "/cable/79LISBON4410/par2"},
	{"paragraph-found", "/cable/04LISBON345/par2?q=lighthouse&n=8"},
	{"absent", "/cable/84STATE41877"},
	{"thread", "/cable/76STATE26733/thread"},
	{"texts", "/cable/78RANGOON1544/compare/version-2"},
	{"volumes", "/volumes"},
	{"volume", "/volume/lights1974-76v04p1"},
	{"chapter", "/volume/lights1974-76v04p1/ch1"},
	{"persons", "/volume/lights1974-76v04p1/persons"},
	{"terms", "/volume/lights1974-76v04p1/terms"},
	{"document", "/cable/lights1974-76v04p1-d4"},
	{"document-paragraph", "/cable/lights1974-76v04p1-d4/p2"},
	{"tag", "/tag/EWWT"},
	{"entity", "/entity/per/Agnete%20Brandstrup"},
	{"mentions", "/entity/per/Agnete%20Brandstrup/mentions"},
	{"post", "/post/LISBON"},
	{"series", "/post/LISBON/1979"},
	{"country", "/country/Portugal"},
	{"year", "/year/1979"},
	{"month", "/year/1979/06"},
	{"day", "/year/1979/06/12"},
	{"tags", "/tags"},
	{"posts", "/posts"},
	{"countries", "/countries"},
	{"people", "/people"},
	{"organisations", "/organisations"},
	{"places", "/places"},
	{"names", "/names"},
	{"years", "/years"},
	{"help", "/help/search"},
	{"about", "/about"},
	{"quality", "/quality"},
	{"coverage", "/quality/LISBON"},
	{"not-found", "/nowhere"},
	{"api", "/api"},
	{"list", "/list?c=91LISBON1877,91LISBON1877/par2"},
	{"embed", "/cable/91LISBON1877/par2/embed"},
}

// heavySearch has more than each link of a page can carry.
var heavySearch = heavy()[3]

// TestPages looks at each kind of page: axe finds nothing, the text fits the
// screen, nothing moves while it loads, the console stays empty, nothing is asked
// of another host, and the colours are those that the reader prefers. At the
// normal size a few kinds are seen, each on one of two screens; the long
// test sees each on each, or on REFTEL_SCREENS of them, with what opens shut and open.
func TestPages(t *testing.T) {
	chromium(t)
	t.Cleanup(func() {
		sharedtest.Score(t, "H2", "no request to another host, and a silent console, on the pages that were looked at", "0", !t.Failed())
	})
	base := site(t)
	all, some := sharedtest.Size(0, 0, 1) == 1, screens
	if !all && !sharedtest.Scoring() {
		some = screens[:2]
	}
	for i, s := range some {
		t.Run(s.name, func(t *testing.T) {
			if all {
				t.Parallel()
			}
			b := draw(t, s)
			for k, page := range kinds {
				if all && !shown(k, i) || !all && (k%len(screens) != i || k/len(screens)%8 != i%8) {
					continue
				}
				b.visit(base + page.path)
				b.look(page.name, s)
				if all && eval[bool](b, `(() => { const d = [...document.querySelectorAll("details:not([open])")]; d.forEach(x => x.open = true); return d.length > 0 })()`) {
					b.look(page.name+", opened", s)
				}
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			if len(b.requests) == 0 {
				t.Error("no request was seen")
			}
			for _, r := range b.requests {
				if !strings.HasPrefix(r, base+"/") && !strings.HasPrefix(r, "data:") {
					t.Errorf("a request to another host: %s", r)
				}
			}
		})
	}
}

// shown tells if a kind of page is looked at on a screen: where REFTEL_SCREENS is a
// number, on so many of the screens, other ones for the next kind.
func shown(kind, screen int) bool {
	n, err := strconv.Atoi(os.Getenv("REFTEL_SCREENS"))
	if err != nil || n < 1 {
		return true
	}
	n = min(n, len(screens))
	// One apart for each kind, and as far from each other as there is room.
	return (screen-kind%len(screens)+len(screens))%len(screens)%(len(screens)/n) == 0
}

// look holds what every page is held to.
func (b *browser) look(page string, s size) {
	b.t.Helper()
	if shift := b.layoutShift(); shift > stir && !strings.HasSuffix(page, "opened") {
		// A browser with many tabs on two cores draws late now and then. What moves by
		// itself does so again, and TestStill has each page come slowly.
		b.visit(b.url())
		if again := b.layoutShift(); again > stir {
			b.t.Errorf("%s: layout shift %v, and again %v", page, shift, again)
		}
	}
	b.screenshot(strings.ReplaceAll(fmt.Sprintf("%s-%s", s.name, page), ", ", "-"))
	for _, v := range b.axeViolations() {
		b.t.Errorf("%s: %s", page, v)
	}
	if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		b.t.Errorf("%s is %d pixels wider than the screen", page, wide)
	}
	dark := eval[bool](b, `(() => {
		const c = document.createElement("canvas").getContext("2d");
		c.fillStyle = getComputedStyle(document.documentElement).backgroundColor; c.fillRect(0, 0, 1, 1);
		c.fillStyle = getComputedStyle(document.body).backgroundColor; c.fillRect(0, 0, 1, 1);
		const [r, g, b] = c.getImageData(0, 0, 1, 1).data;
		return r + g + b < 3 * 100;
	})()`)
	if dark != s.dark {
		b.t.Errorf("%s: dark background is %v", page, dark)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, m := range b.messages {
		// The browser tells of each page that is not there.
		if !strings.Contains(m, "status of 404") {
			b.t.Errorf("%s: the console says %s", page, m)
		}
	}
	b.messages = nil
}

// TestKinds holds that each kind of page is there, and keeps its HTML for other
// checkers (.ci/html) when REFTEL_PAGES names a folder.
func TestKinds(t *testing.T) {
	h := handler(t, demonstration)
	for _, page := range kinds {
		want := http.StatusOK
		if page.name == "absent" || page.name == "not-found" {
			want = http.StatusNotFound
		}
		w := fetch(h, page.path)
		if w.Code != want {
			t.Errorf("%s, %s: status %d", page.name, page.path, w.Code)
		}
		if dir := os.Getenv("REFTEL_PAGES"); dir != "" {
			if err := os.WriteFile(dir+"/"+page.name+".html", w.Body.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestScriptless holds that a page says the same and leads to the same without a
// script; with one there is more to press.
func TestScriptless(t *testing.T) {
	base := site(t)
	with, without := open(t, screens[0]), open(t, screens[0])
	if _, err := chromedp.Call(without.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	const said = `(() => {
		const m = document.querySelector("main").cloneNode(true);
		for (const b of m.querySelectorAll("button, [role=status], [data-matches]")) b.remove();
		return m.textContent.replace(/\s+/g, " ") + [...m.querySelectorAll("a")].map(a => "\n" + a.getAttribute("href")).join("");
	})()`
	for k, page := range kinds {
		if k%sharedtest.Size(16, 16, 1) != 0 || page.name == "list" { // with a script a list is changed in the browser
			continue
		}
		with.visit(base + page.path)
		without.visit(base + page.path)
		a, b := eval[string](with, said), eval[string](without, said)
		if len(b) < 100 {
			t.Errorf("%s has no text", page.name)
		}
		if i := firstOther(a, b); i >= 0 {
			t.Errorf("%s, with a script: %.80q, without: %.80q", page.name, a[i:], b[i:])
		}
	}
	sharedtest.Score(t, "H4", "the pages that were looked at say and lead to the same without script", "the same", !t.Failed())
}

// firstOther is where two texts begin to differ, -1 where they are the same.
func firstOther(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}
