package gather

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/reference"
)

var opened = sync.OnceValues(reference.Open)

func tables(t testing.TB) *reference.Tables {
	t.Helper()
	tb, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

var plainFinder = sync.OnceValue(func() *names.Finder {
	tb, err := opened()
	if err != nil {
		panic(err)
	}
	return names.New(tb, nil)
})

// A corpus is cables and lists as a test writes them.
type corpus struct {
	cables []*cable.Cable
	lists  [][]authority.Thing
	rules  string
}

// read makes a cable of a line: its id, post and year, and paragraphs in which
// names stand in brackets with their kind: 76OSLO1 | [PER Lars Holm] came. |…
func read(line string) *cable.Cable {
	parts := strings.Split(line, " | ")
	c := &cable.Cable{ID: strings.TrimSpace(parts[0])}
	var year int
	post := ""
	for i, r := range c.ID {
		if r < '0' || r > '9' {
			_, _ = fmt.Sscanf(c.ID[:i], "%d", &year)
			post = strings.TrimRight(c.ID[i:], "0123456789")
			break
		}
	}
	if year > 0 {
		c.Date.Year = 1900 + year
	}
	c.Origin.Code = post
	for _, text := range parts[1:] {
		var p cable.Paragraph
		for i, piece := range strings.Split(text, "[") {
			name, rest, ok := strings.Cut(piece, "]")
			kind, name, _ := strings.Cut(name, " ")
			if i == 0 || !ok || len(kind) < 3 {
				p.Text += piece
				continue
			}
			start := len([]rune(p.Text))
			p.Entities = append(p.Entities, cable.Entity{Kind: kind, Text: name, Start: start, End: start + len([]rune(name))})
			p.Text += name + rest
		}
		c.Paragraphs = append(c.Paragraphs, p)
	}
	return c
}

func (x corpus) gather(t testing.TB) *Gatherer {
	t.Helper()
	tb := tables(t)
	rules, err := names.ReadCorrections(strings.NewReader(x.rules))
	if err != nil {
		t.Fatal(err)
	}
	g, finder := New(tb, rules), plainFinder()
	if x.rules != "" {
		finder = names.New(tb, rules)
	}
	for _, l := range x.lists {
		g.List(l)
	}
	for _, c := range x.cables {
		cp := *c
		cp.Paragraphs = append([]cable.Paragraph(nil), c.Paragraphs...)
		for i := range cp.Paragraphs {
			cp.Paragraphs[i].Entities = append([]cable.Entity(nil), cp.Paragraphs[i].Entities...)
		}
		finder.Apply(&cp)
		g.Add(Of(tb, &cp))
	}
	return g
}

func lines(s string) (out []*cable.Cable) {
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		out = append(out, read(line))
	}
	return out
}

func shown(f authority.File) string {
	var b strings.Builder
	for _, t := range f {
		fmt.Fprintf(&b, "%s %s", t.Kind, t.Name)
		for _, x := range t.Forms {
			fmt.Fprintf(&b, " = %s (%s)", x.Name, strings.TrimSpace(string(x.Basis)+" "+x.Source))
		}
		for _, x := range t.Facts {
			fmt.Fprintf(&b, " : %s %d-%d (%s)", x.Text, x.From, x.To, x.Source)
		}
		for _, x := range t.Perhaps {
			fmt.Fprintf(&b, " ? %s", x)
		}
		if t.Describe != "" {
			fmt.Fprintf(&b, " ! %s", t.Describe)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestFold(t *testing.T) {
	karamanlis := []authority.Thing{{Kind: "PER", Name: "Konstantine Karamanlis",
		Forms: []authority.Form{{Name: "Constantine Caramanlis", Basis: authority.List, Source: "frus1977-80v21"}},
		Facts: []authority.Fact{{Text: "Greek Prime Minister", From: 1974, To: 1980, Basis: authority.List, Source: "frus1977-80v21"}}}}
	for name, c := range map[string]struct {
		corpus
		want string
	}{
		"middle initial": {corpus{cables: lines(`
73STATE1 | [PER Henry A. Kissinger] said so.
74STATE2 | Secretary of State [PER Henry Kissinger] said no. | [PER KISSINGER, HENRY A.]
75PARIS1 | [PER H. A. Kissinger] | [PER Mr. Kissinger] came.`)},
			"PER Henry A. Kissinger = H. A. Kissinger (spelling) = Henry Kissinger (spelling) = Kissinger (bearer) = Kissinger, Henry A. (spelling) : Secretary of State 1974-1974 (74STATE2)\n"},
		"two middle initials": {corpus{cables: lines(`
73STATE1 | [PER William P. Rogers] said so.
74STATE2 | [PER William D. Rogers] said so.
74STATE3 | [PER William Rogers] said so.`)},
			"PER William D. Rogers ? William Rogers\nPER William P. Rogers ? William Rogers\nPER William Rogers ? William D. Rogers ? William P. Rogers\n"},
		"in one paragraph": {corpus{cables: lines(`73OSLO1 | [PER Lars Holm] met [PER Lars B. Holm].`)}, ""},
		"years apart": {corpus{cables: lines(`
73OSLO1 | [PER Lars Holm] came.
95OSLO1 | [PER Lars B. Holm] came.`)}, ""},
		"list": {corpus{lists: [][]authority.Thing{karamanlis}, cables: lines(`
77ATHENS1 | [PER Konstantine Karamanlis] said so.
78ATHENS2 | [PER Constantine Caramanlis] said no.`)},
			"PER Konstantine Karamanlis = Constantine Caramanlis (list frus1977-80v21) : Greek Prime Minister 1974-1980 (frus1977-80v21)\n"},
		"gloss": {corpus{cables: lines(`
73OSLO1 | The [ORG Norwegian Fisheries Board] (NFB) met.
74OSLO2 | The [ORG NFB] met.`)}, "ORG Norwegian Fisheries Board = NFB (explained 73OSLO1)\n"},
		"gloss of another post": {corpus{cables: lines(`
73OSLO1 | The [ORG Norwegian Fisheries Board] (NFB) met.
74LIMA2 | The [ORG NFB] met.`)}, ""},
		"two meanings": {corpus{cables: lines(`
73OSLO1 | The [ORG People's Democratic Party] (PDP) met.
74OSLO2 | The [ORG Popular Development Plan] (PDP). The [ORG PDP].`)}, ""},
		"spelling": {corpus{cables: lines(`
73OSLO1 | The [ORG Ministry of Defence] met the [ORG Ministry of Defense].`)}, "ORG Ministry of Defense = Ministry of Defence (spelling)\n"},
		"rules": {corpus{rules: "merge PER Jim Holm => PER Lars Holm\nsplit PER Nils Berg => PER Nils A. Berg\ndescribe LOC Fog Harbour => A port.\nalias ORG FB => ORG Fish Board", cables: lines(`
73OSLO1 | [PER Lars Holm] | [PER Jim Holm] | [PER Nils Berg] | [PER Nils A. Berg] | [LOC Fog Harbour] | [ORG FB]`)},
			"LOC Fog Harbour ! A port.\nORG Fish Board = FB (correction)\nPER Lars Holm = Jim Holm (spelling)\n"},
	} {
		t.Run(name, func(t *testing.T) {
			f, _ := c.gather(t).Fold()
			if diff := cmp.Diff(c.want, shown(f)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOrder holds that the file does not depend on the order of the cables.
func TestOrder(t *testing.T) {
	var x corpus
	r := rand.New(rand.NewPCG(1, 2))
	first, middle, last := []string{"Lars", "Nils", "Henry", "H.", "Jose", "José"}, []string{"", "A. ", "B. ", "Alfred "}, []string{"Holm", "Holms", "Kissinger", "Berg"}
	for i := range 300 {
		pick := func(s []string) string { return s[r.IntN(len(s))] }
		x.cables = append(x.cables, read(fmt.Sprintf("%dOSLO%d | Foreign Minister [PER %s %s%s] and Minister [PER %s %s%s] of the [ORG Fish Bank] (FB), [LOC US]",
			70+r.IntN(20), i, pick(first), pick(middle), pick(last), pick(first), pick(middle), pick(last))))
	}
	var want string
	for range 4 {
		file, proposals := x.gather(t).Fold()
		b, err := json.Marshal([]any{file, proposals})
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(b)
		}
		if got := string(b); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
		r.Shuffle(len(x.cables), func(i, j int) { x.cables[i], x.cables[j] = x.cables[j], x.cables[i] })
	}
}
