// Package index is the door of the embedded engine: it opens published generations,
// checks them, and serves the one in force. What it opens is a search.Archive; who
// builds them is package build.
//
// The cables of a generation are numbered by date, the undated last, then by id:
// their ordinals. Everything is kept by ordinal, and a set of cables is a bitset of
// ordinals. Its rooms, from the bottom:
//
//	bitset      sets of ordinals
//	fault       memory of a mapped file that cannot be read becomes an error
//	words       vocabulary, word streams, pairs, what was counted of them
//	names       the things that cables name, by any of their names
//	columns     values of facets both ways round, counts, dates, copies
//	postings    the Bleve index, which it alone knows
//	store       cables as they are kept, ids, what lists show
//	volumes     the printed volumes that cables stand in
//	account     what the ingest told of what it read
//	search      one generation opened: answers what package archive asks
//	generation  the data folder: manifests, CURRENT, the lock, sums of files
//	index       this package
//	build       cables become a generation
//
// The files of a generation:
//
//	data/gen/<time>-<hash>/
//	    MANIFEST.json            counts, and every file with its SHA-256
//	    sources.json.zst         what was read, with SHA-256, and what was rejected
//	    account.json             what the ingest doubted and refused, for readers; names no file
//	    ids                      every id that ever led to a cable
//	    withdrawn                why ids lead to none any more, where a reason was given
//	    history                  when each cable came and changed, and when ids were withdrawn
//	    names                    what is told of the things that cables name, where anything is
//	    volumes                  the printed volumes that cables stand in, where there are any
//	    index/<shard>/           Bleve: words as written without positions, and keywords
//	    index/numbers            the ordinal of each document number
//	    index/digests            a checksum of what the index holds of each cable, for the next generation
//	    words/words              all words by frequency, and their order by stem
//	    words/census             how many cables have each word, counted from the texts
//	    words/streams            the text of each cable as numbers of words, for phrases
//	    words/pairs              where one frequent word follows another, for phrases too
//	    docs/records             each cable: its texts, the rest as JSON, its sources byte for byte
//	    docs/fingerprints        a checksum of the texts of each cable, to tell changes
//	    docs/digests             one of each record, for the next generation
//	    columns/<facet>          the values of each cable
//	    columns/copies           which cables have nearly the same text
//	    columns/summaries        what lists show, compressed against summaries.dictionary
package index

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"reftel/internal/index/fault"
	"reftel/internal/index/generation"
	"reftel/internal/index/search"
)

var (
	// ErrNoGeneration says that nothing was published in a data folder yet.
	ErrNoGeneration = generation.ErrNone
	// ErrLost says that nothing tells which of the generations is in force.
	ErrLost = generation.ErrLost
	// ErrNewer is for an archive that a newer program made. It may be whole.
	ErrNewer = generation.ErrNewer
)

// Open opens a generation folder after a full check: the manifest's hash, the
// set of files, their sizes and SHA-256, the counts, and a few words whose
// numbers of cables are known from the texts. The error names the file that is
// damaged.
func Open(genDir string) (*search.Archive, error) { return openWith(genDir, hashed) }

// hashed are the problems of the files of a generation, all of which are read.
func hashed(genDir string, m *generation.Manifest) ([]error, error) {
	sums, err := generation.Sum(genDir, runtime.GOMAXPROCS(0), nil)
	return generation.Compare(genDir, m.Files, sums), err
}

// listed are those that show without reading a file: one is away, or has another size.
func listed(genDir string, m *generation.Manifest) ([]error, error) {
	sizes, err := generation.Sizes(genDir)
	return generation.Compare(genDir, m.Files, sizes), err
}

// openWith opens a generation folder whose files were looked at by check.
func openWith(genDir string, check func(string, *generation.Manifest) ([]error, error)) (_ *search.Archive, err error) {
	defer fault.Guard(&err)()
	m, hash, err := generation.ReadManifest(genDir)
	if err != nil {
		return nil, fmt.Errorf("open generation: %w", err)
	}
	problems, err := check(genDir, m)
	if err != nil {
		return nil, fmt.Errorf("open generation: %w", err)
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("open generation: %w", problems[0])
	}
	a, err := search.Open(genDir, Describe(m, genDir, hash))
	if err != nil {
		return nil, fmt.Errorf("open generation: %w", err)
	}
	a.Sparse()
	if err := a.Sing(m.Canaries); err != nil {
		return nil, fmt.Errorf("open generation: %s: %w", genDir, errors.Join(err, a.Close()))
	}
	return a, nil
}

// Describe is what the manifest in a folder says to who opens it.
func Describe(m *generation.Manifest, genDir, hash string) search.Description {
	return search.Description{
		Generation: m.Generation(generation.Current{Name: filepath.Base(genDir), Hash: hash}),
		Stats:      m.Stats, Shards: m.Shards, Written: m.Format >= generation.Written,
	}
}

// Remove deletes a data folder with all its generations, whose files and folders
// are read-only.
func Remove(dataDir string) error { return generation.RemoveTree(dataDir) }
