package corpus

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/ingest"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

func newCorpus(t *testing.T, n int, seed uint64, kind Kind) *Corpus {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(tables, n, seed, kind)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestRead holds that the ingest reads back of every cable what was put in.
func TestRead(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole ingest; the run without -short does it")
	}
	for name, kind := range map[string]Kind{"dense": Dense, "mixed": Mixed} {
		t.Run(name, func(t *testing.T) { readAll(t, kind) })
	}
}

func readAll(t *testing.T, kind Kind) {
	n := sharedtest.Size(300, 150, 700)
	c := newCorpus(t, n, 1, kind)
	all := n + c.documents()
	k, v := 0, 0
	var size int64
	written, report := ingested(t, c, func(x *cable.Cable, raw []byte) {
		var want Cable
		if k < n { // a tar keeps its order, so that cables come by number
			want = c.Cable(k)
		} else { // and volumes have names behind those of the tars
			if k-n == c.volume(v).to {
				v++
			}
			want = c.document(c.volume(v), k-n)
		}
		k++
		size += int64(len(raw))
		if diff := cmp.Diff(want, found(x, raw), cmp.Comparer(bytes.Equal)); diff != "" {
			t.Errorf("cable %d, put in (-), read (+):\n%s", k-1, diff)
		}
	})
	if k != all || len(report.Refused) > 0 || written.Cables != k || written.Bytes != size {
		t.Errorf("%d cables of %d read, %d bytes; refused %v; written %+v", k, all, size, report.Refused, written)
	}
	for _, d := range report.Doubts {
		t.Errorf("doubt: %+v", d)
	}
}

// ingested writes a corpus and reads it.
func ingested(t *testing.T, c *Corpus, take func(x *cable.Cable, raw []byte)) (Written, *ingest.Report) {
	t.Helper()
	dir := t.TempDir()
	written, err := c.Write(t.Context(), dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	input, err := ingest.Path(dir)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	report, err := ingest.New(tables, nil).Run(t.Context(), []ingest.Input{input}, func(x *cable.Cable, raw []byte) error {
		take(x, raw)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return written, report
}

// found is what the reader made of a cable.
func found(x *cable.Cable, raw []byte) Cable {
	out := Cable{ID: x.ID, Date: x.Date, Collection: x.Collection, Text: raw}
	for _, tag := range x.Tags {
		out.Tags = append(out.Tags, tag.Code)
	}
	for _, ref := range x.References {
		out.References = append(out.References, ref.ID)
	}
	for _, p := range x.Paragraphs {
		for _, e := range p.Entities {
			if x.Collection != "" && e.Inferred { // more names than a volume marks are recognised
				continue
			}
			out.Names = append(out.Names, Name{e.Kind, e.Text})
		}
	}
	return out
}

// TestSame holds that a seed tells all: the same bytes from another corpus of
// the same seed, in another order and in a subset, others from another seed.
func TestSame(t *testing.T) {
	sharedtest.Dear(t)
	const size = 1100 // a file has 1,000
	a, b, other := newCorpus(t, size, 7, Dense), newCorpus(t, size, 7, Dense), newCorpus(t, size, 8, Dense)
	if diff := cmp.Diff(a.Cable(1050), b.Cable(1050)); diff != "" {
		t.Error(diff)
	}
	if bytes.Equal(a.Cable(1050).Text, other.Cable(1050).Text) {
		t.Error("two seeds make the same cable")
	}
	write := func(c *Corpus, stride int) map[string][]byte {
		dir := t.TempDir()
		if _, err := c.Write(t.Context(), dir, stride); err != nil {
			t.Fatal(err)
		}
		return files(t, dir)
	}
	whole := write(a, 1)
	if len(whole) != 2 {
		t.Errorf("%d files", len(whole))
	}
	if !maps.EqualFunc(whole, write(b, 1), bytes.Equal) {
		t.Error("another run writes other files")
	}
	part := write(a, 5)
	if len(part) != 1 || !bytes.Contains(part["cables-0001.tar"], a.Cable(1000).Text) || bytes.Contains(part["cables-0001.tar"], a.Cable(1001).Text) {
		t.Error("a fifth is not every fifth cable")
	}
}

func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(p)] = b
	}
	return out
}

// TestShape holds the numbers that make results comparable.
func TestShape(t *testing.T) {
	c := newCorpus(t, Size, 1, Dense)
	if len(c.posts) != origins {
		t.Errorf("%d posts", len(c.posts))
	}
	var size, names, tags, refs float64
	ids := map[string]bool{}
	sample := sharedtest.Size(800, 800, 2000)
	each := float64(sample)
	for i := range sample {
		x := c.Cable(i * (Size / sample))
		size += float64(len(x.Text))
		tags += float64(len(x.Tags))
		refs += float64(len(x.References))
		seen := map[Name]bool{}
		for _, n := range x.Names {
			seen[n] = true
		}
		names += float64(len(seen))
		ids[x.ID] = true
	}
	for _, x := range []struct {
		what           string
		mean, from, to float64
	}{
		{"bytes", size / each, 6200, 6600},
		{"tags", tags / each, 3.0, 3.4},
		{"references", refs / each, 0.9, 1.5},
		{"names", names / each, 18, 24}, // the header adds some
	} {
		if x.mean < x.from || x.mean > x.to {
			t.Errorf("%s: %.2f a cable, want %.1f to %.1f", x.what, x.mean, x.from, x.to)
		}
	}
	if len(ids) != sample {
		t.Errorf("%d ids of %d cables", len(ids), sample)
	}
}

// TestMixed holds what a mixed corpus has that the dense one has not, as the ingest
// finds it.
func TestMixed(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole ingest; the run without -short does it")
	}
	n := sharedtest.Size(1500, 1500, 5000)
	c := newCorpus(t, n, 1, Mixed)
	count, again, languages, printed := 0, 0, map[string]int{}, map[string]int{}
	texts := map[string]bool{}
	ingested(t, c, func(x *cable.Cable, _ []byte) {
		if x.Collection != "" {
			printed[x.Collection]++
			return
		}
		for _, name := range values.Names() {
			count += len(values.Of(x, name, nil))
		}
		languages[x.Language]++
		text := ""
		for _, p := range x.Paragraphs {
			text += p.Text + "\n"
		}
		if texts[text] {
			again++
		}
		texts[text] = true
	})
	of := func(k int) float64 { return float64(k) / float64(n) }
	for _, x := range []struct {
		what           string
		mean, from, to float64
	}{
		{"values", of(count), 20, 22}, // 20.7 in volumes of Foreign Relations; 7 are of its head,
		{"texts sent again", of(again), 0.02, 0.04},
		{"texts in another language", of(n - languages["en"] - languages[""]), 0.05, 0.09},
		{"texts in English", of(languages["en"]), 0.9, 0.95},
	} {
		if x.mean < x.from || x.mean > x.to {
			t.Errorf("%s: %.3f a cable, want %.2f to %.2f", x.what, x.mean, x.from, x.to)
		}
	}
	if len(languages) < 5 {
		t.Errorf("languages %v", languages)
	}
	want := map[string]int{}
	for i := range leastVolumes {
		v := c.volume(i)
		want[v.collection] += v.to - v.from
	}
	if !maps.Equal(printed, want) {
		t.Errorf("collections %v, want %v", printed, want)
	}
}

// TestRoots holds that numbers have words of their own.
func TestRoots(t *testing.T) {
	seen := map[string]int{}
	for i := range sharedtest.Size(100_000, 100_000, 400_000) {
		w := root(i)
		if j, ok := seen[w]; ok {
			t.Fatalf("%d and %d are both %q", j, i, w)
		}
		seen[w] = i
	}
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newCorpus(t, 5000, 1, Dense).Write(ctx, t.TempDir(), 1); err == nil {
		t.Error("a cancelled context does not stop the writing")
	}
}
