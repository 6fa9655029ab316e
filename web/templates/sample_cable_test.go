package templates_test

import (
	"fmt"

	"reftel/web/templates"
	"reftel/web/templates/citations"
	"reftel/web/templates/trail"
)

func paragraphs() []templates.Paragraph {
	mk := func(n int, heading, role string, runs ...templates.Run) templates.Paragraph {
		return templates.Paragraph{
			Anchor: fmt.Sprintf("par%d", n), Label: fmt.Sprint(n), Name: fmt.Sprintf("paragraph %d", n), Mark: "C", MarkMeaning: "Confidential",
			Heading: heading, Role: role, Runs: runs, Href: fmt.Sprintf("/cable/74AUREL1200/par%d", n), Link: fmt.Sprintf("https://archive.example/cable/74AUREL1200/par%d~k3f9", n),
		}
	}
	tovar := templates.Run{Parts: text("Anselm Tovar"), Kind: templates.Person, Href: "/entity/per/anselm-tovar"}
	ministry := templates.Run{Parts: text("Ministry of ", "Fishing", " and Harbours"), Kind: templates.Organisation, Href: "/entity/org/fishing", Name: "Ministry of Fishing & Harbours"}
	lantana := templates.Run{Parts: text("Lantana"), Kind: templates.Place, Href: "/entity/loc/lantana"}
	minister := templates.Run{Parts: text("The minister"), Kind: templates.Person, Href: "/entity/per/anselm-tovar", Name: "Anselm Tovar", Inferred: "inferred: in the words of a document"}
	return []templates.Paragraph{
		mk(1, "", "Summary", plain("The econoff called on "), tovar, plain(" of the "), ministry, plain(" on May 16 to ask when talks on the northern shelf would resume. He was courteous, better briefed than in March, and gave no date. The fleet at "), lantana, plain(" remains in port. End summary.")),
		mk(2, "A courteous refusal", "", tovar, plain(" opened by recalling the understanding described in "), templates.Run{Parts: text("ref B"), Kind: templates.CableRef, Href: "/cable/74LANTANA311"}, plain(", which he said his government still considered to be in force. On ", "fishing rights", " north of the shelf he had no instructions. “It is not a matter for this year,” he said twice; his colleagues would prefer to speak of harbour dues, on which an "), templates.Run{Parts: text("Aurelian"), Kind: templates.Misc, Href: "/entity/misc/aurelian"}, plain(" paper exists and will be passed to us.")),
		mk(3, "", "", minister, plain(", asked about the letter, said that it had been read with interest. ("), templates.Run{Parts: text("74 STATE 88"), Kind: templates.AbsentRef, Href: "/cable/74STATE88"}, plain(" gives our own reading.) The econoff replied that interest was welcome, and that a date would be more so.")),
		{Anchor: "par4", Label: "4", Name: "paragraph 4", Cited: "para. 4", Pre: true, Runs: []templates.Run{plain("PORT         TONS 1972   TONS 1973   CHANGE\nPORT AUREL        412         398      -3.4\nLANTANA           280         121     -56.8\nVELDT              12          19     +58.3")}, Href: "/cable/74AUREL1200/par4", Link: "https://archive.example/cable/74AUREL1200/par4"},
		mk(5, "Comment", "Comment", plain("On ", "fishing", " the government has more to lose than it says, and knows it. We recommend patience until the budget is through, and a word with the harbour master.")),
		{Anchor: "p6", Name: "the last paragraph", Cited: "unnumbered para. 1", Runs: []templates.Run{plain("Holm")}, Href: "/cable/74AUREL1200/p6", Link: "https://archive.example/cable/74AUREL1200/p6"},
	}
}

// numbered gives the matches of paragraphs their numbers, behind that of the subject.
func numbered(ps []templates.Paragraph) []templates.Paragraph {
	n := 1
	for i := range ps {
		for _, r := range ps[i].Runs {
			for j := range r.Parts {
				if r.Parts[j].Match {
					n++
					r.Parts[j].ID = fmt.Sprintf("match-%d", n)
					ps[i].Hits = &trail.Hits{
						Label: "Match", Numbers: []trail.Place{{Label: fmt.Sprint(n), Href: fmt.Sprintf("#match-%d", n)}}, Of: "of 4",
						Prev: &trail.Place{Href: fmt.Sprintf("#match-%d", n-1)},
					}
				}
			}
		}
	}
	return ps
}

func citation() citations.Citation {
	return citations.Citation{
		Sentence: "Embassy Port Aurel to Department of State, “Fishing talks: the minister asks for more time”, 18 May 1974, cable 74AUREL1200, Reftel, https://archive.example/cable/74AUREL1200.",
		Around:   citations.Around{Before: "Embassy Port Aurel, 74AUREL1200, 18 May 1974, ", Between: ", Confidential; "},
		Styles:   []citations.Style{{Name: "MLA", Text: "Embassy Port Aurel. “Fishing talks.” 18 May 1974.", InText: "(Embassy Port Aurel)"}},
		BibTeX:   "@misc{74AUREL1200,\n  title = {Fishing talks},\n  year = {1974}\n}",
		RIS:      "TY  - MANSCPT\nTI  - Fishing talks\nER  - ",
		Links:    []citations.Link{{Label: "BibTeX", Href: "/cable/74AUREL1200.bib"}, {Label: "RIS", Href: "/cable/74AUREL1200.ris"}},
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
	p.JSONLD = map[string]any{"@context": "https://schema.org", "@type": "Message", "name": "Reftel </script>"}
	p.Metas = []templates.Meta{{Name: "citation_title", Content: p.Title}}
	p.Alternates = []templates.Alternate{{Type: "application/json", Title: "JSON", Href: "/cable/74AUREL1200.json"}}
	var info []templates.FactValue
	for i := range 14 {
		info = append(info, templates.FactValue{Text: fmt.Sprintf("AMEMBASSY NUMBER %d", i+1), Href: fmt.Sprintf("/post/N%d", i), Detail: "priority"})
	}
	return templates.Cable{
		Page:  p,
		Trail: &trail.Trail{Back: "/search?q=fishing+rights", Query: "fishing rights", Position: "3 of 12,345", Prev: "/cable/a?q=f", Next: "/cable/b?q=f"},
		ID:    "74AUREL1200", IDInferred: true, Subject: p.Title, SubjectParts: []templates.Part{{Text: "Fishing", Match: true, ID: "match-1"}, {Text: " talks: the minister asks for more time"}},
		SubjectSent: "FISHING TALKS: THE MINISTER ASKS FOR MORE TIME",
		Date:        templates.Date{Text: "18 May 1974", ISO: "1974-05-18"}, Classification: confidential(), Captions: captions(),
		From: "Embassy Port Aurel", To: []string{"Department of State", "Consulate Lantana"},
		Reading: templates.Reading{Ways: []templates.Link{
			{Label: "For reading", Href: "/cable/74AUREL1200", Current: true}, {Label: "Lines as received", Href: "/cable/74AUREL1200?view=lines"},
		}},
		Shorts: []templates.Fact{{Term: "R&T", Values: []templates.FactValue{{Text: "rope and twine"}}}},
		Facts: []templates.Fact{
			{Term: "Reference id", Values: []templates.FactValue{{Text: "74AUREL1200", Mono: true, Inferred: true}}},
			{Term: "Date", Values: []templates.FactValue{{Text: "18 May 1974", ISO: "1974-05-18", Href: "/year/1974/05", Inferred: true}}},
			{Term: "From", Values: []templates.FactValue{{Text: "Embassy Port Aurel", Detail: "Aurelia", Href: "/post/AUREL"}}},
			{Term: "To", Values: []templates.FactValue{{Text: "SECSTATE WASHDC", Detail: "Department of State, priority", Href: "/post/STATE"}, {Text: "AMCONSUL LANTANA", Href: "/post/LANTANA"}}},
			{Term: "Info", Values: info},
			{Term: "Precedence", Values: []templates.FactValue{{Text: "PRIORITY", Detail: "to be delivered within hours"}}},
			{Term: "Executive order", Values: []templates.FactValue{{Text: "E.O. 11652"}}},
			{Term: "Declassify on", Values: []templates.FactValue{{Text: "05/18/80"}}},
			{ID: "fact-tags", Term: "TAGS", Help: "What the cable is about, in codes of its time", Values: []templates.FactValue{
				{Text: "EFIS", Kind: "subject", Detail: "Commercial fishing and fish processing", Href: "/tag/EFIS"},
				{Text: "PREL", Kind: "subject", Detail: "External political relations", Href: "/tag/PREL", Match: true},
				{Text: "XZ", Kind: "country", Detail: "Aurelia", Href: "/tag/XZ"},
			}},
			{Term: "Signed", Values: []templates.FactValue{{Text: "Holm"}}},
		},
		Warnings: []templates.Note{{Text: "Two page lines were taken out of the text; the text as received has them.", English: true}, {Text: "The year in the number was concluded from the date."}},
		Matches: &trail.Matches{Label: "4 matches", Where: "4 matches, in 5 places", First: "#match-1", Of: 4, Places: []trail.Place{
			{Label: "Subject", Href: "#match-1"}, {Label: "¶ 1", Name: "Paragraph 1", Href: "#match-2"}, {Label: "¶ 2", Name: "Paragraph 2", Href: "#match-3"}, {Label: "¶ 5", Name: "Paragraph 5", Count: 2, Href: "#match-4"},
			{Label: "TAGS: PREL", Href: "#fact-tags"},
		}},
		References: []templates.Reference{
			{Letter: "A", Kind: "Cable", Text: "74 STATE 88", ID: "74STATE88", Href: "/cable/74STATE88"},
			{Letter: "B", Kind: "Cable", Text: "LANTANA 311", ID: "74LANTANA311", IDInferred: true, Href: "/cable/74LANTANA311", Held: true, Title: "The fleet will not sail"},
			{Letter: "C", Kind: "Telephone call", Text: "HOLM-QUIST TELCON MAY 15"},
		},
		CitedBy: listed(2), Similar: similar(), Copies: listed(1), CopyCount: 1, CopiesAll: "/search?q=copies%3A74AUREL1204&copies=apart",
		Thread:        &templates.Thread{Href: "/cable/74AUREL1200/thread", Beside: 31, Years: "1973 to 1976"},
		CompareCopies: []templates.Link{{Label: "74AUREL1204", Href: "/cable/74AUREL1200/compare/74AUREL1204"}},
		VersionCount:  2,
		Versions: []templates.Version{
			{Path: "in/a.txt", Format: "plain", Bytes: 812, Difference: "The version that is shown here.", Href: "/cable/74AUREL1204/raw"},
			{Path: "in/b.txt", Format: "plain", Bytes: 1, Difference: "2 lines of the version that is shown are missing, 0 are other.", Href: "/cable/74AUREL1204/raw?version=2", Compare: "/cable/74AUREL1204/compare/version-2"},
		},
		CitedCount: 29, CitedByAll: &templates.Link{Label: "All cables that cite it", Href: "/search?q=ref:74AUREL1200", Count: 29},
		Paragraphs: numbered(withShort(paragraphs())),
		Footnotes:  []templates.Footnote{{Number: "1", Anchor: "par3", Text: "The letter has not been found."}},
		Names: []templates.Way{
			{Title: "People", Items: nameItems()},
			{Title: "Places", Items: append(append(postItems(), postItems()...), postItems()...)},
		},
		Earlier: &templates.Neighbour{ID: "74AUREL1199", IDInferred: true, Title: "Weekly economic report", Href: "/cable/74AUREL1199", Date: templates.Date{Text: "17 May 1974", ISO: "1974-05-17"}},
		Later:   &templates.Neighbour{ID: "74AUREL1204", Title: "Harbour dues: the paper arrives", Href: "/cable/74AUREL1204", Date: templates.Date{Text: "20 May 1974", ISO: "1974-05-20"}},
		Raw:     "/cable/74AUREL1200/raw", Forms: []templates.Link{{Label: "Plain text", Href: "/cable/74AUREL1200.txt"}, {Label: "JSON", Href: "/cable/74AUREL1200.json"}},
		Source: []templates.Fact{
			{Term: "Place in the source", Values: []templates.FactValue{{Text: "number 4711"}}},
			{Term: "Format", Values: []templates.FactValue{{Text: "CSV dump"}}},
			{Term: "SHA-256", Values: []templates.FactValue{{Text: "05313ee59afd92b8a0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566aa", Mono: true}}},
			{Term: "Bytes", Values: []templates.FactValue{{Text: "4211"}}},
		},
		Citation: citation(),
	}
}

func sampleQuotation() templates.Quotation {
	p := page("“It is not a matter for this year” - paragraph 2 of 74AUREL1200")
	ps := paragraphs()
	return templates.Quotation{
		Trail: &trail.Trail{Back: "/search?q=fishing+rights", Query: "fishing rights", Via: []trail.Step{{ID: "74AUREL1", Href: "/cable/74AUREL1?q=f"}, {ID: "74AUREL9", Href: "/cable/74AUREL9?q=f&via=74AUREL1"}}},
		Hits:  &trail.Hits{Label: "Matches 2 to 3", Of: "of 4 in this cable", Next: &trail.Place{Label: "¶ 5", Href: "/cable/74AUREL1200/par5?q=f"}},
		Page:  p, CableID: "74AUREL1200", IDInferred: true, CableTitle: "Fishing talks: the minister asks for more time", CableHref: "/cable/74AUREL1200#par2",
		Date: templates.Date{Text: "18 May 1974", ISO: "1974-05-18"}, From: "Embassy Port Aurel", To: []string{"Department of State"},
		Classification: confidential(), Captions: captions(), Paragraph: ps[1], Before: &ps[0], After: &ps[2], Of: 6, Place: 2,
		Prev: "/cable/74AUREL1200/par1", Next: "/cable/74AUREL1200/par3",
		Status: templates.LinkMoved, Notice: "The text has moved since this link was made: it stood in paragraph 3 then and is paragraph 2 now.",
		Text:     "“Anselm Tovar opened by recalling the understanding described in ref B …”\n\nEmbassy Port Aurel to Department of State, 18 May 1974, cable 74AUREL1200, paragraph 2. https://archive.example/cable/74AUREL1200/par2~k3f9",
		Citation: citation(),
	}
}

// withShort puts an abbreviation behind the first paragraph.
func withShort(ps []templates.Paragraph) []templates.Paragraph {
	ps[0].Runs = append(ps[0].Runs, plain(" The "), templates.Run{Parts: text("R&T"), Kind: templates.Short, Href: "#abbr-R-T", Name: "rope and twine"}, plain(" office is shut."))
	return ps
}

// sampleLines is the cable as it was received.
func sampleLines() templates.Cable {
	v := sampleCable()
	v.Capitals, v.Matches = true, nil
	v.Reading.Lines = []templates.Stretch{
		{Parts: text("C O N F I D E N T I A L PORT AUREL 1200\n\nSUBJECT: FISHING TALKS\n\n")},
		{Anchor: "par1", Also: []string{"par2", "par3", "par4", "par5", "p6"}, Label: "1", Name: "paragraph 1", Parts: text("1. (C) SUMMARY. ", "FISHING", " 2. (C) ALL\nIS WELL.\n")},
	}
	return v
}
