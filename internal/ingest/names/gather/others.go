package gather

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/text"
)

// A claim says that a short or other name is one of a thing.
type claim struct {
	form   authority.Form
	weight int
}

// A cluster is a thing of any kind but a person: the name under which it is
// counted and what claims to be another name of it.
type cluster struct {
	kind, name string
	claims     []claim
	facts      []authority.Fact
}

// clusters are things by "ORG central intelligence agency".
type clusters map[string]*cluster

// claim adds another name of a thing.
func (cs clusters) claim(kind, name string, c claim) *cluster {
	key := authority.Key(kind, name)
	t := cs[key]
	if t == nil {
		t = &cluster{kind: kind, name: name}
		cs[key] = t
	}
	t.name = better(t.name, name)
	if cable.NameKey(c.form.Name) != "" && authority.Key(kind, c.form.Name) != key {
		t.claims = append(t.claims, c)
	}
	return t
}

// foldOthers makes things of organisations, places and the rest: by the tables,
// the lists of volumes, what the cables explain and ways of writing.
func (g *Gatherer) foldOthers() []authority.Thing {
	cs := clusters{}
	g.byTables(cs)
	g.byLists(cs)
	g.byGlosses(cs)
	g.byWriting(cs)
	for _, pair := range g.rules.Merges() {
		if pair[0].Kind != cable.PER && pair[0].Kind == pair[1].Kind {
			g.mergeClusters(cs, pair[0].Name, pair[1].Name, pair[0].Kind)
		}
	}
	cs.settle(g)
	var out []authority.Thing
	for _, key := range sortedKeys(cs) {
		c := cs[key]
		t := authority.Thing{Kind: c.kind, Name: c.name, Facts: c.facts}
		seen := g.seen[hashOf(key)] != nil
		for _, x := range c.claims {
			seen = seen || g.seen[hashOf(authority.Key(c.kind, x.form.Name))] != nil
			t.Forms = append(t.Forms, x.form)
		}
		if seen && (len(t.Forms) > 0 || len(t.Facts) > 0) {
			out = append(out, t)
		}
	}
	return out
}

// byTables takes states and well-known organisations from the tables. That of the
// meanings of abbreviations is not asked: the party of one country has the letters
// of that of another.
func (g *Gatherer) byTables(cs clusters) {
	for _, t := range tableThings(g.tables) {
		for _, f := range t.Forms {
			cs.claim(t.Kind, t.Name, claim{f, 200})
		}
	}
}

// byLists takes the lists of abbreviations of volumes.
func (g *Gatherer) byLists(cs clusters) {
	for _, volume := range sortedKeys(g.lists) {
		for _, t := range g.lists[volume] {
			if t.Kind == cable.PER {
				continue
			}
			c := cs.claim(t.Kind, t.Name, claim{})
			for _, f := range t.Forms {
				cs.claim(t.Kind, t.Name, claim{f, 1})
			}
			c.facts = append(c.facts, t.Facts...)
		}
	}
}

// byGlosses takes what cables explain: where all cables that use the
// abbreviation are of posts that explain it so, or several posts do.
func (g *Gatherer) byGlosses(cs clusters) {
	keys := slices.SortedFunc(maps.Keys(g.glosses), func(a, b gloss) int {
		return cmp.Or(strings.Compare(a.kind, b.kind), strings.Compare(a.short, b.short), strings.Compare(a.long, b.long))
	})
	for _, key := range keys {
		x := g.glosses[key]
		used := g.used[key.kind+" "+key.short]
		claim := claim{authority.Form{Name: x.short, Basis: authority.Explained, Source: x.source.id}, 1 + int(x.where.n)}
		if used != nil && x.where.n < 2 && !used.within(&x.where, uint32(hashOf("STATE"))) {
			claim.weight = 0 // it speaks against another meaning, and for none
		}
		cs.claim(key.kind, x.long, claim)
	}
}

// byWriting takes names that differ from another in the spelling of a word, or
// in the article.
func (g *Gatherer) byWriting(cs clusters) {
	for _, key := range sortedKeys(g.written) {
		kind, _, _ := strings.Cut(key, " ")
		if g.seen[hashOf(key)] == nil && cs[key] == nil && len(g.written[key]) == 1 {
			continue // the other way of writing does not occur
		}
		name := plainName(g.written[key][0])
		if cs[key] != nil {
			name = cs[key].name
		}
		for _, w := range g.written[key] {
			cs.claim(kind, name, claim{authority.Form{Name: w, Basis: authority.Spelling}, 100})
		}
	}
}

// plainName writes a name with the spellings of plainKey.
func plainName(s string) string {
	words := strings.Fields(s)
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if len(words) == 5 && strings.HasSuffix(strings.ToLower(s), ofStates) {
		words = []string{words[3], words[4], words[0]}
	}
	for i, w := range words {
		plain, ok := spellings[cable.NameKey(w)]
		if ok && unicode.IsUpper(first(w)) {
			parts := strings.Fields(plain)
			for j, p := range parts {
				parts[j] = strings.ToUpper(p[:1]) + p[1:]
			}
			plain = strings.Join(parts, " ")
		}
		if ok {
			words[i] = plain
		}
	}
	return strings.Join(words, " ")
}

// mergeClusters makes a thing another one, with all its names.
func (g *Gatherer) mergeClusters(cs clusters, from, into, kind string) {
	c := cs.claim(kind, into, claim{authority.Form{Name: from, Basis: authority.Correction}, 1000})
	c.name = into
	if old := cs[authority.Key(kind, from)]; old != nil && old != c {
		c.claims = append(c.claims, old.claims...)
		c.facts = append(c.facts, old.facts...)
		delete(cs, authority.Key(kind, from))
	}
}

// settle gives each name to one thing. What has claims of its own and is claimed
// as another name by one thing becomes part of it; a name that unlike things
// claim is none's.
func (cs clusters) settle(g *Gatherer) {
	type bid struct {
		of     string
		claim  claim
		weight int
	}
	bids := map[string][]bid{} // by the key of the form
	weight := map[string]int{} // the heaviest claim of each cluster
	for _, key := range sortedKeys(cs) {
		c := cs[key]
		best := map[string]bid{}
		for _, x := range c.claims {
			k := authority.Key(c.kind, x.form.Name)
			b, ok := best[k]
			if !ok || x.weight > b.claim.weight || x.weight == b.claim.weight && x.form.Source < b.claim.form.Source {
				b.claim = x
			}
			b.of, b.weight = key, b.weight+x.weight
			best[k], weight[key] = b, max(weight[key], x.weight)
		}
		for _, k := range sortedKeys(best) {
			bids[k] = append(bids[k], best[k])
		}
		c.claims = nil
		c.facts = compactFacts(c.facts)
	}
	splits, part := g.rules.Splits(), map[string]string{}
	for _, form := range sortedKeys(bids) {
		all := bids[form]
		top := slices.MaxFunc(all, func(a, b bid) int { return cmp.Or(cmp.Compare(a.weight, b.weight), strings.Compare(b.of, a.of)) })
		owner := cs[top.of]
		unlike := slices.ContainsFunc(all, func(b bid) bool { return b.of != top.of && top.weight < 100 && !alike(owner.name, cs[b.of].name) })
		if top.weight == 0 || unlike || cs[form] != nil && len(all) > 1 || apartByRule(splits, form, top.of) {
			continue
		}
		owner.claims = append(owner.claims, top.claim)
		if cs[form] != nil {
			part[form] = top.of
		}
	}
	cs.absorb(part, weight)
}

// absorb moves what belongs to clusters that are part of others to those. Of two
// that claim each other (CIA, Central Intelligence Agency) the weightier stands.
func (cs clusters) absorb(part map[string]string, weight map[string]int) {
	for _, form := range sortedKeys(part) {
		if of := part[form]; part[of] == form {
			if weight[form] > weight[of] || weight[form] == weight[of] && form < of {
				of, form = form, of
			}
			delete(part, of)
		}
	}
	for _, form := range sortedKeys(part) {
		of := part[form]
		for range 8 {
			if next, ok := part[of]; ok && next != form {
				of = next
			}
		}
		from, into := cs[form], cs[of]
		if from == nil || into == nil || from == into || part[of] != "" {
			continue
		}
		for _, x := range from.claims {
			if authority.Key(into.kind, x.form.Name) != of && !slices.ContainsFunc(into.claims, func(y claim) bool {
				return cable.NameKey(x.form.Name) == cable.NameKey(y.form.Name)
			}) {
				into.claims = append(into.claims, x)
			}
		}
		into.facts = compactFacts(append(into.facts, from.facts...))
		delete(cs, form)
	}
}

func apartByRule(splits [][2]names.Named, a, b string) bool {
	return slices.ContainsFunc(splits, func(p [2]names.Named) bool {
		return p[0].Key() == a && p[1].Key() == b || p[0].Key() == b && p[1].Key() == a
	})
}

// alike reports whether two long names may be of one thing: the words of one are
// those of the other, but for little ones, spelling and what is added.
func alike(a, b string) bool {
	x, y := telling(a), telling(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	miss := 0
	for _, w := range x {
		if slices.ContainsFunc(y, func(v string) bool {
			return v == w || len(w) > 4 && (text.Within1(v, w) || len(v) > 5 && len(w) > 5 && v[:6] == w[:6])
		}) {
			continue
		}
		miss++
	}
	return miss == 0 || miss == 1 && len(x) > 4
}

// telling are the words of a long name that say what it is.
func telling(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "U.S.", "United States"), "UN ", "United Nations ")
	var out []string
	for _, w := range strings.Fields(cable.NameKey(s)) {
		if plain, ok := spellings[w]; ok {
			w = plain
		}
		if !little[w] {
			out = append(out, w)
		}
	}
	return out
}
