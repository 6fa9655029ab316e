package store

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/klauspost/compress/s2"

	"reftel/internal/archive/record"
	"reftel/internal/codec"
	"reftel/internal/codec/stored"
	"reftel/internal/recfile"
)

// Files of what lists show.
var (
	Summaries  = filepath.Join("columns", "summaries")            // a record.Listed each, as JSON, against the dictionary
	Dictionary = filepath.Join("columns", "summaries.dictionary") // before format 7 there is none, and the JSON stands there as it is
)

// summaries are what lists show of cables: some hundred bytes each, of which the half is
// names of fields, posts and captions that stand in all others too. So they are compressed
// against some of them; to read one takes a microsecond more.
type summaries struct {
	*recfile.File
	dict *s2.Dict // nil: they are not compressed
	room sync.Pool
}

func openSummaries(dir string, n int) (*summaries, error) {
	s := &summaries{}
	b, err := os.ReadFile(filepath.Join(dir, Dictionary))
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		if s.dict = s2.NewDict(b); s.dict == nil {
			return nil, fmt.Errorf("%s is no dictionary", filepath.Join(dir, Dictionary))
		}
	}
	s.File, err = recfile.Open(filepath.Join(dir, Summaries), n)
	return s, err
}

// A Packer compresses summaries. Several goroutines may use one.
type Packer struct{ dict *s2.Dict }

// NewPacker makes the dictionary of the summaries of some cables, and writes it in the
// folder of a generation.
func NewPacker(dir string, of [][]byte) (*Packer, error) {
	var all []byte
	for _, b := range of {
		all = append(all, b[:min(len(b), s2.MaxDictSize-len(all))]...)
	}
	p := &Packer{s2.MakeDict(all, nil)}
	if p.dict == nil {
		return nil, fmt.Errorf("no dictionary is made of %d bytes of %d summaries", len(all), len(of))
	}
	return p, os.WriteFile(filepath.Join(dir, Dictionary), p.dict.Bytes(), 0o644)
}

// Pack compresses a summary.
func (p *Packer) Pack(js []byte) []byte { return p.dict.EncodeBetter(nil, js) }

// maxSummary is more than any has: their lists of posts and references are of one cable.
const maxSummary = 64 << 20

// into reads as much of a packed summary as a type has fields for.
func into[T any](s *summaries, t *stored.Type[T], b []byte, to *T) error {
	if s.dict == nil {
		return t.Read(b, to)
	}
	room, _ := s.room.Get().(*[]byte)
	if room == nil {
		room = new([]byte)
	}
	defer s.room.Put(room)
	if n, err := s2.DecodedLen(b); err != nil || n > maxSummary {
		return fmt.Errorf("%d bytes, which no summary has: %w", n, cmp.Or(err, codec.ErrShort))
	}
	js, err := s.dict.Decode((*room)[:cap(*room)], b)
	if err != nil {
		return err
	}
	*room = js
	return t.Read(js, to)
}

// listedOf reads all of a packed summary.
func (s *summaries) listedOf(b []byte) (l record.Listed, err error) { return l, into(s, listed, b, &l) }
