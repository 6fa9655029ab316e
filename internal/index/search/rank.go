package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/rank"
	"reftel/internal/cable"
	"reftel/internal/index/bitset"
	"reftel/internal/query"
)

// A found is what was found for a request, in any order and on any page: what is
// remembered of it never changes.
type found struct {
	key    string // "" for what is found at once
	period cable.Date
	sel    *selection
	notes  []query.Message
	scored bool      // words count for the order
	best   []ranking // the first by relevance, once they were asked for

	facets   []archive.FacetCounts // once they were asked for
	timeline archive.Timeline
}

// Limits of what is remembered: a set of cables takes 31 KB in an archive of 250,000.
const (
	foundKept  = 64
	foundBytes = 16 << 20
	bestKept   = 100 // hits
)

// find finds what a request asks for, or remembers it.
func (r *run) find(req query.Request) (*found, error) {
	key := keyOf(req)
	if f, ok := r.a.found.Get(key); ok {
		return &f, r.ctx.Err()
	}
	sel, err := r.selection(req)
	if err != nil {
		return nil, err
	}
	return &found{key: key, period: req.Period(), sel: sel, notes: r.notes, scored: len(r.leaves) > 0}, nil
}

// keyOf tells requests apart that find something else, "" where nothing is asked for.
func keyOf(req query.Request) string {
	if req.Expr == nil && len(req.Filters) == 0 && req.Since.IsZero() && req.Until.IsZero() {
		return ""
	}
	b := appendExpr(nil, req.Expr)
	for _, f := range req.Filters {
		b = appendLeaf(append(b, 'f'), string(f.Facet), f.Value, f.Exclude, f.All)
	}
	b = appendLeaf(b, req.Since.String(), req.Until.String(), req.Apart)
	return string(b)
}

// appendExpr writes an expression so that no other is written alike.
func appendExpr(b []byte, e query.Expr) []byte {
	all := func(kind byte, of []query.Expr) []byte {
		b = append(b, kind, '(')
		for _, e := range of {
			b = appendExpr(b, e)
		}
		return append(b, ')')
	}
	switch e := e.(type) {
	case nil:
		return append(b, '0')
	case query.And:
		return all('&', e.Of)
	case query.Or:
		return all('|', e.Of)
	case query.Not:
		return appendExpr(append(b, '!'), e.Of)
	case query.Word:
		return appendLeaf(append(b, 'w'), e.In, e.Text, e.Exact, e.Prefix, e.Fuzzy, e.Wild)
	case query.Phrase:
		return strconv.AppendInt(appendLeaf(append(b, 'p'), e.In, e.Text), int64(e.Slop), 10)
	case query.Value:
		return appendLeaf(append(b, 'v'), string(e.Field), e.Text, e.Prefix, e.None)
	}
	return fmt.Appendf(b, "%#v", e)
}

func appendLeaf(b []byte, of, text string, marks ...bool) []byte {
	b = strconv.AppendQuote(strconv.AppendQuote(b, of), text)
	for _, m := range marks {
		b = strconv.AppendBool(b, m)
	}
	return b
}

// remember keeps what was found for the requests that follow.
func (r *run) remember(f *found) {
	if f.key != "" {
		sets := 3 + len(f.sel.pass)
		r.a.found.Put(f.key, *f, sets*len(r.a.all)*8+8*len(f.best)+4*len(f.sel.twice)+16<<10)
	}
}

// needLeaves finds the words and phrases that count for the order, where the hits were
// remembered.
func (r *run) needLeaves(e query.Expr) error {
	if len(r.leaves) > 0 {
		return nil
	}
	_, err := r.eval(e, nil, true)
	return err
}

// counts are the timeline and the facets of what was found, which who asks may change.
func (f *found) counts(ctx context.Context) (archive.Timeline, []archive.FacetCounts, error) {
	if f.facets == nil {
		var err error
		if f.facets, err = f.sel.facets(ctx); err != nil {
			return archive.Timeline{}, nil, err
		}
		f.timeline = f.sel.timeline(f.period)
	}
	facets, timeline := slices.Clone(f.facets), f.timeline
	for i := range facets {
		facets[i].Buckets = slices.Clone(facets[i].Buckets)
	}
	timeline.Buckets = slices.Clone(timeline.Buckets)
	return timeline, facets, nil
}

// A ranking is a hit before its texts are read.
type ranking struct {
	ord   uint32
	score float32
}

func ordsOf(rs []ranking) []uint32 {
	ords := make([]uint32, len(rs))
	for i, r := range rs {
		ords[i] = r.ord
	}
	return ords
}

// folded is how many hits are not listed because a copy stands for them.
func (s *selection) folded(req query.Request) int {
	if req.Apart {
		return 0
	}
	return s.folds
}

// rank is the page of hits in the order of the request.
func (r *run) rank(f *found, req query.Request) ([]ranking, error) {
	return r.ranked(f, req, (req.Page-1)*req.Size, req.Size)
}

// ranked are size rows of the list, those before from left out.
func (r *run) ranked(f *found, req query.Request, from, size int) ([]ranking, error) {
	sel := f.sel
	if err := archive.CheckSort(req.Sort); err != nil {
		return nil, err
	}
	sort := cmp.Or(req.Sort, query.Relevance)
	most := min(size, sel.total-sel.folded(req)-from)
	if most <= 0 {
		return nil, nil
	}
	fold := func(compare func(a, b uint32) int) bitset.Set {
		switch {
		case req.Apart || sel.folds == 0:
			return sel.hits
		case sel.total < r.a.n:
			return r.a.columns.Copies.Fold(sel.hits, sel.twice, compare)
		case sort == query.Relevance && f.scored:
			return r.a.fold(compare)
		}
		return r.a.folded(sort, compare)
	}
	switch {
	case sort == query.Relevance && f.scored && from+most <= len(f.best):
		return f.best[from : from+most], nil
	case sort == query.Relevance && f.scored:
		if err := r.needLeaves(req.Expr); err != nil {
			return nil, err
		}
		page, best, err := r.best(req.Expr, sel.hits, fold, from, most)
		f.best = best
		return page, err
	case sort == query.Oldest:
		return r.a.byDate(fold(cmp.Compare[uint32]), from, most, true), nil
	case sort == query.Added:
		return r.a.byArrival(fold(r.a.latestFirst), from, most), nil
	}
	return r.a.byDate(fold(r.a.newestFirst), from, most, false), nil
}

// folded are all cables in an order that is the same for all requests, of copies the first
// alone: it is made once.
func (a *Archive) folded(sort query.Sort, compare func(a, b uint32) int) bitset.Set {
	set, ok := a.listed.Load(sort)
	if !ok {
		set, _ = a.listed.LoadOrStore(sort, a.fold(compare))
	}
	return set.(bitset.Set)
}

// fold are all cables, of copies the first alone.
func (a *Archive) fold(compare func(a, b uint32) int) bitset.Set {
	twice, _ := a.columns.Copies.Double(a.all)
	return a.columns.Copies.Fold(a.all, twice, compare)
}

// newestFirst orders two cables by date, the undated last.
func (a *Archive) newestFirst(x, y uint32) int {
	if int(x) < a.columns.Dated && int(y) < a.columns.Dated {
		return cmp.Compare(y, x)
	}
	return cmp.Compare(x, y)
}

// byDate is a page by date. The undated come last in both orders.
func (a *Archive) byDate(hits bitset.Set, from, size int, oldest bool) []ranking {
	dated := hits.CountRange(0, a.columns.Dated)
	out := make([]ranking, size)
	for i := range out {
		switch k := from + i; {
		case !oldest && k < dated && i == 0:
			out[i].ord = hits.Nth(dated - 1 - k)
		case !oldest && k < dated:
			out[i].ord = hits.Prev(out[i-1].ord)
		case i == 0 || !oldest && k == dated:
			out[i].ord = hits.Nth(k)
		default:
			out[i].ord = hits.Next(out[i-1].ord)
		}
	}
	return out
}

// latestFirst orders two cables by when they came into the archive, and those that came
// together by date.
func (a *Archive) latestFirst(x, y uint32) int {
	return cmp.Or(cmp.Compare(a.history.Arrival(y), a.history.Arrival(x)), a.newestFirst(x, y))
}

// byArrival is a page by when cables came into the archive. Those that came together are
// by date, the newest first.
func (a *Archive) byArrival(hits bitset.Set, from, size int) []ranking {
	counts := make([]int, a.history.Arrivals())
	hits.Each(func(ord uint32) bool {
		counts[a.history.Arrival(ord)]++
		return true
	})
	var out []ranking
	for t := len(counts) - 1; t >= 0 && len(out) < size; t-- {
		n := counts[t]
		if from >= n {
			from -= n
			continue
		}
		together := bitset.New(a.n)
		hits.Each(func(ord uint32) bool {
			if a.history.Arrival(ord) == uint32(t) {
				together.Add(ord)
			}
			return true
		})
		out = append(out, a.byDate(together, from, min(n-from, size-len(out)), false)...)
		from = 0
	}
	return out
}

// best is a page by score, equal ones in archive order, and with it the first of all. A
// page far on costs little more than the first: hits are parted, and only these are sorted.
func (r *run) best(e query.Expr, hits bitset.Set, fold func(compare func(a, b uint32) int) bitset.Set, from, size int) (page, firsts []ranking, err error) {
	near, err := r.nearness(e)
	if err != nil {
		return nil, nil, err
	}
	scores := r.a.scratch.get()
	defer r.giveBack(hits, scores)
	if err := r.score(hits, scores); err != nil {
		return nil, nil, err
	}
	hits = fold(func(a, b uint32) int { return compareRanking(ranking{a, scores[a]}, ranking{b, scores[b]}) })
	first := bestKept // hits that are sorted, and whose nearness is looked at
	if near != nil {
		first = rank.Hits
	}
	kept := most(hits, scores, max(from+size, first))
	first = min(first, len(kept))
	part(kept, first)
	slices.SortFunc(kept[:first], compareRanking)
	if near != nil {
		if err := near.add(r.ctx, kept[:first]); err != nil {
			return nil, nil, err
		}
		slices.SortFunc(kept[:first], compareRanking)
	}
	if rest := from - first; rest > 0 {
		part(kept[first:], rest)
	}
	page = slices.Clone(kept[from:])
	slices.SortFunc(page[max(0, min(first-from, len(page))):], compareRanking)
	return page[:size], slices.Clone(kept[:first]), nil
}

// mostPiece is of how many cables of the archive the best are looked for on one core.
const mostPiece = 1 << 18

// most are the n hits with the highest scores, in no order.
func most(hits bitset.Set, scores []float32, n int) []ranking {
	pieces := make([][]ranking, (len(scores)+mostPiece-1)/mostPiece)
	var wg sync.WaitGroup
	for i := range pieces {
		lo := uint32(i * mostPiece)
		look := func() { pieces[i] = mostIn(hits, lo, min(lo+mostPiece, uint32(len(scores))), scores, n) }
		if len(pieces) == 1 {
			look()
		} else {
			wg.Go(look)
		}
	}
	wg.Wait()
	kept := slices.Concat(pieces...)
	part(kept, n)
	return kept[:min(n, len(kept))]
}

// mostIn is most of the cables from lo on and below hi.
func mostIn(hits bitset.Set, lo, hi uint32, scores []float32, n int) []ranking {
	kept := make([]ranking, 0, min(2*n, int(hi-lo)))
	least := float32(math.Inf(-1)) // what is kept scores more, and of equal ones the first
	hits.EachIn(lo, hi, func(ord uint32) bool {
		score := scores[ord]
		if score <= least {
			return true
		}
		if kept = append(kept, ranking{ord, score}); len(kept) == 2*n {
			part(kept, n)
			kept = kept[:n]
			least = slices.MaxFunc(kept, compareRanking).score
		}
		return true
	})
	return kept
}

func compareRanking(a, b ranking) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return cmp.Compare(a.ord, b.ord)
}

// part moves the k that come first to the front, in no order (quickselect).
func part(rs []ranking, k int) {
	for len(rs) > 1 && k > 0 && k < len(rs) {
		i := split(rs)
		if k <= i {
			rs = rs[:i]
		} else {
			rs, k = rs[i:], k-i
		}
	}
}

// split moves what comes before a middle one to the front and tells how many
// are there: at least one, and not all.
func split(rs []ranking) int {
	three := []ranking{rs[0], rs[len(rs)/2], rs[len(rs)-1]}
	slices.SortFunc(three, compareRanking)
	pivot := three[1]
	i, j := 0, len(rs)-1
	for {
		for compareRanking(rs[i], pivot) < 0 {
			i++
		}
		for compareRanking(rs[j], pivot) > 0 {
			j--
		}
		if i >= j {
			return max(1, i)
		}
		rs[i], rs[j] = rs[j], rs[i]
		i++
		j--
	}
}
