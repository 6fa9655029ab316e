package api

import (
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"reftel/internal/query"
	"reftel/internal/server/shape"
)

// examples are values with which the operations answer something in this archive.
type examples struct{ id, anchor, search, kind, name, typed string }

func number(n float64) *float64 { return &n }
func count(n int) *int          { return &n }

// param is a parameter of the query.
func param(name, about string, s huma.Schema) *huma.Param {
	return &huma.Param{Name: name, In: "query", Description: about, Schema: &s}
}

// part is a part of the path.
func part(name, about, example string) *huma.Param {
	p := &huma.Param{Name: name, In: "path", Description: about, Required: true, Schema: &huma.Schema{Type: huma.TypeString, MinLength: count(1), MaxLength: count(400)}}
	if example != "" {
		p.Example = example
	}
	return p
}

func enum[T any](values ...T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

func pageParam() *huma.Param {
	return param("page", "Page of the list, from 1. The answer has the address of the next one as `next`.",
		huma.Schema{Type: huma.TypeInteger, Minimum: number(1), Maximum: number(50000), Default: 1})
}

func sizeParam() *huma.Param {
	return param("size", "Cables a page.", huma.Schema{Type: huma.TypeInteger, Enum: enum(query.Sizes()...), Default: query.DefaultSize})
}

// searchParams are those of a search without its page: what is asked for.
func searchParams(ex examples) []*huma.Param {
	q := param("q", "What to search for, in the language of the search box (/help/search): words, \"phrases\", fields such as from:LISBON or tag:PREL, dates, AND, OR, NOT.",
		huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxBytes)})
	if ex.search != "" {
		q.Example = ex.search
	}
	ps := []*huma.Param{q}
	for _, f := range query.Facets() {
		of := shape.Title(nil, f)
		for _, x := range []struct {
			filter query.Filter
			about  string
		}{
			{query.Filter{Facet: f}, of + ": cables with this value, or with any of several. " + query.None + " asks for cables without a value."},
			{query.Filter{Facet: f, All: true}, of + ": cables with all of several values."},
			{query.Filter{Facet: f, Exclude: true}, of + ": cables without this value."},
		} {
			ps = append(ps, &huma.Param{Name: x.filter.Param(), In: "query", Description: x.about, Explode: new(true), Style: "form", Schema: &huma.Schema{
				Type: huma.TypeArray, MaxItems: count(query.MaxFilters), Items: &huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxFilterBytes)},
			}})
		}
	}
	date := "as year, month or day: 1974, 1974-05 or 1974-05-18."
	return append(ps,
		param("since", "No cables before this date, "+date, huma.Schema{Type: huma.TypeString, Examples: enum("1974-05")}),
		param("until", "No cables after this date, "+date, huma.Schema{Type: huma.TypeString, Examples: enum("1979")}),
		param("words", "With how many of the words: left out for all, most for all but one, some for one or more.",
			huma.Schema{Type: huma.TypeString, Enum: enum(string(query.MostWords), string(query.SomeWords))}),
	)
}

// listParams are those of a page of a search.
func listParams(ex examples) []*huma.Param {
	return append(searchParams(ex),
		param("sort", "Order. Without it the most relevant come first, or the newest where nothing is searched for.",
			huma.Schema{Type: huma.TypeString, Enum: enum(query.Sorts()...)}),
		param("copies", "apart lists each of several cables with nearly the same text; else one stands for all.",
			huma.Schema{Type: huma.TypeString, Enum: enum("apart")}),
		pageParam(), sizeParam())
}

// valueParams are those of a page of the values of a facet.
func valueParams(ex examples) []*huma.Param {
	return append(searchParams(ex),
		param("prefix", "Values of which a word, or a word of their meaning or of another name, begins so.", huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxFilterBytes)}),
		param("order", "By count, the most frequent first, or by name.", huma.Schema{Type: huma.TypeString, Enum: enum("count", "name"), Default: "count"}),
		param("page", "Page of the list, from 1, of "+strconv.Itoa(200)+" values each.", huma.Schema{Type: huma.TypeInteger, Minimum: number(1), Maximum: number(100000), Default: 1}))
}

func idParam(ex examples) *huma.Param {
	return part("id", "Id of a cable, in any spelling that the pages take.", ex.id)
}
