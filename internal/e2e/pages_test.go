package e2e

import (
	"fmt"
	"strings"
	"testing"

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
	{"values", "/search/values/per"},
	{"cable", "/cable/79LISBON4410"},
	{"paragraph", "/cable/79LISBON4410/par2"},
	{"absent", "/cable/84STATE41877"},
	{"tag", "/tag/EWWT"},
	{"entity", "/entity/per/Agnete%20Brandstrup"},
	{"mentions", "/entity/per/Agnete%20Brandstrup/mentions"},
	{"post", "/post/LISBON"},
	{"country", "/country/Portugal"},
	{"year", "/year/1979"},
	{"month", "/year/1979/6"},
	{"tags", "/tags"},
	{"people", "/people"},
	{"years", "/years"},
	{"help", "/help/search"},
	{"about", "/about"},
	{"quality", "/quality"},
	{"coverage", "/quality/LISBON"},
	{"not-found", "/nowhere"},
}

// TestPages looks at each kind of page: axe finds nothing, the text fits the
// screen, nothing moves while it loads, the console stays empty, nothing is asked
// of another host, and the colours are those that the reader prefers. At the
// normal size each kind is seen on one screen, the screens in turn; the long test
// sees each on each, with what opens shut and open.
func TestPages(t *testing.T) {
	base := site(t)
	all := sharedtest.Size(0, 0, 1) == 1
	for i, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			for k, page := range kinds {
				if !all && k%len(screens) != i {
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

// look holds what every page is held to.
func (b *browser) look(page string, s size) {
	b.t.Helper()
	if shift := b.layoutShift(); shift > 0 && !strings.HasSuffix(page, "opened") {
		b.t.Errorf("%s: layout shift %v", page, shift)
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
