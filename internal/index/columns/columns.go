// Package columns is the values of all facets of an archive in memory, both ways
// round: which cables have a value, and which values a cable has. Facets are
// counted here. It knows values and sets of cables, and nothing of words or Bleve.
package columns
