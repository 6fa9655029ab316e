// Package index turns cables into a generation: a search index, a document
// store, facet columns and a manifest; publishes it by one rename; and opens a
// published generation read-only to answer searches. It alone knows Bleve.
package index
