package columns

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/index/bitset"
	"reftel/internal/index/names"
	"reftel/internal/query"
	"reftel/internal/recfile"
)

// Folder is the folder of the columns in a generation.
const Folder = "columns"

// Names of files beside those of the columns themselves.
const (
	CopiesFile  = "copies"  // the first of the group of each cable, 4 bytes
	DatesFile   = "dates"   // values.DateSize bytes a cable
	LengthsFile = "lengths" // words of the subject and of the body, 4 bytes each
)

// A Set is the columns of an archive, in memory.
type Set struct {
	N      int // cables
	Dated  int // of which the first have a date
	Rows   *Rows
	Copies Copies

	byName map[query.Facet]*Column
	dates  []byte
}

// Open reads the columns of n cables. Values are found by the other names of their
// things too.
func Open(dir string, n int, things *names.File) (*Set, error) {
	s := &Set{N: n, byName: map[query.Facet]*Column{}}
	if err := s.openColumns(dir, things); err != nil {
		return nil, err
	}
	copies, err := recfile.ReadSized(filepath.Join(dir, Folder, CopiesFile), 4*n)
	if err != nil {
		return nil, err
	}
	if s.Copies, err = decodeCopies(copies); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if s.dates, err = recfile.ReadSized(filepath.Join(dir, Folder, DatesFile), values.DateSize*n); err != nil {
		return nil, err
	}
	if err := s.checkDates(); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return s, nil
}

func (s *Set) openColumns(dir string, things *names.File) error {
	var eg errgroup.Group
	eg.SetLimit(runtime.GOMAXPROCS(0))
	facets := values.Names()
	cols, lists := make([]*Column, len(facets)), make([]*Lists, len(facets))
	for i, name := range facets {
		eg.Go(func() error {
			p := filepath.Join(dir, Folder, string(name))
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			c, l, err := decodeColumn(b, s.N)
			if err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			if name != values.Ref {
				others, err := c.otherNames(things, values.KindOf(name))
				if err != nil {
					return fmt.Errorf("%s: %w", p, err)
				}
				c.foldNames(others)
			}
			cols[i], lists[i] = c, l
			return nil
		})
	}
	if err := eg.Wait(); err != nil {
		return err
	}
	for i, name := range facets {
		s.byName[name] = cols[i]
	}
	facets = query.Facets() // of all columns the first
	s.Rows = newRows(facets, cols[:len(facets)], lists[:len(facets)], s.N, maxHot, smallSet)
	return nil
}

// checkDates finds how many cables have a date, and whether they are in order: what is
// asked of dates looks for the first and the last.
func (s *Set) checkDates() error {
	last := 0
	for i := range s.N {
		d := s.Date(uint32(i))
		if d.IsZero() {
			continue
		}
		if i != s.Dated || d.Key() < last {
			return errors.New("cables are not in the order of their dates")
		}
		s.Dated, last = i+1, d.Key()
	}
	return nil
}

// Column is the column of a facet, values.To or values.Ref; nil for others.
func (s *Set) Column(name query.Facet) *Column { return s.byName[name] }

// Date is the date of a cable.
func (s *Set) Date(ord uint32) cable.Date { return values.DecodeDate(s.dates[values.DateSize*ord:]) }

// FirstAt is the first cable whose date has a key so high, or the first of the
// undated.
func (s *Set) FirstAt(key int) int {
	return sort.Search(s.Dated, func(i int) bool { return s.Date(uint32(i)).Key() >= key })
}

// InRange finds the cables whose date lies in the range as a whole: a cable of
// "March 1974" is found in 1974, not in the days from 10 March on. Undated ones
// are in no range.
func (s *Set) InRange(d query.Dates) bitset.Set {
	b := bitset.New(s.N)
	if d.None {
		for ord := s.Dated; ord < s.N; ord++ {
			b.Add(uint32(ord))
		}
		return b
	}
	lo, hi := int32(0), int32(99991231)
	if !d.From.IsZero() {
		lo, _ = values.DaySpan(d.From)
	}
	if !d.To.IsZero() {
		_, hi = values.DaySpan(d.To)
	}
	// First days go up with the places of cables. Last days do too but for dates without
	// a day or a month, which stand before the days of theirs.
	first := s.firstDay(lo)
	end := s.firstDay(hi + 1)
	b.AddRange(first, end)
	for _, vague := range [2]int{int(hi / 10000 * 10000), int(hi / 100 * 100)} { // the year and the month of hi
		for ord := max(first, s.FirstAt(vague)); ord < s.FirstAt(vague+1); ord++ {
			if _, to := values.DaySpan(s.Date(uint32(ord))); to > hi {
				b.Remove(uint32(ord))
			}
		}
	}
	return b
}

// firstDay is the first cable whose date means no day before one, or the first of the
// undated.
func (s *Set) firstDay(day int32) int {
	return sort.Search(s.Dated, func(i int) bool {
		from, _ := values.DaySpan(s.Date(uint32(i)))
		return from >= day
	})
}

// Lengths are the words of subject and body of each cable.
func Lengths(dir string, n int) ([][2]uint32, error) {
	b, err := recfile.ReadSized(filepath.Join(dir, Folder, LengthsFile), 8*n)
	if err != nil {
		return nil, err
	}
	out := make([][2]uint32, n)
	for i := range out {
		out[i] = [2]uint32{binary.LittleEndian.Uint32(b[8*i:]), binary.LittleEndian.Uint32(b[8*i+4:])}
	}
	return out, nil
}
