package e2e

import "testing"

// firstResult is how far down the first result of a phone may begin.
const firstResult = 500

// TestPhone holds that a phone shows the first result of a plain search on its first
// screen, and that the filters fold up behind one line and lead back to the results.
func TestPhone(t *testing.T) {
	base := site(t)
	for _, s := range seen([]size{{"phone-first", 390, 844, false}, {"small-first", 320, 640, true}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			for _, q := range []string{"lighthouse+lens", "fishing"} {
				b.visit(base + "/search?q=" + q)
				if top := eval[float64](b, `document.querySelector(".results .item").getBoundingClientRect().top + scrollY`); top > firstResult {
					t.Errorf("%s: the first result begins at %v", q, top)
				}
				b.fits(q)
			}
			if s.width == 390 {
				b.filters(base)
			} else {
				b.menu(base)
			}
		})
	}
}

// filters opens the filters, chooses one, and goes back to the results.
func (b *browser) filters(base string) {
	t := b.t
	b.visit(base + "/search?q=lens")
	if eval[bool](b, `document.querySelector("#filters .facet").checkVisibility()`) {
		t.Error("the filters are open")
	}
	eval[bool](b, `(() => { document.querySelector("#filters > summary").click(); return true })()`)
	b.screenshot("phone-filters")
	for _, v := range b.axeViolations() {
		t.Errorf("the filters: %s", v)
	}
	show := `document.querySelector("#filters .show a")`
	if said := eval[string](b, show+`.innerText + "/" + parseInt(document.querySelector("h1").innerText)`); said != "Show "+numberOf(said)+" results/"+numberOf(said) {
		t.Errorf("the way back says %s", said)
	}
	eval[bool](b, `(() => { `+show+`.click(); return true })()`)
	waitFor(b, `location.hash === "#results" && !document.getElementById("filters").open`)
	if top := eval[float64](b, `document.querySelector(".results").getBoundingClientRect().top`); top < -1 || top > firstResult {
		t.Errorf("the results stand at %v", top)
	}
}

// menu opens the menu.
func (b *browser) menu(base string) {
	t := b.t
	b.visit(base + "/tags")
	link := `document.querySelector(".menu a[aria-current]")`
	if eval[bool](b, link+`.checkVisibility()`) {
		t.Error("the menu is open")
	}
	eval[bool](b, `(() => { document.querySelector(".menu summary").click(); return true })()`)
	if !eval[bool](b, link+`.checkVisibility() && `+link+`.getBoundingClientRect().height >= 24`) {
		t.Error("the menu stays shut")
	}
	b.screenshot("phone-menu")
	for _, v := range b.axeViolations() {
		t.Errorf("the menu: %s", v)
	}
	b.fits("the menu")
}

// fits holds that a page is no wider than the screen.
func (b *browser) fits(page string) {
	b.t.Helper()
	if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		b.t.Errorf("%s is %d pixels wider than the screen", page, wide)
	}
}

// numberOf are the first figures of a text.
func numberOf(s string) (n string) {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n += string(r)
		} else if n != "" {
			break
		}
	}
	return n
}
