package thread

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// A shelf is an archive of cables with references and nothing else.
type shelf struct {
	archive.Library
	cables  []*cable.Cable
	tells   bool // what a cable cites, in lists
	lookups int
	fails   error
}

// sent makes a cable of "74OSLO1 1974-03-05 A:74STATE1 74LIMA2".
func sent(line string) *cable.Cable {
	fields := strings.Fields(line)
	c := &cable.Cable{ID: fields[0]}
	for _, f := range fields[1:] {
		if d, err := cable.ParseDate(f); err == nil {
			c.Date = d
			continue
		}
		letter, id, lettered := strings.Cut(f, ":")
		if !lettered {
			letter, id = "", f
		}
		c.References = append(c.References, cable.Reference{Letter: letter, Kind: "cable", ID: id})
	}
	return c
}

func (s *shelf) of(id string) (*cable.Cable, *archive.Summary) {
	for _, c := range s.cables {
		if c.ID == id {
			sum := archive.Summary{ID: c.ID, Date: c.Date}
			if s.tells {
				sum = record.List(c).Summary
			}
			return c, &sum
		}
	}
	return nil, nil
}

func (s *shelf) Lookup(_ context.Context, ids ...string) ([]archive.Found, error) {
	s.lookups++
	out := make([]archive.Found, len(ids))
	for i, id := range ids {
		own := strings.TrimPrefix(id, "alias-")
		if _, sum := s.of(own); sum != nil {
			out[i] = archive.Found{State: archive.Held, ID: own, Summary: sum}
		} else {
			out[i] = archive.Found{State: archive.Absent, ID: id}
		}
	}
	return out, nil
}

func (s *shelf) Record(_ context.Context, id string, _ archive.Depth) (*archive.Record, error) {
	c, _ := s.of(id)
	return &archive.Record{Cable: c}, s.fails
}

func (s *shelf) Related(_ context.Context, id string, _ archive.Relation, limit int) (archive.Related, error) {
	var out archive.Related
	for _, c := range s.cables {
		if slices.ContainsFunc(c.References, func(r cable.Reference) bool { return strings.TrimPrefix(r.ID, "alias-") == id }) {
			if out.Total++; len(out.Cables) < limit {
				_, sum := s.of(c.ID)
				out.Cables = append(out.Cables, *sum)
			}
		}
	}
	return out, nil
}

// drawn writes a thread, a cable a line: its steps, id, what it cites and what cites it.
func drawn(t *Thread) string {
	var b strings.Builder
	list := func(sign string, cs []Citation) {
		for _, c := range cs {
			b.WriteString(" " + sign + strings.Join(append(slices.Clone(c.Letters), c.Cable.ID), ":"))
		}
	}
	for _, c := range t.Cables {
		fmt.Fprintf(&b, "%d %s", c.Steps, c.ID)
		if c.Summary == nil {
			fmt.Fprintf(&b, " absent of %d", c.Year)
		}
		list(">", c.Cites)
		list("<", c.CitedBy)
		b.WriteString("\n")
	}
	if t.Cut {
		b.WriteString("cut\n")
	}
	return b.String()
}

func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		most   int
		cables []string // of the first the thread is asked
		want   []string
	}{
		{"alone", 9, []string{"74OSLO1 1974-01-02"}, []string{"0 74OSLO1"}},
		{"both ways", 9, []string{"74OSLO2 1974-02-02 A:74OSLO1", "74OSLO1 1974-01-02", "74OSLO3 1974-03-02 B:74OSLO2", "74LIMA9 1974-03-02"},
			[]string{"1 74OSLO1 <A:74OSLO2", "0 74OSLO2 >A:74OSLO1 <B:74OSLO3", "1 74OSLO3 >B:74OSLO2"}},
		{"any depth", 9, []string{"74A1 1974-01-01", "74A2 1974-01-02 74A1", "74A3 1974-01-03 74A2", "74A4 1974-01-04 74A3"},
			[]string{"0 74A1 <74A2", "1 74A2 >74A1 <74A3", "2 74A3 >74A2 <74A4", "3 74A4 >74A3"}},
		{"a circle", 9, []string{"74A1 1974-01-01 74A3", "74A2 1974-01-02 74A1", "74A3 1974-01-03 74A2"},
			[]string{"0 74A1 >74A3 <74A2", "1 74A2 >74A1 <74A3", "1 74A3 >74A2 <74A1"}},
		{"itself", 9, []string{"74A1 1974-01-01 A:74A1"}, []string{"0 74A1"}},
		{"two letters, and another of its ids", 9, []string{"74A2 1974-01-02 A:74A1 C:74A1 D:alias-74A1", "74A1 1974-01-01"},
			[]string{"1 74A1 <A:C:D:74A2", "0 74A2 >A:C:D:74A1"}},
		{"by one that is not held", 9, []string{"74OSLO2 1974-02-02 A:74STATE5", "74OSLO8 1974-08-02 C:74STATE5"},
			[]string{"1 74STATE5 absent of 1974 <A:74OSLO2 <C:74OSLO8", "0 74OSLO2 >A:74STATE5", "2 74OSLO8 >C:74STATE5"}},
		{"not held, of the year before", 9, []string{"74OSLO2 1974-02-02 A:73STATE5 B:frus1", "73OSLO2 1973-11-02 74OSLO2"},
			[]string{"1 73OSLO2 >74OSLO2", "1 73STATE5 absent of 1973 <A:74OSLO2", "1 frus1 absent of 0 <B:74OSLO2", "0 74OSLO2 >A:73STATE5 >B:frus1 <73OSLO2"}},
		{"undated", 9, []string{"74OSLO2 A:74LIMA5", "74OSLO8 1974-08-02 C:74OSLO2"},
			[]string{"1 74OSLO8 >C:74OSLO2", "1 74LIMA5 absent of 1974 <A:74OSLO2", "0 74OSLO2 >A:74LIMA5 <C:74OSLO8"}},
		{"cut", 3, []string{"74A1 1974-01-01", "74A2 1974-01-02 74A1", "74A3 1974-01-03 74A2", "74A4 1974-01-04 74A3", "74A5 1974-01-05 74A1"},
			[]string{"0 74A1 <74A2 <74A5", "1 74A2 >74A1", "1 74A5 >74A1", "cut"}},
		{"one that many cite", 2, []string{"74A1 1974-01-01", "74A2 1974-01-02 74A1", "74A3 1974-01-03 74A1", "74A4 1974-01-04 74A1"},
			[]string{"0 74A1 <74A2", "1 74A2 >74A1", "cut"}},
	} {
		s := &shelf{tells: len(c.cables)%2 == 0}
		for _, line := range c.cables {
			s.cables = append(s.cables, sent(line))
		}
		s.fails = nil
		if s.tells {
			s.fails = errors.New("a cable is read for nothing")
		}
		got, err := Of(t.Context(), s, s.cables[0].ID, c.most)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.Join(c.want, "\n") + "\n"; drawn(got) != want {
			t.Errorf("%s:\n%swant\n%s", c.name, drawn(got), want)
		}
		levels := 0
		for _, c := range got.Cables {
			levels = max(levels, c.Steps+1)
		}
		if s.lookups > levels+1 {
			t.Errorf("%s: %d look-ups for %d levels", c.name, s.lookups, levels)
		}
	}
}

func TestOfFails(t *testing.T) {
	t.Parallel()
	s := &shelf{cables: []*cable.Cable{sent("74A1 74A2"), sent("74A2")}, fails: archive.ErrUnavailable}
	if _, err := Of(t.Context(), s, "74A1", 9); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}
