package opensearch

import (
	"bytes"
	"context"
	"errors"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/history"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/opensearch/generation"
)

// readPast reads the ids of all generations, and the history of the newest that has one.
func readPast(ctx context.Context, p *generation.Place) (*prepare.Past, *history.History, error) {
	gs, current, err := p.List(ctx)
	if errors.Is(err, generation.ErrNone) {
		return &prepare.Past{}, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	past := &prepare.Past{Name: current, Current: ids.NewTable(nil, nil)}
	for _, m := range gs {
		t, terr := readIDs(ctx, p, m.ID)
		if errors.Is(terr, archive.ErrUnavailable) {
			return nil, nil, terr // better later than without what was published
		}
		past.Generations = append(past.Generations, prepare.PastIDs{Name: m.ID, IDs: t, Built: generation.BegunAt(m.ID)})
		if m.ID == current {
			past.Current, past.Unread = t, terr
		}
	}
	for _, id := range past.NewestFirst() {
		was, err := readHistory(ctx, p, id, past.Generations)
		if err != nil || was != nil {
			return past, was, err
		}
	}
	return past, nil, nil
}

// readIDs are the ids of a generation, as many as can be read; the error tells of the
// others.
func readIDs(ctx context.Context, p *generation.Place, id string) (*ids.Table, error) {
	b, err := p.ReadFile(ctx, id, generation.IDs)
	if err != nil {
		return ids.NewTable(nil, nil), err
	}
	t, faults := ids.Decode(b, id)
	err = errors.Join(faults...)
	if b == nil {
		err = errors.New("it has no list of ids")
	}
	w, werr := p.ReadFile(ctx, id, generation.Withdrawn)
	if werr == nil && w != nil {
		var ws []ids.Withdrawal
		if ws, werr = ids.ReadWithdrawals(bytes.NewReader(w), id); werr == nil {
			werr = t.SetWithdrawals(ws)
		}
	}
	return t, errors.Join(err, werr)
}

// readHistory is that of a generation; nil where it has none that can be read.
func readHistory(ctx context.Context, p *generation.Place, id string, all []prepare.PastIDs) (*history.History, error) {
	b, err := p.ReadFile(ctx, id, generation.History)
	if err != nil || b == nil {
		return nil, err
	}
	for _, g := range all {
		if g.Name == id {
			h, _ := history.Decode(b, g.IDs.Held, g.Built, true) // where it is none an older one tells as much
			return h, nil
		}
	}
	return nil, nil
}

// lives is the history of the new generation, and the files that the next build reads.
func lives(p *prepare.Past, was *history.History, cables []history.Cable, table *ids.Table, built time.Time) (*history.History, map[string][]byte, error) {
	var withdrawn []string
	for _, g := range table.AllGone() {
		withdrawn = append(withdrawn, g.ID)
	}
	b, err := history.Encode(was, len(cables), func(ord int) history.Cable { return cables[ord] }, p.Before, withdrawn)
	if err != nil {
		return nil, nil, err
	}
	h, err := history.Decode(b, table.Held, built, false)
	if err != nil {
		return nil, nil, err
	}
	files := map[string][]byte{generation.IDs: table.Encode(), generation.History: b}
	if ws := table.Withdrawals(); len(ws) > 0 {
		files[generation.Withdrawn] = ids.WriteWithdrawals(ws)
	}
	return h, files, nil
}
