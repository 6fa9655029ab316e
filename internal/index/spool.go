package index

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"sync"

	"reftel/internal/cable"
)

// A spool keeps what Add was given until Publish: the records in a temporary
// file, and in memory only what sorting and merging need.
type spool struct {
	mu      sync.Mutex
	f       *os.File
	w       *bufio.Writer
	size    int64
	entries []entry
	enc     sync.Pool
	dec     decoders
}

type entry struct {
	id     string
	date   cable.Date
	letter int // bytes of text, to tell which of two versions is fuller
	path   string
	sha    string
	off    int64
	len    int
}

func newSpool(path string) (*spool, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &spool{f: f, w: bufio.NewWriterSize(f, 1<<20)}, nil
}

func (s *spool) add(c *cable.Cable, raw []byte) error {
	r, err := newRecord(c, []Version{{Source: c.Source, Raw: raw}})
	if err != nil {
		return err
	}
	e, _ := s.enc.Get().(*encoder)
	if e == nil {
		e = newEncoder()
	}
	defer s.enc.Put(e)
	frame, err := e.encode(r)
	if err != nil {
		return err
	}
	size := len(c.Subject)
	for i := range c.Paragraphs {
		size += len(c.Paragraphs[i].Text)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.w.Write(frame); err != nil {
		return fmt.Errorf("spool %s: %w", c.ID, err)
	}
	s.entries = append(s.entries, entry{c.ID, c.Date, size, c.Source.Path, c.Source.SHA256, s.size, len(frame)})
	s.size += int64(len(frame))
	return nil
}

func (s *spool) flush() error { return s.w.Flush() }

func (s *spool) frame(e entry) ([]byte, error) { return readAt(s.f, e.off, e.len) }

// merged is the frame of a cable that was read more than once. The first of es
// is shown; the others add their sources and their other ids.
func (s *spool) merged(es []entry) ([]byte, error) {
	var first *record
	var c *cable.Cable
	aliases := map[string]bool{}
	for i, e := range es {
		frame, err := s.frame(e)
		if err != nil {
			return nil, err
		}
		r, err := s.dec.decode(frame, withSources)
		if err != nil {
			return nil, err
		}
		o, err := r.cable()
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first, c = r, o
			for _, a := range c.Aliases {
				aliases[a] = true
			}
			continue
		}
		for _, a := range o.Aliases {
			if !aliases[a] && a != c.ID {
				aliases[a] = true
				c.Aliases = append(c.Aliases, a)
			}
		}
		first.sources = append(first.sources, Version{Source: o.Source, Raw: r.sources[0].Raw})
	}
	first, err := newRecord(c, first.sources)
	if err != nil {
		return nil, err
	}
	frame, err := newEncoder().encode(first)
	if err != nil {
		return nil, err
	}
	return append([]byte(nil), frame...), nil
}

func (s *spool) close() error {
	if err := s.f.Close(); !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}
