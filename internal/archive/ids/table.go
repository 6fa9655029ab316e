package ids

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Table knows every id that leads to a cable here or once did. In the file
// "ids" a line is a kind, a tab and an id: H for the id of a cable, in the
// order of the archive; A for another id, with the ordinal of its cable; G for
// one that is gone, with the last generation that had it. The file is the same in
// the archives of all programs, before and to come.
type Table struct {
	Held    []string
	Sorted  Order           // all ids of held
	Others  Order           // other ids, each of one cable
	byCable []uint32        // places in others, in the order of their cables
	gone    map[string]Gone // by key

	ordered sync.Once
	numbers Order
}

// A Target is the cable that an id leads to.
type Target struct {
	Ord   uint32
	Alias bool
}

// NewTable takes the ids of all cables in archive order and the other ids of each.
func NewTable(held []string, aliases [][]string) *Table {
	t := &Table{Held: held, Sorted: NewOrder(held, Key), gone: map[string]Gone{}}
	var others []keyOf
	for ord, as := range aliases {
		for _, a := range as {
			k := Key(a)
			if _, taken := t.Sorted.Find(k); !taken && k != "" && !strings.ContainsAny(a, "\t\n\r") {
				others = append(others, keyOf{k, uint32(ord)})
			}
		}
	}
	t.setOthers(others)
	return t
}

// Numbers are the ids of held without their years. They are put in order when they are first
// asked for, which an archive that is opened need not wait for.
func (t *Table) Numbers() *Order {
	t.ordered.Do(func() { t.numbers = NewOrder(t.Held, WithoutYear) })
	return &t.numbers
}

// setOthers takes the other ids. Of cables that claim the same the first has it.
func (t *Table) setOthers(others []keyOf) {
	t.Others = sortIDs(others, true)
	t.byCable = make([]uint32, len(t.Others.Keys))
	for i := range t.byCable {
		t.byCable[i] = uint32(i)
	}
	slices.SortStableFunc(t.byCable, func(x, y uint32) int { return cmp.Compare(t.Others.Ords[x], t.Others.Ords[y]) })
}

// OthersOf are the other ids of a cable.
func (t *Table) OthersOf(ord uint32) []string {
	i, _ := slices.BinarySearchFunc(t.byCable, ord, func(at, ord uint32) int { return cmp.Compare(t.Others.Ords[at], ord) })
	var ids []string
	for ; i < len(t.byCable) && t.Others.Ords[t.byCable[i]] == ord; i++ {
		ids = append(ids, t.Others.Keys[t.byCable[i]])
	}
	return ids
}

// Encode is the file of ids.
func (t *Table) Encode() []byte {
	var b bytes.Buffer
	for _, id := range t.Held {
		b.WriteString("H\t" + id + "\n")
	}
	var lines []string
	for i, k := range t.Others.Keys {
		lines = append(lines, "A\t"+k+"\t"+strconv.Itoa(int(t.Others.Ords[i]))+"\n")
	}
	for _, g := range t.gone {
		lines = append(lines, "G\t"+g.ID+"\t"+g.Last+"\n")
	}
	slices.Sort(lines)
	for _, l := range lines {
		b.WriteString(l)
	}
	return b.Bytes()
}

// ReadTable reads the file of ids.
func ReadTable(p string) (*Table, error) {
	t, faults, err := Salvage(p)
	if err == nil && len(faults) > 0 {
		err = faults[0]
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Salvage reads as much of a file of ids as can be read, and tells what can't. The
// error is that of a file of which nothing can.
func Salvage(p string) (t *Table, faults []error, err error) {
	b, err := os.ReadFile(p)
	if err != nil {
		return nil, nil, err
	}
	t, faults = Decode(b, p)
	return t, faults, nil
}

// Decode reads as much of what Encode made as can be read, and tells what can't under a
// name.
func Decode(b []byte, name string) (t *Table, faults []error) {
	t = &Table{gone: map[string]Gone{}}
	var others []keyOf
	for line := range strings.Lines(string(b)) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		id, more, two := strings.Cut(rest, "\t")
		switch {
		case kind == "H" && !two:
			t.Held = append(t.Held, id)
		case kind == "A" && two:
			ord, err := strconv.ParseUint(more, 10, 32)
			if err != nil || ord >= uint64(len(t.Held)) {
				faults = append(faults, fmt.Errorf("%s: alias %s leads to no cable", name, id))
				continue
			}
			others = append(others, keyOf{id, uint32(ord)})
		case kind == "G" && two:
			t.gone[Key(id)] = Gone{ID: id, Last: more}
		default:
			faults = append(faults, fmt.Errorf("%s: a line that is none: %.40q", name, line))
		}
	}
	t.Held = slices.Clone(t.Held) // let go of what append took in advance
	t.Sorted = NewOrder(t.Held, Key)
	t.setOthers(others)
	return t, faults
}

// Find is the cable that an id leads to.
func (t *Table) Find(id string) (Target, bool) {
	for _, k := range Keys(id) {
		if target, ok := t.byKey(k); ok {
			return target, true
		}
	}
	return Target{}, false
}

func (t *Table) byKey(k string) (Target, bool) {
	if ord, ok := t.Sorted.Find(k); ok {
		return Target{Ord: ord}, true
	}
	ord, ok := t.Others.Find(k)
	return Target{ord, true}, ok
}
