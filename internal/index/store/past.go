package store

import (
	"path/filepath"

	"reftel/internal/archive/record"
	"reftel/internal/recfile"
)

// Digests is the file of what tells whether a cable is kept as it was in another
// generation: a record.Digest each. Generations of earlier programs have none.
var Digests = filepath.Join("docs", "digests")

// A Past is the cables of an earlier generation, whose frames need not be compressed
// again. It may be used by any number of goroutines.
type Past struct {
	docs    *recfile.File
	digests []byte
	find    func(id string) (ord int, ok bool)
}

// OpenPast opens the n cables of a generation; find tells the place of an id among them.
func OpenPast(dir string, n int, find func(id string) (ord int, ok bool)) (*Past, error) {
	digests, err := recfile.ReadSized(filepath.Join(dir, Digests), n*len(record.Digest{}))
	if err != nil {
		return nil, err
	}
	docs, err := recfile.Open(filepath.Join(dir, Records), n)
	if err != nil {
		return nil, err
	}
	return &Past{docs, digests, find}, nil
}

// Frame is that of a cable which has the same parts; nil where there is none.
func (p *Past) Frame(id string, d record.Digest) ([]byte, error) {
	if p == nil {
		return nil, nil
	}
	ord, ok := p.find(id)
	if !ok || record.Digest(p.digests[ord*len(d):]) != d {
		return nil, nil
	}
	return p.docs.Get(uint32(ord))
}

// Close closes the files.
func (p *Past) Close() error {
	if p == nil {
		return nil
	}
	return p.docs.Close()
}
