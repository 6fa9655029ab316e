package search

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive"
	"reftel/internal/archive/volumes"
	"reftel/internal/cable"
	"reftel/internal/index/columns"
	"reftel/internal/index/packed"
	"reftel/internal/index/postings"
	"reftel/internal/index/store"
	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

// Verify reads the files of an open generation from first byte to last and holds
// what is in them against each other: the streams, the posting lists and what was
// counted when the texts were read; the columns, the keyword fields and the cables.
// The bytes of the large files go to sum, by their path within the generation, so
// that nobody need read them again. progress is told how many cables were read.
func (a *Archive) Verify(ctx context.Context, dir string, workers int, sum func(path string) io.Writer, progress func(done int)) error {
	census, err := a.census(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, words.CensusFile), err)
	}
	eg, ctx := errgroup.WithContext(ctx)
	eg.Go(func() error {
		if err := a.verifyStreams(ctx, dir, census, sum); err != nil {
			return err
		}
		if err := a.postings.Segments(sum); err != nil {
			return err
		}
		if err := a.postings.Verify(ctx, census, a.wants()); err != nil {
			return fmt.Errorf("%s: %w", filepath.Join(dir, postings.Folder), err)
		}
		return nil
	})
	eg.Go(func() error {
		if err := a.verifyCables(ctx, workers, sum, progress); err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		return nil
	})
	return eg.Wait()
}

// verifyCables reads every cable and compares the columns with it.
func (a *Archive) verifyCables(ctx context.Context, workers int, sum func(path string) io.Writer, progress func(done int)) error {
	names, err := a.names.Verify()
	if err != nil {
		return err
	}
	v := columns.NewVerifier(a.columns, names)
	var lines bound
	err = a.store.Verify(ctx, workers, sum(store.Records), sum(store.Summaries), func(ord uint32, c *cable.Cable) error {
		if ord%10000 == 0 {
			progress(int(ord))
		}
		lines.add(ord, c)
		return v.Cable(ord, c)
	})
	if err != nil {
		return err
	}
	if err := a.volumes.Verify(lines.volumes()); err != nil {
		return err
	}
	return v.End()
}

func (a *Archive) census(dir string) (*words.Census, error) {
	b, err := packed.Read(filepath.Join(dir, words.CensusFile))
	if err != nil {
		return nil, err
	}
	return words.DecodeCensus(b, a.words)
}

func (a *Archive) verifyStreams(ctx context.Context, dir string, census *words.Census, sum func(path string) io.Writer) error {
	lengths, err := columns.Lengths(dir, a.n)
	if err != nil {
		return err
	}
	if err := words.VerifyStreams(ctx, dir, a.words, census, lengths, sum(words.StreamsFile)); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, words.StreamsFile), err)
	}
	if err := recfile.WriteMapped(sum(words.PairsFile), a.pairs.Bytes()); err != nil {
		return err
	}
	if err := a.pairs.Verify(a.n); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, words.PairsFile), err)
	}
	return nil
}

// wants are what the fields of values of the index must hold, by the columns, the
// dates and the ids.
func (a *Archive) wants() []postings.Want {
	out := []postings.Want{a.wantIDs(), a.wantDates()}
	for _, f := range postings.Facets() {
		c := a.columns.Column(f)
		var room []uint32 // one value is looked at after the other
		out = append(out, postings.Want{
			Field: postings.FieldOf(f), Values: len(c.Values),
			Cables: func(value string) (uint32, []uint32, bool) {
				v, ok := c.Find(value)
				if !ok {
					return 0, nil, false
				}
				room = c.Cables(room[:0], v)
				return v, room, true
			},
		})
	}
	return out
}

func (a *Archive) wantIDs() postings.Want {
	return postings.Want{
		Field: postings.FieldID, Values: a.n,
		Cables: func(id string) (uint32, []uint32, bool) {
			t, ok := a.store.IDs.Find(id)
			if !ok || a.store.ID(t.Ord) != id {
				return 0, nil, false
			}
			return t.Ord, []uint32{t.Ord}, true
		},
	}
}

// wantDates numbers dates by the first cable that has them.
func (a *Archive) wantDates() postings.Want {
	byDate := map[string][]uint32{}
	for ord := range uint32(a.columns.Dated) {
		d := postings.Date(a.columns.Date(ord))
		byDate[d] = append(byDate[d], ord)
	}
	numbers := map[string]uint32{}
	for d := range byDate {
		numbers[d] = uint32(len(numbers))
	}
	return postings.Want{
		Field: postings.FieldDate, Values: len(byDate),
		Cables: func(date string) (uint32, []uint32, bool) {
			cables, ok := byDate[date]
			return numbers[date], cables, ok
		},
	}
}

// Sing asks the index for words whose numbers of cables are known.
func (a *Archive) Sing(canaries []words.Canary) (err error) {
	defer func() {
		if r := recover(); r != nil { // Bleve panics on some damaged segments
			err = fmt.Errorf("the index is damaged: %v", r)
		}
	}()
	for _, c := range canaries {
		for f, want := range map[words.Field]int{words.Subject: c.Subject, words.Body: c.Body} {
			n := 0
			for _, r := range a.postings.Readers() {
				id := a.words.Find(c.Word)
				if id == 0 {
					break
				}
				list, err := r.Word(f, id)
				if err != nil {
					return err
				}
				n += list.Count()
			}
			if n != want {
				return fmt.Errorf("%d cables with %q in the %s instead of %d: the index is damaged", n, c.Word, f, want)
			}
		}
	}
	return nil
}

// A bound collects the lines of cables in their volumes, which come in any order.
type bound struct {
	mu    sync.Mutex
	lines []boundLine
}

type boundLine struct {
	ord  uint32
	line volumes.Line
}

func (b *bound) add(ord uint32, c *cable.Cable) {
	l, ok := volumes.LineOf(c)
	if !ok {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, boundLine{ord, l})
}

// volumes are made of what was collected, as the build makes them.
func (b *bound) volumes() []archive.Volume {
	slices.SortFunc(b.lines, func(x, y boundLine) int { return cmp.Compare(x.ord, y.ord) })
	lines := make([]volumes.Line, len(b.lines))
	for i := range b.lines {
		lines[i] = b.lines[i].line
	}
	return volumes.Of(lines)
}
