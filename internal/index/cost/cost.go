// Package cost tells how long a request will take before it is answered: from how many
// cables have its words, how many word streams must be read for its rows of words, and
// how many cables it may find. It reads no list and no text. What it tells is right
// within a factor of two or three, which is enough to know the dear from the cheap; where
// it cannot know it takes the worse for granted. It knows queries and numbers alone.
package cost

import (
	"slices"
	"time"

	"reftel/internal/archive/plan"
	"reftel/internal/query"
)

// What steps take on one core, in nanoseconds, measured on archives of 20,000 and
// 251,287 cables. Only how they stand to each other matters much.
const (
	perListed = 5   // a cable of a list that is marked
	perScored = 170 // a cable of a list whose words are counted
	perPair   = 100 // a cable of a list of pairs
	perFound  = 50  // a hit that is ranked
	perCount  = 100 // a hit, or one that is none, in the counts of facets

	perByteRow     = 0.7 // of a stream in which a row of words is looked for
	perByteDecoded = 9   // of one that is decoded, since a place may be one of several words
	perByteNear    = 12  // of one in which words near each other are looked for

	// together is how much oftener than by chance words are taken to share a cable.
	together = 8

	perRow   = 60e3  // a cable of the page, with its snippets
	perForm  = 3e3   // a word that a spelling stands for
	perFuzzy = 600e3 // the look for words that are spelt alike
	perValue = 300e3 // a value of a field, a filter, or a facet that has filters
	always   = 500e3
)

// An Index is what is known of an archive before anything is asked.
type Index struct {
	Cables int
	Stream int // bytes of the mean word stream
	Ranks  Ranks
	Paired int                                   // the first so many words have lists of which follows which
	Forms  func(plan.Spelling) ([]uint32, error) // words that a spelling stands for
	Values func(query.Value) int                 // cables with a value of a field
	Filter func(query.Filter) int                // cables that a filter lets through
}

// Of is about how long one core works for a page of a request.
func Of(req query.Request, x Index) (time.Duration, error) {
	e := estimate{Index: x, rows: plan.HasRow(req.Expr), spent: always}
	hits, err := e.eval(req.Expr, x.Cables, true)
	if err != nil {
		return 0, err
	}
	left, facets := e.filtered(req.Filters, hits)
	counted := min(left, x.Cables-left)
	if facets > 0 || !req.Since.IsZero() || !req.Until.IsZero() {
		counted = min(left, x.Cables/2) // who knows how many are left
	}
	e.spent += float64(counted) * perCount * float64(1+facets)
	e.spent += perValue*float64(len(req.Filters)+facets) + float64(req.Size)*perRow
	if req.Expr != nil {
		e.spent += float64(left) * perFound
	}
	for _, n := range e.scored { // of a word that many others have the hits alone are looked at
		e.spent += float64(min(n, 2*left)) * perScored
	}
	return time.Duration(e.spent), nil
}

// filtered is about how many of some hits the filters leave, and how many facets have
// filters: each of these is counted by itself.
func (e *estimate) filtered(fs []query.Filter, hits int) (left, facets int) {
	chosen, seen := map[query.Facet]int{}, map[query.Facet]bool{}
	for _, f := range fs {
		seen[f.Facet] = true
		if !f.Exclude {
			chosen[f.Facet] += e.Filter(f)
		}
	}
	for _, n := range chosen {
		hits = min(hits, n)
	}
	return hits, len(seen)
}

// An estimate adds up what the parts of a query take.
type estimate struct {
	Index
	rows  bool // there are rows of words, for which it counts how many cables are left
	spent float64

	scored []int // cables that have each of the words that count for the order
}

// eval is about how many cables e holds for, of those within which it is looked for.
func (e *estimate) eval(of query.Expr, within int, scored bool) (int, error) {
	e.spent += float64(e.Cables) / 64
	switch of := of.(type) {
	case query.And:
		return e.and(of.Of, within, scored)
	case query.Or:
		sum := 0
		for _, p := range of.Of {
			n, err := e.eval(p, within, scored)
			if err != nil {
				return 0, err
			}
			sum += n
		}
		return min(sum, within), nil
	case query.Not:
		_, err := e.eval(of.Of, within, false)
		return within, err // who knows
	case query.Word:
		return e.plan(plan.OfWord(of), within, scored)
	case query.Phrase:
		sum := 0
		for _, pl := range plan.OfPhrase(of) {
			n, err := e.plan(pl, within, scored)
			if err != nil {
				return 0, err
			}
			sum += n
		}
		return min(sum, within), nil
	case query.Value:
		e.spent += perValue
		if e.rows {
			return min(e.Values(of), within), nil
		}
		return min(e.Cables/10, within), nil
	}
	return within, nil
}

// and takes what is cheap first, as the search does.
func (e *estimate) and(parts []query.Expr, within int, scored bool) (int, error) {
	parts, _ = plan.WithoutStops(parts)
	for _, dear := range []bool{false, true} {
		for _, p := range parts {
			if plan.HasRow(p) != dear {
				continue
			}
			n, err := e.eval(p, within, scored)
			if err != nil {
				return 0, err
			}
			within = min(within, n)
		}
	}
	return within, nil
}

// plan is about how many cables have a word or words in a row.
func (e *estimate) plan(p plan.Plan, within int, scored bool) (int, error) {
	places := make([][]uint32, len(p.Places))
	for i, s := range p.Places {
		if s.Fuzzy { // to find out would cost as much as some searches do
			e.spent += perFuzzy + float64(e.Cables)*perScored*3/4
			if len(p.Places) == 1 {
				return min(e.Cables/2, within), nil
			}
		}
		var err error
		if places[i], err = e.Forms(s); err != nil {
			return 0, err
		}
		e.spent += perForm * float64(len(places[i]))
	}
	if len(places) == 0 {
		return within, nil
	}
	if len(places) == 1 {
		n := e.having(places[0])
		e.spent += float64(n) * perListed
		if scored {
			e.scored = append(e.scored, n)
		}
		return min(n, within), nil
	}
	return e.row(places, p.Slop, within), nil
}

// row is about how many cables have words in a row or near each other. The streams are
// read of all cables that have the words; of two frequent words that follow each other
// none are.
func (e *estimate) row(places [][]uint32, slop, within int) int {
	least, second, single, frequent := within, e.Cables, true, true
	for _, forms := range places {
		n := e.having(forms)
		least, second = min(least, n), min(second, max(least, n))
		e.spent += float64(n) * perListed
		single = single && len(forms) == 1
		frequent = frequent && len(forms) == 1 && int(forms[0]) < e.Paired
	}
	bytes := float64(least) * min(1, together*float64(second)/float64(e.Cables)) * float64(e.Stream)
	switch {
	case slop > 0:
		e.spent += bytes * perByteNear
	case !single:
		e.spent += bytes * perByteDecoded
	case frequent && len(places) == 2:
		least = least * 2 / 3
		e.spent += float64(least) * perPair
	case frequent:
		least /= 2
		e.spent += float64(least)*perPair*float64(len(places)-1) + bytes/2*perByteRow
	default:
		e.spent += bytes * perByteRow
	}
	return least
}

// having is about how many cables have one of some words, no fewer.
func (e *estimate) having(forms []uint32) int {
	n := 0
	for _, id := range forms {
		n += e.Ranks.Having(id)
	}
	return min(n, 2*e.Cables) // in subject and text
}

// Ranks tell about how many cables have a word by its number, since words are numbered
// by how frequent they are.
type Ranks struct {
	from []uint32 // the first word of each step
	have []int    // cables that have one of them, at the most
}

// NewRanks asks for some words of an archive of so many, more often among the frequent.
func NewRanks(words int, having func(id uint32) (int, error)) (Ranks, error) {
	var r Ranks
	for id := 1; id < words; id += 1 + id/4 {
		n, err := having(uint32(id))
		if err != nil {
			return r, err
		}
		r.from, r.have = append(r.from, uint32(id)), append(r.have, n)
	}
	for i := len(r.have) - 2; i >= 0; i-- { // some words are in few cables, and often there
		r.have[i] = max(r.have[i], r.have[i+1])
	}
	return r, nil
}

// Having is about how many cables have a word.
func (r Ranks) Having(id uint32) int {
	i, found := slices.BinarySearch(r.from, id)
	if !found {
		i--
	}
	if i < 0 {
		return 0
	}
	return r.have[i]
}
