package finding

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/matches"
)

// namesAsked is how many names are looked up for one page at most.
const namesAsked = 2000

// A Naming asks what names stand for, each once for a page.
type Naming struct {
	ctx   context.Context
	a     archive.Archive
	known *knownNames
	asked int
	Err   error // the first
}

// Naming asks an archive, or what was known of it before.
func (s *Pages) Naming(ctx context.Context, a archive.Archive) *Naming {
	return &Naming{ctx: ctx, a: a, known: &s.names}
}

// namesKept is of how many names is kept what they stand for: some 10 MB.
const namesKept = 1 << 16

// knownNames keeps what names stand for until another generation is served: a look-up
// reads the disk, and the page of a cable has dozens.
type knownNames struct {
	mu         sync.RWMutex
	generation string
	names      map[snippet.Value][]string
}

func (k *knownNames) of(generation string, v snippet.Value) (all []string, ok bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.generation == generation {
		all, ok = k.names[v]
	}
	return all, ok
}

func (k *knownNames) keep(generation string, v snippet.Value, all []string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.generation != generation || len(k.names) >= namesKept {
		k.generation, k.names = generation, map[snippet.Value][]string{}
	}
	k.names[v] = all
}

// Spelt are the ways in which the archive spells the words of a query.
func (n *Naming) Spelt(e query.Expr) map[string][]string {
	words := plan.Words(e)
	if len(words) == 0 || n.Err != nil {
		return nil
	}
	ways, err := n.a.Spellings(n.ctx, words...)
	if err != nil {
		n.Err = fmt.Errorf("finding other spellings: %w", err)
	}
	return ways
}

// names are all names of a thing, the one under which it is counted first.
func (n *Naming) names(f query.Facet, name string) []string {
	key := snippet.Value{Of: f, Text: name}
	generation := n.a.Generation().ID
	all, ok := n.known.of(generation, key)
	if ok || n.Err != nil || n.asked == namesAsked {
		return all
	}
	n.asked++
	t, err := n.a.Named(n.ctx, f, name)
	if err != nil {
		n.Err = fmt.Errorf("finding what the name %.64q stands for: %w", name, err)
		return nil
	}
	if t != nil {
		all = append(all, t.Name)
		for _, form := range t.Forms {
			all = append(all, form.Name)
		}
	}
	n.known.keep(generation, key, all)
	return all
}

// facets are the facets of the kinds of names.
var facets = map[string]query.Facet{cable.PER: query.Persons, cable.ORG: query.Organisations, cable.LOC: query.Places, cable.MISC: query.Misc}

// Counted is a cable in which each name is the one under which the archive counts what
// has it: two names of one thing are one in its list, and lead to the page of it.
func (n *Naming) Counted(d *cable.Cable) (*cable.Cable, error) {
	under := map[string]string{}
	place := map[string]int{}
	out := *d
	out.Entities = nil
	for _, e := range d.Entities {
		f, known := facets[e.Kind]
		if !known {
			out.Entities = append(out.Entities, e)
			continue
		}
		key := e.Kind + cable.NameKey(e.Name)
		if all := n.names(f, e.Name); len(all) > 0 {
			e.Name = all[0]
		}
		under[key] = e.Name
		i, ok := place[e.Kind+e.Name]
		if !ok {
			place[e.Kind+e.Name] = len(out.Entities)
			out.Entities = append(out.Entities, e)
			continue
		}
		out.Entities[i].Count += e.Count
	}
	if n.Err != nil {
		return d, n.Err
	}
	slices.SortStableFunc(out.Entities, func(a, b cable.EntityCount) int { return b.Count - a.Count })
	named := func(es []cable.Entity) []cable.Entity {
		es = slices.Clone(es)
		for i, e := range es {
			if name := under[e.Kind+cable.NameKey(e.Normal())]; name != "" && name != e.Normal() {
				es[i].Name = name
			}
		}
		return es
	}
	out.SubjectEntities = named(d.SubjectEntities)
	out.Paragraphs = slices.Clone(d.Paragraphs)
	for i, p := range d.Paragraphs {
		out.Paragraphs[i].Entities = named(p.Entities)
	}
	return &out, nil
}

// Found is what a request finds in a cable, in its texts too or among its values
// alone; nil where it asks for nothing that could be marked.
func (s *Pages) Found(n *Naming, d *cable.Cable, r query.Request, texts bool) (*matches.Found, error) {
	if r.Expr == nil && len(r.Filters) == 0 {
		return nil, nil
	}
	expr := s.Terms.Widened(r).Expr
	f := &matches.Found{Cable: d, Values: snippet.Asked(d, expr, r.Filters, n.names)}
	if n.Err != nil {
		return nil, n.Err
	}
	if texts {
		f.Spans = snippet.Highlight(d, expr, n.Spelt(expr))
		snippet.MarkMentions(d, f.Values, f.Spans)
	}
	return f, n.Err
}

// foundIn reads those hits whose rows would not tell why they were found: neither
// title nor snippets have a match, or not of all words where a code stands for them
// too, or the query asks for values of which a cable may have one or another. Where
// the time is up the rest goes without.
func (s *Pages) foundIn(c *desk.Call, r query.Request, res *archive.Result, spelt map[string][]string) (map[string]*matches.Found, error) {
	if r.Expr == nil {
		return nil, nil
	}
	fields, words := matches.Differ(r.Expr), len(query.Terms(r.Expr))
	if !fields && words == 0 {
		return nil, nil
	}
	coded := !fields && matches.Differ(s.Terms.Widened(r).Expr)
	text := r
	text.Filters = nil // they are told above the results
	out := map[string]*matches.Found{}
	err := s.WithSlot(c, func(ctx context.Context) error {
		n := s.Naming(ctx, c.A)
		for _, h := range res.Hits {
			seen := shape.Matched(h) || len(snippet.HighlightTitle(h.Title, r.Expr, spelt)) > 0
			if !fields && (seen || h.Cut) && !(coded && !h.Cut && shape.WordsMatched(h) < words) {
				continue // of a very long one it would be long looked for
			}
			rec, err := c.A.Record(ctx, h.ID, archive.Parsed)
			if err != nil {
				return fmt.Errorf("reading cable %s: %w", h.ID, err)
			}
			if out[h.ID], err = s.Found(n, rec.Cable, text, !seen); err != nil {
				return err
			}
		}
		return nil
	})
	if desk.RanOut(c, err) {
		return out, nil
	}
	return out, err
}
