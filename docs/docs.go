// Package docs holds the documents that the site shows to its readers.
package docs

import "embed"

// Query explains the search language, in Markdown.
//
//go:embed query.md
var Query []byte

// API tells how programs ask, in Markdown.
//
//go:embed api.md
var API []byte

//go:embed query.*.md api.*.md
var translated embed.FS

// QueryIn is Query in another language, by its tag: query.es.md. It is nil where nobody
// wrote it.
func QueryIn(lang string) []byte { return in("query", lang) }

// APIIn is API in another language, without its programs: api.es.md. It is nil where
// nobody wrote it.
func APIIn(lang string) []byte { return in("api", lang) }

func in(name, lang string) []byte {
	b, err := translated.ReadFile(name + "." + lang + ".md")
	if err != nil {
		return nil
	}
	return b
}
