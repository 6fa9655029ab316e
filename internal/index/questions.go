package index

import (
	"context"
	"time"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// Each question of the contract, guarded. A test holds that none is missing.

func (o *opened) Search(ctx context.Context, r query.Request) (_ *archive.Result, err error) {
	defer o.asked(&err)()
	return o.Archive.Search(ctx, r)
}

func (o *opened) List(ctx context.Context, r query.Request) (_ *archive.Result, err error) {
	defer o.asked(&err)()
	return o.Archive.List(ctx, r)
}

func (o *opened) Count(ctx context.Context, r query.Request) (_ int, err error) {
	defer o.asked(&err)()
	return o.Archive.Count(ctx, r)
}

func (o *opened) Timeline(ctx context.Context, r query.Request) (_ archive.Timeline, err error) {
	defer o.asked(&err)()
	return o.Archive.Timeline(ctx, r)
}

func (o *opened) FacetValues(ctx context.Context, r query.Request, f query.Facet, page archive.FacetOptions) (_ *archive.FacetPage, err error) {
	defer o.asked(&err)()
	return o.Archive.FacetValues(ctx, r, f, page)
}

func (o *opened) Place(ctx context.Context, r query.Request, n int) (_ archive.Place, err error) {
	defer o.asked(&err)()
	return o.Archive.Place(ctx, r, n)
}

func (o *opened) Following(ctx context.Context, r query.Request, after string, n int) (_ []string, err error) {
	defer o.asked(&err)()
	return o.Archive.Following(ctx, r, after, n)
}

func (o *opened) Suggest(ctx context.Context, prefix string, n int, kinds ...query.Field) (_ []archive.Suggestion, err error) {
	defer o.asked(&err)()
	return o.Archive.Suggest(ctx, prefix, n, kinds...)
}

func (o *opened) Correct(ctx context.Context, e query.Expr) (better query.Expr, ok bool, err error) {
	defer o.asked(&err)()
	return o.Archive.Correct(ctx, e)
}

func (o *opened) Spellings(ctx context.Context, words ...string) (_ map[string][]string, err error) {
	defer o.asked(&err)()
	return o.Archive.Spellings(ctx, words...)
}

func (o *opened) Similar(ctx context.Context, id string, n int) (_ []archive.Likeness, err error) {
	defer o.asked(&err)()
	return o.Archive.Similar(ctx, id, n)
}

func (o *opened) Frequency(ctx context.Context, f query.Facet, value string) (_ int, err error) {
	defer o.asked(&err)()
	return o.Archive.Frequency(ctx, f, value)
}

func (o *opened) Portrait(ctx context.Context, f query.Facet, value string, n int, of ...query.Facet) (_ *archive.Portrait, err error) {
	defer o.asked(&err)()
	return o.Archive.Portrait(ctx, f, value, n, of...)
}

func (o *opened) Named(ctx context.Context, f query.Facet, name string) (_ *authority.Thing, err error) {
	defer o.asked(&err)()
	return o.Archive.Named(ctx, f, name)
}

func (o *opened) Lookup(ctx context.Context, ids ...string) (_ []archive.Found, err error) {
	defer o.asked(&err)()
	return o.Archive.Lookup(ctx, ids...)
}

func (o *opened) Numbered(ctx context.Context, n int, texts ...string) (_ [][]string, err error) {
	defer o.asked(&err)()
	return o.Archive.Numbered(ctx, n, texts...)
}

func (o *opened) Record(ctx context.Context, id string, depth archive.Depth) (_ *archive.Record, err error) {
	defer o.asked(&err)()
	return o.Archive.Record(ctx, id, depth)
}

func (o *opened) Related(ctx context.Context, id string, r archive.Relation, limit int) (_ archive.Related, err error) {
	defer o.asked(&err)()
	return o.Archive.Related(ctx, id, r, limit)
}

func (o *opened) Around(ctx context.Context, d cable.Date) (before, after cable.Date, err error) {
	defer o.asked(&err)()
	return o.Archive.Around(ctx, d)
}

func (o *opened) Series(ctx context.Context, post string) (_ []archive.Numbers, err error) {
	defer o.asked(&err)()
	return o.Archive.Series(ctx, post)
}

func (o *opened) IDs(ctx context.Context, from, n int) (_ []string, err error) {
	defer o.asked(&err)()
	return o.Archive.IDs(ctx, from, n)
}

func (o *opened) Stats(ctx context.Context) (_ archive.Stats, err error) {
	defer o.asked(&err)()
	return o.Archive.Stats(ctx)
}

func (o *opened) Account(ctx context.Context) (_ *archive.Account, err error) {
	defer o.asked(&err)()
	return o.Archive.Account(ctx)
}

func (o *opened) Volumes(ctx context.Context) (_ []archive.VolumeHead, err error) {
	defer o.asked(&err)()
	return o.Archive.Volumes(ctx)
}

func (o *opened) Volume(ctx context.Context, id string) (_ *archive.Volume, err error) {
	defer o.asked(&err)()
	return o.Archive.Volume(ctx, id)
}

func (o *opened) Cost(ctx context.Context, r query.Request) (_ time.Duration, err error) {
	defer o.asked(&err)()
	return o.Archive.Cost(ctx, r)
}

func (o *opened) Versions(ctx context.Context, id string, from, n, most int) (_ []archive.Version, err error) {
	defer o.asked(&err)()
	return o.Archive.Versions(ctx, id, from, n, most)
}

func (o *opened) History(ctx context.Context, ask archive.Past) (_ archive.History, err error) {
	defer o.asked(&err)()
	return o.Archive.History(ctx, ask)
}
