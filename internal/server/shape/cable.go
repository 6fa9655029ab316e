package shape

import (
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/shape/divide"
	"reftel/internal/server/shape/matches"
	"reftel/web/templates"
)

// RelatedShown and SimilarShown are how many citing, copied and similar cables a
// page lists.
const (
	RelatedShown = 20
	SimilarShown = 6
)

// A Cable is a cable with all that its pages show of it.
type Cable struct {
	Terms        Terms
	Base         string // of absolute URLs, may be empty
	NAAN         string // under which cables are named by ARKs; "" where they are not
	Cable        *cable.Cable
	Targets      []Target // of its references
	CitedBy      archive.Related
	Copies       archive.Related
	SameNumber   archive.Related // other telegrams that bear its number
	Before       archive.Related // of the same post, the nearest one
	After        archive.Related
	Similar      []archive.Likeness
	InVolume     []archive.Found   // the documents beside it in its volume, where they are here
	Versions     []archive.Version // where there are several, the first ones
	VersionCount int               // how many there are in all
	Trail        Trail             // how the reader came here
	Found        *matches.Found    // what the search of the trail found; nil for nothing
	LeftOut      string            // which sections could not be had, a sentence

	Long  *divide.Long // where the text has several pages
	Part  int          // the page of the text, from 0
	First int          // place in the whole of the first paragraph at hand
	Hits  []int        // matches in each part; nil where they were not counted

	Unmarked bool // names and abbreviations of the text are not marked

	counted map[string]bool                // names that count among the cable's, by kind and key
	told    map[string]bool                // names that were mentioned
	short   map[string]templates.FactValue // meanings of the abbreviations of the text, once they were looked for
	shortAt map[int][]archive.Span         // where these stand in each paragraph, in bytes; of each the first
}

// View shapes the page of the cable.
func (x *Cable) View(p templates.Page) templates.Cable {
	c := x.Cable
	work := cite.Work{Cable: c, URL: x.absolute(CablePath(c.ID)), Holding: x.Terms.Collection(c.Collection)}
	x.head(&p, work)
	v := templates.Cable{
		Pick:            PickPath(c.ID, ""),
		Page:            p,
		Crumbs:          x.crumbs(),
		ID:              c.ID,
		IDInferred:      c.IDInferred,
		Subject:         c.Title(),
		SubjectInferred: c.SubjectInferred,
		Lang:            c.Language,
		Date:            x.date(),
		Classification:  x.Terms.classified(c.Classification, c.Date.Year),
		From:            cite.Sender(c),
		To:              c.To,
		Facts:           x.facts(),
		Warnings:        x.warnings(),
		References:      x.references(),
		CitedCount:      x.CitedBy.Total,
		CopyCount:       x.Copies.Total,
		Versions:        x.versions(),
		VersionCount:    x.VersionCount,
		AllVersions:     VersionsPath(c.ID, 1),
		Shorts:          x.shorts(),
		Capitals:        x.capitals(),
		Paragraphs:      make([]templates.Paragraph, 0, len(c.Paragraphs)),
		Names:           x.names(),
		Earlier:         x.neighbour(x.Before),
		Later:           x.neighbour(x.After),
		Raw:             CablePath(c.ID) + "/raw",
		Forms: []templates.Link{
			{Label: x.Terms.Words.Say("Plain text"), Href: CablePath(c.ID) + ".txt"},
			{Label: "JSON", Href: CablePath(c.ID) + ".json"},
		},
		Source:   x.source(),
		Citation: x.citation(work),
	}
	if c.Subject != "" && c.Subject != v.Subject && c.Edition == nil {
		v.SubjectSent = c.Subject
	}
	for _, code := range c.Captions {
		v.Captions = append(v.Captions, x.Terms.captionBadge(code, c.Date.Year))
	}
	x.headNotes(&v)
	closely := goesOn(c.Paragraphs)
	for i := range c.Paragraphs {
		sp := x.noted(i)
		sp.Close = closely[i]
		v.Paragraphs = append(v.Paragraphs, sp)
	}
	if c.NotPrinted {
		v.NoText = x.Terms.Words.Say("The volume describes this document and does not print it.")
	}
	v.Footnotes = x.footnotes(func(cable.Note) bool { return true })
	v.Volume = x.inVolume()
	x.relations(&v)
	x.marked(&v)
	x.divided(&v)
	return v
}

// relations are the other cables that the page leads to.
func (x *Cable) relations(v *templates.Cable) {
	for _, sum := range x.CitedBy.Cables {
		item := x.item(sum)
		item.Note = called(x.Terms.Words, sum, append([]string{v.ID}, x.Cable.Aliases...)...)
		v.CitedBy = append(v.CitedBy, item)
	}
	v.Thread = x.thread()
	v.CompareCopies, v.CompareNumber = comparisons(v.ID, x.Copies.Cables), comparisons(v.ID, x.SameNumber.Cables)
	for _, sum := range x.Copies.Cables {
		v.Copies = append(v.Copies, x.item(sum))
	}
	for _, sum := range x.SameNumber.Cables {
		v.SameNumber = append(v.SameNumber, x.item(sum))
	}
	if x.Copies.Total > 0 {
		v.CopiesAll = copiesPath(v.ID)
	}
	if x.CitedBy.Total > len(x.CitedBy.Cables) {
		v.CitedByAll = &templates.Link{Label: x.Terms.Words.Say("All cables that cite it"), Href: TextSearch("ref:" + v.ID), Count: x.CitedBy.Total}
	}
	for _, l := range x.Similar {
		item := x.item(l.Summary)
		item.Note = likeness(x.Terms.Words, l)
		v.Similar = append(v.Similar, item)
	}
}

// absolute is the whole URL of a path, or the path where the address of the
// site is not known.
func (x *Cable) absolute(path string) string { return x.Base + path }

// crumbs lead from the home page to the cable, by its date.
func (x *Cable) crumbs() []templates.Link {
	ls := []templates.Link{HomeLink(x.Terms.Words)}
	if e := x.Cable.Edition; e != nil && e.Place > 0 {
		return append(ls, x.volumeCrumbs()...)
	}
	d := x.Cable.Date
	if d.Year != 0 {
		ls = append(ls, templates.Link{Label: strconv.Itoa(d.Year), Href: YearPath(d.Year)})
	}
	if d.Month != 0 {
		ls = append(ls, templates.Link{Label: Long(x.Terms.Words, cable.Date{Year: d.Year, Month: d.Month}), Href: MonthPath(d.Year, d.Month)})
	}
	return ls
}

// warnings are the notes on the text.
func (x *Cable) warnings() []templates.Note {
	c, say := x.Cable, x.Terms.Words
	var ws []templates.Note
	add := func(text string) { ws = append(ws, templates.Note{Text: text}) }
	if c.PartialExtract {
		add(say.Say("This is an extract: the source holds a part of the cable only."))
	}
	if c.Redactions > 0 {
		add(say.Count(c.Redactions, "The released text was cut in %d place.", "The released text was cut in %d places."))
	}
	if c.CorrectedCopy {
		add(say.Say("This is a corrected copy."))
	}
	for _, w := range c.Warnings {
		ws = append(ws, templates.Note{Text: w, English: true})
	}
	if x.Long != nil {
		for _, cut := range x.Long.Cuts() {
			add(say.Tell(cut))
		}
	}
	if x.LeftOut != "" {
		add(x.LeftOut)
	}
	return ws
}
