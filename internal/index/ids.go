package index

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"reftel/internal/cable"
)

// An idTable knows every id that leads to a cable here or once did. In the file
// "ids" a line is a kind, a tab and an id: H for the id of a cable, in the
// order of the archive; A for another id, with the ordinal of its cable; G for
// one that was withdrawn, with the last generation that had it.
type idTable struct {
	held    []string
	sorted  idOrder           // all ids of held
	others  idOrder           // other ids, each of one cable
	byCable []uint32          // places in others, in the order of their cables
	numbers idOrder           // ids of held without their years; set on reading
	gone    map[string]string // id by key
	last    map[string]string // generation by key, of the gone
}

type idTarget struct {
	ord   uint32
	alias bool
}

// idKey is the form in which ids are compared.
func idKey(id string) string { return strings.ToUpper(norm.NFC.String(strings.TrimSpace(id))) }

// idKeys are the keys under which an id as a reader writes it may be found.
func idKeys(id string) []string {
	keys := []string{idKey(id)}
	if m, err := cable.ParseMRN(id); err == nil {
		if k := idKey(m.String()); k != keys[0] {
			keys = append(keys, k)
		}
	}
	return keys
}

func newIDTable(held []string, aliases [][]string) *idTable {
	t := &idTable{held: held, sorted: newIDOrder(held, idKey), gone: map[string]string{}, last: map[string]string{}}
	var others []idOf
	for ord, as := range aliases {
		for _, a := range as {
			k := idKey(a)
			if _, taken := t.sorted.find(k); !taken && k != "" && !strings.ContainsAny(a, "\t\n\r") {
				others = append(others, idOf{k, uint32(ord)})
			}
		}
	}
	t.setOthers(others)
	return t
}

// setOthers takes the other ids. Of cables that claim the same the first has it.
func (t *idTable) setOthers(others []idOf) {
	t.others = sortIDs(others, true)
	t.byCable = make([]uint32, len(t.others.keys))
	for i := range t.byCable {
		t.byCable[i] = uint32(i)
	}
	slices.SortStableFunc(t.byCable, func(x, y uint32) int { return cmp.Compare(t.others.ords[x], t.others.ords[y]) })
}

// othersOf are the other ids of a cable.
func (t *idTable) othersOf(ord uint32) []string {
	i, _ := slices.BinarySearchFunc(t.byCable, ord, func(at, ord uint32) int { return cmp.Compare(t.others.ords[at], ord) })
	var ids []string
	for ; i < len(t.byCable) && t.others.ords[t.byCable[i]] == ord; i++ {
		ids = append(ids, t.others.keys[t.byCable[i]])
	}
	return ids
}

// withdraw takes over the ids of an earlier generation that are gone now.
func (t *idTable) withdraw(old *idTable, generation string) {
	note := func(k, id, gen string) {
		_, here := t.byKey(k)
		_, noted := t.gone[k]
		if !here && !noted {
			t.gone[k], t.last[k] = id, gen
		}
	}
	for i, k := range old.sorted.keys {
		note(k, old.held[old.sorted.ords[i]], generation)
	}
	for _, k := range old.others.keys {
		note(k, k, generation)
	}
	for k, id := range old.gone {
		note(k, id, old.last[k])
	}
}

func (t *idTable) encode() []byte {
	var b bytes.Buffer
	for _, id := range t.held {
		b.WriteString("H\t" + id + "\n")
	}
	var lines []string
	for i, k := range t.others.keys {
		lines = append(lines, "A\t"+k+"\t"+strconv.Itoa(int(t.others.ords[i]))+"\n")
	}
	for k, id := range t.gone {
		lines = append(lines, "G\t"+id+"\t"+t.last[k]+"\n")
	}
	slices.Sort(lines)
	for _, l := range lines {
		b.WriteString(l)
	}
	return b.Bytes()
}

func readIDTable(genDir string) (*idTable, error) {
	p := filepath.Join(genDir, "ids")
	b, err := os.ReadFile(p)
	if err != nil {
		return nil, err
	}
	t := &idTable{gone: map[string]string{}, last: map[string]string{}}
	var others []idOf
	for line := range strings.Lines(string(b)) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		id, more, two := strings.Cut(rest, "\t")
		switch {
		case kind == "H" && !two:
			t.held = append(t.held, id)
		case kind == "A" && two:
			ord, err := strconv.ParseUint(more, 10, 32)
			if err != nil || ord >= uint64(len(t.held)) {
				return nil, fmt.Errorf("%s: alias %s leads to no cable", p, id)
			}
			others = append(others, idOf{id, uint32(ord)})
		case kind == "G" && two:
			k := idKey(id)
			t.gone[k], t.last[k] = id, more
		default:
			return nil, fmt.Errorf("%s: a line that is none: %.40q", p, line)
		}
	}
	t.held = slices.Clone(t.held) // let go of what append took in advance
	t.sorted = newIDOrder(t.held, idKey)
	t.numbers = newIDOrder(t.held, withoutYear)
	t.setOthers(others)
	return t, nil
}

// find is the cable that an id leads to.
func (t *idTable) find(id string) (idTarget, bool) {
	for _, k := range idKeys(id) {
		if target, ok := t.byKey(k); ok {
			return target, true
		}
	}
	return idTarget{}, false
}

func (t *idTable) byKey(k string) (idTarget, bool) {
	if ord, ok := t.sorted.find(k); ok {
		return idTarget{ord: ord}, true
	}
	ord, ok := t.others.find(k)
	return idTarget{ord, true}, ok
}
