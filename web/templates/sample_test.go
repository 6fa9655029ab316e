package templates_test

import (
	"fmt"

	"github.com/a-h/templ"

	"reftel/web/templates"
)

// The samples are made up: no cable, person or event in them is real.

func page(title string) templates.Page {
	return templates.Page{
		Title:       title,
		Description: "A sample page of the archive.",
		Canonical:   "https://archive.example/sample",
		Menu: []templates.Link{
			{Label: "Search", Href: "/search"}, {Label: "Dates", Href: "/dates"}, {Label: "TAGS", Href: "/tags", Current: true},
			{Label: "Posts", Href: "/posts"}, {Label: "People", Href: "/persons"}, {Label: "Organisations", Href: "/organisations"}, {Label: "Places", Href: "/places"},
		},
		Demo: true, Version: "v1.0.0", Generation: "20261123-1",
		Updated: templates.Date{Text: "23 November 2026", ISO: "2026-11-23"},
		Assets:  templates.Assets{CSS: "/static/reftel.css", Script: "/static/reftel.js", Suggest: "/static/suggest.js", Icon: "/static/icon.svg", Touch: "/static/touch.png", Fonts: []string{"/static/a.woff2"}},
		JSONLD:  map[string]any{"@context": "https://schema.org", "@type": "WebSite", "name": "Reftel </script>"},
		Metas:   []templates.Meta{{Name: "citation_title", Content: title}},
		Alternates: []templates.Alternate{
			{Type: "application/atom+xml", Title: "New cables", Href: "/feed.atom"},
		},
	}
}

func years() templates.Histogram {
	h := templates.Histogram{Title: "Cables by year", Undated: &templates.Link{Label: "Without a date", Href: "/search?date=none", Count: 41}}
	n := 7
	for y := 1966; y <= 2010; y++ {
		n = (n*31 + 17) % 97
		c := n * (y - 1960) / 3
		b := templates.Bar{Label: fmt.Sprint(y), Count: c, Href: fmt.Sprintf("/search?since=%d&until=%d", y, y)}
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
		ID: fmt.Sprintf("74AUREL%d", 1200+i), Title: subjects[i%4], Href: fmt.Sprintf("/cable/74AUREL%d", 1200+i),
		Date: templates.Date{Text: "18 May 1974", ISO: "1974-05-18", Inferred: i == 2},
		From: "Embassy Port Aurel", To: []string{"Department of State", "Embassy Lantana", "Mission Veldt"}[:1+i%3],
		Classification: templates.Classification{Name: classes[i%4], Href: "/search?class=x"},
		Captions:       []templates.Caption{{Code: "SIPDIS", Href: "/search?caption=SIPDIS"}}[:i%2],
		Snippets: []templates.Snippet{
			{Href: "/cable/74AUREL1200?q=fishing+rights#par3", Paragraph: "3", Mark: "C", Parts: text("… the minister said that ", "fishing rights", " north of the shelf were “not a matter for this year”, and that his colleagues would prefer to speak of harbour dues …")},
			{Href: "/cable/74AUREL1200?q=fishing+rights#par12", Paragraph: "12", Mark: "U", Parts: text("Comment: on ", "fishing", " the government has more to lose than it says. The fleet at Lantana has not sailed since March.")},
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

func pagination() templates.Pagination {
	return templates.Pagination{
		Prev: "/search?page=1", Next: "/search?page=3", From: 21, To: 40, Total: 12345,
		Pages: []templates.PageLink{{Number: 1, Href: "/search?page=1"}, {Number: 2, Href: "/search?page=2", Current: true}, {Number: 3, Href: "/search?page=3"}, {Gap: true}, {Number: 618, Href: "/search?page=618"}},
		Note:  "Pages after 500 are not shown; narrow the results by date.",
	}
}

func crumbs(last string) []templates.Link {
	return []templates.Link{{Label: "Home", Href: "/"}, {Label: "TAGS", Href: "/tags"}, {Label: last, Current: true}}
}

func tagItems() []templates.Item {
	return []templates.Item{
		{Code: "PREL", Label: "External political relations", Href: "/tag/PREL", Count: 4312},
		{Code: "EFIS", Label: "Commercial fishing and fish processing", Href: "/tag/EFIS", Count: 1204},
		{Code: "PHUM", Label: "Human rights", Href: "/tag/PHUM", Count: 977},
		{Code: "OVIP", Label: "Visits and travel of prominent individuals", Href: "/tag/OVIP", Count: 412},
		{Code: "XZ", Label: "Aurelia", Detail: "country", Href: "/tag/XZ", Count: 88},
	}
}

func nameItems() []templates.Item {
	return []templates.Item{
		{Label: "Anselm Tovar", Href: "/person/anselm-tovar", Count: 212}, {Label: "Ida Quist", Href: "/person/ida-quist", Count: 190},
		{Label: "General Ruiz Marlowe", Href: "/person/ruiz-marlowe", Count: 61}, {Label: "Peder Holm", Href: "/person/peder-holm", Count: 12},
	}
}

func postItems() []templates.Item {
	return []templates.Item{
		{Code: "AUREL", Label: "Embassy Port Aurel", Detail: "Aurelia", Href: "/post/AUREL", Count: 8123},
		{Code: "LANTANA", Label: "Consulate Lantana", Detail: "Aurelia", Href: "/post/LANTANA", Count: 3120},
		{Code: "STATE", Label: "Department of State", Href: "/post/STATE", Count: 2960},
		{Code: "VELDT", Label: "Mission Veldt", Href: "/post/VELDT", Count: 1010},
	}
}

func ways() []templates.Way {
	all := func(n int, what string) *templates.Link {
		return &templates.Link{Label: fmt.Sprintf("All %d %s", n, what), Href: "/" + what}
	}
	return []templates.Way{
		{ID: "by-post", Title: "By post", Intro: "Who sent it: embassies, consulates, missions, the Department.", Items: postItems(), All: all(214, "posts")},
		{ID: "by-tag", Title: "By TAGS", Intro: "What it is about, in the terms of its own time.", Items: tagItems(), All: all(731, "TAGS")},
		{ID: "by-person", Title: "By person", Items: nameItems(), All: all(9120, "people")},
	}
}

func paragraphs() []templates.Paragraph {
	mk := func(n int, heading, role string, runs ...templates.Run) templates.Paragraph {
		return templates.Paragraph{
			Anchor: fmt.Sprintf("par%d", n), Label: fmt.Sprint(n), Name: fmt.Sprintf("paragraph %d", n), Mark: "C", MarkMeaning: "Confidential",
			Heading: heading, Role: role, Runs: runs, Href: fmt.Sprintf("/cable/74AUREL1200/par%d", n), Link: fmt.Sprintf("https://archive.example/cable/74AUREL1200/par%d~k3f9", n),
		}
	}
	tovar := templates.Run{Parts: text("Anselm Tovar"), Kind: templates.Person, Href: "/person/anselm-tovar"}
	ministry := templates.Run{Parts: text("Ministry of ", "Fishing", " and Harbours"), Kind: templates.Organisation, Href: "/organisation/fishing", Name: "Ministry of Fishing & Harbours"}
	lantana := templates.Run{Parts: text("Lantana"), Kind: templates.Place, Href: "/place/lantana"}
	return []templates.Paragraph{
		mk(1, "", "Summary", plain("The econoff called on "), tovar, plain(" of the "), ministry, plain(" on May 16 to ask when talks on the northern shelf would resume. He was courteous, better briefed than in March, and gave no date. The fleet at "), lantana, plain(" remains in port. End summary.")),
		mk(2, "A courteous refusal", "", tovar, plain(" opened by recalling the understanding described in "), templates.Run{Parts: text("ref B"), Kind: templates.CableRef, Href: "/cable/74LANTANA311"}, plain(", which he said his government still considered to be in force. On ", "fishing rights", " north of the shelf he had no instructions. “It is not a matter for this year,” he said twice; his colleagues would prefer to speak of harbour dues, on which an "), templates.Run{Parts: text("Aurelian"), Kind: templates.Misc, Href: "/name/aurelian"}, plain(" paper exists and will be passed to us.")),
		mk(3, "", "", plain("Asked about the letter of "), templates.Run{Parts: text("XXXXXXXXXXXX"), Kind: templates.Redacted}, plain(", he said that it had been read with interest. ("), templates.Run{Parts: text("74 STATE 88"), Kind: templates.AbsentRef, Href: "/cable/74STATE88"}, plain(" gives our own reading.) The econoff replied that interest was welcome, and that a date would be more so.")),
		{Anchor: "par4", Label: "4", Name: "paragraph 4", Pre: true, Runs: []templates.Run{plain("PORT         TONS 1972   TONS 1973   CHANGE\nPORT AUREL        412         398      -3.4\nLANTANA           280         121     -56.8\nVELDT              12          19     +58.3")}, Href: "/cable/74AUREL1200/par4", Link: "https://archive.example/cable/74AUREL1200/par4"},
		mk(5, "Comment", "Comment", plain("On ", "fishing", " the government has more to lose than it says, and knows it. We recommend patience until the budget is through, and a word with the harbour master.")),
		{Anchor: "p6", Name: "the last paragraph", Runs: []templates.Run{plain("Holm")}, Href: "/cable/74AUREL1200/p6", Link: "https://archive.example/cable/74AUREL1200/p6"},
	}
}

func citation() templates.Citation {
	return templates.Citation{
		Sentence: "Embassy Port Aurel to Department of State, “Fishing talks: the minister asks for more time”, 18 May 1974, cable 74AUREL1200, Reftel, https://archive.example/cable/74AUREL1200.",
		URL:      "https://archive.example/cable/74AUREL1200",
		BibTeX:   "@misc{74AUREL1200,\n  title = {Fishing talks},\n  year = {1974}\n}",
		RIS:      "TY  - GEN\nTI  - Fishing talks\nER  - ",
		Links:    []templates.Link{{Label: "BibTeX file", Href: "/cable/74AUREL1200.bib"}, {Label: "RIS file", Href: "/cable/74AUREL1200.ris"}},
	}
}

func confidential() templates.Classification {
	return templates.Classification{Name: "CONFIDENTIAL", Meaning: "Its release was expected to damage national security.", Href: "/search?class=CONFIDENTIAL"}
}

func captions() []templates.Caption {
	return []templates.Caption{{Code: "LIMDIS", Meaning: "Limited distribution: to those who need to know.", Href: "/search?caption=LIMDIS"}}
}

func sampleCable() templates.Cable {
	p := page("Fishing talks: the minister asks for more time")
	p.OGType = "article"
	var info []templates.FactValue
	for i := range 14 {
		info = append(info, templates.FactValue{Text: fmt.Sprintf("AMEMBASSY NUMBER %d", i+1), Href: fmt.Sprintf("/post/N%d", i), Detail: "priority"})
	}
	return templates.Cable{
		Page:  p,
		Trail: &templates.Trail{Back: "/search?q=fishing+rights", Query: "fishing rights", Position: 3, Total: 12345, Prev: "/cable/a?q=f", Next: "/cable/b?q=f"},
		ID:    "74AUREL1200", IDInferred: true, Subject: p.Title, SubjectParts: text("", "Fishing", " talks: the minister asks for more time"),
		SubjectSent: "FISHING TALKS: THE MINISTER ASKS FOR MORE TIME",
		Date:        templates.Date{Text: "18 May 1974", ISO: "1974-05-18"}, Classification: confidential(), Captions: captions(),
		From: "Embassy Port Aurel", To: []string{"Department of State", "Consulate Lantana"},
		Facts: []templates.Fact{
			{Term: "From", Values: []templates.FactValue{{Text: "Embassy Port Aurel", Detail: "Aurelia", Href: "/post/AUREL"}}},
			{Term: "To", Values: []templates.FactValue{{Text: "SECSTATE WASHDC", Detail: "Department of State, priority", Href: "/post/STATE"}, {Text: "AMCONSUL LANTANA", Href: "/post/LANTANA"}}},
			{Term: "Info", Values: info},
			{Term: "Precedence", Values: []templates.FactValue{{Text: "PRIORITY", Detail: "to be delivered within hours"}}},
			{Term: "Executive order", Values: []templates.FactValue{{Text: "E.O. 11652", Detail: "rules on classification of 1972"}}},
			{Term: "Declassify on", Values: []templates.FactValue{{Text: "18 May 1980", ISO: "1980-05-18", Inferred: true}}},
			{Term: "TAGS", Help: "What the cable is about, in codes of its time", Values: []templates.FactValue{
				{Code: "EFIS", Kind: "subject", Text: "Commercial fishing and fish processing", Href: "/tag/EFIS"},
				{Code: "PREL", Kind: "subject", Text: "External political relations", Href: "/tag/PREL"},
				{Code: "XZ", Kind: "place", Text: "Aurelia", Href: "/tag/XZ"},
			}},
			{Term: "Signed", Values: []templates.FactValue{{Text: "Holm"}}},
		},
		Warnings: []string{"Two page lines were taken out of the text; the text as received has them.", "The year in the number was concluded from the date."},
		Matches:  []templates.Link{{Label: "1", Href: "#par1"}, {Label: "2", Href: "#par2"}, {Label: "5", Href: "#par5"}}, MatchCount: 4,
		References: []templates.Reference{
			{Letter: "A", Kind: "cable", Text: "74 STATE 88", ID: "74STATE88", Href: "/cable/74STATE88"},
			{Letter: "B", Kind: "cable", Text: "LANTANA 311", ID: "74LANTANA311", Href: "/cable/74LANTANA311", Held: true, Title: "The fleet will not sail", Date: templates.Date{Text: "2 April 1974", ISO: "1974-04-02"}},
			{Letter: "C", Kind: "telephone conversation", Text: "HOLM-QUIST TELCON MAY 15"},
		},
		CitedBy: cableItems(2), Copies: cableItems(1), CopyCount: 1, CopiesAll: "/search?q=copies%3A74AUREL1204&copies=apart",
		Versions: []templates.Version{
			{Path: "in/a.txt", Format: "plain", Bytes: 812, Difference: "The version that is shown here.", Href: "/cable/74AUREL1204/raw"},
			{Path: "in/b.txt", Format: "plain", Bytes: 1, Difference: "2 lines of the version that is shown are missing, 0 are other.", Href: "/cable/74AUREL1204/raw?version=2"},
		},
		CitedCount: 9, CitedByAll: &templates.Link{Label: "All 9 cables", Href: "/search?q=ref:74AUREL1200"},
		Paragraphs: paragraphs(),
		Footnotes:  []templates.Footnote{{Number: "1", Anchor: "par3", Text: "The letter has not been found."}},
		Names: []templates.Way{
			{Title: "People", Items: nameItems()},
			{Title: "Places", Items: append(append(postItems(), postItems()...), postItems()...)},
		},
		Earlier: &templates.Neighbour{ID: "74AUREL1199", Title: "Weekly economic report", Href: "/cable/74AUREL1199", Date: templates.Date{Text: "17 May 1974", ISO: "1974-05-17"}},
		Later:   &templates.Neighbour{ID: "74AUREL1204", Title: "Harbour dues: the paper arrives", Href: "/cable/74AUREL1204", Date: templates.Date{Text: "20 May 1974", ISO: "1974-05-20"}},
		Raw:     "/cable/74AUREL1200.txt", Forms: []templates.Link{{Label: "JSON", Href: "/cable/74AUREL1200.json"}},
		Source: []templates.Fact{
			{Term: "File", Values: []templates.FactValue{{Text: "demo/1974.csv#4711", Mono: true}}},
			{Term: "Format", Values: []templates.FactValue{{Text: "CSV dump"}}},
			{Term: "SHA-256", Values: []templates.FactValue{{Text: "05313ee59afd92b8a0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566aa", Mono: true}}},
			{Term: "Size", Values: []templates.FactValue{{Text: "4,211 bytes"}}},
		},
		Citation: citation(),
	}
}

func sampleSearch() templates.Search {
	p := page("fishing rights - page 2")
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
	return templates.Search{
		Page: p, Total: 12345, ReadAs: "fishing AND rights", Notes: []string{"The word “of” was left out: it is in every cable."},
		Selections: []templates.Selection{
			{Label: "TAGS", Value: "PREL External political relations", Remove: "/search?q=1"},
			{Label: "TAGS", Value: "OVIP Visits and travel", Exclude: true, Remove: "/search?q=2"},
			{Label: "Since", Value: "1974", Remove: "/search?q=3"},
		},
		ClearAll: "/search?q=fishing+rights", Hidden: []templates.Hidden{{Name: "tag", Value: "PREL"}, {Name: "tag", Value: "-OVIP"}},
		Since: templates.DateInput{Value: "1974"}, Until: templates.DateInput{Value: "19x9", Error: "“19x9” is not a date. Write 1979 or 1979-05."},
		Years: h,
		Facets: []templates.Facet{
			{Key: "tag", Title: "TAGS", Open: true, All: &templates.Link{Label: "Show all 214 TAGS", Href: "/facet/tag", Count: 214}, Values: []templates.FacetValue{
				prel, value("EFIS", "Commercial fishing and fish processing", 1204), value("PHUM", "Human rights", 977), ovip, {Label: "No TAGS", Missing: true, Count: 31, Href: "/search?tag=-none-"},
			}},
			{Key: "per", Title: "People", Open: true, Values: []templates.FacetValue{value("", "Anselm Tovar", 212), value("", "Ida Quist", 190)}},
			{Key: "post", Title: "Sent from", Open: true, Values: []templates.FacetValue{value("AUREL", "Embassy Port Aurel", 812), value("LANTANA", "Consulate Lantana", 78)}},
			{Key: "class", Title: "Classification", Values: []templates.FacetValue{value("", "SECRET", 61), value("", "CONFIDENTIAL", 1002)}},
			{Key: "lang", Title: "Language", Values: []templates.FacetValue{value("", "English", 12001), value("", "Spanish", 344)}},
		},
		Sorts:   []templates.Option{{Value: "relevance", Label: "Best match", Selected: true}, {Value: "oldest", Label: "Oldest first"}, {Value: "newest", Label: "Newest first"}},
		Sizes:   []templates.Option{{Value: "20", Label: "20", Selected: true}, {Value: "50", Label: "50"}},
		Copies:  &templates.Link{Label: "3 near-identical cables stand behind another one: show each", Href: "/search?q=fishing&copies=apart"},
		Results: cableItems(5), Pagination: pagination(),
		Downloads: []templates.Link{{Label: "CSV", Href: "/search.csv"}, {Label: "JSON", Href: "/search.json"}, {Label: "RIS", Href: "/search.ris"}, {Label: "Atom feed", Href: "/search.atom"}},
	}
}

func sampleNothing() templates.Search {
	v := sampleSearch()
	v.Title, v.Query, v.Total = `"fishing wrights" - search`, `"fishing wrights"`, 0
	v.Results, v.Pagination, v.Facets, v.Until.Error = nil, templates.Pagination{}, nil, ""
	v.Relaxed = []templates.Selection{{Label: "TAGS", Value: "PREL", Remove: "/search?q=1", Count: 12}}
	v.Suggestions = []templates.Link{{Label: "“fishing rights”", Href: "/search?q=x", Count: 812}, {Label: "fishing wrights, without quotation marks", Href: "/search?q=y", Count: 3}}
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
	p := page("Reftel")
	return templates.Home{
		Page: p, Lead: "A searchable archive of diplomatic cables, where every paragraph can be found, linked and cited.",
		Examples: searchExamples(), Span: "From 1966 to 2010", Years: years(), Ways: ways(),
		Totals:      []templates.Total{{Count: 251287, Label: "cables", Href: "/search"}, {Count: 45, Label: "years", Href: "/dates"}, {Count: 214, Label: "posts", Href: "/posts"}, {Count: 91204, Label: "names"}, {Count: 310221, Label: "references between cables"}},
		CablesTitle: "First cables", Cables: cableItems(3), CablesAll: &templates.Link{Label: "All cables by date", Href: "/search"},
	}
}

func sampleQuotation() templates.Quotation {
	p := page("“It is not a matter for this year” - paragraph 2 of 74AUREL1200")
	ps := paragraphs()
	return templates.Quotation{
		Page: p, CableID: "74AUREL1200", CableTitle: "Fishing talks: the minister asks for more time", CableHref: "/cable/74AUREL1200#par2",
		Date: templates.Date{Text: "18 May 1974", ISO: "1974-05-18"}, From: "Embassy Port Aurel", To: []string{"Department of State"},
		Classification: confidential(), Captions: captions(), Paragraph: ps[1], Before: &ps[0], After: &ps[2], Of: 6, Place: 2,
		Prev: "/cable/74AUREL1200/par1", Next: "/cable/74AUREL1200/par3",
		Status: templates.LinkMoved, Notice: "This paragraph was number 3 when the link was made; its text is the same.",
		Text:     "“Anselm Tovar opened by recalling the understanding described in ref B …”\n\nEmbassy Port Aurel to Department of State, 18 May 1974, cable 74AUREL1200, paragraph 2. https://archive.example/cable/74AUREL1200/par2~k3f9",
		Citation: citation(),
	}
}

func sampleSubject() templates.Subject {
	return templates.Subject{
		Page: page("EFIS Commercial fishing"), Crumbs: crumbs("EFIS"), Kind: "TAGS subject", Name: "Commercial fishing and fish processing", Code: "EFIS",
		Meaning: "Fishing rights and limits, fleets, catches, the trade in fish and its processing.", Also: []string{"EFISH", "EFSH"},
		Facts: []templates.Fact{{Term: "Family", Values: []templates.FactValue{{Text: "E, economic affairs", Href: "/tags#E"}}}, {Term: "In use", Values: []templates.FactValue{{Text: "1973 to today"}}}},
		Total: 1204, Years: years(), Related: []templates.Way{{ID: "r-tags", Title: "TAGS that go with it", Items: tagItems()}, {ID: "r-people", Title: "People", Items: nameItems()}},
		SearchHref: "/search?tag=EFIS", SearchHidden: []templates.Hidden{{Name: "tag", Value: "EFIS"}}, ListTitle: "Cables",
		Sorts:  []templates.Link{{Label: "Newest first", Href: "?sort=newest", Current: true}, {Label: "Oldest first", Href: "?sort=oldest"}},
		Cables: cableItems(4), Pagination: pagination(), Links: []templates.Link{{Label: "Atom feed", Href: "/tag/EFIS.atom"}},
	}
}

func sampleIndex() templates.Index {
	letters := make([]templates.Link, 0, 26)
	for c := 'A'; c <= 'Z'; c++ {
		l := templates.Link{Label: string(c), Href: "/persons?prefix=" + string(c), Current: c == 'M'}
		if c == 'X' || c == 'Q' {
			l.Href = ""
		}
		letters = append(letters, l)
	}
	return templates.Index{
		Page: page("People"), Crumbs: crumbs("People"), Heading: "People", Intro: "Everybody whose name was found in the text of a cable.",
		Kinds:  []templates.Link{{Label: "People", Href: "/persons", Current: true}, {Label: "Organisations", Href: "/organisations"}},
		Prefix: "M", HasPrefix: true, Action: "/persons", Hidden: []templates.Hidden{{Name: "sort", Value: "name"}}, Letters: letters,
		Sorts:  []templates.Link{{Label: "Most cables", Href: "?sort=count", Current: true}, {Label: "A to Z", Href: "?sort=name"}},
		Groups: []templates.Way{{Title: "M", ID: "M", Items: append(nameItems(), nameItems()...)}, {Items: tagItems()}},
		Total:  9120, Unit: "people", Pagination: pagination(),
	}
}

// samples are all pages by the name of their golden file.
func samples() map[string]templ.Component {
	fact := []templates.Fact{{Term: "Year", Values: []templates.FactValue{{Text: "1974"}}}, {Term: "Post", Values: []templates.FactValue{{Text: "Department of State", Href: "/post/STATE"}}}}
	return map[string]templ.Component{
		"home":      templates.HomePage(sampleHome()),
		"search":    templates.SearchPage(sampleSearch()),
		"nothing":   templates.SearchPage(sampleNothing()),
		"cable":     templates.CablePage(sampleCable()),
		"quotation": templates.QuotationPage(sampleQuotation()),
		"subject":   templates.SubjectPage(sampleSubject()),
		"index":     templates.IndexPage(sampleIndex()),
		"dates": templates.DatesPage(templates.Dates{Page: page("Dates"), Crumbs: crumbs("Dates"), Heading: "Cables by date", Total: 251287, Years: years(),
			Rows:   []templates.DateRow{{Label: "1974", Href: "/dates/1974", Count: 812, Parts: []templates.Link{{Label: "January", Href: "/dates/1974/01", Count: 12}, {Label: "February"}, {Label: "March", Href: "/dates/1974/03", Count: 800}}}},
			Cables: cableItems(1)}),
		"stub":     templates.StubPage(templates.Stub{Page: page("74STATE88"), Crumbs: crumbs("74STATE88"), ID: "74STATE88", Facts: fact, Forms: []string{"74 STATE 88", "STATE 088"}, CitedBy: cableItems(2), Total: 2, SearchHref: "/search?q=x"}),
		"gone":     templates.GonePage(templates.Gone{Page: page("74AUREL9"), ID: "74AUREL9", Reason: "It was a copy of another cable.", Since: templates.Date{Text: "3 May 2026", ISO: "2026-05-03"}, Links: []templates.Link{{Label: "The other cable", Href: "/cable/x"}}}),
		"notfound": templates.NotFoundPage(templates.NotFound{Page: page("Not found"), Suggestions: []templates.Link{{Label: "74AUREL1200", Href: "/cable/74AUREL1200"}}}),
		"failure":  templates.FailurePage(templates.Failure{Page: page("Error"), Status: 503, Heading: "The archive is being changed over", Sentence: "A new edition is being opened. Try again in a few seconds.", RequestID: "k3f9-0042", Retry: "/search"}),
		"about": templates.AboutPage(templates.About{Page: page("About this archive"), Lead: "What is here, where it comes from, and how it was made readable.", Totals: []templates.Total{{Count: 251287, Label: "cables"}},
			Sections: []templates.Section{{Title: "What a cable is", Paragraphs: []string{"A telegram between a post abroad and its ministry. It has a number, a classification, a list of addressees and numbered paragraphs."}, List: []string{"TAGS say what it is about.", "References name the cables that it answers."}}},
			Facts:    fact}),
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
