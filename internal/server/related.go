package server

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/web/templates/words"
)

// shown is a cable with where its references lead, all asked at once.
func (s *server) shown(c *desk.Call, d *cable.Cable) (*shape.Cable, error) {
	x := &shape.Cable{Terms: c.Terms, Base: s.Base(c.R), NAAN: s.ARKNAAN, Cable: d}
	var ids []string
	for _, r := range d.References {
		if shape.IsCable(r) {
			ids = append(ids, r.ID)
		}
	}
	var found []archive.Found
	if len(ids) > 0 {
		var err error
		if found, err = c.A.Lookup(c.Ctx(), ids...); err != nil {
			return nil, fmt.Errorf("looking up what cable %s cites: %w", d.ID, err)
		}
	}
	x.Targets = shape.Targets(d.References, found)
	return x, nil
}

// A question is one that the page of a cable asks besides the cable.
type question struct {
	finds  words.Message // for readers
	needed bool          // the page cannot be without
	ask    func(context.Context, archive.Archive, *archive.Record, *shape.Cable) error
}

// questions are asked in this order. Those with many answers are limited to what
// is shown.
var questions = []question{
	{words.Later("what cites it"), true, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		x.CitedBy, err = a.Related(ctx, rec.Cable.ID, archive.CitedBy, shape.RelatedShown)
		return err
	}},
	{words.Later("copies of it"), true, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		x.Copies, err = a.Related(ctx, rec.Cable.ID, archive.Copies, shape.RelatedShown)
		return err
	}},
	{words.Later("other telegrams of its number"), true, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		x.SameNumber, err = a.Related(ctx, rec.Cable.ID, archive.SameNumber, shape.RelatedShown)
		return err
	}},
	{words.Later("the cable before it"), false, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		x.Before, err = a.Related(ctx, rec.Cable.ID, archive.Before, 1)
		return err
	}},
	{words.Later("the cable after it"), false, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		x.After, err = a.Related(ctx, rec.Cable.ID, archive.After, 1)
		return err
	}},
	{words.Later("the documents beside it in its volume"), false, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		if ids := shape.Beside(rec.Cable); len(ids) > 0 {
			x.InVolume, err = a.Lookup(ctx, ids...)
		}
		return err
	}},
	{words.Later("its versions"), false, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) error {
		if rec.Versions < 2 {
			return nil
		}
		var err error
		x.VersionCount = rec.Versions
		x.Versions, err = a.Versions(ctx, rec.Cable.ID, 0, shape.VersionsShown, shape.VersionBytes)
		return err
	}},
	{words.Later("similar cables"), false, func(ctx context.Context, a archive.Archive, rec *archive.Record, x *shape.Cable) (err error) {
		x.Similar, err = a.Similar(ctx, rec.Cable.ID, shape.SimilarShown)
		return err
	}},
}

// ask collects what the page of a cable shows besides the cable, in one slot and
// within one deadline, as searches do. Where no slot comes free the text of the
// cable is shown alone, and the page says so; so it does where the time was up for
// what a reader can do without.
func (s *server) ask(c *desk.Call, rec *archive.Record) (*shape.Cable, error) {
	x, err := s.shown(c, rec.Cable)
	if err != nil {
		return nil, err
	}
	var missed []string
	err = s.WithSlot(c, func(ctx context.Context) error {
		for _, q := range questions {
			switch err := q.ask(ctx, c.A, rec, x); {
			case err == nil:
			case desk.RanOut(c, err) && !q.needed:
				missed = append(missed, c.Words.Tell(q.finds))
			default:
				return fmt.Errorf("finding %s for cable %s: %w", q.finds.Key, rec.Cable.ID, err)
			}
		}
		return nil
	})
	switch {
	case errors.Is(err, desk.ErrBusy), errors.Is(err, desk.ErrShare):
		x.LeftOut = c.Words.Say("The archive is busy: cables that cite this one, copies of it and cables like it are left out. Load the page again to see them.")
	case err != nil:
		return nil, err
	case len(missed) > 0:
		x.LeftOut = c.Words.Say("Left out, because it took too long: %s. Load the page again to see all.", strings.Join(missed, ", "))
	}
	return x, nil
}
