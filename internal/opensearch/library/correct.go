package library

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/correct"
	"reftel/internal/archive/plan"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
	folding "reftel/internal/text"
)

// Correct offers another spelling of a query, made of the archive's own words. ok is
// false where there is nothing to offer.
func (l *Library) Correct(ctx context.Context, e query.Expr) (better query.Expr, ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, false, fmt.Errorf("correct: %w", err)
	}
	v := &vocabulary{l: l, ctx: ctx, having: map[string]int{}}
	if err = v.foresee(e); err == nil {
		better, ok, err = correct.Query(e, v)
	}
	if err != nil {
		return nil, false, fmt.Errorf("correct: %w", err)
	}
	return better, ok, nil
}

// A vocabulary is what one correction asks of the words of the archive.
type vocabulary struct {
	l      *Library
	ctx    context.Context
	having map[string]int // cables of words that were found near
}

// fields are the texts that words stand in: who has one in both counts twice.
func fields() []mapping.Text { return []mapping.Text{mapping.Subject, mapping.Body} }

// foresee asks at once for what will be asked word by word, where the client remembers it.
func (v *vocabulary) foresee(e query.Expr) error {
	var ss []client.Search
	for _, p := range plan.Marked(e) {
		for _, s := range p.Places {
			if !s.Prefix && !s.Fuzzy && !s.Wild && !s.AsWritten {
				ss = append(ss, v.hits(s)...)
			}
		}
	}
	if len(ss) <= len(fields()) { // one word
		return nil
	}
	_, err := v.l.Client.MultiSearch(v.ctx, ss...)
	return err
}

// Hits is about how many cables have a form of a spelling.
func (v *vocabulary) Hits(s plan.Spelling) (int, error) {
	as, err := v.l.Client.MultiSearch(v.ctx, v.hits(s)...)
	n := 0
	for _, a := range as {
		n += a.Hits.Total.Value
	}
	return n, err
}

// hits asks for the cables that have a form of a spelling in each text.
func (v *vocabulary) hits(s plan.Spelling) []client.Search {
	var ss []client.Search
	for _, f := range fields() {
		field, stem := f.Stems(), folding.Stem
		if s.Exact {
			field, stem = f.Row(), func(w string) string { return w }
		}
		var words, elided []string
		for _, t := range s.Terms(v.l.Tables.Spellings) {
			words, elided = append(words, stem(t)), append(elided, mapping.Elided+t)
		}
		ss = append(ss, client.Search{Index: v.l.Index, Body: map[string]any{
			"query": all(either(among(field, words), among(f.Beside(), elided))), "size": 0, "track_total_hits": true,
		}})
	}
	return ss
}

// Bounds of what the cluster tells of words that are near another one.
const (
	mostNear      = 500
	neverTooOften = 1 << 30 // a word is asked for however many have it
)

// Near are the folded words that differ by so many letters at most, most frequent first.
func (v *vocabulary) Near(word string, distance int) ([]string, error) {
	asked := map[string]any{}
	for _, f := range fields() {
		asked[string(f)] = map[string]any{"text": word, "term": map[string]any{
			"field": f.Row(), "analyzer": "whitespace", "suggest_mode": "always", "sort": "frequency", "max_edits": distance, "prefix_length": 0, "min_word_length": 1,
			"size": mostNear, "shard_size": mostNear, "accuracy": 0, "min_doc_freq": 0, "max_term_freq": neverTooOften,
		}}
	}
	a, err := v.l.Client.Search(v.ctx, client.Search{Index: v.l.Index, Body: map[string]any{"suggest": asked, "size": 0, "track_total_hits": false}})
	if err != nil {
		return nil, err
	}
	found := map[string]int{}
	for _, raw := range a.Suggest {
		var words []struct {
			Options []struct {
				Text string `json:"text"`
				Freq int    `json:"freq"`
			} `json:"options"`
		}
		if err := json.Unmarshal(raw, &words); err != nil {
			return nil, fmt.Errorf("%w: words near another: %w", archive.ErrUnavailable, err)
		}
		for _, w := range words {
			for _, o := range w.Options {
				found[o.Text] += o.Freq
			}
		}
	}
	near := make([]string, 0, len(found))
	for w, n := range found {
		near = append(near, w)
		v.having[w] = n
	}
	slices.SortFunc(near, func(x, y string) int { return cmp.Or(cmp.Compare(found[y], found[x]), strings.Compare(x, y)) })
	return near, nil
}

// Having is about how many cables have a word that was found near another.
func (v *vocabulary) Having(word string) (int, error) { return v.having[word], nil }
