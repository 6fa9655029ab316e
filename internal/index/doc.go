// Package index turns cables into a generation: a search index, a document
// store, facet columns and a manifest; publishes it by one rename; and opens a
// published generation read-only to answer searches. It alone knows Bleve.
//
// The cables of a generation are numbered by date, the undated last, then by
// id: their ordinals. Everything is kept by ordinal, and a set of cables is a
// bitset of ordinals.
//
//	data/CURRENT                 name of the generation served, SHA-256 of its manifest
//	data/ingest.lock             held while a generation is built
//	data/gen/<time>-<hash>/
//	    MANIFEST.json            counts, and every file with its SHA-256
//	    sources.json             what was read, with SHA-256, and what was rejected
//	    ids                      every id that ever led to a cable
//	    index/<shard>/           Bleve: subject and body, words as written, without positions
//	    words/words              all words by frequency, and their order by stem
//	    words/streams            the text of each cable as numbers of words, for phrases
//	    words/pairs              where one frequent word follows another, for phrases too
//	    docs/records             each cable: its texts, the rest as JSON, its sources byte for byte
//	    columns/<facet>          the values of each cable
//	    columns/copies           which cables have nearly the same text
//	    columns/summaries        what lists show
//
// A search makes a set of each part of the query: words from Bleve's posting
// lists (a word stands for all with its stem), phrases from the word streams,
// values and dates from the columns. Facets are counted over the resulting set
// with the filters of the facet itself left out. Of several copies of a text a
// list shows one; totals and facets count them all. Only the hits of the page are
// scored into a list and have their texts read.
package index
