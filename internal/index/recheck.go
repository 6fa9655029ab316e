package index

import (
	"context"
	"errors"
	"time"

	"reftel/internal/index/generation"
)

// A pace is how fast the files of the generation served are hashed again.
type pace struct {
	round time.Duration // in which all of them are
	block int           // bytes that are read at once
	most  int           // bytes a second, however large the archive is
	rest  time.Duration // between two rounds that a doubt asked for
}

// daily is a round in less than a day: 22 kB a second of an archive of 250,000 cables.
var daily = pace{round: 20 * time.Hour, block: 128 << 10, most: 16 << 20, rest: time.Hour}

// watched is how often a pause looks for what ends it.
const watched = 10 * time.Second

// errSwapped ends a round whose generation is not served any more.
var errSwapped = errors.New("another generation is served")

// Recheck hashes the files of the generation that is served again and again, slowly,
// until ctx ends, and returns its error. What it finds is damage as a read that fails
// is, and Watch then has another generation served.
func (l *Live) Recheck(ctx context.Context) error {
	var hurried time.Time // when a doubt was last looked into
	for {
		o := l.serving.Load()
		if o.damaged() != nil {
			if err := sleep(ctx, min(watched, l.pace.round)); err != nil {
				return err
			}
			continue
		}
		err := l.recheck(ctx, o, &hurried)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil, errors.Is(err, errSwapped):
		case exhausted(err), l.serving.Load() != o: // whose files may be gone
			if err := sleep(ctx, min(watched, l.pace.round)); err != nil {
				return err
			}
		default:
			o.spoil(err)
		}
	}
}

// recheck is one round. Where the generation is doubted it is one without pauses but
// for those that bound the bytes a second.
func (l *Live) recheck(ctx context.Context, o *opened, hurried *time.Time) error {
	if err := present(o.dir); err != nil {
		return err
	}
	m, _, err := generation.ReadManifest(o.dir)
	if err != nil {
		return err
	}
	total := 0
	for _, f := range m.Files {
		total += int(f.Size)
	}
	hurry := false
	pause := func(n int) error {
		least := time.Duration(float64(n) / float64(l.pace.most) * float64(time.Second))
		left := time.Duration(float64(n) / float64(max(1, total)) * float64(l.pace.round))
		for left = max(left, least); left > 0; left -= watched {
			if hurry {
				left = min(left, least)
			}
			switch {
			case l.serving.Load() != o:
				return errSwapped
			case !hurry && time.Since(*hurried) > l.pace.rest && o.doubts():
				hurry, *hurried = true, time.Now()
				return errDoubted
			}
			if err := sleep(ctx, min(left, watched)); err != nil {
				return err
			}
		}
		return nil
	}
	err = generation.CheckSlowly(o.dir, m.Files, l.pace.block, pause)
	if errors.Is(err, errDoubted) { // from the beginning
		err = generation.CheckSlowly(o.dir, m.Files, l.pace.block, pause)
	}
	return err
}

// errDoubted begins a round anew.
var errDoubted = errors.New("the generation is doubted")

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
