package history

import (
	"bytes"
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

// A next is the history of a generation while it is made.
type next struct {
	head
	body        []byte
	now         uint32 // the place of the generation's own time
	places      map[int64]uint32
	collections map[string]uint32
}

// Write puts the history of a generation into its folder: see Encode.
func Write(dir string, was *History, cables []Cable, before func(id string) (own string, since time.Time), withdrawn []string) error {
	b, err := Encode(was, cables, before, withdrawn)
	if err != nil {
		return fmt.Errorf("writing %s: %w", Path, err)
	}
	return os.WriteFile(filepath.Join(dir, Path), b, 0o644)
}

// Encode is the history of a generation: of its cables in their order, by what an earlier
// one told, which may be nil. Of a cable that it does not know before tells
// the id that the cable had, and since when it is here, as far as that is known. Ids that
// were withdrawn and that the earlier history does not know went now.
func Encode(was *History, cables []Cable, before func(id string) (own string, since time.Time), withdrawn []string) ([]byte, error) {
	if was == nil {
		was = &History{times: []time.Time{{}}}
	}
	n := &next{places: map[int64]uint32{}, collections: map[string]uint32{}}
	lives := make([]archive.Entry, len(cables)) // a zero time is that of the generation
	here := make(map[string]bool, len(cables))
	byID := was.byID()
	for i, c := range cables {
		here[c.ID] = true
		lives[i] = was.after(c, byID, before)
	}
	gone := was.wentOf(here, withdrawn)
	n.keepTimes(lives, gone)
	for i, e := range lives {
		n.body = binary.LittleEndian.AppendUint32(n.body, n.place(e.Added))
		n.body = binary.LittleEndian.AppendUint32(n.body, n.place(e.Changed))
		n.body = binary.LittleEndian.AppendUint32(n.body, n.collection(e.Collection))
		n.body = append(n.body, cables[i].Mark[:]...)
	}
	for _, e := range gone {
		n.Gone = append(n.Gone, goneID{ID: e.ID, Collection: e.Collection, Added: n.place(e.Added), Gone: n.place(e.Changed)})
	}
	return n.encode()
}

// encode is the file of what a next holds.
func (n *next) encode() ([]byte, error) {
	line, err := json.Marshal(n.head)
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{[]byte(signature), line, []byte("\n"), n.body}, nil), nil
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

// keepTimes lists the times that are told, in their order, and behind them the one of the
// generation, whose place is now.
func (n *next) keepTimes(lists ...[]archive.Entry) {
	seen := map[int64]bool{}
	for _, es := range lists {
		for _, e := range es {
			for _, t := range []time.Time{e.Added, e.Changed} {
				if !t.IsZero() {
					seen[t.Unix()] = true
				}
			}
		}
	}
	for s := range seen {
		n.Times = append(n.Times, s)
	}
	slices.Sort(n.Times)
	for i, s := range n.Times {
		n.places[s] = uint32(i)
	}
	n.now = uint32(len(n.Times))
	n.Times = append(n.Times, 0)
}

func (n *next) place(t time.Time) uint32 {
	if t.IsZero() {
		return n.now
	}
	return n.places[t.Unix()]
}

func (n *next) collection(name string) uint32 {
	i, ok := n.collections[name]
	if !ok {
		i = uint32(len(n.Collections))
		n.Collections, n.collections[name] = append(n.Collections, name), i
	}
	return i
}
