package postings

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"reftel/internal/cable"
)

// pastOf is an index as the one of the generation before.
func pastOf(x *Index, cs []*cable.Cable, sizes []int) *Past {
	return &Past{Dir: x.dir, Sizes: sizes, Find: func(id string) (int, bool) {
		i := slices.IndexFunc(cs, func(c *cable.Cable) bool { return c.ID == id })
		return i, i >= 0
	}}
}

// TestPast holds that an index of which the most is taken over from the one before is the
// same, byte for byte, as one that is made anew.
func TestPast(t *testing.T) {
	t.Parallel()
	before := harbour(2600)
	sizes := []int{1280, 1320}
	x, _, _ := built(t, before, sizes, nil)
	add := func(id, text string) *cable.Cable {
		return &cable.Cable{ID: id, Paragraphs: []cable.Paragraph{{Text: text}}}
	}
	for name, c := range map[string]struct {
		change func(cs []*cable.Cable) []*cable.Cable
		sizes  []int
		taken  [2]bool // by shard
	}{
		"nothing":   {func(cs []*cable.Cable) []*cable.Cable { return cs }, sizes, [2]bool{true, true}},
		"a word":    {func(cs []*cable.Cable) []*cable.Cable { cs[1300].Paragraphs[0].Text += " Nets."; return cs }, sizes, [2]bool{true, true}},
		"the first": {func(cs []*cable.Cable) []*cable.Cable { cs[0].Paragraphs[0].Text = "Gulls."; return cs }, sizes, [2]bool{true, true}},
		"the last":  {func(cs []*cable.Cable) []*cable.Cable { cs[2599].Paragraphs[0].Text = "Gulls."; return cs }, sizes, [2]bool{true, true}},
		"a tag":     {func(cs []*cable.Cable) []*cable.Cable { cs[7].Tags = nil; return cs }, sizes, [2]bool{true, true}},
		"a date":    {func(cs []*cable.Cable) []*cable.Cable { cs[7].Date.Year = 1999; return cs }, sizes, [2]bool{true, true}},
		"one goes":  {func(cs []*cable.Cable) []*cable.Cable { return slices.Delete(cs, 500, 501) }, []int{1280, 1319}, [2]bool{true, true}},
		"one comes": {func(cs []*cable.Cable) []*cable.Cable { return slices.Insert(cs, 500, add("74LIMA9000", "Gulls.")) }, []int{1280, 1321}, [2]bool{true, true}},
		"many come": {func(cs []*cable.Cable) []*cable.Cable { return append(cs, harbour(5000)[2600:3900]...) }, []int{1280, 2620}, [2]bool{true, true}},
		"all but one": {func(cs []*cable.Cable) []*cable.Cable {
			return append(harbour(1300)[:1280], harbour(9000)[5000:6320]...)
		}, sizes, [2]bool{true, false}},
		"every hundredth": {func(cs []*cable.Cable) []*cable.Cable {
			for i := 0; i < 1280; i += 50 {
				cs[i].Subject = "Gulls"
			}
			return cs
		}, sizes, [2]bool{false, true}},
		"another division": {func(cs []*cable.Cable) []*cable.Cable { return cs }, []int{1152, 1448}, [2]bool{true, true}},
		"in another order": {func(cs []*cable.Cable) []*cable.Cable { cs[10], cs[11] = cs[11], cs[10]; return cs }, sizes, [2]bool{true, true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cs := c.change(harbour(2600))
			past := pastOf(x, before, sizes)
			taken, src, _ := built(t, cs, c.sizes, past)
			anew, _, _ := built(t, cs, c.sizes, nil)
			one, other := filepath.Join(taken.dir, Folder), filepath.Join(anew.dir, Folder)
			sameSegments(t, one, other, 2)
			for _, name := range []string{digestsFile, numbersFile} {
				a, err := os.ReadFile(filepath.Join(one, name))
				if err != nil {
					t.Fatal(err)
				}
				if b, err := os.ReadFile(filepath.Join(other, name)); err != nil || !slices.Equal(a, b) {
					t.Errorf("%s is another (%v)", name, err)
				}
			}
			p, err := past.open()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = p.Close() })
			digests, err := os.ReadFile(filepath.Join(one, digestsFile))
			if err != nil {
				t.Fatal(err)
			}
			lo := 0
			for i, size := range c.sizes {
				if got := p.pieces(lo, src.IDs[lo:lo+size], digests[16*lo:]) != nil; got != c.taken[i] {
					t.Errorf("shard %d: taken over is %v", i, got)
				}
				lo += size
			}
		})
	}
}

// A stopping context ends after it was looked at so often.
type stopping struct {
	context.Context
	left int
}

func (s *stopping) Err() error {
	if s.left--; s.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestStopped holds that taking over ends with an error wherever it is stopped.
func TestStopped(t *testing.T) {
	t.Parallel()
	before, now := harbour(20), harbour(20)
	now[9].Subject = "Gulls"
	x, _, _ := built(t, before, []int{20}, nil)
	_, src, _ := built(t, now, []int{20}, nil)
	p, err := pastOf(x, before, []int{20}).open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	const looks = 20 + 1 + 1 // all are read, then the new one, then the one that Bleve is given
	for n := range looks + 1 {
		b := &builder{
			Source: src, dir: t.TempDir(), terms: src.keywords(), past: p,
			digester: newDigester(src.Vocab), digests: make([]byte, 16*20), steps: make(chan int, 1),
		}
		ok, err := b.takeOver(&stopping{t.Context(), n}, b.dir, 0, 20, func() {})
		if stopped := n < looks; ok == stopped || stopped != errors.Is(err, context.Canceled) {
			t.Errorf("stopped after %d looks: %v, %v", n, ok, err)
		}
	}
}

// TestPieces holds how the cables of a shard are divided.
func TestPieces(t *testing.T) {
	t.Parallel()
	cs := harbour(100)
	x, src, _ := built(t, cs, []int{100}, nil)
	p, err := pastOf(x, cs, []int{100}).open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	other := func(ids []string, at ...int) []string {
		ids = slices.Clone(ids)
		for _, i := range at {
			ids[i] = fmt.Sprintf("80QUITO%d", i)
		}
		return ids
	}
	for name, c := range map[string]struct {
		ids  []string
		want string
	}{
		"all":           {src.IDs, "100 old"},
		"one is new":    {other(src.IDs, 50), "50 old, 1 new, 49 old"},
		"two, the ends": {other(src.IDs, 0, 99), "1 new, 98 old, 1 new"},
	} {
		got := ""
		for i, piece := range p.pieces(0, c.ids, p.digests) {
			if i > 0 {
				got += ", "
			}
			kind := "new"
			if piece.shard != nil {
				kind = "old"
				if int(piece.docs.GetCardinality()) != piece.to-piece.from {
					t.Errorf("%s: %d documents from %d to %d", name, piece.docs.GetCardinality(), piece.from, piece.to)
				}
			}
			got += fmt.Sprintf("%d %s", piece.to-piece.from, kind)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
