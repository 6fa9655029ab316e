package cite

import "strings"

// A Meta is one statement in the head of a page.
type Meta struct{ Name, Content string }

// Metas are what reference managers read in the head of the page of the work, which
// bears it and no other. They split the names of authors at the last blank, unless there
// is a comma: one behind the name of a post keeps it whole. The number of the cable is
// its coverage, since that is what they take for the place in the archive. Subjects
// are the TAGS in words.
func (x Work) Metas(subjects []string) []Meta {
	r := x.record()
	var ms []Meta
	add := func(name, content string) {
		if content = OneLine(content); content != "" {
			ms = append(ms, Meta{name, content})
		}
	}
	office := r.office
	if office != "" {
		office += ","
	}
	add("citation_title", r.title)
	add("citation_author", office)
	date := strings.ReplaceAll(r.date.String(), "-", "/")
	kind := "document"
	if v := r.volume; v != nil {
		kind = "bookSection"
		add("citation_inbook_title", v.title)
		add("citation_book_title", v.title)
		add("citation_series_title", v.series)
		add("citation_volume", v.number)
		for _, p := range v.editors {
			add("citation_editor", p.forManagers())
		}
		add("citation_publisher", v.publisher)
		add("citation_firstpage", v.document)
		if v.year != "" {
			add("citation_publication_date", v.year)
			date = ""
		}
		add("z.itemType", "bookSection")
		add("DC.source", v.title)
	} else {
		add("z.itemType", "manuscript")
	}
	add("citation_date", date)
	add("citation_public_url", r.url)
	add("DC.type", kind)
	add("DC.creator", office)
	add("DC.coverage", r.id)
	add("DC.identifier", r.id)
	add("DCTERMS.identifier", r.id)
	add("DCTERMS.title", r.title)
	add("DCTERMS.date", r.date.String())
	add("DCTERMS.language", r.language)
	add("DCTERMS.provenance", r.holds)
	add("DCTERMS.bibliographicCitation", x.Sentence())
	for _, s := range subjects {
		add("DCTERMS.subject", s)
	}
	return ms
}

// forManagers is Smith, Louis J. Jr.; a comma between names of several words each would
// be read as one between persons.
func (p person) forManagers() string {
	if strings.Contains(p.family, " ") {
		return join(" ", p.given, p.family)
	}
	return join(", ", p.family, join(" ", p.given, p.suffix))
}
