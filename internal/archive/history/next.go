package history

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"reftel/internal/archive"
)

// A Cable is one of a generation that is built.
type Cable struct {
	ID, Collection string
	Mark           Mark
}

// A next is the history of a generation while it is made. Until all times are known, each
// has a number of its own in the records, zero for the time of the generation.
type next struct {
	head
	body        []byte
	seconds     []int64 // by number
	numbers     map[int64]uint32
	places      []uint32 // by number, among the times of the head
	collections map[string]uint32
}

// Write puts the history of a generation into its folder: see Encode.
func Write(dir string, was *History, n int, cable func(ord int) Cable, before func(id string) (own string, since time.Time), withdrawn []string) error {
	b, err := Encode(was, n, cable, before, withdrawn)
	if err != nil {
		return fmt.Errorf("writing %s: %w", Path, err)
	}
	return os.WriteFile(filepath.Join(dir, Path), b, 0o644)
}

// Encode is the history of a generation: of its n cables in their order, by what an earlier
// one told, which may be nil. Of a cable that it does not know before tells
// the id that the cable had, and since when it is here, as far as that is known. Ids that
// were withdrawn and that the earlier history does not know went now.
func Encode(was *History, cables int, cable func(ord int) Cable, before func(id string) (own string, since time.Time), withdrawn []string) ([]byte, error) {
	if was == nil {
		was = &History{times: []time.Time{{}}}
	}
	n := &next{seconds: make([]int64, 1), numbers: map[int64]uint32{}, collections: map[string]uint32{}, body: make([]byte, 0, cables*recordSize)}
	byID := was.byID()
	var here map[string]bool // asked of what was here before
	if len(byID)+len(withdrawn) > 0 {
		here = make(map[string]bool, cables)
	}
	for i := range cables {
		c := cable(i)
		e := was.after(c, byID, before)
		n.body = binary.LittleEndian.AppendUint32(n.body, n.number(e.Added))
		n.body = binary.LittleEndian.AppendUint32(n.body, n.number(e.Changed))
		n.body = binary.LittleEndian.AppendUint32(n.body, n.collection(e.Collection))
		n.body = append(n.body, c.Mark[:]...)
		if here != nil {
			here[c.ID] = true
		}
	}
	for _, e := range was.wentOf(here, withdrawn) {
		n.Gone = append(n.Gone, goneID{ID: e.ID, Collection: e.Collection, Added: n.number(e.Added), Gone: n.number(e.Changed)})
	}
	n.sortTimes()
	line, err := json.Marshal(n.head)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(signature), line, []byte("\n"), n.body), nil
}

// byID is where each id that was held stands.
func (h *History) byID() map[string]int {
	at := make(map[string]int, len(h.held)+len(h.gone))
	for i, id := range h.held {
		at[id] = i
	}
	for i, e := range h.gone {
		if _, held := at[e.ID]; !held {
			at[e.ID] = len(h.held) + i
		}
	}
	return at
}

// after is what is told of a cable now. One that is back keeps the time at which it came
// first.
func (h *History) after(c Cable, byID map[string]int, before func(string) (string, time.Time)) archive.Entry {
	e := archive.Entry{ID: c.ID, Collection: c.Collection}
	i, known := byID[c.ID]
	switch {
	case known && i < len(h.held):
		was := h.Entry(uint32(i))
		e.Added = was.Added
		if h.marks != nil && h.marks[i] == c.Mark {
			e.Changed = was.Changed
		}
	case known:
		e.Added = h.entry(uint32(i)).Added
	default:
		own, since := before(c.ID)
		if i, ok := byID[own]; ok {
			e.Added = h.entry(uint32(i)).Added
		} else if !since.IsZero() {
			e.Added = second(since)
		}
	}
	return e
}

// wentOf are the ids that are gone, those that went before and those that go now.
func (h *History) wentOf(here map[string]bool, withdrawn []string) []archive.Entry {
	var out []archive.Entry
	told := map[string]bool{}
	add := func(e archive.Entry) {
		if !here[e.ID] && !told[e.ID] {
			told[e.ID] = true
			out = append(out, e)
		}
	}
	for _, e := range h.gone {
		add(e)
	}
	for i := range h.held {
		e := h.Entry(uint32(i))
		e.Changed = time.Time{}
		add(e)
	}
	for _, id := range withdrawn {
		add(archive.Entry{ID: id})
	}
	slices.SortFunc(out, func(a, b archive.Entry) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// number is that of a time; a zero time is that of the generation.
func (n *next) number(t time.Time) uint32 {
	if t.IsZero() {
		return 0
	}
	i, ok := n.numbers[t.Unix()]
	if !ok {
		i = uint32(len(n.seconds))
		n.seconds, n.numbers[t.Unix()] = append(n.seconds, t.Unix()), i
	}
	return i
}

// sortTimes lists the times that are told, in their order, and behind them the one of the
// generation, and puts their places where their numbers were.
func (n *next) sortTimes() {
	n.Times = slices.Sorted(slices.Values(n.seconds[1:]))
	n.places = make([]uint32, len(n.seconds))
	for i, s := range n.Times {
		n.places[n.numbers[s]] = uint32(i)
	}
	n.places[0] = uint32(len(n.Times))
	n.Times = append(n.Times, 0)
	for at := 0; at < len(n.body); at += recordSize {
		for _, b := range [][]byte{n.body[at:], n.body[at+4:]} {
			binary.LittleEndian.PutUint32(b, n.places[binary.LittleEndian.Uint32(b)])
		}
	}
	for i := range n.Gone {
		g := &n.Gone[i]
		g.Added, g.Gone = n.places[g.Added], n.places[g.Gone]
	}
}

func (n *next) collection(name string) uint32 {
	i, ok := n.collections[name]
	if !ok {
		i = uint32(len(n.Collections))
		n.Collections, n.collections[name] = append(n.Collections, name), i
	}
	return i
}
