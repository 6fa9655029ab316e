package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"runtime"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
	"golang.org/x/sync/errgroup"

	"reftel/internal/archive"
	"reftel/internal/archive/rank"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// The cluster puts cables in order by their words alone, and weighs rows of words and
// words with signs after its own fashion. Of what it has first, the order is made anew of
// the texts, as the embedded engine has it: of rank.Hits cables, and what comes behind
// them stays there, so that no page has what another has. What is read is bounded: where
// the first are long, it is fewer.
const (
	mostRead = 2 * rank.Hits // texts of the mean length
	mostAnew = 50            // cables whose words are weighed anew, where nearness plays no part
)

// reorders reports whether a list from some place on is in an order that is made anew.
func (a *Archive) reorders(sel *selection, req query.Request, from int) bool {
	if !byScore(sel, req) || from >= rank.Hits {
		return false
	}
	r := rank.New(req.Expr, a.tables.Spellings)
	return len(r.Near()) > 1 || a.anew(r)
}

// anew reports whether words are weighed anew too, and not their nearness alone.
func (a *Archive) anew(r *rank.Ranking) bool { return !r.Plain() && a.Means != rank.Means{} }

// bestSlots is how many orders are remembered.
const bestSlots = 1 << 8

// A best is the order of the first cables that a question finds, as places among them, with
// their scores. It never changes.
type best struct {
	question string
	places   []int
	scores   []float64
}

// seed is that of the slots.
var seed = maphash.MakeSeed()

// reordered are the rows of a list from some place on, out of the first that the cluster
// found, in the order of their texts.
func (a *Archive) reordered(ctx context.Context, sel *selection, req query.Request, from, size int, stored any, found []client.Hit) ([]client.Hit, error) {
	js, err := json.Marshal(a.listBody(sel, req, 0, rank.Hits, nil))
	if err != nil {
		return nil, fmt.Errorf("opensearch: make a search: %w", err)
	}
	// What lies between two words of a query is no part of what is searched.
	question := req.Expr.String() + string(js)
	slot := &a.best[maphash.String(seed, question)%bestSlots]
	b, sources := slot.Load(), map[string]json.RawMessage{}
	if b == nil || b.question != question {
		if b, sources, err = a.rank(ctx, req, found[:min(rank.Hits, len(found))], from+size); err != nil {
			return nil, err
		}
		b.question = question
		slot.Store(b)
	}
	all := slices.Clone(found)
	for i, place := range b.places {
		all[i] = found[place]
		all[i].Score = b.scores[i]
	}
	return a.rows(ctx, all, from, size, stored, sources)
}

// rows are those of a page out of a list, with what is kept of their cables where that is
// asked for. Of some it was read before.
func (a *Archive) rows(ctx context.Context, all []client.Hit, from, size int, stored any, read map[string]json.RawMessage) ([]client.Hit, error) {
	rows := slices.Clone(all[min(from, len(all)):min(from+size, len(all))])
	if stored == nil {
		return rows, nil
	}
	var left []string
	for i := range rows {
		if read[rows[i].ID] == nil {
			left = append(left, rows[i].ID)
		}
	}
	if len(left) > 0 {
		again, err := a.client.Search(ctx, client.Search{Index: a.index, Body: byIDs(left, nil)})
		if err != nil {
			return nil, err
		}
		for _, h := range again.Hits.Hits {
			read[h.ID] = h.Source
		}
	}
	for i := range rows {
		rows[i].Source = read[rows[i].ID]
	}
	return rows, nil
}

// byIDs asks for all that is kept of cables, of those that one of some conditions holds
// for where there are any.
func byIDs(ids []string, oneOf []clause) clause {
	q := clause{"ids": clause{"values": ids}}
	if len(oneOf) > 0 {
		q = all(q, either(oneOf...))
	}
	return clause{"query": q, "size": len(ids), "sort": []any{"_doc"}, "track_total_hits": false}
}

// rank puts hits in order, and hands on what was read for it. The first shown of those that
// the cluster has first are read too.
func (a *Archive) rank(ctx context.Context, req query.Request, hits []client.Hit, shown int) (*best, map[string]json.RawMessage, error) {
	r := rank.New(req.Expr, a.tables.Spellings)
	anew := a.anew(r)
	most := rank.Hits
	if len(r.Near()) == 0 {
		most = mostAnew
	}
	ids, err := readable(hits[:min(most, len(hits))])
	if err != nil {
		return nil, nil, err
	}
	var near []clause
	if !anew && len(ids) > shown { // else all are read anyway
		if near = nearby(r.Near(), a.tables.Spellings); near != nil {
			near = append(near, clause{"ids": clause{"values": ids[:min(shown, len(ids))]}})
		}
	}
	words := r.Words()
	ss := []client.Search{{Index: a.index, Body: byIDs(ids, near), Fleeting: true}}
	for _, w := range words {
		c, err := a.newRun(ctx).standing(w)
		if err != nil {
			return nil, nil, err
		}
		ss = append(ss, a.counting(c))
	}
	as, err := a.client.MultiSearch(ctx, ss...)
	if err != nil {
		return nil, nil, err
	}
	corpus := rank.Corpus{Cables: a.Cables, Having: map[rank.Word]int{}, Means: a.Means}
	for i, w := range words {
		corpus.Having[w] = as[i+1].Hits.Total.Value
	}
	found := as[0].Hits.Hits
	read, err := a.read(ctx, found, r)
	if err != nil {
		return nil, nil, err
	}
	sources, texts := map[string]json.RawMessage{}, map[string]*rank.Text{}
	for i, h := range found {
		sources[h.ID], texts[h.ID] = h.Source, read[i]
	}
	b, err := bestOf(hits, texts, r, corpus, anew)
	return b, sources, err
}

// readable are the ids of the hits whose texts are read.
func readable(hits []client.Hit) ([]string, error) {
	var ids []string
	read := 0.0
	for _, h := range hits {
		var brevity []float64
		if err := readAll(h.Fields, map[string]any{mapping.Brevity: &brevity}); err != nil || len(brevity) != 1 {
			return nil, fmt.Errorf("cable %s: %w: its length", h.ID, cmp.Or(err, archive.ErrUnavailable))
		}
		if read += mapping.LengthOf(brevity[0]); read > mostRead && len(ids) > 0 {
			break
		}
		ids = append(ids, h.ID)
	}
	return ids, nil
}

// read reads the cables of hits, as far as they have words.
func (a *Archive) read(ctx context.Context, hits []client.Hit, r *rank.Ranking) ([]*rank.Text, error) {
	out := make([]*rank.Text, len(hits))
	eg, ctx := errgroup.WithContext(ctx)
	eg.SetLimit(runtime.GOMAXPROCS(0))
	for i, h := range hits {
		eg.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			c, err := a.proseOf(h.Source)
			if err != nil {
				return fmt.Errorf("cable %s: %w: %w", h.ID, archive.ErrUnavailable, err)
			}
			out[i] = r.Read(c)
			return nil
		})
	}
	return out, eg.Wait()
}

// proseOf reads the words of a cable as it is kept.
func (a *Archive) proseOf(source []byte) (*cable.Cable, error) {
	var kept struct {
		Frame []byte `json:"frame"`
	}
	if err := jsonv2.Unmarshal(source, &kept); err != nil {
		return nil, err
	}
	r, err := a.dec.Decode(kept.Frame, record.Parsed)
	if err != nil {
		return nil, err
	}
	return r.Prose()
}

// bestOf is the order of hits, of some of which the texts are known. Without anew their scores
// stay, and nearness is added.
func bestOf(hits []client.Hit, texts map[string]*rank.Text, r *rank.Ranking, c rank.Corpus, anew bool) (*best, error) {
	type placed struct {
		place, ord int
		unread     int // 1 for one that stays behind those that were read
		score      float32
	}
	ps := make([]placed, len(hits))
	var read []*rank.Text
	var at []int
	for i, h := range hits {
		sort, err := ordOf(h)
		if err != nil {
			return nil, err
		}
		ps[i] = placed{place: i, ord: sort, score: float32(h.Score)}
		if t := texts[h.ID]; t != nil {
			read, at = append(read, t), append(at, i)
		} else if anew {
			ps[i].unread = 1
		}
	}
	words, near := r.Scores(read, c), r.Nearness(read, c)
	for k, i := range at {
		if anew {
			ps[i].score = words[k]
		}
		ps[i].score += near[k]
	}
	slices.SortFunc(ps, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.unread, y.unread), cmp.Compare(y.score, x.score), cmp.Compare(x.ord, y.ord))
	})
	b := &best{}
	for _, p := range ps {
		b.places, b.scores = append(b.places, p.place), append(b.scores, float64(p.score))
	}
	return b, nil
}

// ordOf is the place in the archive of a hit that is sorted by its score and that.
func ordOf(h client.Hit) (int, error) {
	var ord int
	if len(h.Sort) != 2 {
		return 0, fmt.Errorf("cable %s: %w: its place", h.ID, archive.ErrUnavailable)
	}
	if err := json.Unmarshal(h.Sort[1], &ord); err != nil {
		return 0, fmt.Errorf("cable %s: %w: its place: %w", h.ID, archive.ErrUnavailable, err)
	}
	return ord, nil
}

// anyCounts reports whether a query has words that count for the order, whatever it finds.
func (a *Archive) anyCounts(ctx context.Context, e query.Expr) (bool, error) {
	r, run := rank.New(e, a.tables.Spellings), a.newRun(ctx)
	words := r.Anywhere()
	asked := make([]clause, len(words))
	for i, w := range words {
		var err error
		if asked[i], err = run.standing(w); err != nil {
			return false, err
		}
	}
	counts, err := a.counts(ctx, asked)
	having := map[rank.Word]int{}
	for i, n := range counts {
		having[words[i]] = n
	}
	return r.Counts(having), err
}

// standing holds for cables with a word, whatever its accents.
func (r *run) standing(w rank.Word) (clause, error) {
	if w.AsWritten && w.Written == "" {
		field := weightsOf(w.In)
		return either(term(field, mapping.Exactly+w.Term), term(field, mapping.Elided+w.Term)), nil
	}
	return r.spelling(w.Spelling, w.In)
}
