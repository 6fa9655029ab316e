package e2e

import (
	"strings"
	"testing"

	"reftel/internal/sharedtest"
)

// TestBothAndTime follows a reader who asks for both of two TAGS, leaves one out and
// chooses a year, walks through the calendar by keyboard, and compares searches.
func TestBothAndTime(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	base := site(t)
	for _, s := range seen([]size{{"phone-time", 320, 700, true}, {"desktop-time", 1280, 900, false}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			check := func(page string) {
				t.Helper()
				eval[bool](b, `(() => { document.querySelectorAll("main details").forEach(d => d.open = true); return true })()`)
				b.screenshot(s.name + "-" + page)
				for _, v := range b.axeViolations() {
					t.Errorf("%s: %s", page, v)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %d pixels wider than the screen", page, wide)
				}
				if small := eval[string](b, `innerWidth > 640 ? "" : [...document.querySelectorAll(".bars svg:has(a), .calendar a, .around a")].map(e => e.getBoundingClientRect()).filter(r => r.width > 0 && (r.width < 24 || r.height < 24)).map(r => r.width + "×" + r.height).join(" ")`); small != "" {
					t.Errorf("%s: too small for a finger: %s", page, small)
				}
			}
			b.compare(base, check)
			if s.width > 640 {
				return
			}
			b.both(base, check)
			b.dates(base, check)
		})
	}
}

// both asks for two TAGS at once, then leaves a third out, then chooses a year.
func (b *browser) both(base string, check func(string)) {
	t := b.t
	tags := `[...document.querySelectorAll(".facet")].find(f => f.querySelector("h3").textContent === "TAGS")`
	b.visit(base + "/search")
	all := b.found()
	b.click("a code", tags+`.querySelector(".values li a")`)
	one := b.found()
	check("one-tag")
	want := eval[int](b, `parseInt(`+tags+`.querySelector("a.and .count").textContent)`)
	b.click("and another", tags+`.querySelector("a.and")`)
	if n := b.found(); n != want || n == 0 || n >= one || one >= all {
		t.Errorf("%d cables, then %d, with both %d, and the link said %d", all, one, n, want)
	}
	if said := eval[string](b, `document.title + document.querySelector(".found").innerText`); strings.Count(said, " and ") < 3 || !strings.Contains(said, "cables with the tag") {
		t.Errorf("both: the page says %s", said)
	}
	check("both-tags")
	b.click("any of them", named("Any of them instead"))
	if n := b.found(); n <= one {
		t.Errorf("either has %d cables, the first alone %d", n, one)
	}
	b.click("all of them", named("All of them instead"))
	b.click("without a third", tags+`.querySelector("a.not")`)
	if n := b.found(); n >= want {
		t.Errorf("without a third there are %d of %d", n, want)
	}
	for eval[bool](b, `document.querySelector(".selections .not") !== null`) && b.found() == 0 {
		b.click("it again", `document.querySelector(".selections li:has(.not) a")`)
	}
	b.click("a year", `document.querySelector(".bars svg a")`)
	if n := b.found(); n == 0 || n > want {
		t.Errorf("in a year there are %d of %d", n, want)
	}
	check("both-and-a-year")
}

// dates goes from all years to a day, and on by keyboard.
func (b *browser) dates(base string, check func(string)) {
	t := b.t
	b.visit(base + "/years")
	check("years")
	b.click("a year", `document.querySelector(".rows a")`)
	b.click("a month", `document.querySelector(".bars svg a")`)
	check("month")
	days := eval[int](b, `document.querySelectorAll(".calendar td:not(.other)").length`)
	if days < 28 || days > 31 {
		t.Errorf("a month of %d days", days)
	}
	for range 12 { // some months tell no day of their cables
		if eval[bool](b, `document.querySelector(".calendar a") !== null`) {
			break
		}
		b.click("the next month", `document.querySelector(".around a[rel=next]")`)
	}
	want := eval[int](b, `parseInt(document.querySelector(".calendar a .count").textContent)`)
	b.click("a day", `document.querySelector(".calendar a")`)
	if n := eval[int](b, `document.querySelectorAll("article").length`); n != want {
		t.Errorf("%d cables of a day, its month says %d", n, want)
	}
	check("day")
	from := eval[string](b, `location.pathname`)
	eval[bool](b, `(document.querySelector(".around a[rel=next]").focus(), true)`)
	b.enter()
	waitFor(b, `location.pathname !== `+quote(from)+` && document.readyState === "complete"`)
	if n := b.url(); n <= base+from || eval[int](b, `document.querySelectorAll("article").length`) == 0 {
		t.Errorf("after %s comes %s", from, n)
	}
}

// compare adds a search to the one of the results, and looks at shares.
func (b *browser) compare(base string, check func(string)) {
	t := b.t
	b.visit(base + "/search?q=lighthouse")
	all := b.found()
	b.click("compare", named("Compare over time"))
	eval[bool](b, `(document.querySelector("#q2").focus(), true)`)
	b.keys("honey")
	b.enter()
	waitFor(b, `new URLSearchParams(location.search).getAll("q").filter(q => q).length === 2 && document.readyState === "complete"`)
	if n := eval[int](b, `parseInt(document.querySelector(".compared .count").textContent)`); n != all {
		t.Errorf("%d cables are compared, of %d", n, all)
	}
	if sum := eval[int](b, `[...document.querySelectorAll(".figures-table tbody td:nth-of-type(1) > :first-child")].reduce((n, e) => n + parseInt(e.textContent), 0)`); sum == 0 || sum > all {
		t.Errorf("the figures have %d of %d", sum, all)
	}
	check("compare")
	b.click("by share", named("By share"))
	check("compare-share")
	n := eval[int](b, `parseInt(document.querySelector(".figures-table td a").textContent)`)
	b.click("some cables", `document.querySelector(".figures-table td a")`)
	if b.found() != n {
		t.Errorf("%d cables behind the figure %d", b.found(), n)
	}
}
