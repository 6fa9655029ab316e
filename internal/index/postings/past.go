package postings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"reftel/internal/recfile"
)

// A Past is the index of an earlier generation. Of cables of which it holds the same, it
// need not be made again: Bleve merges what is taken over with what is new.
type Past struct {
	Dir   string // of the generation
	Sizes []int  // of its shards
	Find  func(id string) (ord int, ok bool)
}

// A past is a Past that was opened.
type past struct {
	*Index
	find    func(id string) (ord int, ok bool)
	digests []byte
}

func (p *Past) open() (*past, error) {
	x, err := Open(p.Dir, p.Sizes, nil)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, size := range p.Sizes {
		n += size
	}
	digests, err := recfile.ReadSized(filepath.Join(p.Dir, Folder, digestsFile), len(digest{})*n)
	if err != nil {
		return nil, errors.Join(err, x.Close())
	}
	for _, s := range x.shards {
		if _, ok := s.segment.(segment.PersistedSegment); !ok {
			return nil, errors.Join(fmt.Errorf("a segment of a kind that is not understood (%T)", s.segment), x.Close())
		}
	}
	return &past{x, p.Find, digests}, nil
}

// place is where a cable stands that the past has as it is now.
func (p *past) place(id string, d digest) (s *shard, doc uint32, ok bool) {
	ord, ok := p.find(id)
	if at := ord * len(d); !ok || at >= len(p.digests) || digest(p.digests[at:at+len(d)]) != d {
		return nil, 0, false
	}
	for _, s := range p.shards {
		if i := ord - int(s.first); i < s.size {
			return s, s.num(uint32(ord)), true
		}
	}
	return nil, 0, false
}

// A piece is documents one after another: of a shard of the past, or new ones.
type piece struct {
	shard    *shard          // nil: new
	docs     *roaring.Bitmap // of it
	from, to int             // ordinals
}

// mostPieces is of how many pieces of the past a shard is made at most. Each is a walk
// through all words of a segment, and takes 8 bytes for each of its documents.
const mostPieces = 16

// pieces divides the cables of a shard, from lo on, into what the past has of them in this
// order and what is new. nil says that there is too little of it.
func (p *past) pieces(lo int, ids []string, digests []byte) []piece {
	var out []piece
	taken, fresh := 0, 0
	for i, id := range ids {
		ord := lo + i
		s, doc, ok := p.place(id, digest(digests[i*len(digest{}):]))
		last := len(out) - 1
		switch {
		case !ok && (last < 0 || out[last].shard != nil || ord-out[last].from == batch(len(ids))):
			out = append(out, piece{from: ord, to: ord + 1})
		case !ok:
			out[last].to++
		case last < 0 || out[last].shard != s || out[last].docs.Maximum() >= doc:
			out = append(out, piece{shard: s, docs: roaring.BitmapOf(doc), from: ord, to: ord + 1})
			taken++
		default:
			out[last].docs.Add(doc)
			out[last].to++
		}
		if !ok {
			fresh++
		}
		if taken > mostPieces || fresh > len(ids)/2 {
			return nil
		}
	}
	return out
}

// A merger makes one segment of pieces.
type merger struct {
	plugin    zap.ZapPlugin
	written   []string                                                      // pieces that are new
	documents func(from, to int, fields []string) ([]index.Document, error) // of what is new
}

// merge makes the segment at a path. What is new gets all the fields that the pieces of the
// past have.
func (m *merger) merge(pieces []piece, path string) (err error) {
	var fields []string
	for _, p := range pieces {
		if p.shard != nil {
			fields = append(fields, p.shard.segment.Fields()...)
		}
	}
	var segments []segment.Segment
	var drops []*roaring.Bitmap
	defer func() {
		for _, s := range segments {
			err = errors.Join(err, s.Close())
		}
		for _, name := range m.written {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	for i, p := range pieces {
		s, drop, err := m.open(p, fields, fmt.Sprintf("%s.%d", path, i))
		if err != nil {
			return err
		}
		segments, drops = append(segments, s), append(drops, drop)
	}
	if len(pieces) == 1 && drops[0] == nil && pieces[0].shard != nil {
		return copyFile(pieces[0].path(), path)
	}
	late := func(drop *roaring.Bitmap) bool { return drop != nil }
	if _, _, err := m.plugin.Merge(segments, drops, path, nil, nil); err != nil || !slices.ContainsFunc(drops[1:], late) {
		return err
	}
	// Of a word of one document Bleve needs no list, but makes one where a later piece has the
	// word in documents that are dropped. What is merged once more has none of these.
	again := path + ".again"
	s, err := m.plugin.Open(path)
	if err != nil {
		return err
	}
	_, _, err = m.plugin.Merge([]segment.Segment{s}, []*roaring.Bitmap{nil}, again, nil, nil)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return os.Rename(again, path)
}

// open opens a piece; drop is what of it does not belong to it, nil for nothing. One that is
// new is written to a file first, as Bleve's builder does: there may be many of them.
func (m *merger) open(p piece, fields []string, path string) (s segment.Segment, drop *roaring.Bitmap, err error) {
	if p.shard == nil {
		docs, err := m.documents(p.from, p.to, fields)
		if err != nil {
			return nil, nil, err
		}
		made, _, err := m.plugin.New(docs)
		if err != nil {
			return nil, nil, err
		}
		u, ok := made.(segment.UnpersistedSegment)
		if !ok {
			return nil, nil, fmt.Errorf("a new segment of a kind that is not understood (%T)", made)
		}
		m.written = append(m.written, path)
		if err := u.Persist(path); err != nil {
			return nil, nil, err
		}
		s, err = m.plugin.Open(path)
		return s, nil, err
	}
	if s, err = m.plugin.Open(p.path()); err != nil {
		return nil, nil, err
	}
	if drop = roaring.Flip(p.docs, 0, s.Count()); drop.IsEmpty() {
		drop = nil
	}
	return s, drop, nil
}

// path is where the segment of a piece of the past lies.
func (p piece) path() string { return p.shard.segment.(segment.PersistedSegment).Path() }

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// replace puts a segment in the place of that of a shard that was just built.
func replace(path, merged string) error {
	found, err := filepath.Glob(filepath.Join(path, storeFolder, "*.zap"))
	if err != nil {
		return err
	}
	if len(found) != 1 {
		return fmt.Errorf("%s: %d segments instead of one", path, len(found))
	}
	return os.Rename(merged, found[0])
}
