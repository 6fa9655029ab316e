package templates_test

import (
	"fmt"

	"github.com/a-h/templ"

	"reftel/web/templates"
	"reftel/web/templates/words"
)

// The samples are made up: no cable, person or event in them is real. They are
// views that the server makes: its addresses, its labels, its combinations.

func page(title string) templates.Page {
	return templates.Page{
		Title:       title,
		Description: "A sample page of the archive.",
		Canonical:   "https://archive.example/sample",
		Menu: []templates.Link{
			{Label: "Search", Href: "/search"}, {Label: "TAGS", Href: "/tags", Current: true}, {Label: "Posts", Href: "/posts"}, {Label: "People", Href: "/people"},
			{Label: "Organisations", Href: "/organisations"}, {Label: "Places", Href: "/places"}, {Label: "Years", Href: "/years"}, {Label: "About", Href: "/about"},
		},
		Demo: true, Version: "v1.0.0", Generation: "20261123-1",
		Updated: templates.Date{Text: "23 November 2026", ISO: "2026-11-23"},
		Assets:  templates.Assets{CSS: "/static/reftel.css", Script: "/static/reftel.js", Suggest: "/static/suggest.js", Icon: "/static/icon.svg", Touch: "/static/touch.png", Fonts: []string{"/static/a.woff2"}},
	}
}

func years() templates.Histogram {
	h := templates.Histogram{Title: "Cables by year", Undated: &templates.Link{Label: "Undated", Href: "/search?year=-none-", Count: 41}}
	n := 7
	for y := 1966; y <= 2010; y++ {
		n = (n*31 + 17) % 97
		c := n * (y - 1960) / 3
		b := templates.Bar{Label: fmt.Sprint(y), Tick: fmt.Sprint(y), Count: c, Href: fmt.Sprintf("/year/%d", y)}
		if y == 1971 {
			b.Count, b.Href = 0, ""
		}
		h.Bars = append(h.Bars, b)
	}
	return h
}

func text(ss ...string) []templates.Part {
	ps := make([]templates.Part, len(ss))
	for i, s := range ss {
		ps[i] = templates.Part{Text: s, Match: i%2 == 1}
	}
	return ps
}

func plain(ss ...string) templates.Run { return templates.Run{Parts: text(ss...)} }

func cableItem(i int) templates.CableItem {
	subjects := []string{
		"Fishing talks: the minister asks for more time",
		"Human rights dialogue with the Ministry of the Interior opens slowly",
		"Harbour dues and the price of sardines",
		"Scenesetter for the visit of the trade delegation to Port Aurel and the northern islands, with notes on protocol",
	}
	classes := []string{"CONFIDENTIAL", "SECRET", "UNCLASSIFIED", "LIMITED OFFICIAL USE"}
	return templates.CableItem{
		ID: fmt.Sprintf("74AUREL%d", 1200+i), IDInferred: i == 1, Title: subjects[i%4], Href: fmt.Sprintf("/cable/74AUREL%d", 1200+i),
		Date: templates.Date{Text: "18 May 1974", ISO: "1974-05-18", Inferred: i == 2},
		From: "Embassy Port Aurel", To: []string{"Department of State", "Embassy Lantana", "Mission Veldt"}[:1+i%3],
		Classification: templates.Classification{Name: classes[i%4], Href: "/search?class=x"},
		Captions:       []templates.Caption{{Code: "SIPDIS", Href: "/search?caption=SIPDIS"}}[:i%2],
		Snippets: []templates.Snippet{
			{Href: "/cable/74AUREL1200/par3", Paragraph: "3", Mark: "C", Parts: text("… the minister said that ", "fishing rights", " north of the shelf were “not a matter for this year”, and that his colleagues would prefer to speak of harbour dues …")},
			{Href: "/cable/74AUREL1200/par12", Paragraph: "12", Mark: "U", Parts: text("Comment: on ", "fishing", " the government has more to lose than it says. The fleet at Lantana has not sailed since March.")},
		}[:2-i%2],
		COinS: "ctx_ver=Z39.88-2004&rft.title=x",
	}
}

func cableItems(n int) []templates.CableItem {
	cs := make([]templates.CableItem, n)
	for i := range cs {
		cs[i] = cableItem(i)
	}
	return cs
}

// listed are cables in a list that no search made.
func listed(n int) []templates.CableItem {
	cs := cableItems(n)
	for i := range cs {
		cs[i].Snippets = nil
	}
	return cs
}

func similar() []templates.CableItem {
	cs := listed(3)[2:]
	cs[0].Note = "Shares TAGS EFIS; sardines, harbour"
	return cs
}

func pagination() templates.Pagination {
	return templates.Pagination{
		Prev: "/search?page=1", Next: "/search?page=3", From: 21, To: 40, Total: 12345,
		Pages: []templates.PageLink{{Number: 1, Href: "/search?page=1"}, {Number: 2, Href: "/search?page=2", Current: true}, {Number: 3, Href: "/search?page=3"}, {Gap: true}, {Number: 618, Href: "/search?page=618"}},
		Note:  "Pages end here. Narrow the search, for example by date, to see the rest.",
	}
}

func crumbs(label, href string) []templates.Link {
	return []templates.Link{{Label: "Home", Href: "/"}, {Label: label, Href: href}}
}

func tagItems() []templates.Item {
	return []templates.Item{
		{Code: "PREL", Label: "External political relations", Href: "/tag/PREL", Count: 4312},
		{Code: "EFIS", Label: "Commercial fishing and fish processing", Href: "/tag/EFIS", Count: 1204},
		{Code: "PHUM", Label: "Human rights", Href: "/tag/PHUM", Count: 977},
		{Code: "OVIP", Label: "Visits and travel of prominent individuals", Href: "/tag/OVIP", Count: 412},
		{Code: "XZ", Label: "Aurelia", Href: "/tag/XZ", Count: 88},
	}
}

func nameItems() []templates.Item {
	return []templates.Item{
		{Label: "Anselm Tovar", Href: "/entity/per/anselm-tovar", Count: 212}, {Label: "Ida Quist", Href: "/entity/per/ida-quist", Count: 190},
		{Label: "General Ruiz Marlowe", Href: "/entity/per/ruiz-marlowe", Count: 61}, {Label: "Peder Holm", Href: "/entity/per/peder-holm", Count: 12},
	}
}

func postItems() []templates.Item {
	return []templates.Item{
		{Label: "Embassy Port Aurel", Href: "/post/AUREL", Count: 8123}, {Label: "Consulate Lantana", Href: "/post/LANTANA", Count: 3120},
		{Label: "Department of State", Href: "/post/STATE", Count: 2960}, {Label: "Mission Veldt", Href: "/post/VELDT", Count: 1010},
	}
}

func ways() []templates.Way {
	all := func(n int, href string) *templates.Link {
		return &templates.Link{Label: fmt.Sprintf("All %d", n), Href: href}
	}
	return []templates.Way{
		{ID: "by-tag", Title: "TAGS", Items: tagItems(), All: all(731, "/tags")},
		{ID: "by-post", Title: "Posts", Items: postItems(), All: all(214, "/posts")},
		{ID: "by-per", Title: "People", Items: nameItems(), All: all(9120, "/people")},
	}
}

func sampleSearch() templates.Search {
	p := page("fishing rights - page 2")
	p.Description = ""
	p.Query, p.NoIndex, p.PrevURL, p.NextURL = "fishing rights", true, "/search?page=1", "/search?page=3"
	value := func(code, label string, n int) templates.FacetValue {
		return templates.FacetValue{Code: code, Label: label, Count: n, Href: "/search?add=" + code, Exclude: "/search?not=" + code}
	}
	prel, ovip := value("PREL", "External political relations", 4312), value("OVIP", "Visits and travel of prominent individuals", 12)
	prel.Selected, ovip.Excluded = true, true
	h := years()
	for i := range h.Bars {
		h.Bars[i].Selected = i >= 8 && i < 14
	}
	h.Path = []templates.Link{{Label: "All years", Href: "/search?q=all"}, {Label: "1974", Href: "/search?q=1974"}, {Label: "May"}}
	h.Note = "2 more of May 1974 do not tell the day."
	h.Undated.Href = "/search?q=fishing+rights&year=-none-"
	return templates.Search{
		Page: p, Total: 12345, ReadAs: "fishing AND rights", Notes: []string{"The word “of” was left out: it is in every cable."},
		Selections: []templates.Selection{
			{Label: "TAGS", Value: "PREL External political relations", Remove: "/search?q=1"},
			{Label: "TAGS", Value: "OVIP Visits and travel", Exclude: true, Remove: "/search?q=2"},
			{Label: "Since", Value: "1974", Remove: "/search?q=3"},
		},
		ClearAll: "/search?q=fishing+rights", Hidden: []templates.Hidden{{Name: "tag", Value: "PREL"}, {Name: "not-tag", Value: "OVIP"}},
		Since: templates.DateInput{Value: "1974"}, Until: templates.DateInput{Value: "1979"},
		Years: h,
		Facets: []templates.Facet{
			{Title: "TAGS", Open: true, All: &templates.Link{Label: "Show all 214", Href: "/search/values/tag", Count: 214}, Values: []templates.FacetValue{
				prel, value("EFIS", "Commercial fishing and fish processing", 1204), value("PHUM", "Human rights", 977), ovip, {Label: "None", Missing: true, Count: 31, Href: "/search?tag=-none-", Exclude: "/search?not-tag=-none-"},
			}},
			{Title: "People", Open: true, Values: []templates.FacetValue{value("", "Anselm Tovar", 212), value("", "Ida Quist", 190)}},
			{Title: "Posts", Open: true, Values: []templates.FacetValue{value("", "Embassy Port Aurel", 812), value("", "Consulate Lantana", 78)}},
			{Title: "Classification", Values: []templates.FacetValue{value("", "SECRET", 61), value("", "CONFIDENTIAL", 1002)}},
			{Title: "Language", Values: []templates.FacetValue{value("", "English", 12001), value("", "Spanish", 344)}},
		},
		Sorts:   []templates.Option{{Value: "relevance", Label: "Relevance", Selected: true}, {Value: "oldest", Label: "Oldest first"}, {Value: "newest", Label: "Newest first"}},
		Sizes:   []templates.Option{{Value: "20", Label: "20 a page", Selected: true}, {Value: "50", Label: "50 a page"}},
		Copies:  &templates.Link{Label: "3 near-identical cables stand behind another one: show each", Href: "/search?q=fishing&copies=apart"},
		Results: found(5), Pagination: pagination(),
		Jumps: []templates.Jump{
			{ID: "74LANTANA311", IDInferred: true, Title: "The fleet will not sail", Href: "/cable/74LANTANA311", Date: templates.Date{Text: "2 April 1974", ISO: "1974-04-02"}, Note: "the post “LANTANNA” was read as Consulate Lantana", Inferred: true},
			{ID: "74STATE88", Href: "/cable/74STATE88", Note: "not in this archive, but cited"},
		},
		Leads:      leads(),
		DidYouMean: &templates.Link{Label: "fishing lights", Href: "/search?q=fishing+lights", Count: 3},
		Meanings: []templates.Meaning{{Code: "EFIS", Meaning: "Commercial Fishing", Searched: true,
			All: templates.Link{Label: "All cables with EFIS", Href: "/tag/EFIS", Count: 1204}, Words: &templates.Link{Label: "Only the words", Href: "/search?q=%22fishing%22"}}},
	}
}

// found are cables in the results of a search.
func found(n int) []templates.CableItem {
	cs := cableItems(n)
	for i := range cs {
		cs[i].Href, cs[i].NoFollow = fmt.Sprintf("%s?q=fishing+rights&n=%d", cs[i].Href, i+1), true
	}
	cs[0].Copies = &templates.Link{Label: "3 near-identical cables", Href: "/search?q=copies%3A74AUREL1200&copies=apart"}
	return cs
}

// sampleRefused is a search with a date that cannot be read.
func sampleRefused() templates.Search {
	p := page("All cables")
	p.NoIndex = true
	bad := "“19x9” is not a date. Write 1979 or 1979-05."
	return templates.Search{Page: p, Problem: bad, Until: templates.DateInput{Value: "19x9", Error: bad}, Sorts: sampleSearch().Sorts[1:], Sizes: sampleSearch().Sizes}
}

func sampleNothing() templates.Search {
	v := sampleSearch()
	v.Title, v.Query, v.Total = `"fishing wrights"`, `"fishing wrights"`, 0
	v.PrevURL, v.NextURL = "", ""
	v.Results, v.Copies, v.Jumps, v.Meanings, v.Pagination, v.Facets = nil, nil, nil, nil, templates.Pagination{}, nil
	v.Lacking = []templates.Lacking{
		{Said: words.Later("No cable has %s."), Asked: "fishnig", Better: &templates.Link{Label: "fishing", Href: "/search?q=fishing", Count: 24}},
		{Said: words.Later("There are no %s.", "cables dated 24 January 1944")},
	}
	v.Relaxed = []templates.Selection{{Label: "TAGS", Value: "PREL", Remove: "/search?q=1", Count: 12}}
	v.Suggestions = []templates.Link{{Label: "fishing wrights", Href: "/search?q=fishing+wrights"}}
	v.Examples = searchExamples()
	return v
}

func searchExamples() []templates.Example {
	return []templates.Example{
		{Query: `"fishing rights"`, Href: "/search?q=%22fishing+rights%22", Meaning: "the two words in a row"},
		{Query: "tag:PREL from:AUREL", Href: "/search?q=tag%3APREL", Meaning: "sent from Port Aurel, on external political relations"},
		{Query: "sardines OR herring", Href: "/search?q=sardines+OR+herring", Meaning: "one of the two words, or both"},
		{Query: "negotiat* -budget", Href: "/search?q=negotiat*", Meaning: "all endings of the word, without the other"},
	}
}

func sampleHome() templates.Home {
	p := page("")
	return templates.Home{
		Page: p, Lead: "A searchable archive of diplomatic cables, where every paragraph can be found, linked and cited.",
		Examples: searchExamples(), Span: "from 3 May 1966 to 28 February 2010", Years: years(), Ways: ways(),
		Totals:      []templates.Total{{Count: 251287, Label: "cables", Href: "/search"}, {Count: 1310221, Label: "paragraphs"}, {Count: 214, Label: "posts", Href: "/posts"}, {Count: 91204, Label: "names", Href: "/people"}},
		CablesTitle: "Latest cables", Cables: listed(3), CablesAll: &templates.Link{Label: "All cables", Href: "/search", Count: 251287},
	}
}

func sampleSubject() templates.Subject {
	return templates.Subject{
		Page: page("AUREL Embassy Port Aurel"), Crumbs: crumbs("Posts", "/posts"), Kind: "Embassy", Name: "Embassy Port Aurel", Code: "AUREL",
		Facts: []templates.Fact{{Term: "Country", Values: []templates.FactValue{{Text: "Aurelia", Href: "/country/Aurelia"}}}},
		Total: 8123, Years: years(), Related: []templates.Way{ways()[0], ways()[2]},
		SearchHref: "/search?post=AUREL", SearchHidden: []templates.Hidden{{Name: "post", Value: "AUREL"}},
		Sorts:  []templates.Link{{Label: "Newest first", Href: "?sort=newest", Current: true}, {Label: "Oldest first", Href: "?sort=oldest"}},
		Cables: listed(4), Pagination: pagination(),
	}
}

// sampleUnsent is the page of a post that was written to only.
func sampleUnsent() templates.Subject {
	v := templates.Subject{
		Page: page("VELDT Mission Veldt"), Crumbs: crumbs("Posts", "/posts"), Kind: "Mission", Name: "Mission Veldt", Code: "VELDT",
		Meaning: "No cable from this post is held here. The search finds those that were sent to it.", SearchHref: "/search?q=to%3AVELDT",
	}
	v.NoIndex = true
	return v
}

func sampleIndex() templates.Index {
	letters := make([]templates.Link, 0, 27)
	for c := 'A'; c <= 'Z'; c++ {
		l := templates.Link{Label: string(c), Href: "/people?order=name&prefix=" + string(c), Current: c == 'M'}
		if c == 'X' || c == 'Q' {
			l.Href = ""
		}
		letters = append(letters, l)
	}
	letters = append(letters, templates.Link{Label: "All", Href: "/people?order=name"})
	return templates.Index{
		Page: page("All people"), Crumbs: []templates.Link{{Label: "Home", Href: "/"}},
		Kinds:  []templates.Link{{Label: "People", Href: "/people", Current: true}, {Label: "Organisations", Href: "/organisations"}},
		Prefix: "M", Action: "/people", Hidden: []templates.Hidden{{Name: "order", Value: "name"}}, Letters: letters,
		Sorts: []templates.Link{{Label: "By count", Href: "/people?prefix=M"}, {Label: "A to Z", Href: "/people?order=name&prefix=M", Current: true}},
		Items: append(nameItems(), nameItems()...), Total: 9120, Pagination: pagination(),
	}
}

// sampleValues are the values of a facet within a search.
func sampleValues() templates.Index {
	p := page("TAGS in this search")
	p.NoIndex, p.Query = true, "fishing rights"
	items := tagItems()
	items[0].Detail, items[2].Detail = "chosen", "left out"
	return templates.Index{
		Page: p, Crumbs: []templates.Link{{Label: "Back to the results", Href: "/search?q=fishing+rights"}}, Selections: sampleSearch().Selections[:2],
		Action: "/search/values/tag", Hidden: []templates.Hidden{{Name: "q", Value: "fishing rights"}, {Name: "tag", Value: "PREL"}},
		Sorts: []templates.Link{{Label: "By count", Href: "/search/values/tag?q=fishing+rights", Current: true}, {Label: "A to Z", Href: "/search/values/tag?order=name&q=fishing+rights"}},
		Items: items, Total: 5,
	}
}

// samples are all pages by the name of their golden file.
func samples() map[string]templ.Component {
	fact := []templates.Fact{{Term: "From", Values: []templates.FactValue{{Text: "Department of State", Href: "/post/STATE"}}}, {Term: "Number", Values: []templates.FactValue{{Text: "88"}}}}
	return map[string]templ.Component{
		"home":      templates.HomePage(sampleHome()),
		"search":    templates.SearchPage(sampleSearch()),
		"nothing":   templates.SearchPage(sampleNothing()),
		"cable":     templates.CablePage(sampleCable()),
		"lines":     templates.CablePage(sampleLines()),
		"quotation": templates.QuotationPage(sampleQuotation()),
		"subject":   templates.SubjectPage(sampleSubject()),
		"person":    templates.SubjectPage(samplePerson()),
		"mentions":  templates.MentionsPage(sampleMentions()),
		"index":     templates.IndexPage(sampleIndex()),
		"refused":   templates.SearchPage(sampleRefused()),
		"unsent":    templates.SubjectPage(sampleUnsent()),
		"values":    templates.IndexPage(sampleValues()),
		"month": templates.DatesPage(templates.Dates{
			Page: page("Cables of February 1974"), Crumbs: crumbs("1974", "/year/1974"), Total: 3,
			Before: &templates.Link{Label: "December 1973", Href: "/year/1973/12"}, After: &templates.Link{Label: "March 1974", Href: "/year/1974/03"},
			Month: templates.Calendar{Title: "Cables of February 1974 by day", Note: "2 more of February 1974 do not tell the day.", Weeks: [][7]templates.CalendarDay{
				{4: {Day: 1, Date: "1 February 1974", Href: "/year/1974/02/01", Count: 1, Shade: 1}, 5: {Day: 2}, 6: {Day: 3}},
			}},
		}),
		"dates": templates.DatesPage(templates.Dates{Page: page("Cables of 1974"), Crumbs: crumbs("Years", "/years"), Total: 812, Years: years(),
			Rows: []templates.DateRow{{Label: "January 1974", Href: "/year/1974/01", Count: 12}, {Label: "March 1974", Href: "/year/1974/03", Count: 800}}, Cables: listed(1)}),
		"stub":     templates.StubPage(templates.Stub{Page: page("Cable 74STATE88"), ID: "74STATE88", Facts: fact, CitedBy: listed(2), Total: 2, SearchHref: "/search?q=%2274STATE88%22"}),
		"gone":     templates.GonePage(templates.Gone{Page: page("Cable 74AUREL9"), ID: "74AUREL9", Reason: "It was sent to the archive by mistake.", Since: templates.Date{Text: "5 March 2026", ISO: "2026-03-05"}}),
		"notfound": templates.NotFoundPage(templates.NotFound{Page: page("Page not found"), What: "No cable here has this tag.", Suggestions: []templates.Link{{Label: "Search for it", Href: "/search?q=EFSH"}, {Label: "TAGS", Href: "/tags"}}}),
		"failure":  templates.FailurePage(templates.Failure{Page: page("Busy"), Status: 503, Heading: "Busy", Sentence: "The archive is busy. Wait a few seconds and load the page again.", RequestID: "k3f9-0042", Retry: "/search"}),
		"about": templates.AboutPage(templates.About{Page: page("About this archive"), Lead: "Reftel is a searchable archive of diplomatic cables.", Totals: []templates.Total{{Count: 251287, Label: "cables", Href: "/search"}},
			Sections: []templates.Section{{ID: "links", Title: "Links that last", Paragraphs: []string{"Each cable has one address, made of its reference number.", "Each paragraph has an address too."}}},
			Facts:    []templates.Fact{{Term: "Version", Values: []templates.FactValue{{Text: "v1.0.0"}}}, {Term: "Generation", Values: []templates.FactValue{{Text: "20261123-1", Mono: true}}}}}),
		"help": templates.HelpPage(sampleHelp(page("Search help"))),
	}
}

func sampleHelp(p templates.Page) templates.Help {
	text := func(s string) []templates.HelpRun { return []templates.HelpRun{{Text: s}} }
	code := []templates.HelpRun{{Text: "The sign "}, {Text: "~", Code: true}, {Text: " after a word needs three letters."}}
	table := templates.HelpBlock{Rows: []templates.HelpRow{
		{Term: []templates.HelpRun{{Text: "fishing rights", Code: true, Href: "/search?q=fishing+rights"}}, Lines: []templates.HelpLine{{Text: text("both words")}}},
		{Term: []templates.HelpRun{{Text: "ab*", Code: true, Href: "/search?q=ab"}}, Lines: []templates.HelpLine{{Heading: "It is read as", Text: code}, {Heading: "Because", Text: text("a wildcard needs three letters")}}},
	}}
	return templates.Help{Page: p, Lead: []templates.HelpBlock{{Text: text("The box takes plain words.")}}, Groups: []templates.HelpGroup{
		{Title: "Words and phrases", ID: "words", Blocks: []templates.HelpBlock{table, {Text: code}}}, {Title: "Fields", ID: "fields", Blocks: []templates.HelpBlock{table}}}}
}
