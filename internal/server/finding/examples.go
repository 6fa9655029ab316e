package finding

import (
	"context"
	"net/url"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/guide"
	"reftel/internal/server/shape/examples"
	"reftel/web/templates"
)

// A sample of the archive is so many stretches of so many cables.
const (
	stretches = 20
	stretch   = 15
)

// examplesShown is how many searches a page offers to try.
const examplesShown = 5

// askedAtOnce is how many searches are counted within one deadline.
const askedAtOnce = 16

// tries keeps the examples and the guide of a generation by language, each made when it
// is first asked for.
type tries struct {
	mu         sync.Mutex
	generation string
	examples   map[string][]templates.Example
	help       map[string]*templates.Help
}

// of are the examples and the guide that are kept of a generation in a language.
func (t *tries) of(generation, lang string) ([]templates.Example, *templates.Help) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.generation != generation {
		return nil, nil
	}
	return t.examples[lang], t.help[lang]
}

// keep keeps what is given of a generation, beside what is kept of it already.
func (t *tries) keep(generation, lang string, es []templates.Example, help *templates.Help) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.generation != generation {
		t.generation, t.examples, t.help = generation, map[string][]templates.Example{}, map[string]*templates.Help{}
	}
	if es != nil {
		t.examples[lang] = es
	}
	if help != nil {
		t.help[lang] = help
	}
}

// Examples are searches that find something in this archive, one of a kind.
func (s *Pages) Examples(c *desk.Call) ([]templates.Example, error) {
	g, lang := c.A.Generation().ID, c.Words.Lang()
	if es, _ := s.tries.of(g, lang); es != nil {
		return es, nil
	}
	sample, err := s.sample(c)
	if err != nil {
		return nil, err
	}
	es := []templates.Example{}
	for _, kind := range sample.Kinds(c.Words) {
		if len(es) == examplesShown {
			break
		}
		for _, e := range kind {
			found, err := s.thatFind(c, []string{e.Query})
			if err != nil {
				return nil, err
			}
			if found[e.Query] {
				es = append(es, e)
				break
			}
		}
	}
	s.tries.keep(g, lang, es, nil)
	return es, nil
}

// Help is the guide to the search language in words of this archive. Where all
// that the document offers finds something it stays as it is.
func (s *Pages) Help(c *desk.Call, g templates.Help) (templates.Help, error) {
	id, lang := c.A.Generation().ID, c.Words.Lang()
	if _, help := s.tries.of(id, lang); help != nil {
		return *help, nil
	}
	help := g
	asked := guide.Searches(help)
	found, err := s.thatFind(c, asked[:min(askedAtOnce, len(asked))])
	if err != nil {
		return help, err
	}
	whole := len(found) == min(askedAtOnce, len(asked))
	if whole {
		if found, err = s.thatFind(c, asked); err != nil {
			return help, err
		}
		whole = len(found) == len(asked)
	}
	if !whole {
		if help, err = s.reworded(c, g, found); err != nil {
			return help, err
		}
	}
	s.tries.keep(id, lang, nil, &help)
	return help, nil
}

// reworded is a guide in words of this archive, where found are some searches of the
// document that find something. A row that says nothing in the words of the archive
// stays as it is where it finds something so.
func (s *Pages) reworded(c *desk.Call, g templates.Help, found map[string]bool) (templates.Help, error) {
	sample, err := s.sample(c)
	if err != nil {
		return templates.Help{}, err
	}
	here := guide.Reworded(g, sample.Wording().Replace)
	more, err := s.thatFind(c, guide.Searches(here))
	if err != nil {
		return here, err
	}
	finds := func(q string) bool { return found[q] || more[q] }
	rest, err := s.thatFind(c, guide.Beside(here, g, finds))
	if err != nil {
		return here, err
	}
	return guide.Choose(here, g, func(q string) bool { return finds(q) || rest[q] }), nil
}

// sample reads a few cables from all over the archive, and its most frequent values.
func (s *Pages) sample(c *desk.Call) (*examples.Sample, error) {
	return desk.InSlot(s.Desk, c, func(ctx context.Context) (*examples.Sample, error) {
		res, err := c.A.Search(ctx, query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize})
		if err != nil {
			return nil, err
		}
		x := &examples.Sample{Facets: res.Facets}
		var ids []string
		if res.Total <= stretches*stretch {
			if ids, err = c.A.IDs(ctx, 0, res.Total); err != nil {
				return nil, err
			}
		}
		for i := 0; i < stretches && res.Total > stretches*stretch; i++ {
			some, err := c.A.IDs(ctx, i*res.Total/stretches, stretch)
			if err != nil {
				return nil, err
			}
			ids = append(ids, some...)
		}
		found, err := c.A.Lookup(ctx, ids...)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if f.Summary != nil {
				x.Cables = append(x.Cables, *f.Summary)
			}
		}
		return x, nil
	})
}

// thatFind are those of some texts that the search box finds something for.
func (s *Pages) thatFind(c *desk.Call, texts []string) (map[string]bool, error) {
	found := map[string]bool{}
	for at := 0; at < len(texts); at += askedAtOnce {
		err := s.WithSlot(c, func(ctx context.Context) error {
			for _, q := range texts[at:min(at+askedAtOnce, len(texts))] {
				ok, err := s.finds(ctx, c.A, q)
				if err != nil {
					return err
				}
				if ok {
					found[q] = true
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// finds reports whether a text finds cables, or names one by its id.
func (s *Pages) finds(ctx context.Context, a archive.Archive, text string) (bool, error) {
	req, err := query.ParseRequest(url.Values{"q": {text}})
	if err != nil {
		return false, nil // the words of an archive may make a text too long
	}
	n, err := a.Count(ctx, s.Terms.Widened(req))
	if err != nil || n > 0 {
		return n > 0, err
	}
	named, err := s.Finder.Find(ctx, a, text)
	return len(named) > 0, err
}
