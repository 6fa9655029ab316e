// Package prepare is what every build of an archive begins with, whatever the
// engine: cables are collected in a temporary file, those of one id become the
// versions of one cable, and all get their place in archive order. It knows cables
// and records, and no engine.
package prepare

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/recfile"
	"reftel/internal/recfile/runs"
)

// A Spool keeps what Add was given until the cables are sorted: the records in a
// temporary file, and in memory what sorting and merging need, as far as there is room.
// The rest of that is in files beside.
type Spool struct {
	mu      sync.Mutex
	f       *os.File
	w       *bufio.Writer
	size    int64
	n       int
	room    int
	entries *runs.Sorter
	buf     []byte
	groups  *Groups
	drafts  sync.Pool
}

// New makes the temporary file. What is sorted of it may take so much memory.
func New(path string, room int) (*Spool, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &Spool{f: f, w: bufio.NewWriterSize(f, 1<<20), room: room, entries: runs.NewSorter(path+".entries", room)}, nil
}

// Add takes a cable and the source bytes that it was read from. It may be called
// by several goroutines.
func (s *Spool) Add(c *cable.Cable, raw []byte) error {
	if c.ID == "" {
		return errors.New("a cable without an id")
	}
	if strings.ContainsAny(c.ID, "\t\n\r\x00") {
		return fmt.Errorf("the id %q holds control characters", c.ID)
	}
	r, err := record.New(c, []archive.Version{{Source: c.Source, Raw: raw}})
	if err != nil {
		return err
	}
	d := s.drafter()
	defer s.drafts.Put(d)
	draft, err := d.Pack(r)
	if err != nil {
		return err
	}
	size := len(c.Subject)
	for i := range c.Paragraphs {
		size += len(c.Paragraphs[i].Text)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.w.Write(draft); err != nil {
		return fmt.Errorf("spool %s: %w", c.ID, err)
	}
	e := Entry{ID: c.ID, Date: c.Date, sha: c.Source.SHA256, off: s.size, len: len(draft), others: c.Aliases}
	s.size += int64(len(draft))
	s.n++
	s.buf = e.appendSorted(s.buf[:0], size, c.Source.Path)
	if err := s.entries.Add(s.buf); err != nil {
		return fmt.Errorf("spool %s: %w", c.ID, err)
	}
	return nil
}

// Len is how many cables were added.
func (s *Spool) Len() int { return s.n }

// Size is how many bytes the records take in the temporary file.
func (s *Spool) Size() int64 { return s.size }

// Path is the temporary file.
func (s *Spool) Path() string { return s.f.Name() }

// Sorted are the cables in archive order, once all were added. It may be called once.
func (s *Spool) Sorted() (_ *Groups, err error) {
	if err := s.w.Flush(); err != nil {
		return nil, err
	}
	sorted := runs.NewSorter(s.Path()+".order", s.room)
	err = order(s.entries, sorted, s.apart)
	if err = errors.Join(err, s.entries.Close()); err == nil {
		s.groups, err = writeGroups(s.groupsPath(), sorted)
	}
	return s.groups, errors.Join(err, sorted.Close())
}

func (s *Spool) groupsPath() string { return s.Path() + ".groups" }

// Record is the record of a group: of its only cable, or merged of all. It is valid until
// the next one is read by the same Drafter.
func (s *Spool) Record(g Group, d *record.Drafter) (*record.Record, error) {
	if len(g) > 1 || g[0].again {
		return s.merged(g)
	}
	return s.record(g[0], record.Sources, d)
}

func (s *Spool) record(e Entry, far record.Depth, d *record.Drafter) (*record.Record, error) {
	draft := d.Room(e.len)
	if err := recfile.Fill(draft, s.f, e.off); err != nil {
		return nil, err
	}
	return d.Unpack(draft, far)
}

func (s *Spool) drafter() *record.Drafter {
	if d, ok := s.drafts.Get().(*record.Drafter); ok {
		return d
	}
	return &record.Drafter{}
}

// merged is the record of a cable that was read more than once. The first of es
// is shown; the others add their sources, what was parsed of them, and their other
// ids.
func (s *Spool) merged(es []Entry) (*record.Record, error) {
	var first *record.Record
	var c *cable.Cable
	aliases := map[string]bool{}
	for i, e := range es {
		r, err := s.record(e, record.Sources, new(record.Drafter)) // all are needed in the end
		if err != nil {
			return nil, err
		}
		o, err := r.Cable()
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first, c = r, o
			c.ID = e.ID
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
		first.Sources = append(first.Sources, archive.Version{Source: o.Source, Raw: r.Sources[0].Raw, Cable: o})
	}
	return record.New(c, first.Sources)
}

// Close closes the file and leaves it. What was sorted of it is removed.
func (s *Spool) Close() error {
	err := s.entries.Close()
	if s.groups != nil {
		err = errors.Join(err, s.groups.file.Close(), os.Remove(s.groupsPath()), os.Remove(s.groupsPath()+recfile.Offsets))
		s.groups = nil
	}
	if cerr := s.f.Close(); !errors.Is(cerr, os.ErrClosed) {
		err = errors.Join(err, cerr)
	}
	return err
}
