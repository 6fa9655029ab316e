package api

import (
	"github.com/danielgtaylor/huma/v2"

	"reftel/internal/query"
	"reftel/web/templates/words"
)

// register is the one list of the operations.
func (s *Pages) register(api huma.API, ex examples) {
	facet := part("facet", words.Later("Name of a facet."), "tag")
	facet.Schema = &huma.Schema{Type: huma.TypeString, Enum: enum(query.Facets()...)}
	kind := part("kind", words.Later("Kind of name: person, organisation, place or other."), ex.kind)
	kind.Schema = &huma.Schema{Type: huma.TypeString, Enum: enum(kinds...)}

	get(s, api, operation(searchID, searching, "/search", words.Later("Search the cables"),
		words.Later("A page of results with everything that the page for people has: hits with snippets, facets, timeline, notes, other spellings. The archive's own limits hold: 256 bytes of text, 20 filters, hits up to the millionth."),
		unkept, listParams(ex)...), s.search)
	get(s, api, operation("listValues", searching, "/values/{facet}", words.Later("List the values of a facet"),
		words.Later("All values of a facet over what a search finds, or over the whole archive, page by page."),
		unkept, append([]*huma.Param{facet}, valueParams(examples{})...)...), s.values)
	get(s, api, operation("countByDate", searching, "/timeline", words.Later("Count cables by date"),
		words.Later("How many cables of a search are of each year; of each month or day where one year or month is chosen."),
		unkept, searchParams(examples{})...), s.timeline)
	typed := param("q", words.Later("What was typed so far."), huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxBytes)})
	if ex.typed != "" {
		typed.Example = ex.typed
	}
	get(s, api, operation("suggest", searching, "/suggest", words.Later("Complete a text"),
		words.Later("Ids, TAGS, posts and names that a text may become."), unkept, typed), s.suggest)
	get(s, api, operation("exportCables", searching, "/export", words.Later("Take a list out"),
		words.Later("Addresses of all that a search finds as CSV, JSON Lines, RIS, BibTeX, plain text and as a feed. These lists are in the order of the archive and have no limit but time."),
		unkept, searchParams(ex)...), s.export)

	get(s, api, operation("getCable", reading, "/cables/{id}", words.Later("Read a cable"),
		words.Later("Header, paragraphs, names and references of a cable, and the cables that cite it. An id may be spelt in any way that the pages take."),
		kept, idParam(ex)), s.cable)
	get(s, api, operation("getParagraph", reading, "/cables/{id}/paragraphs/{anchor}", words.Later("Read a paragraph"),
		words.Later("One paragraph. An anchor may bear the fingerprint of the text (par3~k3f9): where that stands elsewhere now, that paragraph is the answer."),
		kept, idParam(ex), part("anchor", words.Later("Anchor of the paragraph."), ex.anchor)), s.paragraph)
	get(s, api, operation("listReferences", reading, "/cables/{id}/references", words.Later("List what a cable cites"),
		words.Later("The references of a cable and where they lead."), kept, idParam(ex), pageParam(), sizeParam()), s.references)
	get(s, api, operation("listCitedBy", reading, "/cables/{id}/cited-by", words.Later("List what cites a cable"),
		words.Later("Cables that cite an id, which need not be held."), kept, idParam(ex), pageParam(), sizeParam()), s.citedBy)
	get(s, api, operation("getThing", reading, "/things/{kind}/{name}", words.Later("Read what is known of a name"),
		words.Later("A person, an organisation, a place or another thing, by any of its names: other names, facts, counts, and what goes with it."),
		kept, kind, part("name", words.Later("Any of its names."), ex.name)), s.thing)

	get(s, api, operation("getStats", telling, "/stats", words.Later("Describe the archive"),
		words.Later("How much is here, of which time, and which state of the archive answers."), kept), s.stats)
}
