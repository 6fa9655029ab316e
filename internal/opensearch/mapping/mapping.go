// Package mapping says how a cable stands in an index of OpenSearch: the names of the
// fields, how the index is set up, and the document that is made of a cable. Words are
// found, folded and stemmed here, by package text, and sent as rows of terms that the
// cluster takes apart at the blanks, so that both engines mean the same by a word. It
// knows cables and asks no cluster.
package mapping

import (
	"reftel/internal/archive/values"
	"reftel/internal/query"
)

// Fields of a document beside those of facets and texts.
const (
	ID         = "id"      // of the cable, which is the id of the document too
	Ord        = "ord"     // its place in the archive
	Newest     = "newest"  // its place where the newest come first
	Key        = "key"     // ids.Key of the id
	Aliases    = "aliases" // keys of its other ids
	Number     = "number"  // ids.WithoutYear
	Date       = "date"    // cable.Date.Key; absent for the undated, as the next two
	From       = "from"    // values.DaySpan
	To         = "until"
	Group      = "group"  // the first of its copies, which may be itself
	Copies     = "copies" // the same of a cable that has copies; else absent
	Alike      = "alike"  // how many other copies
	Added      = "added"  // seconds since 1970
	Changed    = "changed"
	Collection = string(query.Collection)
	Summary    = "summary" // record.Listed
	Frame      = "frame"   // record.Record, encoded
)

// A Text is the subject or the body of a cable in its three fields.
type Text string

// The texts.
const (
	Subject Text = "subject"
	Body    Text = "body"
)

// Row is the field of the folded words in their order. Compounds as one word stand
// apart from each other and from all rows.
func (t Text) Row() string { return string(t) }

// Stems is the field of their stems, at the same places.
func (t Text) Stems() string { return string(t) + "_stems" }

// Beside is the field of what stands beside the folded words: see the prefixes.
func (t Text) Beside() string { return string(t) + "_beside" }

// Prefixes of terms in Beside.
const (
	Elided  = "'" // a folded word after an elided article
	Written = "=" // a word with accents, as it was written
	Only    = "!" // a folded word, perhaps elided, that is nowhere in the text without accents
)

// Fields of words with their weight in a cable: stems, folded words behind Exactly, and
// those after an elided article behind Elided.
const (
	Weights        = "weights" // in subject and body
	SubjectWeights = "subject_weights"
	Brevity        = "brevity" // what one word counts for in the body, beside as much of any
	Exactly        = "="
)

// Edition tells which fields documents have that those of older generations lack: Lacking,
// Beginnings and those of Counted. Without them the same is found, in more time.
const Edition = 1

// Lacking are the facets of which a cable has no value. To count the cables without is one
// look at each for all facets, not one for each facet.
const Lacking = "lacking"

// Beginnings are the first letters of the folded words of a cable, of elided ones behind
// Elided: up to MostLetters with that sign. What begins so are thousands of words, which the
// cluster would go through for each part of a page.
const (
	Beginnings  = "beginnings"
	MostLetters = 6
)

// leastLetters are the fewest with which a word is asked for.
const leastLetters = 3

// Gap is how many places lie between two texts of a field, so that no row and no
// nearness goes from one to the other: nearness is asked for up to 100.
const Gap = 1000

// Words is the field of the words of a facet's names, where names are long and many.
func Words(f query.Facet) string { return string(f) + "_words" }

// Counted is the field of numbers for the names of a facet. To tell about how many different
// names hits have takes two fifths of the time by their numbers that it takes by the names,
// which the cluster has to look up.
func Counted(f query.Facet) string { return string(f) + "_counted" }

// Many are the facets with more values than can be looked through: names, of which each has
// such a number.
func Many() []query.Facet {
	return []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc}
}

// Named are the properties that have words. The values of others are few
// enough to be looked through by who asks.
func Named() []query.Facet {
	return append(Many(), values.To)
}

// Window is how far a list can be paged, with a row to spare on each side.
const Window = 1<<20 + 1000

// MaxTerms is how many values one condition may have.
const MaxTerms = 1 << 16

// longest is how long a value is that is found whole, in characters: Lucene refuses terms
// of more than 32,766 bytes, and with them the whole cable.
const longest = 8000

// maxBeginning is how long the beginnings of names are that are found at once.
const maxBeginning = 12

// Index is the body with which an index is made of so many shards. It has no replica
// and shows nothing until it is refreshed: it is written first.
func Index(shards int) map[string]any {
	return map[string]any{
		"settings": map[string]any{"index": map[string]any{
			"number_of_shards": shards, "number_of_replicas": 0, "refresh_interval": "-1",
			"max_result_window": Window, "max_terms_count": MaxTerms,
			"similarity": similarities(),
			"analysis": map[string]any{
				"analyzer": map[string]any{
					weighed:    map[string]any{"type": "custom", "tokenizer": "whitespace", "filter": []string{"weight"}},
					Beginnings: map[string]any{"type": "custom", "tokenizer": "whitespace", "filter": []string{"letters"}},
				},
				"filter": map[string]any{
					"weight":  map[string]any{"type": "delimited_term_freq", "delimiter": weightSign},
					"letters": map[string]any{"type": "edge_ngram", "min_gram": leastLetters, "max_gram": MostLetters},
				},
			},
		}},
		"mappings": map[string]any{
			"dynamic": "strict", "_source": map[string]any{"includes": kept()}, "properties": properties(),
		},
	}
}

// kept are the fields that come back as they were sent; the others are for search alone.
func kept() []string {
	return []string{ID, Ord, Aliases, Collection, Copies, Alike, Added, Changed, Summary + ".*", Frame}
}

func properties() map[string]any {
	number := map[string]any{"type": "integer"}
	long := map[string]any{"type": "long"}
	keyword := map[string]any{"type": "keyword"}
	value := map[string]any{"type": "keyword", "doc_values": false, "ignore_above": longest}
	weights := map[string]any{
		"type": "text", "analyzer": weighed, "search_analyzer": "whitespace", "index_options": "freqs", "norms": false, "similarity": weighed,
	}
	p := map[string]any{
		ID: keyword, Key: keyword, Aliases: value, Number: keyword,
		Ord: number, Newest: number, Date: number, From: number, To: number, Group: number, Copies: number, Alike: number, Added: long, Changed: long,
		Weights: weights, SubjectWeights: weights, Brevity: map[string]any{"type": "float", "index": false},
		Beginnings: map[string]any{"type": "text", "analyzer": Beginnings, "search_analyzer": "whitespace", "index_options": "docs", "norms": false},
		Lacking:    keyword,
		Frame:      map[string]any{"type": "binary"}, Summary: map[string]any{"type": "object", "enabled": false},
	}
	for _, t := range []Text{Subject, Body} {
		p[t.Row()] = row(string(t))
		p[t.Row()].(map[string]any)["index_phrases"] = true // two frequent words are looked for in thousands of texts
		p[t.Stems()] = row(near)
		p[t.Beside()] = map[string]any{"type": "text", "analyzer": "whitespace", "index_options": "freqs", "norms": false}
	}
	for _, f := range values.Names() {
		p[string(f)] = value
	}
	for _, f := range query.Facets() {
		p[string(f)] = map[string]any{"type": "keyword", "ignore_above": longest, "eager_global_ordinals": true} // no visitor waits for them
	}
	for _, f := range Many() {
		p[Counted(f)] = map[string]any{"type": "integer", "index": false}
	}
	for _, f := range Named() {
		p[Words(f)] = map[string]any{
			"type": "text", "analyzer": "whitespace", "position_increment_gap": Gap, "norms": false,
			"index_prefixes": map[string]any{"min_chars": 2, "max_chars": maxBeginning},
		}
	}
	return p
}

// row is a field of words in their order.
func row(similarity string) map[string]any {
	return map[string]any{"type": "text", "analyzer": "whitespace", "position_increment_gap": Gap, "similarity": similarity}
}
