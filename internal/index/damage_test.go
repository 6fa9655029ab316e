package index_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
)

// A journal is a log that many write.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// A watchedData is an archive that is served as by the program, until the test ends.
type watchedData struct {
	*index.Live
	log *journal
}

func watchData(t *testing.T, dir string, round time.Duration) watchedData {
	t.Helper()
	log := &journal{}
	l, err := index.OpenData(dir, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	l.Hurry(round)
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() { _ = l.Watch(ctx, 5*time.Millisecond) })
	wg.Go(func() { _ = l.Recheck(ctx) })
	t.Cleanup(func() {
		cancel()
		wg.Wait()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return watchedData{l, log}
}

// ask asks the archive in force.
func (w watchedData) ask(t *testing.T, question func(archive.Archive) error) error {
	t.Helper()
	a, release, err := w.Acquire(t.Context())
	defer release()
	if err != nil {
		t.Fatal(err)
	}
	return question(a)
}

// await waits until a generation is served.
func (w watchedData) await(t *testing.T, id string) {
	t.Helper()
	for range 10_000 {
		var now string
		_ = w.ask(t, func(a archive.Archive) error { now = a.Generation().ID; return nil })
		if now == id {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%s is not served: %q\n%s", id, w.Degraded(), w.log)
}

// overwrite changes a published file where it lies, and keeps its time.
func overwrite(t *testing.T, path string, change func(f *os.File, size int64) error) {
	t.Helper()
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(change(f, st.Size()), f.Close(), os.Chtimes(path, st.ModTime(), st.ModTime())); err != nil {
		t.Fatal(err)
	}
}

func flip(f *os.File, size int64) error {
	b := make([]byte, 1)
	if _, err := f.ReadAt(b, size/2); err != nil {
		return err
	}
	b[0] ^= 0x40
	_, err := f.WriteAt(b, size/2)
	return err
}

func cut(f *os.File, _ int64) error { return f.Truncate(0) }

// TestDamageWhileServed holds that damage is noticed in what is served: by the hash of
// its files, by their lengths, and by a read that fails, of a file or of mapped memory.
// The generation before is served then, the log has one line, and what was put right is
// served again.
func TestDamageWhileServed(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(40)
	old := indextest.Publish(t, dir, cs)
	g := indextest.Publish(t, dir, cs)
	gen := generation.Path(dir, g.ID)
	record := func(a archive.Archive) error {
		_, err := a.Record(t.Context(), cs[0].ID, archive.Parsed)
		return err
	}
	phrase := func(a archive.Archive) error {
		_, err := a.Search(t.Context(), indextest.Request(t, `"the of"~8`))
		return err
	}
	near := func(a archive.Archive) error {
		_, err := a.Search(t.Context(), indextest.Request(t, "lantern~1 the*"))
		return err
	}
	list := func(a archive.Archive) error {
		_, err := a.List(t.Context(), query.Request{Page: 1, Size: 20})
		return err
	}
	for _, c := range []struct {
		name, file string
		change     func(*os.File, int64) error
		question   func(archive.Archive) error // nil: nobody asks
		round      time.Duration               // of hashing
	}{
		{"a bit of records, nobody reads", "docs/records", flip, nil, 50 * time.Millisecond},
		{"a bit of the manifest", "MANIFEST.json", flip, nil, time.Hour},
		{"a column is cut, nobody reads", "columns/tag", cut, nil, time.Hour},
		{"records are cut", "docs/records", cut, record, time.Hour},
		{"summaries are cut", "columns/summaries", cut, list, time.Hour},
		{"mapped streams are cut", "words/streams", cut, phrase, time.Hour},
		{"a mapped segment is cut", "index/0/store/*.zap", cut, near, time.Hour},
	} {
		w := watchData(t, dir, c.round)
		w.await(t, g.ID)
		paths, err := filepath.Glob(filepath.Join(gen, filepath.FromSlash(c.file)))
		if err != nil || len(paths) != 1 {
			t.Fatalf("%s: %v, %v", c.name, paths, err)
		}
		path := paths[0]
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS == "windows" && strings.Contains(c.name, "mapped") {
			continue // a mapped file cannot be cut there
		}
		overwrite(t, path, c.change)
		if c.question != nil { // may also be asked of the generation before
			if err := w.ask(t, c.question); err != nil && !errors.Is(err, archive.ErrUnavailable) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		w.await(t, old.ID)
		if w.Degraded() == "" {
			t.Errorf("%s: not degraded", c.name)
		}
		time.Sleep(20 * time.Millisecond) // some looks more
		if n := strings.Count(w.log.String(), "archive degraded"); n != 1 {
			t.Errorf("%s: %d lines of the log:\n%s", c.name, n, w.log)
		}
		if strings.Contains(w.log.String(), cs[0].ID) {
			t.Errorf("%s: the log has the id of a cable:\n%s", c.name, w.log)
		}
		if err := os.Remove(path); err != nil {
			_ = os.Chmod(filepath.Dir(path), 0o755)
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, good, 0o444); err != nil {
			t.Fatal(err)
		}
		w.await(t, g.ID)
	}
}

// TestHashedOnce holds that a generation that is damaged is not hashed at each look for
// another, but once it was put right: where the system tells when a file was changed at
// once, elsewhere at a signal, if its time is the old one.
func TestHashedOnce(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	old := indextest.Publish(t, dir, indextest.Invent(10))
	g := indextest.Publish(t, dir, indextest.Invent(10))
	path := filepath.Join(generation.Path(dir, g.ID), "docs", "records")
	overwrite(t, path, flip)
	w := watchData(t, dir, time.Hour)
	w.await(t, old.ID)
	time.Sleep(50 * time.Millisecond) // some looks
	if err := w.Known(g.ID); err == nil || !strings.Contains(err.Error(), "records") {
		t.Errorf("of the damaged one is known: %v", err)
	}
	overwrite(t, path, flip) // as it was, with the old time
	if runtime.GOOS != "linux" {
		time.Sleep(50 * time.Millisecond)
		w.await(t, old.ID)
		if err := w.Reload(t.Context()); err != nil {
			t.Errorf("at a signal: %v", err)
		}
	}
	w.await(t, g.ID)
	for range 10_000 {
		if w.Degraded() == "" {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if w.Degraded() != "" {
		t.Errorf("still degraded: %s", w.Degraded())
	}
}

// TestLastDamaged holds that where no other generation is whole, the damaged one
// answers what it can, and the archive is degraded.
func TestLastDamaged(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	g := indextest.Publish(t, dir, indextest.Invent(10))
	w := watchData(t, dir, 50*time.Millisecond)
	overwrite(t, filepath.Join(generation.Path(dir, g.ID), "docs", "fingerprints"), flip)
	for range 10_000 {
		if w.Degraded() != "" {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if !strings.Contains(w.Degraded(), "fingerprints") {
		t.Errorf("degraded: %q", w.Degraded())
	}
	w.await(t, g.ID)
}

// TestEveryQuestionIsGuarded holds that what Acquire hands out guards all that the
// contract asks: a method that is only handed on has no line of ours.
func TestEveryQuestionIsGuarded(t *testing.T) {
	t.Parallel()
	contract := reflect.TypeFor[archive.Archive]()
	for i := range contract.NumMethod() {
		name := contract.Method(i).Name
		if name == "Generation" { // known from the moment it was opened
			continue
		}
		m, ok := index.Opened.MethodByName(name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		at := m.Func.Pointer()
		if file, _ := runtime.FuncForPC(at).FileLine(at); filepath.Base(file) != "questions.go" {
			t.Errorf("%s is handed on unguarded (%s)", name, file)
		}
	}
}
