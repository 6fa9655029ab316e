package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/cable"
	"reftel/internal/query"
)

func TestPublishAndRead(t *testing.T) {
	t.Parallel()
	cs := invent(300)
	a := open(t, cs)
	for _, c := range cs {
		got, err := a.Cable(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := c.JSON()
		have, _ := got.JSON()
		if !bytes.Equal(want, have) {
			t.Fatalf("%s differs:\n%s\n%s", c.ID, want, have)
		}
		raw, err := a.Raw(c.ID)
		if err != nil || !bytes.Equal(raw, source(c)) {
			t.Fatalf("raw of %s: %v", c.ID, err)
		}
	}
	st := a.Stats()
	if st.Cables != 300 || st.Posts != 4 || st.References == 0 || st.References != st.Resolved || st.Undated == 0 {
		t.Errorf("stats %+v", st)
	}
	if g := a.Generation(); g.Cables != 300 || g.Built.IsZero() || len(g.ManifestHash) != 64 {
		t.Errorf("generation %+v", g)
	}
}

func TestSameInputSameContent(t *testing.T) {
	t.Parallel()
	content := func(reverse bool) (string, []fileSum) {
		cs := invent(80)
		cs = append(cs, simple(cs[0].ID, "1971", "ANOTHER VERSION", "Short."))
		if reverse {
			slices.Reverse(cs)
		}
		dir := tempDir(t)
		g := publish(t, dir, cs)
		m, _, err := readManifest(filepath.Join(dir, genFolder, g.ID))
		if err != nil {
			t.Fatal(err)
		}
		var files []fileSum
		for _, f := range m.Files { // Bleve's own files differ each time
			if !strings.HasPrefix(f.Path, "index/") && f.Path != "columns/docnumbers" {
				files = append(files, f)
			}
		}
		return m.Content, files
	}
	a, af := content(false)
	b, bf := content(true)
	if a != b || !slices.Equal(af, bf) {
		t.Error("the order of reading shows in the archive")
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	short := simple("74ALFA1", "1974", "SHORT", "A few words.")
	long := simple("74ALFA1", "1974", "LONG", "A few words and many more of them.")
	long.Aliases = []string{"74ALFA01"}
	short.Aliases = []string{"74ALPHA1"}
	dir := tempDir(t)
	b, err := Create(dir, BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*cable.Cable{short, long} {
		if err := b.Add(c, source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), Report{Rejected: []Rejected{{Path: "x", Reason: "not a cable"}}}); err != nil {
		t.Fatal(err)
	}
	if b.Duplicates() != 1 {
		t.Errorf("%d duplicates", b.Duplicates())
	}
	a := openDir(t, dir)
	if r, err := a.Report(); err != nil || len(r.Rejected) != 1 || r.Rejected[0].Reason != "not a cable" {
		t.Errorf("report %+v, %v", r, err)
	}
	vs, err := a.Versions("74alfa1")
	if err != nil || len(vs) != 2 {
		t.Fatalf("%d versions, %v", len(vs), err)
	}
	if !bytes.Contains(vs[0].Raw, []byte("LONG")) || !bytes.Contains(vs[1].Raw, []byte("SHORT")) {
		t.Error("the fullest version is not the first")
	}
	if vs[1].Source.SHA256 != hashBytes(vs[1].Raw) {
		t.Error("the source of the second version is not told")
	}
	for _, alias := range []string{"74ALFA01", "74ALPHA1"} {
		if id, state := a.Lookup(alias); id != "74ALFA1" || state != Alias {
			t.Errorf("%s: %s %d", alias, id, state)
		}
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	one := simple("74ALFA1", "1974-01-01", "ONE", "First.")
	one.Aliases, one.IDInferred = []string{"74ALFA99"}, true
	one.Origin = cable.Post{Code: "ALFA"}
	two := simple("74ALFA2", "1974-01-02", "TWO", "Second.")
	two.References = []cable.Reference{{Kind: "cable", ID: "74ALFA1"}, {Kind: "cable", ID: "73BRAVO7"}, {Kind: "memo", Text: "memo"}}
	two.Origin = cable.Post{Code: "ALFA"}
	three := simple("74ALFA3", "1974-01-03", "THREE", "Third.")
	three.Origin = cable.Post{Code: "ALFA"}
	publish(t, dir, []*cable.Cable{one, two, three})
	publishWith(t, dir, []*cable.Cable{one, two}, BuildOptions{AllowShrink: true})
	publishWith(t, dir, []*cable.Cable{one, two}, BuildOptions{})
	publishWith(t, dir, []*cable.Cable{one, two}, BuildOptions{})
	a := openDir(t, dir)
	for id, want := range map[string]struct {
		id    string
		state Lookup
	}{
		"74ALFA1": {"74ALFA1", Held}, "74 alfa 1": {"74ALFA1", Held}, "1974ALFA00001": {"74ALFA1", Held},
		"74ALFA99": {"74ALFA1", Alias}, "73bravo7": {"73BRAVO7", Absent},
		"74ALFA3": {"74ALFA3", Gone}, "x": {"", Unknown}, "": {"", Unknown},
	} {
		if got, state := a.Lookup(id); got != want.id || state != want.state {
			t.Errorf("%q: %q %d, want %q %d", id, got, state, want.id, want.state)
		}
	}
	if _, err := a.Cable("74ALFA3"); !errors.Is(err, ErrNotFound) {
		t.Errorf("gone cable: %v", err)
	}
	if c := a.CitedBy("73BRAVO7"); len(c) != 1 || c[0].ID != "74ALFA2" {
		t.Errorf("absent cited by %v", c)
	}
	if c := a.CitedBy("74ALFA99"); len(c) != 1 {
		t.Errorf("alias cited by %v", c)
	}
	ts := a.Resolve(two.References)
	if ts[0].State != Held || ts[0].Title != "ONE" || !ts[0].IDInferred || ts[1].State != Absent || ts[2].State != Unknown {
		t.Errorf("targets %+v", ts)
	}
	prev, next, err := a.Neighbours("74ALFA2")
	if err != nil || prev == nil || prev.ID != "74ALFA1" || !prev.IDInferred || next != nil {
		t.Errorf("neighbours %v %v %v", prev, next, err)
	}
	if s := a.Summaries([]string{"74ALFA2", "nothing", "74ALFA1"}); len(s) != 2 || s[0].ID != "74ALFA2" || s[0].IDInferred || !s[1].IDInferred {
		t.Errorf("summaries %v", s)
	}
	if s := a.Suggest("74al", 5); len(s) != 2 || s[0].Kind != query.FieldID {
		t.Errorf("suggestions %v", s)
	}
}

func TestShrink(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	cs := invent(40)
	publish(t, dir, cs)
	b, err := Create(dir, BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cs[:30] {
		if err := b.Add(c, source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), Report{}); !errors.Is(err, ErrShrunk) {
		t.Errorf("got %v", err)
	}
	publish(t, dir, cs) // nothing is in the way of the next
}

// TestCommit lets the last step fail: until CURRENT is renamed nothing has
// changed, and nothing is left behind.
func TestCommit(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	cs := invent(20)
	g := publish(t, dir, cs)
	if err := os.Mkdir(filepath.Join(dir, currentFile+".tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := Create(dir, BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cs {
		if err := b.Add(c, source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), Report{}); err == nil {
		t.Fatal("published without CURRENT")
	}
	if gs, err := Generations(dir); err != nil || len(gs) != 1 || gs[0].ID != g.ID {
		t.Errorf("generations %v, %v", gs, err)
	}
	if err := os.Remove(filepath.Join(dir, currentFile+".tmp")); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, cs)
}

func TestAbortAndLock(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	b, err := Create(dir, BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, BuildOptions{}); !errors.Is(err, ErrBusy) {
		t.Errorf("second builder: %v", err)
	}
	c := simple("74ALFA1", "1974", "ONE", "First.")
	if err := b.Add(c, source(c)); err != nil {
		t.Fatal(err)
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := b.Add(c, nil); err == nil {
		t.Error("added after the end")
	}
	if es, _ := os.ReadDir(filepath.Join(dir, genFolder)); len(es) != 0 {
		t.Errorf("left behind: %v", es)
	}
	if _, err := OpenData(dir); !errors.Is(err, ErrNoGeneration) {
		t.Errorf("open: %v", err)
	}
	// What a killed ingest leaves is removed by the next.
	dead := filepath.Join(dir, genFolder, tmpPrefix+"1-dead", "index")
	if err := os.MkdirAll(dead, 0o755); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, []*cable.Cable{c})
	if _, err := os.Stat(filepath.Dir(dead)); !os.IsNotExist(err) {
		t.Error("the leftover is still there")
	}
}

// TestCancelled ends a publication at every step that tells of progress: the
// archive is then as before.
func TestCancelled(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	cs := invent(200)
	g := publish(t, dir, cs)
	for _, stage := range []string{"sort", "write", "verify"} {
		ctx, cancel := context.WithCancel(t.Context())
		b, err := Create(dir, BuildOptions{Progress: func(p Progress) {
			if p.Stage == stage {
				cancel()
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cs {
			if err := b.Add(c, source(c)); err != nil {
				t.Fatal(err)
			}
		}
		_, err = b.Publish(ctx, Report{})
		cancel()
		if stage != "verify" && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at %s: %v", stage, err)
		}
		if err == nil {
			continue // it was past the last look at the context
		}
		if es, _ := os.ReadDir(filepath.Join(dir, genFolder)); len(es) != 1 {
			t.Errorf("cancelled at %s: left %v", stage, es)
		}
		if c, err := readCurrent(dir); err != nil || c.name != g.ID {
			t.Errorf("cancelled at %s: current is %v, %v", stage, c, err)
		}
	}
}

// TestDamage changes every published file in several ways: each is refused by
// name, and the generation before is served.
func TestDamage(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	cs := invent(12)
	old := publish(t, dir, cs)
	g := publish(t, dir, cs)
	gen := filepath.Join(dir, genFolder, g.ID)
	paths, err := listFiles(gen)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 20 {
		t.Fatalf("only %d files", len(paths))
	}
	damages := map[string]func(b []byte) []byte{
		"flipped":  func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"last":     func(b []byte) []byte { b[len(b)-1] ^= 0x80; return b },
		"cut":      func(b []byte) []byte { return b[:len(b)-1] },
		"longer":   func(b []byte) []byte { return append(b, 0) },
		"emptied":  func([]byte) []byte { return nil },
		"unlinked": nil,
	}
	for _, p := range paths {
		full := filepath.Join(gen, filepath.FromSlash(p))
		good, err := os.ReadFile(full)
		if err != nil {
			t.Fatal(err)
		}
		if len(good) == 0 {
			t.Fatalf("%s is empty", p)
		}
		if err := os.Chmod(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		for name, damage := range damages {
			if err := os.Remove(full); err != nil {
				t.Fatal(err)
			}
			if damage != nil {
				if err := os.WriteFile(full, damage(bytes.Clone(good)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if a, err := Open(gen); err == nil {
				a.Close()
				t.Errorf("%s %s: opened", p, name)
			} else if !strings.Contains(err.Error(), filepath.Base(full)) {
				t.Errorf("%s %s: the error does not name it: %v", p, name, err)
			}
			if name == "flipped" {
				l, err := OpenData(dir)
				if err != nil {
					t.Errorf("%s %s: nothing served: %v", p, name, err)
				} else {
					a, release := l.Acquire()
					if a.Generation().ID != old.ID || !strings.Contains(l.Degraded(), filepath.Base(full)) {
						t.Errorf("%s %s: serving %s, %q", p, name, a.Generation().ID, l.Degraded())
					}
					release()
					l.Close()
				}
				if r, err := Verify(dir); err != nil || len(r.Problems) == 0 {
					t.Errorf("%s %s: verified: %v", p, name, err)
				}
			}
			os.Remove(full)
			if err := os.WriteFile(full, good, 0o444); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(gen, "columns", "extra"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(gen); err == nil || !strings.Contains(err.Error(), "extra") {
		t.Errorf("extra file: %v", err)
	}
	os.Remove(filepath.Join(gen, "columns", "extra"))
	if r, err := Verify(dir); err != nil || len(r.Problems) > 0 {
		t.Errorf("repaired: %v, %v", r.Problems, err)
	}
}

func TestRollbackAndKeep(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	var ids []string
	for range 3 {
		ids = append(ids, publish(t, dir, invent(20)).ID)
	}
	gs, err := Generations(dir)
	if err != nil || len(gs) != 2 || gs[0].ID != ids[2] || gs[1].ID != ids[1] {
		t.Fatalf("generations %v, %v", gs, err)
	}
	if g, err := Rollback(dir); err != nil || g.ID != ids[1] {
		t.Fatalf("rolled back to %v, %v", g, err)
	}
	if _, err := Rollback(dir); err == nil {
		t.Error("rolled back beyond the oldest")
	}
}

// TestSwap publishes while readers search: no answer mixes two generations,
// none fails, and old generations are closed.
func TestSwap(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	cs := invent(60)
	publish(t, dir, cs[:30])
	l, err := OpenData(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { _ = l.Watch(ctx, 5*time.Millisecond) })
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				a, release := l.Acquire()
				n := a.Generation().Cables
				res, err := a.Search(context.Background(), query.Request{Page: 1, Size: 5})
				if err != nil || res.Total != n || a.Stats().Cables != n {
					t.Errorf("search: %v", err)
				}
				if _, err := a.Search(context.Background(), request(t, `"the of" OR b*`)); err != nil {
					t.Errorf("search: %v", err)
				}
				release()
			}
		})
	}
	last := ""
	for i := range 6 {
		last = publishWith(t, dir, cs[:30+i*5], BuildOptions{}).ID
	}
	deadline := time.Now().Add(10 * time.Second)
	for {
		a, release := l.Acquire()
		id := a.Generation().ID
		release()
		if id == last {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("still serving %s: %s", id, l.Degraded())
		}
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	wg.Wait()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

func TestShards(t *testing.T) {
	t.Parallel()
	sizes := shardSizes(9000, 4)
	if fmt.Sprint(sizes) != "[4500 4500]" {
		t.Errorf("sizes %v", sizes)
	}
	if testing.Short() {
		t.Skip("builds 9,000 cables")
	}
	cs := make([]*cable.Cable, 0, 2*minShard)
	for i := range 2 * minShard {
		cs = append(cs, simple(fmt.Sprintf("74ALFA%d", i+1), "1974", "S", fmt.Sprintf("common word%d", i)))
	}
	dir := tempDir(t)
	publishWith(t, dir, cs, BuildOptions{Workers: 2})
	a := openDir(t, dir)
	if len(a.shards) != 2 {
		t.Errorf("%d shards", len(a.shards))
	}
	if n := search(t, a, query.Request{Expr: query.Word{Text: "common"}, Page: 1, Size: 1}).Total; n != len(cs) {
		t.Errorf("%d hits", n)
	}
	for _, i := range []int{0, 3999, 4000, 7999} {
		if got := hitIDs(search(t, a, request(t, fmt.Sprintf("word%d", i)))); !slices.Equal(got, []string{fmt.Sprintf("74ALFA%d", i+1)}) {
			t.Errorf("word%d: %v", i, got)
		}
	}
}
