package api

import (
	"github.com/danielgtaylor/huma/v2"

	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/web/templates/words"
)

// examples are values with which the operations answer something in this archive.
type examples struct{ id, anchor, search, kind, name, typed string }

func number(n float64) *float64 { return &n }
func count(n int) *int          { return &n }

// param is a parameter of the query.
func param(name string, about words.Message, s huma.Schema) *huma.Param {
	return &huma.Param{Name: name, In: "query", Description: about.Key, Schema: &s}
}

// part is a part of the path.
func part(name string, about words.Message, example string) *huma.Param {
	p := &huma.Param{Name: name, In: "path", Description: about.Key, Required: true, Schema: &huma.Schema{Type: huma.TypeString, MinLength: count(1), MaxLength: count(400)}}
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
	return param("page", words.Later("Page of the list, from 1. The answer has the address of the next one as `next`."),
		huma.Schema{Type: huma.TypeInteger, Minimum: number(1), Maximum: number(50000), Default: 1})
}

func sizeParam() *huma.Param {
	return param("size", words.Later("Cables a page."), huma.Schema{Type: huma.TypeInteger, Enum: enum(query.Sizes()...), Default: query.DefaultSize})
}

// searchParams are those of a search without its page: what is asked for.
func searchParams(ex examples) []*huma.Param {
	q := param("q", words.Later("What to search for, in the language of the search box (/help/search): words, \"phrases\", fields such as from:LISBON or tag:PREL, dates, AND, OR, NOT."),
		huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxBytes)})
	if ex.search != "" {
		q.Example = ex.search
	}
	var document *words.Speaker // speaks English
	ps := []*huma.Param{q}
	for _, f := range query.Facets() {
		of := shape.Title(document, f)
		for _, x := range []struct {
			filter query.Filter
			about  string
		}{
			{query.Filter{Facet: f}, document.Tell(asFilter(document, f))},
			{query.Filter{Facet: f, All: true}, of + ": cables with all of several values."},
			{query.Filter{Facet: f, Exclude: true}, of + ": cables without this value."},
		} {
			ps = append(ps, &huma.Param{Name: x.filter.Param(), In: "query", Description: x.about, Explode: new(true), Style: "form", Schema: &huma.Schema{
				Type: huma.TypeArray, MaxItems: count(query.MaxFilters), Items: &huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxFilterBytes)},
			}})
		}
	}
	return append(ps,
		param("since", words.Later("No cables before this date, as year, month or day: 1974, 1974-05 or 1974-05-18."), huma.Schema{Type: huma.TypeString, Examples: enum("1974-05")}),
		param("until", words.Later("No cables after this date, as year, month or day: 1974, 1974-05 or 1974-05-18."), huma.Schema{Type: huma.TypeString, Examples: enum("1979")}),
		param("words", words.Later("With how many of the words: left out for all, most for all but one, some for one or more."),
			huma.Schema{Type: huma.TypeString, Enum: enum(string(query.MostWords), string(query.SomeWords))}),
	)
}

// asFilter is what the parameter of a facet does.
func asFilter(say *words.Speaker, f query.Facet) words.Message {
	return words.Later("%s: cables with this value, or with any of several. %s asks for cables without a value.", shape.Title(say, f), query.None)
}

// listParams are those of a page of a search.
func listParams(ex examples) []*huma.Param {
	return append(searchParams(ex),
		param("sort", words.Later("Order. Without it the most relevant come first, or the newest where nothing is searched for."),
			huma.Schema{Type: huma.TypeString, Enum: enum(query.Sorts()...)}),
		param("copies", words.Later("apart lists each of several cables with nearly the same text; else one stands for all."),
			huma.Schema{Type: huma.TypeString, Enum: enum("apart")}),
		pageParam(), sizeParam())
}

// valueParams are those of a page of the values of a facet.
func valueParams(ex examples) []*huma.Param {
	return append(searchParams(ex),
		param("prefix", words.Later("Values of which a word, or a word of their meaning or of another name, begins so."), huma.Schema{Type: huma.TypeString, MaxLength: count(query.MaxFilterBytes)}),
		param("order", words.Later("By count, the most frequent first, or by name."), huma.Schema{Type: huma.TypeString, Enum: enum("count", "name"), Default: "count"}),
		param("page", words.Later("Page of the list, from 1, of 200 values each."), huma.Schema{Type: huma.TypeInteger, Minimum: number(1), Maximum: number(100000), Default: 1}))
}

func idParam(ex examples) *huma.Param {
	return part("id", words.Later("Id of a cable, in any spelling that the pages take."), ex.id)
}
