package kept

import (
	"crypto/sha256"
	"io"
	"os"
	"reflect"
	"sync"
)

// A Key names a result by all that it was made of: a checksum of it.
type Key [sha256.Size]byte

// KeyOf is the key of what is made of some values. Whatever they hold goes into it,
// also what no other package can read of them. ok is false for values of which that
// can't be told: of these nothing is kept. What a pointer leads to must not change
// any more.
func (s *Store) KeyOf(of ...any) (k Key, ok bool) {
	b := s.buffers.Get().(*buffer)
	defer s.buffers.Put(b)
	w := writer{b: b.plain[:0], sums: &s.sums}
	for _, x := range of {
		w.value(reflect.ValueOf(&x).Elem())
	}
	b.plain = w.b
	return sha256.Sum256(w.b), !w.bad
}

// sums are checksums of what pointers lead to, of the last few: the documents of a
// volume share its lists, which are long.
type sums struct {
	mu   sync.Mutex
	last [8]summed // the last used first
}

type summed struct {
	of  reflect.Value // keeps it in memory: no other thing gets its address meanwhile
	sum [sha256.Size]byte
	ok  bool
}

// of is the checksum of what v points to, so deep in another value.
func (s *sums) of(v reflect.Value, deep int) ([sha256.Size]byte, bool) {
	if found, ok := s.find(v); ok {
		return found.sum, found.ok
	}
	w := writer{sums: s, deep: deep}
	w.value(v.Elem())
	x := summed{of: v, sum: sha256.Sum256(w.b), ok: !w.bad}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.front(len(s.last)-1, x)
	return x.sum, x.ok
}

func (s *sums) find(v reflect.Value) (summed, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, x := range s.last {
		if x.of.IsValid() && x.of.Type() == v.Type() && x.of.Pointer() == v.Pointer() {
			s.front(i, x)
			return x, true
		}
	}
	return summed{}, false
}

// front puts x in front of those before place i.
func (s *sums) front(i int, x summed) {
	copy(s.last[1:i+1], s.last[:i])
	s.last[0] = x
}

// A Version is what results depend on besides what they are made of: the program.
type Version [sha256.Size]byte

// Program is the version of the program that runs: the checksum of its file, with the
// rules, tables and models that are in it. Whatever is built of other sources is
// another version, and nobody has to remember to count it up.
var Program = sync.OnceValues(func() (v Version, err error) {
	// On Linux this is the file that runs, also where another one was put in its place.
	f, err := os.Open("/proc/self/exe")
	if err != nil {
		path, perr := os.Executable()
		if perr != nil {
			return v, perr
		}
		if f, err = os.Open(path); err != nil {
			return v, err
		}
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return v, err
	}
	return Version(h.Sum(nil)), nil
})
