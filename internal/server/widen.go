package server

import (
	"slices"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// Words that are the meaning of a TAGS code also find the cables that have it:
// senders filed under PREL what they did not call external political
// relations. Countries and organisations are offered and not searched: nearly
// every cable has the TAGS of some, and their names are words of their own.

// meaningsShown is how many codes the page of results explains.
const meaningsShown = 3

// widened is the request as it is put to the archive.
func (t terms) widened(r query.Request) query.Request {
	r.Expr, _ = query.WithMeanings(r.Expr, t.subjectCodes)
	return r
}

// subjectCodes are the codes of subjects and programs that words stand for.
func (t terms) subjectCodes(words string) []string {
	var codes []string
	for _, tag := range t.tagsMeaning(words) {
		if isSubject(tag) {
			codes = append(codes, tag.Code)
		}
	}
	return codes
}

func isSubject(tag cable.Tag) bool { return tag.Kind == "subject" || tag.Kind == "program" }

// meanings explain the codes that the words of a request stand for and that
// cables have.
func (s *server) meanings(a archive, r query.Request) []templates.Meaning {
	_, rows := query.WithMeanings(r.Expr, func(words string) []string {
		var codes []string
		for _, tag := range s.terms.tagsMeaning(words) {
			codes = append(codes, tag.Code)
		}
		return codes
	})
	var out []templates.Meaning
	for _, row := range rows {
		searched := s.terms.subjectCodes(row.Words)
		for _, tag := range s.terms.tagsMeaning(row.Words) {
			n := a.Frequency(query.Tags, tag.Code)
			if n == 0 || len(out) == meaningsShown {
				continue
			}
			m := templates.Meaning{Code: tag.Code, Meaning: tag.Meaning, Searched: slices.Contains(searched, tag.Code)}
			m.All = templates.Link{Label: "All cables with " + tag.Code, Href: tagPath(tag.Code), Count: n}
			if m.Searched {
				m.Words = &templates.Link{Label: "Only the words", Href: r.WithText(query.WithPhrase(r.Expr, row.Words).String()).URL("/search")}
			}
			out = append(out, m)
		}
	}
	return out
}
