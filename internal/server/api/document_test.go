package api

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"reftel/internal/query"
)

// described is the document as a program reads it.
func described(t *testing.T, ex examples) (doc *huma.OpenAPI, text string) {
	t.Helper()
	doc = (&Pages{}).describe(nowhere{}, ex, schemas()).OpenAPI()
	doc.Components.Schemas = own(schemas())
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return doc, string(b)
}

// TestDocument holds that each operation, parameter and field of the document is told in
// words, that all it leads to is there, and that it is of the version that we say.
func TestDocument(t *testing.T) {
	t.Parallel()
	doc, text := described(t, examples{})
	if doc.OpenAPI != "3.1.0" || strings.Contains(text, "ErrorModel") || strings.Contains(text, `"null"`) {
		t.Errorf("version %s, or what we never answer: %.200s", doc.OpenAPI, text)
	}
	for _, ref := range regexp.MustCompile(`"\$ref":"([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if doc.Components.Schemas.SchemaFromRef(ref[1]) == nil {
			t.Errorf("%s leads nowhere", ref[1])
		}
	}
	fields := 0
	for name, s := range doc.Components.Schemas.Map() {
		for field, p := range s.Properties {
			if fields++; p.Description == "" {
				t.Errorf("%s.%s is not described", name, field)
			}
		}
	}
	seen := map[string]bool{}
	for path, item := range doc.Paths {
		op := item.Get
		if op == nil || seen[op.OperationID] || !regexp.MustCompile(`^[a-z][A-Za-z]+$`).MatchString(op.OperationID) || op.Summary == "" || op.Description == "" || len(op.Tags) != 1 {
			t.Errorf("%s: %+v", path, op)
			continue
		}
		seen[op.OperationID] = true
		named := map[string]bool{}
		for _, p := range op.Parameters {
			if named[p.Name] || p.Description == "" || p.Schema == nil || p.In == "path" != strings.Contains(path, "{"+p.Name+"}") {
				t.Errorf("%s: parameter %+v", path, p)
			}
			named[p.Name] = true
		}
		for _, status := range []string{"200", "400", "404", "429", "500", "503"} {
			if r := op.Responses[status]; r == nil || r.Description == "" || len(r.Content) == 0 {
				t.Errorf("%s: status %s is not described", path, status)
			}
		}
	}
	if len(seen) != 11 || fields < 200 {
		t.Errorf("%d operations, %d fields", len(seen), fields)
	}
}

// TestSearchParams holds that the search takes all that the page takes: each parameter
// that a request can write is one of the document.
func TestSearchParams(t *testing.T) {
	t.Parallel()
	r := query.Request{Apart: true, Size: 50, Page: 3}.WithText("lens lamp tower").WithSort(query.Oldest)
	r, _ = r.WithWords(query.MostWords)
	for _, f := range query.Facets() {
		r.Filters = append(r.Filters, query.Filter{Facet: f, Value: "a", All: true}, query.Filter{Facet: f, Value: "b", All: true}, query.Filter{Facet: f, Value: "c", Exclude: true})
	}
	known := map[string]bool{}
	for _, p := range listParams(examples{}) {
		known[p.Name] = true
	}
	for name := range r.Values() {
		if !known[name] {
			t.Errorf("the document does not know %s", name)
		}
	}
	for _, name := range []string{"q", "since", "until", "sort", "page", "size", "copies", "words", "tag"} {
		if !known[name] {
			t.Errorf("the document does not know %s", name)
		}
	}
}

// TestExample holds that examples come to the addresses that the page shows.
func TestExample(t *testing.T) {
	t.Parallel()
	doc, _ := described(t, examples{id: "A/B 1", anchor: "par2", search: "lens tag:PREL", kind: "per", name: "Ana Sample", typed: "len"})
	for path, want := range map[string]string{
		"/api/v1/search": "/api/v1/search?q=lens+tag%3APREL",
		"/api/v1/cables/{id}/paragraphs/{anchor}": "/api/v1/cables/A%2FB%201/paragraphs/par2",
		"/api/v1/things/{kind}/{name}":            "/api/v1/things/per/Ana%20Sample",
		"/api/v1/stats":                           "/api/v1/stats",
	} {
		if got := example(doc.Paths[path].Get); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	bare, _ := described(t, examples{})
	if got := example(bare.Paths["/api/v1/cables/{id}"].Get); got != "" {
		t.Errorf("an example of an empty archive: %s", got)
	}
}
