package tables

import (
	"reftel/internal/archive/values"
	"reftel/internal/query"
)

// Kinds of documents. Other kinds may stand in the index beside them.
const (
	valueKind  = "value"
	goneKind   = "gone"
	volumeKind = "volume"
	seriesKind = "series"
	wholeKind  = "whole"
)

// Fields of documents that are searched.
const (
	kind         = "kind"
	fieldFacet   = "facet"
	fieldValue   = "value"
	fieldWords   = "words"
	fieldRank    = "rank" // of a value that some cable has
	fieldKeys    = "keys" // authority keys that lead to a value; the key of an id that is gone
	fieldID      = "id"
	fieldPart    = "part"
	fieldChanged = "changed"
	fieldCollect = "collection"
)

// A document is any of them.
type document struct {
	Kind  string      `json:"kind"`
	Facet query.Facet `json:"facet,omitempty"`
	Value string      `json:"value,omitempty"`
	Words string      `json:"words,omitempty"`
	Label string      `json:"label,omitempty"`
	Count int         `json:"count,omitempty"`
	Rank  *uint32     `json:"rank,omitempty"`
	Keys  []string    `json:"keys,omitempty"`

	ID         string `json:"id,omitempty"`
	Last       string `json:"last,omitempty"`
	Reason     string `json:"reason,omitempty"`
	Date       string `json:"date,omitempty"`
	Collection string `json:"collection,omitempty"`
	Added      int64  `json:"added,omitempty"`
	Changed    int64  `json:"changed,omitempty"`

	Part int    `json:"part"`
	Data string `json:"data,omitempty"` // JSON of a thing, a volume, numbers, or a part of the whole
}

// longest is how long a text is that is found whole, in characters.
const longest = 8000

// maxBeginning is how long the beginnings of words are that are found at once.
const maxBeginning = 12

// Index is the body with which the index is made of so many shards, without replicas
// and refreshed by whoever writes.
func Index(shards int) map[string]any {
	keyword := map[string]any{"type": "keyword", "ignore_above": longest}
	number := map[string]any{"type": "integer"}
	long := map[string]any{"type": "long"}
	return map[string]any{
		"settings": map[string]any{"index": map[string]any{"number_of_shards": shards, "number_of_replicas": 0, "refresh_interval": "-1"}},
		"mappings": map[string]any{
			"dynamic": false,
			"properties": map[string]any{
				kind: keyword, fieldFacet: keyword, fieldValue: keyword, fieldKeys: keyword, fieldID: keyword, fieldCollect: keyword,
				fieldRank: number, fieldPart: number, "added": long, fieldChanged: long,
				fieldWords: map[string]any{
					"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": false,
					"index_prefixes": map[string]any{"min_chars": 1, "max_chars": maxBeginning},
				},
			},
		},
	}
}

// facets are those whose values are counted, with the references.
func facets() []query.Facet { return append(query.Facets(), values.Ref) }

// hasFew reports whether the values of a facet are few enough to be kept in memory.
func hasFew(f query.Facet) bool { return f != values.Ref && values.KindOf(f) == "" }

func is(field, value string) map[string]any {
	return map[string]any{"term": map[string]any{field: value}}
}

func among(field string, vs []string) map[string]any {
	return map[string]any{"terms": map[string]any{field: vs}}
}

func all(conditions ...map[string]any) map[string]any {
	return map[string]any{"bool": map[string]any{"filter": conditions}}
}

func either(conditions ...map[string]any) map[string]any {
	return map[string]any{"bool": map[string]any{"should": conditions, "minimum_should_match": 1}}
}

// facetOf is the facet of the things of a kind.
func facetOf(kind string) query.Facet {
	for _, f := range query.Facets() {
		if values.KindOf(f) == kind {
			return f
		}
	}
	return ""
}
