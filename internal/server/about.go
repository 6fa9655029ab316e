package server

import (
	"net/http"

	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

// about says what this archive is and what it holds.
func (s *server) about(c *call) error {
	p := s.page(c.r, c)
	p.Title = "About this archive"
	st, g := c.a.Stats(), c.a.Generation()
	v := templates.About{
		Page: p,
		Lead: "Reftel is a searchable archive of diplomatic cables. Every paragraph has an address that can be cited.",
		Totals: []templates.Total{
			{Count: st.Cables, Label: plural(st.Cables, "cable", "cables"), Href: "/search"},
			{Count: st.Paragraphs, Label: plural(st.Paragraphs, "paragraph", "paragraphs")},
			{Count: st.Posts, Label: plural(st.Posts, "post", "posts"), Href: "/posts"},
			{Count: st.Entities, Label: plural(st.Entities, "name", "names"), Href: "/people"},
			{Count: st.References, Label: plural(st.References, "reference", "references")},
		},
		Sections: aboutSections,
	}
	fact := func(term, text string, mono bool) {
		if text != "" {
			v.Facts = append(v.Facts, templates.Fact{Term: term, Values: []templates.FactValue{{Text: text, Mono: mono}}})
		}
	}
	fact("Version", s.Version, false)
	fact("Generation", g.ID, true)
	fact("Published", p.Updated.Text, false)
	fact("Manifest, SHA-256", g.ManifestHash, true)
	if !st.First.IsZero() {
		fact("Period", st.First.Long()+" to "+st.Last.Long(), false)
	}
	if st.References > 0 {
		fact("References that lead to a cable here", num(st.Resolved)+" of "+num(st.References), false)
	}
	return s.render(c, http.StatusOK, middleware.Document, "", templates.AboutPage(v))
}

var aboutSections = []templates.Section{
	{ID: "links", Title: "Links that last", Paragraphs: []string{
		"Each cable has one address, made of its reference number. Other spellings of the number lead to it, and so do the addresses that earlier sites used.",
		"Each paragraph has an address too. A copied link carries a fingerprint of the text: should the text move or change, the page finds it again or says so.",
	}},
	{ID: "absent", Title: "What is not here", Paragraphs: []string{
		"A cable that is cited but not held has a page that lists who cites it. That a cable is absent does not mean that an event did not happen.",
	}},
	{ID: "source", Title: "Sources", Paragraphs: []string{
		"The source of every cable is kept byte for byte and can be downloaded from its page, with its SHA-256. What was inferred rather than read is marked.",
	}},
	{ID: "privacy", Title: "Privacy", Paragraphs: []string{
		"There are no cookies, no accounts and nothing from other sites. No log holds what you read or search, your address or the name of your browser.",
	}},
}

func example(q, meaning string) templates.Example {
	return templates.Example{Query: q, Href: query.Request{Text: q}.URL("/search"), Meaning: meaning}
}

var examples = []templates.Example{
	example("ambassador letter", "both words, in any form"),
	example(`"foreign ministry"`, "the phrase, exactly"),
	example("tag:PREL", "cables with a TAGS code"),
	example("date:1979-06", "cables of a month"),
}
