package templates_test

import "reftel/web/templates"

func samplePerson() templates.Subject {
	return templates.Subject{
		Page: page("Anselm Tovar"), Crumbs: crumbs("People", "/people"), Kind: "Person", Name: "Anselm Tovar",
		Meaning: "He was in charge of the shelf talks throughout.",
		Told: []templates.Fact{
			{Term: "Who it is", Help: "As documents say it. The link leads to the one that does.", Values: []templates.FactValue{
				{Text: "Minister of Fishing and Harbours until 1975", Detail: "1971 to 1975; in the words of a document, 74AUREL1200", Href: "/cable/74AUREL1200"},
				{Text: "Mayor of Lantana", Detail: "from a list of names, vol. 7"},
			}},
			{Term: "Other names", Help: "They all lead here, and searches find the cables by any of them.", Values: []templates.FactValue{{Text: "TOVAR, Anselm J.", Detail: "from a list of names, vol. 7"}, {Text: "Tovar", Detail: "another spelling"}}},
			{Term: "First cable", Values: []templates.FactValue{{Text: "18 May 1974", ISO: "1974-05-18", Href: "/cable/74AUREL1200", Detail: "Fishing talks: the minister asks for more time"}}},
			{Term: "Perhaps the same as", Help: "The names are alike. That they mean one is not proven, so they are counted apart.", Values: []templates.FactValue{{Text: "A. Tovar y Sol", Href: "/entity/per/A.%20Tovar%20y%20Sol"}}},
		},
		Total: 212, Mentions: "/entity/per/Anselm%20Tovar/mentions", Years: years(), Related: []templates.Way{ways()[0]},
		SearchHref: "/search?per=Anselm+Tovar", SearchHidden: []templates.Hidden{{Name: "per", Value: "Anselm Tovar"}},
		Sorts:  []templates.Link{{Label: "Newest first", Href: "?sort=newest", Current: true}, {Label: "Oldest first", Href: "?sort=oldest"}},
		Cables: listed(2), Pagination: pagination(),
	}
}

func sampleMentions() templates.Mentions {
	p := page("Mentions of Anselm Tovar")
	p.NoIndex = true
	cs := listed(3)
	cs[0].Snippets = []templates.Snippet{
		{Href: "/cable/74AUREL1200", Place: "Subject", Parts: text("", "TOVAR", " asks for more time")},
		{Href: "/cable/74AUREL1200/par1", Paragraph: "1", Mark: "C", Parts: text("The econoff called on ", "Anselm Tovar", " of the Ministry of Fishing and Harbours.")},
	}
	cs[1].Note = "12 more sentences of this cable name it."
	cs[2].Snippets, cs[2].Note = nil, "Named outside of the text: in the TAGS, the header, the signature or a note."
	return templates.Mentions{
		Page: p, Crumbs: append(crumbs("People", "/people"), templates.Link{Label: "Anselm Tovar", Href: "/entity/per/Anselm%20Tovar"}),
		Kind: "Person", Name: "Anselm Tovar", Total: 212, Cables: cs, Pagination: pagination(),
	}
}

func leads() []templates.Lead {
	return []templates.Lead{
		{Kind: "Organisation", Also: "Fishing Rights", Link: templates.Link{Label: "Commission on Fishing Rights", Href: "/entity/org/Commission%20on%20Fishing%20Rights", Count: 31}},
		{Kind: "Name", Link: templates.Link{Label: "Fishing Rights", Href: "/entity/misc/Fishing%20Rights", Count: 1}},
	}
}
