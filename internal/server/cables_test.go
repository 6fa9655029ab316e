package server

import (
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
)

// testCables are invented. No person, post or event in them is real.
func testCables() []*cable.Cable {
	first := &cable.Cable{
		ID: "09MEXICO2676", Aliases: []string{"09MEXICO02676"},
		Date:   cable.Date{Year: 2009, Month: 9, Day: 8, Hour: 16, Minute: 5, HasTime: true},
		Origin: cable.Post{Code: "MEXICO", Name: "Embassy Mexico", Country: "Mexico"}, From: "AMEMBASSY MEXICO",
		To: []string{"SECSTATE WASHDC", "AMEMBASSY LIMA"}, Info: []string{"AMCONSUL TIJUANA"},
		Classification: "CONFIDENTIAL", Captions: []string{"SIPDIS", "NODIS"}, Precedence: "PRIORITY",
		ExecutiveOrder: "12958", DeclassifyOn: "2019-09-08", ClassifiedBy: "Counselor Vera Sample", Reasons: []string{"1.4 (b)"},
		Tags:    []cable.Tag{{Code: "PREL"}, {Code: "MX"}},
		Subject: "ORCHARD TALKS AT THE WEATHER OFFICE", SubjectDisplay: "Orchard talks at the weather office",
		References: []cable.Reference{
			{Letter: "A", Kind: "cable", ID: "09MEXICO2600", Text: "MEXICO 2600"},
			{Letter: "B", Kind: "cable", ID: "08LIMA77", Text: "08 LIMA 77"},
		},
		Paragraphs: []cable.Paragraph{
			{Number: 1, Mark: "C", Text: "Summary: Gustavo Sample of A/B Orchards met the weather office. The talks were long, and ref A tells how they began."},
			{Number: 2, Mark: "C/NF", Heading: "Apples", Text: "The orchard will grow tangerines, see ref B, says Gustavo Sample. Nobody at the weather office had seen the forecast that the growers of the valley asked for in spring, and the director said so in plain words before the whole round of guests, who took it with good humour and asked for more coffee while the rain went on outside of the hall."},
			{Number: 2, Text: "A second paragraph two, about tangerines."},
			{Text: "SAMPLE"},
		},
		Signers: []string{"SAMPLE"}, Language: "en", Summary: []string{"par1"}, Collection: "Test",
		Source: cable.Source{Path: "in/one.txt", Format: "plain", SHA256: strings.Repeat("ab", 32), Bytes: 20},
	}
	name := func(p int, kind, text string) {
		t := first.Paragraphs[p].Text
		at := len([]rune(t[:strings.Index(t, text)]))
		first.Paragraphs[p].Entities = append(first.Paragraphs[p].Entities, cable.Entity{Kind: kind, Text: text, Start: at, End: at + len([]rune(text))})
	}
	name(0, cable.PER, "Gustavo Sample")
	name(0, cable.ORG, "A/B Orchards")
	name(1, cable.PER, "Gustavo Sample")
	first.Entities = []cable.EntityCount{{Kind: cable.PER, Name: "Gustavo Sample", Count: 2}, {Kind: cable.ORG, Name: "A/B Orchards", Count: 1}}

	second := &cable.Cable{
		ID: "09MEXICO2600", Date: cable.Date{Year: 2009, Month: 8, Day: 30},
		Origin: cable.Post{Code: "MEXICO", Name: "Embassy Mexico", Country: "Mexico"}, From: "AMEMBASSY MEXICO", To: []string{"SECSTATE WASHDC"},
		Classification: "UNCLASSIFIED", Tags: []cable.Tag{{Code: "PREL"}}, Subject: "The orchard before the talks",
		Paragraphs: []cable.Paragraph{{Number: 1, Text: "An orchard stands in the valley."}}, Language: "en",
		Source: cable.Source{Path: "in/two.txt", Format: "plain"},
	}
	evil := `"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}javascript:alert(3)`
	third := &cable.Cable{
		ID: "10TESTVILLE1", Date: cable.Date{Year: 2010, Month: 1, Day: 2}, Origin: cable.Post{Code: "TESTVILLE", Name: evil, Country: evil},
		From: evil, To: []string{evil}, Info: []string{evil}, Classification: evil, Captions: []string{evil}, Precedence: evil,
		ExecutiveOrder: evil, DeclassifyOn: evil, ClassifiedBy: evil, Reasons: []string{evil}, Passing: []string{evil},
		Tags: []cable.Tag{{Code: evil, Kind: evil, Meaning: evil}}, Subject: evil,
		References: []cable.Reference{{Letter: "A", Kind: evil, Text: evil}, {Kind: "cable", ID: "99NOWHERE9", Text: evil}},
		Paragraphs: []cable.Paragraph{{Number: 1, Mark: evil, Heading: evil, Text: evil, Entities: []cable.Entity{{Kind: cable.PER, Text: evil[:20], Start: 0, End: 20, Name: evil}}}},
		Signers:    []string{evil}, Entities: []cable.EntityCount{{Kind: cable.PER, Name: evil, Count: 1}}, Language: "en", Warnings: []string{evil},
		Notes: []cable.Note{{Number: evil, Anchor: "par1", Text: evil}}, Collection: evil, Aliases: []string{evil},
		Source: cable.Source{Path: evil, Format: evil, SHA256: evil},
	}
	all := []*cable.Cable{first, second, third}
	for _, c := range all {
		cable.SetAnchors(c.Paragraphs)
	}
	return all
}

// testRaw is the source of a test cable: bytes that are no HTML.
func testRaw(c *cable.Cable) []byte { return []byte("RAW\r\n" + c.ID + "\r\n<script>\x00") }

// copiedCables are a cable that came in two versions, and two repeats of it
// under numbers of their own.
func copiedCables() []*cable.Cable {
	text := "The keeper of the old lighthouse asks for a new lens, because the one that he has was dropped on the stairs by a visitor " +
		"who wished to see the sea from above, and no ship has come nearer than a mile since then, to the sorrow of the whole harbour."
	sent := func(id, subject string, day int, text, path string) *cable.Cable {
		c := &cable.Cable{
			ID: id, Subject: subject, Date: cable.Date{Year: 1988, Month: 4, Day: day}, Origin: cable.Post{Code: "OSLO", Name: "Embassy Oslo"},
			Paragraphs: []cable.Paragraph{{Number: 1, Text: text}}, Language: "en", Source: cable.Source{Path: path, Format: "copied"},
		}
		cable.SetAnchors(c.Paragraphs)
		return c
	}
	return []*cable.Cable{
		sent("88OSLO1", "A lens", 1, text, "in/full.txt"), sent("88OSLO1", "A lens", 1, text[:100], "in/short.txt"),
		sent("88OSLO2", "A lens, repeated", 2, text, "in/again.txt"), sent("88OSLO3", "A lens, corrected", 3, text+" Signed by him.", "in/corrected.txt"),
	}
}

// testNames are what is told of the names in the test cables.
func testNames() authority.File {
	evil := testCables()[2].Subject
	return authority.File{
		{
			Kind: cable.PER, Name: "Gustavo Sample", Describe: "He grows tangerines.",
			Forms: []authority.Form{
				{Name: "SAMPLE, GUSTAVO", Basis: authority.List, Source: "vol1"}, {Name: "Don Gustavo", Basis: authority.Text, Source: "09MEXICO2676"}, {Name: "The Grower", Basis: authority.Correction},
			},
			Facts:   []authority.Fact{{Text: "Head of A/B Orchards", From: 2007, Basis: authority.Text, Source: "09MEXICO2676"}, {Text: "Grower", From: 1999, To: 2006, Basis: authority.List, Source: "vol1"}},
			Perhaps: []string{"Gus Sampel", evil},
		},
		{Kind: cable.PER, Name: "Gus Sampel", Forms: []authority.Form{{Name: "The Grower", Basis: authority.Text}}},
		{
			Kind: cable.PER, Name: evil, Describe: evil, Forms: []authority.Form{{Name: "other " + evil, Basis: authority.Basis(evil), Source: evil}},
			Facts: []authority.Fact{{Text: evil, Basis: authority.Text, Source: "10TESTVILLE1"}}, Perhaps: []string{evil},
		},
	}
}
