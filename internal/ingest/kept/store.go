// Package kept keeps what an ingest made of single sources, so that a later one need not
// make it again: parsed cables, the names that were recognised in their texts. A result is
// found by a checksum of all that it was made of and of the program that made it, so that
// it is the one that would be made now, or none; a checksum of its own tells where it was
// damaged. Nothing of it is needed: what is not found, or not whole, is made again, and
// what can't be written is not kept. It knows bytes and values, a folder, and S2; it knows
// neither cables nor formats.
package kept

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"sync"

	"github.com/klauspost/compress/s2"

	"reftel/internal/codec"
)

// The files of a folder: what the last ingest used, what one wrote that ended early,
// and what is being written.
const (
	packName    = "parsed"
	cutName     = "cut"
	writingName = "writing"
)

// A Store is a folder of results during an ingest. It is safe for use by several
// goroutines; a folder is for one Store at a time.
type Store struct {
	dir     string
	old     []*oldPack
	buffers sync.Pool
	sums    sums

	mu      sync.Mutex
	w       *os.File // nil when nothing more is written
	pending []byte   // written when there is enough of it
	flushed int64
	most    int64
	fresh   map[uint64]place
	fault   error
	told    Told
}

// Told is what became of the results that were asked for.
type Told struct {
	Found int   // an earlier ingest had made them
	Made  int   // they were made anew
	Bytes int64 // that are kept now
}

// A buffer is memory that is used again.
type buffer struct{ plain, packed, entry []byte }

// Open opens a folder, and makes it when it is not there. What it holds of another
// version is not looked at. No more than most bytes are kept.
func Open(dir string, v Version, most int64) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	s := &Store{dir: dir, most: min(most, maxPack), fresh: map[uint64]place{}}
	s.buffers.New = func() any { return &buffer{} }
	if err := s.takeCut(); err != nil {
		return nil, err
	}
	for _, name := range []string{packName, cutName} {
		p, err := openPack(s.path(name), v)
		if err != nil {
			return nil, errors.Join(err, s.closeOld())
		}
		if p != nil {
			s.old = append(s.old, p)
		}
	}
	var err error
	if s.w, err = os.OpenFile(s.path(writingName), os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644); err != nil {
		return nil, errors.Join(err, s.closeOld())
	}
	s.pending = append(append(s.pending, magic...), v[:]...)
	return s, nil
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// takeCut keeps what an ingest left that ended early: of two of them the larger one.
func (s *Store) takeCut() error {
	left, err := os.Stat(s.path(writingName))
	if err != nil {
		return nil
	}
	if before, err := os.Stat(s.path(cutName)); err == nil && before.Size() >= left.Size() {
		return os.Remove(s.path(writingName))
	}
	return os.Rename(s.path(writingName), s.path(cutName))
}

func (s *Store) closeOld() error {
	var err error
	for _, p := range s.old {
		err = errors.Join(err, p.f.Close())
	}
	s.old = nil
	return err
}

// Get reads the result under a key into what out points to, and reports whether there
// is one that is whole.
func (s *Store) Get(k Key, out any) bool {
	b := s.buffers.Get().(*buffer)
	defer s.buffers.Put(b)
	if packed, earlier := s.load(b, k); packed != nil && b.unpack(packed, out) {
		if earlier {
			s.add(b, k, true)
		}
		return true
	}
	return false
}

// load finds the result of a key, packed; earlier says that it is of another ingest.
func (s *Store) load(b *buffer, k Key) (packed []byte, earlier bool) {
	s.mu.Lock()
	at, ok := s.fresh[short(k)]
	if ok && at.off()+int64(at.size()) > s.flushed {
		ok = s.flush()
	}
	w := s.w
	s.mu.Unlock()
	if ok && w != nil {
		if packed := b.readEntry(w, at, k); packed != nil {
			return packed, false
		}
	}
	for _, p := range s.old {
		if at, ok := p.find(k); ok {
			if packed := b.readEntry(p.f, at, k); packed != nil {
				return packed, true
			}
		}
	}
	return nil, false
}

// readEntry reads an entry and gives what it holds, nil where it is not whole.
func (b *buffer) readEntry(f *os.File, at place, k Key) []byte {
	if cap(b.entry) < at.size() {
		b.entry = make([]byte, at.size())
	}
	b.entry = b.entry[:at.size()]
	if _, err := f.ReadAt(b.entry, at.off()); err != nil {
		return nil
	}
	packed, ok := resultOf(b.entry, k)
	if !ok {
		return nil
	}
	return packed
}

// unpack reads a result. Whatever the bytes are, it does not fail.
func (b *buffer) unpack(packed []byte, out any) bool {
	if n, err := s2.DecodedLen(packed); err != nil || n > maxPlain {
		return false
	}
	plain, err := s2.Decode(b.plain[:cap(b.plain)], packed)
	if err != nil {
		return false
	}
	b.plain = plain
	s := &codec.Scanner{B: plain}
	v := reflect.ValueOf(out).Elem()
	v.SetZero()
	read(s, v)
	if !s.Done() {
		v.SetZero()
	}
	return s.Done()
}

// Put keeps a result under a key.
func (s *Store) Put(k Key, x any) {
	b := s.buffers.Get().(*buffer)
	defer s.buffers.Put(b)
	w := writer{b: b.plain[:0]}
	w.value(reflect.ValueOf(x))
	b.plain = w.b
	if w.bad || len(w.b) > maxPlain {
		return
	}
	b.packed = s2.Encode(b.packed[:cap(b.packed)], w.b)
	if headSize+len(b.packed)+sumSize > maxEntry {
		return
	}
	b.entry = appendEntry(b.entry[:0], k, b.packed)
	s.add(b, k, false)
}

// flushAt is how much is written at once.
const flushAt = 1 << 18

// add puts an entry into the new pack, once. found says that it was asked for.
func (s *Store) add(b *buffer, k Key, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found {
		s.told.Found++
	} else {
		s.told.Made++
	}
	off := s.flushed + int64(len(s.pending))
	if _, ok := s.fresh[short(k)]; ok || s.w == nil || off+int64(len(b.entry)) > s.most {
		return
	}
	s.fresh[short(k)] = placeAt(off, len(b.entry))
	s.pending = append(s.pending, b.entry...)
	if len(s.pending) >= flushAt {
		s.flush()
	}
}

// flush writes what is pending. After a failure nothing is written any more, and what
// was is taken away: a full disk is needed by the archive.
func (s *Store) flush() bool {
	if s.w == nil {
		return false
	}
	if _, err := s.w.Write(s.pending); err != nil {
		s.fault = errors.Join(err, s.w.Close(), os.Remove(s.path(writingName)))
		s.w = nil
		return false
	}
	s.flushed += int64(len(s.pending))
	s.pending = s.pending[:0]
	return true
}

// Close ends the store. Where all sources were read, it holds what was used and nothing
// else from then on; where they were not, both what was there before and what was
// written. The error says what could not be kept.
func (s *Store) Close(all bool) (Told, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.closeOld()
	if s.flush() {
		s.told.Bytes = s.flushed
		w := s.w
		s.w = nil
		if err := errors.Join(old, w.Close()); err != nil || !all {
			return s.told, err
		}
		return s.told, errors.Join(remove(s.path(cutName)), os.Rename(s.path(writingName), s.path(packName)))
	}
	if !all {
		return s.told, errors.Join(s.fault, old)
	}
	return s.told, errors.Join(s.fault, old, Remove(s.dir))
}

// Remove takes away what a folder keeps, and the folder if nothing else is in it.
func Remove(dir string) error {
	for _, name := range []string{packName, cutName, writingName} {
		if err := remove(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	_ = os.Remove(dir) // another file may be in it
	return nil
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
