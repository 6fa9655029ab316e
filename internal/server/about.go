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

// help explains the language of the search box.
func (s *server) help(c *call) error {
	p := s.page(c.r, c)
	p.Title = "Search help"
	p.Description = "How to search the cables: phrases, fields, dates, wildcards, and how to leave things out."
	return s.render(c, http.StatusOK, middleware.Document, "", templates.HelpPage(templates.Help{
		Page: p, Groups: helpGroups,
		Lead: "Type words as you would anywhere. What cannot be read as syntax is searched as words, and a line above the results says how the query was read.",
	}))
}

func example(q, meaning string) templates.Example {
	return templates.Example{Query: q, Href: query.Request{Text: q}.URL("/search"), Meaning: meaning}
}

var examples = []templates.Example{
	example("human rights", "both words, in any form"),
	example(`"human rights"`, "the phrase, exactly"),
	example("tag:PREL", "cables with a TAGS code"),
	example("date:2009-09", "cables of a month"),
}

var helpGroups = []templates.HelpGroup{
	{ID: "words", Title: "Words and phrases", Intro: "Case, accents and endings do not matter in words. A phrase is exact.", Examples: []templates.Example{
		example("trade talks", "both words; trading and talk are found too"),
		example("=talks", "this form alone"),
		example(`"trade talks"`, "these words in this order, exactly"),
		example(`"trade talks"~5`, "these words within five words of each other"),
		example("negotiat*", "words that begin so; at least three letters"),
		example("delgado~1", "words one letter off"),
		example("subject:energy", "words of the subject"),
	}},
	{ID: "operators", Title: "And, or, not", Intro: "Words are joined by AND when nothing else is said. Operators are in capitals.", Examples: []templates.Example{
		example("oil OR gas", "one of them is enough"),
		example("oil NOT gas", "oil without gas"),
		example("oil -gas", "the same"),
		example("(oil OR gas) pipeline", "brackets group"),
	}},
	{ID: "fields", Title: "Fields", Intro: "A name with a colon searches one part of the cable.", Examples: []templates.Example{
		example("tag:PREL", "a TAGS code"),
		example("from:MEXICO", "the post that sent it"),
		example("to:SECSTATE", "words of an addressee"),
		example("class:SECRET", "the classification"),
		example("caption:NODIS", "a handling mark"),
		example("-caption:none", "with some handling mark; after any field, none stands for no value"),
		example(`per:"Gustavo Delgado"`, "a person; org:, loc: and misc: likewise"),
		example("country:Mexico", "the country of the post"),
		example("ref:09MEXICO2676", "cables that cite this one"),
		example("id:09MEXICO2676", "the cable with this id, in any spelling"),
	}},
	{ID: "dates", Title: "Dates", Examples: []templates.Example{
		example("date:1974", "a year"),
		example("date:1974-05", "a month"),
		example("since:1974-05-18", "this day and later"),
		example("date:1974..1976", "from the first to the last, both included"),
		example("date:none", "cables without a date"),
	}, Notes: []string{"The fields Since and Until beside the results take the same forms, and “18 May 1974”."}},
	{ID: "ids", Title: "Going to a cable", Intro: "Type an id in any spelling to go to its cable.", Examples: []templates.Example{
		example("09MEXICO2676", "as in the address"),
		example("09 Mexico 2676", "as people write it"),
	}},
}
