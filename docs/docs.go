// Package docs holds the documents that the site shows to its readers.
package docs

import _ "embed"

// Query explains the search language, in Markdown.
//
//go:embed query.md
var Query []byte

// API tells how programs ask, in Markdown.
//
//go:embed api.md
var API []byte
