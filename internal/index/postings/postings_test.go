package postings

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/index/bitset"
	"reftel/internal/index/columns"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/recfile"
)

// small is an index of some cables in so many shards, and what it was built of.
func small(t *testing.T, n, shards int) (*Index, Source, *words.Census) {
	t.Helper()
	var sizes []int
	for i := range shards {
		sizes = append(sizes, n*(i+1)/shards-n*i/shards)
	}
	return built(t, harbour(n), sizes, nil)
}

// harbour is cables with words of their own and others that many have.
func harbour(n int) (cs []*cable.Cable) {
	for i := range n {
		c := &cable.Cable{
			ID: fmt.Sprintf("74LIMA%d", i+1), Subject: "Fishmeal", Tags: []cable.Tag{{Code: []string{"EFIS", "PREL", "ETRD"}[i%3]}},
			Paragraphs: []cable.Paragraph{{Text: fmt.Sprintf("The harbour number%d has nets, nets and lanterns.", i)}},
		}
		if i%4 == 0 {
			c.Paragraphs[0].Text += " Lantern by lantern."
		}
		if i%5 != 0 {
			c.Date.Year = 1970 + i%7
		}
		cs = append(cs, c)
	}
	return cs
}

// built is an index of cables in shards of these sizes.
func built(t *testing.T, cs []*cable.Cable, sizes []int, past *Past) (*Index, Source, *words.Census) {
	t.Helper()
	dir := t.TempDir()
	counter := words.NewCounter()
	cache := counter.Cache()
	var streams []words.Stream
	src := Source{
		Streams: filepath.Join(dir, words.StreamsFile), Values: map[query.Facet]*columns.Builder{},
		Date: func(ord int) string { return Date(cs[ord].Date) }, Past: past,
	}
	for _, f := range Facets() {
		var err error
		if src.Values[f], err = columns.NewBuilder(filepath.Join(dir, columns.Folder, string(f))); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range cs {
		var s words.Stream
		s.Read(c, cache)
		streams = append(streams, s)
		src.IDs = append(src.IDs, c.ID)
		for _, f := range Facets() {
			if err := src.Values[f].Add(values.Of(c, f, nil)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, f := range Facets() {
		if err := src.Values[f].Write(); err != nil {
			t.Fatal(err)
		}
	}
	v, rank, census := counter.Ranked([]*words.Cache{cache})
	src.Vocab = v
	w, err := recfile.Create(src.Streams)
	if err != nil {
		t.Fatal(err)
	}
	for i := range streams {
		streams[i].Renumber(rank)
		if err := w.Write(streams[i].Encode(nil)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Build(t.Context(), dir, src, sizes, func(int) {}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir, sizes, v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x, src, census
}

// cables are those with a word, over all shards.
func cables(t *testing.T, x *Index, f words.Field, word string) (out []uint32) {
	t.Helper()
	id := x.words.Find(word)
	if id == 0 {
		return nil
	}
	for _, r := range x.Readers() {
		l, err := r.Word(f, id)
		if err == nil {
			err = r.Each(l, func(ord uint32) { out = append(out, ord) })
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(out)
	return out
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, shards := range []int{1, 3} {
		x, _, _ := small(t, 30, shards)
		if got := cables(t, x, words.Body, "number7"); !slices.Equal(got, []uint32{7}) {
			t.Errorf("number7 in %v", got)
		}
		if got := cables(t, x, words.Subject, "fishmeal"); len(got) != 30 {
			t.Errorf("fishmeal in %d subjects", len(got))
		}
		if got := cables(t, x, words.Body, "lantern"); !slices.Equal(got, []uint32{0, 4, 8, 12, 16, 20, 24, 28}) {
			t.Errorf("lantern in %v", got)
		}
		// Of some documents alone, how often each has the word.
		times := map[uint32]uint32{}
		some := bitset.New(30)
		some.Add(4)
		some.Add(5)
		for _, r := range x.Readers() {
			lists, err := r.Keep(t.Context(), words.Body, []uint32{x.words.Find("lantern"), x.words.Find("fishmeal")})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range lists {
				err := r.Frequencies(l, r.Documents(some), func(ords, freqs []uint32) {
					for i, ord := range ords {
						times[ord] += freqs[i]
					}
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		if !maps.Equal(times, map[uint32]uint32{4: 2}) {
			t.Errorf("occurrences %v", times)
		}
		var tagged []uint32
		for _, r := range x.Readers() {
			l, err := r.Value("tags", "PREL")
			if err == nil {
				err = r.Each(l, func(ord uint32) { tagged = append(tagged, ord) })
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		slices.Sort(tagged)
		if len(tagged) != 10 || tagged[0] != 1 || tagged[9] != 28 {
			t.Errorf("PREL is had by %v", tagged)
		}
	}
}

// TestFrequencies holds that frequencies are read as Bleve reads them: of all documents of
// a list, whose chunks are several, and of few and many of them.
func TestFrequencies(t *testing.T) {
	t.Parallel()
	x, _, _ := small(t, 2500, 1)
	r := x.Readers()[0]
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, part := range []int{0, 1, 2, 100, 2000} { // one cable in so many
		var docs *Docs
		if part > 0 {
			some := bitset.New(2500)
			for ord := range uint32(2500) {
				if rnd.IntN(part) == 0 {
					some.Add(ord)
				}
			}
			docs = r.Documents(some)
		}
		for _, word := range []string{"lantern", "fishmeal", "number7"} {
			for _, field := range bothFields {
				lists, err := r.Keep(t.Context(), field, []uint32{x.words.Find(word)})
				if err != nil {
					t.Fatal(err)
				}
				for _, l := range lists {
					var got, want [][2]uint32
					into := func(to *[][2]uint32) func(nums, freqs []uint32) {
						return func(nums, freqs []uint32) {
							for i, num := range nums {
								*to = append(*to, [2]uint32{num, freqs[i]})
							}
						}
					}
					if err := cmp.Or(r.Frequencies(l, docs, into(&got)), l.frequencies(docs, into(&want))); err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(got, want) || l.Count() > 1 && l.at == 0 {
						t.Errorf("%s in %v, one in %d: %d documents, want %d", word, field, part, len(got), len(want))
					}
				}
			}
		}
	}
}

var bothFields = []words.Field{words.Subject, words.Body}

// TestShortFrequencies holds that what was cut off is an error.
func TestShortFrequencies(t *testing.T) {
	t.Parallel()
	whole := []byte{1, 6, 2, 1, 4, 1, 6, 1} // one chunk of six bytes: once, twice, three times
	for n := range len(whole) + 1 {
		c, err := newChunked(whole[:n], 3, 10)
		sum := uint32(0)
		for num := uint32(0); num < 3 && err == nil; num++ {
			if num == 0 {
				_, err = c.enter(num)
			}
			if err == nil {
				var times uint32
				times, err = c.next()
				sum += times
			}
		}
		if (err == nil) != (n == len(whole)) || err == nil && sum != 6 {
			t.Errorf("%d bytes: %d times, %v", n, sum, err)
		}
	}
}

func TestNear(t *testing.T) {
	t.Parallel()
	x, _, _ := small(t, 12, 2)
	for w, want := range map[string][]string{
		"lantren": {"lantern"}, "kantern": {"lantern"}, "lanterns": {"lantern", "lanterns"}, "nwt": nil, "number": {"number0", "number1"},
	} {
		ids, err := x.Near(w, 1)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, id := range ids {
			got = append(got, x.words.Word(id))
		}
		slices.Sort(got)
		if w == "number" {
			got = got[:min(2, len(got))]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", w, got, want)
		}
	}
}

// TestVerify holds an index against what is true of it, and against what is not.
func TestVerify(t *testing.T) {
	t.Parallel()
	x, src, census := small(t, 30, 2)
	want := func(cables func(value string) (uint32, []uint32, bool), n int) []Want {
		return []Want{{Field: FieldID, Values: n, Cables: cables}}
	}
	byID := func(id string) (uint32, []uint32, bool) {
		i := slices.Index(src.IDs, id)
		return uint32(i), []uint32{uint32(i)}, i >= 0
	}
	if err := x.Verify(t.Context(), census, want(byID, 30)); err != nil {
		t.Errorf("a good index: %v", err)
	}
	moved := func(id string) (uint32, []uint32, bool) {
		n, cables, ok := byID(id)
		if id == "74LIMA7" {
			cables = []uint32{9}
		}
		return n, cables, ok
	}
	missing := func(id string) (uint32, []uint32, bool) {
		n, cables, ok := byID(id)
		return n, cables, ok && id != "74LIMA7"
	}
	for name, w := range map[string][]Want{"instead of 1, of which 0": want(moved, 30), "that no cable has": want(missing, 30), "30 values instead of 31": want(byID, 31)} {
		if err := x.Verify(t.Context(), census, w); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want %q, got %v", name, err)
		}
	}
	_, _, other := small(t, 30, 1)
	if err := x.Verify(t.Context(), other, nil); err != nil {
		t.Errorf("the same words counted again: %v", err)
	}
	bytes := map[string]int64{}
	if err := x.Segments(func(path string) io.Writer { return counted{bytes, path} }); err != nil || len(bytes) != 2 {
		t.Errorf("segments %v, %v", bytes, err)
	}
	for path, n := range bytes {
		if st, err := filepath.Glob(filepath.Join(x.dir, path)); err != nil || len(st) != 1 || n == 0 {
			t.Errorf("%s: %d bytes, %v", path, n, err)
		}
	}
}

type counted struct {
	bytes map[string]int64
	path  string
}

func (c counted) Write(b []byte) (int, error) {
	c.bytes[c.path] += int64(len(b))
	return len(b), nil
}

// strange is a list of a kind that this release does not know.
type strange struct{ segment.PostingsList }

func (strange) Iterator(_, _, _ bool, _ segment.PostingsIterator) segment.PostingsIterator {
	return strangeIterator{}
}

func (strange) Count() uint64 { return 3 }

type strangeIterator struct{ segment.PostingsIterator }

// TestStrangeList holds that a list which is not understood is an error and never
// an empty answer.
func TestStrangeList(t *testing.T) {
	t.Parallel()
	x, _, _ := small(t, 5, 1)
	l := List{list: strange{}}
	r := x.Readers()[0]
	found := 0
	if err := r.Each(l, func(uint32) { found++ }); err == nil || found > 0 {
		t.Errorf("%d cables, %v", found, err)
	}
	if err := r.Frequencies(l, nil, func(nums, _ []uint32) { found += len(nums) }); err == nil || found > 0 {
		t.Errorf("%d cables, %v", found, err)
	}
	if err := r.Mark(bitset.New(5), l); err == nil {
		t.Error("marked what is not understood")
	}
	for _, distance := range []int{0, 3} {
		if _, err := x.Near("lantern", distance); err == nil {
			t.Errorf("words that differ by %d letters are found", distance)
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "[1]", 3999: "[3999]", 9000: "[4480 4520]", 9001: "[4480 4521]"} {
		if got := fmt.Sprint(Sizes(n, 2)); got != want {
			t.Errorf("%d cables: %s, want %s", n, got, want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	x, _, _ := small(t, 30, 2)
	for name, sizes := range map[string][]int{"another size": {14, 16}, "fewer": {15}, "one more": {15, 15, 1}} {
		y, err := Open(x.dir, sizes, x.words)
		if err == nil {
			err = errors.New("opened")
			_ = y.Close()
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOrder holds that documents are numbered in the order of the cables, over the
// batches of the builder too, and so that what is built twice is the same.
func TestOrder(t *testing.T) {
	t.Parallel()
	var built [2]string
	for i := range built {
		x, _, _ := small(t, 2500, 2) // two batches each
		for _, r := range x.Readers() {
			for n := range r.Len() {
				if ord := r.ord(uint32(n)); ord != r.First()+uint32(n) {
					t.Fatalf("document %d from cable %d on is cable %d", n, r.First(), ord)
				}
			}
		}
		built[i] = filepath.Join(x.dir, Folder)
	}
	sameSegments(t, built[0], built[1], 2)
}

// sameSegments holds the segments of the shards in two folders of an index against each
// other: of each all but its end, where Bleve tells in any order where the sections of a field begin.
func sameSegments(t *testing.T, one, other string, shards int) {
	t.Helper()
	const end = 512 // bytes, of 113,000
	for shard := range shards {
		var segments [2][]byte
		for i, dir := range []string{one, other} {
			found, err := filepath.Glob(filepath.Join(dir, fmt.Sprint(shard), storeFolder, "*.zap"))
			if err != nil || len(found) != 1 {
				t.Fatalf("segments of shard %d: %v, %v", shard, found, err)
			}
			if segments[i], err = os.ReadFile(found[0]); err != nil {
				t.Fatal(err)
			}
		}
		a, b := segments[0], segments[1]
		if len(a) != len(b) || !bytes.Equal(a[:len(a)-end], b[:len(b)-end]) {
			t.Errorf("shard %d: segments of %d and %d bytes, not the same", shard, len(a), len(b))
		}
	}
}

// TestAnyOrder holds that lists are read alike where documents are numbered as the cables
// are, and where they are in another order, as builds of before numbered them.
func TestAnyOrder(t *testing.T) {
	t.Parallel()
	const n = 200
	x, src, _ := small(t, n, 1)
	b, err := os.ReadFile(filepath.Join(x.dir, Folder, numbersFile))
	if err != nil {
		t.Fatal(err)
	}
	turned := make([]byte, 0, len(b)) // the cables from the last to the first
	for at := len(b) - 4; at >= 0; at -= 4 {
		turned = append(turned, b[at:at+4]...)
	}
	if err := os.WriteFile(filepath.Join(x.dir, Folder, numbersFile), turned, 0o644); err != nil {
		t.Fatal(err)
	}
	y, err := Open(x.dir, []int{n}, src.Vocab)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = y.Close() })
	some := bitset.New(n)
	for ord := uint32(0); ord < n; ord += 3 {
		some.Add(ord)
	}
	for _, word := range []string{"lantern", "nets", "number7"} {
		id := src.Vocab.Find(word)
		marked, within, times := [2]bitset.Set{}, [2]bitset.Set{}, [2][n]uint32{}
		for i, r := range []*Reader{x.Readers()[0], y.Readers()[0]} {
			marked[i], within[i] = bitset.New(n), bitset.New(n)
			l, err := r.Word(words.Body, id)
			if err == nil {
				err = r.Mark(marked[i], l)
			}
			if err != nil {
				t.Fatal(err)
			}
			having, err := r.Having(words.Body, []uint32{id})
			if err != nil {
				t.Fatal(err)
			}
			r.MarkDocs(within[i], having.And(r.Documents(some)))
			lists, err := r.Keep(t.Context(), words.Body, []uint32{id})
			if err != nil || len(lists) != 1 {
				t.Fatal(len(lists), err)
			}
			if err := r.Frequencies(lists[0], nil, func(ords, freqs []uint32) {
				for k, ord := range ords {
					times[i][ord] += freqs[k]
				}
			}); err != nil {
				t.Fatal(err)
			}
		}
		for ord := uint32(0); ord < n; ord++ {
			if marked[0].Has(ord) != marked[1].Has(n-1-ord) {
				t.Errorf("%s: cable %d is in one list only", word, ord)
			}
			if times[0][ord] != times[1][n-1-ord] || (times[0][ord] > 0) != marked[0].Has(ord) {
				t.Errorf("%s: cable %d has it %d times, and %d", word, ord, times[0][ord], times[1][n-1-ord])
			}
			if within[0].Has(ord) != (marked[0].Has(ord) && some.Has(ord)) || within[1].Has(ord) != (marked[1].Has(ord) && some.Has(ord)) {
				t.Errorf("%s: cable %d of some: %v and %v", word, ord, within[0].Has(ord), within[1].Has(ord))
			}
		}
	}
}
