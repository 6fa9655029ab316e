package search

import (
	"context"
	"fmt"

	"reftel/internal/archive/correct"
	"reftel/internal/archive/plan"
	"reftel/internal/query"
)

// Correct offers another spelling of a query, made of the archive's own words. ok is
// false where there is nothing to offer.
func (a *Archive) Correct(ctx context.Context, e query.Expr) (better query.Expr, ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, false, fmt.Errorf("correct: %w", err)
	}
	better, ok, err = correct.Query(e, vocabulary{a.newRun(ctx)})
	if err != nil {
		return nil, false, fmt.Errorf("correct: %w", err)
	}
	return better, ok, nil
}

// A vocabulary is what a correction asks of the words of the archive.
type vocabulary struct{ r *run }

func (v vocabulary) Hits(s plan.Spelling) (int, error) {
	forms, err := v.r.forms(s)
	if err != nil {
		return 0, err
	}
	return v.r.hits(forms)
}

func (v vocabulary) Near(word string, distance int) ([]string, error) {
	near, err := v.r.a.postings.Near(word, distance)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(near))
	for i, id := range near {
		out[i] = v.r.a.words.Word(id)
	}
	return out, nil
}

func (v vocabulary) Having(word string) (int, error) {
	return v.r.hits([]uint32{v.r.a.words.Find(word)})
}
