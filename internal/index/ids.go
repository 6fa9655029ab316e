package index

import (
	"bytes"
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
	held  []string
	byKey map[string]idTarget
	gone  map[string]string // id by key
	last  map[string]string // generation by key, of the gone

	// Set on reading.
	aliases map[uint32][]string // other ids of a cable
	sorted  idOrder             // all ids of held
	numbers idOrder             // the same without their years
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
	t := &idTable{held: held, byKey: make(map[string]idTarget, len(held)), gone: map[string]string{}, last: map[string]string{}}
	for ord, id := range held {
		t.byKey[idKey(id)] = idTarget{ord: uint32(ord)}
	}
	for ord, as := range aliases {
		for _, a := range as {
			k := idKey(a)
			if _, taken := t.byKey[k]; !taken && k != "" && !strings.ContainsAny(a, "\t\n\r") {
				t.byKey[k] = idTarget{uint32(ord), true}
			}
		}
	}
	return t
}

// withdraw takes over the ids of an earlier generation that are gone now.
func (t *idTable) withdraw(old *idTable, generation string) {
	note := func(k, id, gen string) {
		_, here := t.byKey[k]
		_, noted := t.gone[k]
		if !here && !noted {
			t.gone[k], t.last[k] = id, gen
		}
	}
	for k := range old.byKey {
		id := k
		if target := old.byKey[k]; !target.alias {
			id = old.held[target.ord]
		}
		note(k, id, generation)
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
	for k, target := range t.byKey {
		if target.alias {
			lines = append(lines, "A\t"+k+"\t"+strconv.Itoa(int(target.ord))+"\n")
		}
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
	t := newIDTable(nil, nil)
	t.aliases = map[uint32][]string{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case f[0] == "H" && len(f) == 2:
			t.byKey[idKey(f[1])] = idTarget{ord: uint32(len(t.held))}
			t.held = append(t.held, f[1])
		case f[0] == "A" && len(f) == 3:
			ord, err := strconv.ParseUint(f[2], 10, 32)
			if err != nil || ord >= uint64(len(t.held)) {
				return nil, fmt.Errorf("%s: alias %s leads to no cable", p, f[1])
			}
			t.byKey[f[1]] = idTarget{uint32(ord), true}
			t.aliases[uint32(ord)] = append(t.aliases[uint32(ord)], f[1])
		case f[0] == "G" && len(f) == 3:
			k := idKey(f[1])
			t.gone[k], t.last[k] = f[1], f[2]
		default:
			return nil, fmt.Errorf("%s: a line that is none: %.40q", p, line)
		}
	}
	t.sorted = newIDOrder(t.held, func(id string) string { return id })
	t.numbers = newIDOrder(t.held, withoutYear)
	return t, nil
}

// find is the cable that an id leads to.
func (t *idTable) find(id string) (idTarget, bool) {
	for _, k := range idKeys(id) {
		if target, ok := t.byKey[k]; ok {
			return target, true
		}
	}
	return idTarget{}, false
}
