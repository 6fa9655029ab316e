package search

import (
	"context"
	"fmt"
	"slices"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/record"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// Stats describe the archive.
func (a *Archive) Stats(ctx context.Context) (archive.Stats, error) {
	if err := ctx.Err(); err != nil {
		return archive.Stats{}, fmt.Errorf("stats: %w", err)
	}
	return a.stats, nil
}

// Lookup tells where ids lead, however they are spelt.
func (a *Archive) Lookup(ctx context.Context, asked ...string) ([]archive.Found, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("lookup: %w", err)
	}
	out, ords := make([]archive.Found, len(asked)), make([]uint32, len(asked))
	here := make([]uint32, 0, len(asked))
	for i, id := range asked {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("lookup: %w", err)
		}
		if out[i].ID, out[i].State, ords[i] = a.lookup(id); out[i].State.Here() {
			here = append(here, ords[i])
		} else {
			out[i].Withdrawn = a.withdrawn(id, out[i].State)
		}
	}
	a.store.Ahead(false, here...)
	read := map[uint32]*archive.Summary{}
	for i, ord := range ords {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("lookup: %w", err)
		}
		if !out[i].State.Here() {
			continue
		}
		if read[ord] == nil {
			s, err := a.store.Summary(ord)
			if err != nil {
				return nil, fmt.Errorf("lookup: %w", err)
			}
			read[ord] = &s
		}
		out[i].Summary = read[ord]
	}
	return out, nil
}

func (a *Archive) lookup(id string) (string, archive.State, uint32) {
	if t, ok := a.store.IDs.Find(id); ok {
		if t.Alias {
			return a.store.ID(t.Ord), archive.Alias, t.Ord
		}
		return a.store.ID(t.Ord), archive.Held, t.Ord
	}
	if was, ok := a.store.IDs.Gone(id); ok {
		return was.ID, archive.Gone, 0
	}
	for _, k := range append([]string{id}, ids.Keys(id)...) {
		if _, ok := a.columns.Column(values.Ref).Find(k); ok {
			return k, archive.Absent, 0
		}
	}
	return "", archive.Unknown, 0
}

// withdrawn is why an id is gone, nil where nothing was told.
func (a *Archive) withdrawn(id string, s archive.State) *archive.Withdrawal {
	g, _ := a.store.IDs.Gone(id)
	if s != archive.Gone || g.Reason == "" {
		return nil
	}
	return &archive.Withdrawal{Reason: g.Reason, Date: g.Date}
}

// Remember adds the ids of another generation, which readers may know: those that lead
// nowhere here are gone, and that not before it was built. It must be called before the
// archive is asked.
func (a *Archive) Remember(other *ids.Table, generation string, built time.Time) {
	a.store.IDs.Withdraw(other, generation)
	a.history.Forget(a.store.IDs, built)
}

// History is what is told of ids by when they changed.
func (a *Archive) History(ctx context.Context, ask archive.Past) (archive.History, error) {
	if err := ctx.Err(); err != nil {
		return archive.History{}, fmt.Errorf("history: %w", err)
	}
	if ask.N < 0 {
		return archive.History{}, fmt.Errorf("history: %w: %d entries", archive.ErrBadRequest, ask.N)
	}
	if ask.ID == "" {
		return a.history.Page(ask), nil
	}
	e, ok := a.history.Withdrawn(ask.ID)
	if t, here := a.store.IDs.Find(ask.ID); here && a.store.ID(t.Ord) == ask.ID {
		e, ok = a.history.Entry(t.Ord), true
	}
	if !ok {
		return archive.History{}, nil
	}
	return archive.History{Entries: []archive.Entry{e}, Total: 1}, nil
}

// collection is that of a cable.
func (a *Archive) collection(ord uint32) string {
	vs := a.columns.Rows.Of(query.Collection, ord)
	if len(vs) == 0 {
		return ""
	}
	return a.columns.Column(query.Collection).Values[vs[0]]
}

// Numbered are the ids of all years with the post and the serial number of each
// text.
func (a *Archive) Numbered(ctx context.Context, n int, texts ...string) ([][]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("numbered: %w", err)
	}
	out := make([][]string, len(texts))
	for i, text := range texts {
		m, ok := cable.ParsePartMRN(text)
		if !ok || m.Year != 0 || m.Origin == "" || m.Serial == 0 {
			continue
		}
		for _, ord := range a.store.IDs.Numbers().Equal(m.Number(), n) {
			out[i] = append(out[i], a.store.ID(ord))
		}
	}
	return out, nil
}

// ordinal is the cable that an id leads to.
func (a *Archive) ordinal(id string) (uint32, error) {
	t, ok := a.store.IDs.Find(id)
	if !ok {
		return 0, fmt.Errorf("cable %.64q: %w", id, archive.ErrNotFound)
	}
	return t.Ord, nil
}

// Record reads a cable by its id or an alias.
func (a *Archive) Record(ctx context.Context, id string, depth archive.Depth) (*archive.Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("record %.64q: %w", id, err)
	}
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, err
	}
	far := record.Parsed
	if depth == archive.Sources {
		far = record.Sources
	}
	r, err := a.store.Record(ord, far)
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	c, err := r.Cable()
	if err != nil {
		return nil, fmt.Errorf("cable %s: %w: %w", a.store.ID(ord), archive.ErrUnavailable, err)
	}
	out := &archive.Record{Cable: c, Versions: r.Count, Sources: r.Sources}
	if len(out.Sources) > 0 {
		out.Sources[0].Source = c.Source
	}
	return out, nil
}

// Versions are n of the sources of a cable behind the first from.
func (a *Archive) Versions(ctx context.Context, id string, from, n, most int) ([]archive.Version, error) {
	if from < 0 || n < 0 {
		return nil, fmt.Errorf("versions of %.64q: %w: %d from %d", id, archive.ErrBadRequest, n, from)
	}
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, err
	}
	vs, err := a.store.Versions(ctx, ord, record.Range{From: from, N: n, Most: most})
	if err != nil {
		return nil, fmt.Errorf("versions: %w", err)
	}
	return vs, nil
}

// Related are the cables that stand in a relation to an id.
func (a *Archive) Related(ctx context.Context, id string, r archive.Relation, limit int) (archive.Related, error) {
	if err := ctx.Err(); err != nil {
		return archive.Related{}, fmt.Errorf("related: %w", err)
	}
	ords, err := a.related(id, r)
	if err != nil {
		return archive.Related{}, fmt.Errorf("related: %w", err)
	}
	out := archive.Related{Total: len(ords)}
	n := min(max(limit, 0), len(ords))
	if r == archive.Before {
		ords = ords[len(ords)-n:]
		slices.Reverse(ords)
	}
	ords = ords[:n]
	a.store.Ahead(false, ords...)
	for _, ord := range ords {
		if err := ctx.Err(); err != nil {
			return archive.Related{}, fmt.Errorf("related: %w", err)
		}
		s, err := a.store.Summary(ord)
		if err != nil {
			return archive.Related{}, fmt.Errorf("related: %w", err)
		}
		out.Cables = append(out.Cables, s)
	}
	return out, nil
}

// related are the cables of a relation in archive order.
func (a *Archive) related(id string, r archive.Relation) ([]uint32, error) {
	if r == archive.CitedBy {
		return a.citing(id), nil
	}
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, err
	}
	switch r {
	case archive.Copies:
		others := slices.Clone(a.columns.Copies.Group(ord))
		return slices.DeleteFunc(others, func(o uint32) bool { return o == ord }), nil
	case archive.SameNumber:
		return slices.DeleteFunc(a.ofNumber(a.store.ID(ord)), func(o uint32) bool { return o == ord }), nil
	case archive.Before, archive.After:
		return a.ofPost(ord, r == archive.Before), nil
	}
	return nil, fmt.Errorf("%w: there is no relation %d", archive.ErrBadRequest, r)
}

// ofNumber are the cables that bear the number of an id.
func (a *Archive) ofNumber(id string) []uint32 {
	first := ids.First(id)
	t, ok := a.store.IDs.Find(first)
	if !ok {
		return nil
	}
	ords := append([]uint32{t.Ord}, a.store.IDs.Sorted.Beginning(ids.AgainKey(first), a.n)...)
	slices.Sort(ords)
	return slices.Compact(ords)
}

// ofPost are the dated cables of the post of a cable before it, or after it; none
// where the cable has no date or its post is unknown.
func (a *Archive) ofPost(ord uint32, before bool) []uint32 {
	posts := a.columns.Rows.Of(query.Origin, ord)
	if len(posts) == 0 || int(ord) >= a.columns.Dated {
		return nil
	}
	same := a.columns.Column(query.Origin).Cables(nil, posts[0])
	i, _ := slices.BinarySearch(same, ord)
	if before {
		return same[:i]
	}
	end, _ := slices.BinarySearch(same, uint32(a.columns.Dated))
	return same[min(i+1, end):end]
}

// IDs are the ids of n cables in archive order, the first from left out.
func (a *Archive) IDs(ctx context.Context, from, n int) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("ids: %w", err)
	}
	if from < 0 || n < 0 {
		return nil, fmt.Errorf("ids: %w: %d from %d", archive.ErrBadRequest, n, from)
	}
	lo := min(from, a.n)
	return a.store.IDs.Held[lo:min(lo+n, a.n)], nil
}

// Years that numbers of cables tell in two digits: package cable reads no others.
const firstYear, lastYear = 1940, 2035

// Series are the serial numbers of a post, year by year.
func (a *Archive) Series(ctx context.Context, post string) ([]archive.Numbers, error) {
	var out []archive.Numbers
	for y := firstYear; y <= lastYear; y++ {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("series of %.64q: %w", post, err)
		}
		if n := a.numbers(cable.MRN{Year: y, Origin: post}.String()); len(n.Held)+len(n.Cited) > 0 {
			n.Year = y
			out = append(out, n)
		}
	}
	return out, nil
}

// numbers are the serial numbers of the ids that begin with a year and a post.
func (a *Archive) numbers(beginning string) (n archive.Numbers) {
	if key := ids.Key(beginning); key != beginning {
		return n // no post is called so
	}
	for _, o := range []*ids.Order{&a.store.IDs.Sorted, &a.store.IDs.Others} {
		for _, id := range o.KeysBeginning(beginning) {
			if serial := serialOf(ids.First(id)[len(beginning):]); serial > 0 {
				n.Held = append(n.Held, serial)
			}
		}
	}
	slices.Sort(n.Held)
	n.Held = slices.Compact(n.Held)
	a.columns.Column(values.Ref).Beginning(beginning, func(id string) {
		serial := serialOf(ids.First(id)[len(beginning):])
		if _, held := slices.BinarySearch(n.Held, serial); serial > 0 && !held {
			n.Cited = append(n.Cited, serial)
		}
	})
	slices.Sort(n.Cited)
	n.Cited = slices.Compact(n.Cited)
	return n
}

// serialOf is a serial number as ids in their usual form end with it, 0 for all else:
// without zeros in front, and of at most seven digits.
func serialOf(s string) int {
	if len(s) == 0 || len(s) > 7 || s[0] == '0' {
		return 0
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// Volumes are the printed volumes whose documents are among the cables.
func (a *Archive) Volumes(ctx context.Context) ([]archive.VolumeHead, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("volumes: %w", err)
	}
	return a.volumes.Heads(), nil
}

// Volume is one of them with its documents.
func (a *Archive) Volume(ctx context.Context, id string) (*archive.Volume, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("volume %.64q: %w", id, err)
	}
	v, err := a.volumes.Find(id)
	if err != nil {
		return nil, fmt.Errorf("volume %.64q: %w: %w", id, archive.ErrUnavailable, err)
	}
	if v == nil {
		return nil, fmt.Errorf("volume %.64q: %w", id, archive.ErrNotFound)
	}
	return v, nil
}
