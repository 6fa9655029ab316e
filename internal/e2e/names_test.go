package e2e

import (
	"testing"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/ingest"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// namedSite serves the demonstration with an authority file, and names of a cable
// marked as inferred.
func namedSite(t *testing.T, names authority.File, change func(*cable.Cable)) string {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	dir := archivetest.Dir(t)
	archivetest.PublishNamed(t, dir, names, func(add app.Add) error {
		demonstration := []ingest.Input{{FS: demo.Cables(), Root: ".", Name: "demo"}}
		_, err := ingest.New(tables, nil).Run(t.Context(), demonstration, func(c *cable.Cable, raw []byte) error {
			change(c)
			return add(c, raw)
		})
		return err
	})
	return serve(t, dir)
}

// TestNames follows a name: from the search box to its page, to the sentences that
// name it and into a cable, where names that were inferred are marked. On each page
// axe finds nothing and the text fits the screen.
func TestNames(t *testing.T) {
	sharedtest.Dear(t)
	chromium(t)
	names := authority.File{
		{
			Kind: cable.PER, Name: "Agnete Brandstrup", Describe: "She ran the tour of the double basses.",
			Forms:   []authority.Form{{Name: "BRANDSTRUP, Agnete S.", Basis: authority.List, Source: "vol. 7"}, {Name: "Mrs. Brandstrup", Basis: authority.Spelling}},
			Facts:   []authority.Fact{{Text: "Manager of the ensemble", From: 1974, To: 1977, Basis: authority.Text, Source: "75LAPAZ7734"}, {Text: "Cellist", To: 1974, Basis: authority.List, Source: "vol. 7"}},
			Perhaps: []string{"Harriet Dunmore"},
		},
		{Kind: cable.PER, Name: "Harriet Dunmore", Perhaps: []string{"Agnete Brandstrup"}},
	}
	base := namedSite(t, names, func(c *cable.Cable) {
		for i := range c.Paragraphs {
			for k := range c.Paragraphs[i].Entities {
				if e := &c.Paragraphs[i].Entities[k]; e.Kind == cable.PER {
					e.Inferred, e.Basis, e.Confidence = true, "text", 0.9
				}
			}
		}
	})
	for _, s := range seen([]size{{"desktop-light", 1280, 900, false}, {"phone-dark", 390, 844, true}}) {
		t.Run(s.name, func(t *testing.T) {
			b := open(t, s)
			check := func(page string) {
				t.Helper()
				b.screenshot(s.name + "-names-" + page)
				for _, v := range b.axeViolations() {
					t.Errorf("%s: %s", page, v)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %d pixels wider than the screen", page, wide)
				}
			}
			follow := func(selector string) {
				t.Helper()
				was := b.url()
				eval[bool](b, `document.querySelector(`+quote(selector)+`).click(), true`)
				waitFor(b, `location.href !== `+quote(was)+` && document.readyState === "complete"`)
			}
			b.visit(base + "/search?q=mrs+brandstrup")
			check("lead")
			follow(".lead-to a")
			if at := b.url(); at != base+"/entity/per/Agnete%20Brandstrup" {
				t.Fatalf("the lead is to %s", at)
			}
			check("person")
			follow(`a[href$="/mentions"]`)
			check("mentions")
			if n := eval[int](b, `document.querySelectorAll(".snippets mark").length`); n < 5 {
				t.Errorf("%d mentions", n)
			}
			follow(".snippets a[href*='/par']")
			check("paragraph")
			if n := eval[int](b, `document.querySelectorAll(".e-name.guess[title]").length`); n == 0 {
				t.Error("no inferred name is marked in " + b.url())
			}
			b.visit(base + "/cable/75LAPAZ7734")
			check("cable")
			b.visit(base + "/entity/per/Brandstrup,%20Agnete%20S.")
			if at := b.url(); at != base+"/entity/per/Agnete%20Brandstrup" {
				t.Errorf("another name leads to %s", at)
			}
		})
	}
}
