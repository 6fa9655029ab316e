package generation

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/nodetest"
)

func place(t *testing.T) *Place {
	t.Helper()
	c := nodetest.Client(t)
	p, err := At(c, nodetest.Prefix(t, c))
	if err != nil {
		t.Fatal(err)
	}
	p.beat, p.stale = 200*time.Millisecond, 3*time.Second
	return p
}

// begin makes the indices of a generation.
func begin(t *testing.T, p *Place, at time.Time) string {
	t.Helper()
	id := NewID(at)
	body := map[string]any{"settings": map[string]any{"number_of_shards": 1, "number_of_replicas": 0}, "mappings": map[string]any{"dynamic": false}}
	for _, index := range []string{p.Cables(id), p.Values(id)} {
		if err := p.Client.Do(t.Context(), client.Request{Method: http.MethodPut, Path: "/" + index, Body: body}, nil); err != nil {
			t.Fatal(err, client.Detail(err))
		}
	}
	return id
}

func sealed(t *testing.T, p *Place, id string) *Manifest {
	t.Helper()
	m := &Manifest{ID: id, Format: Format, Built: BegunAt(id), Cables: 3, Stats: archive.Stats{Cables: 3}}
	if err := p.Seal(t.Context(), m); err != nil {
		t.Fatal(err, client.Detail(err))
	}
	return m
}

func list(t *testing.T, p *Place) (ids []string, current string) {
	t.Helper()
	gs, current, err := p.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gs {
		ids = append(ids, g.ID)
	}
	return ids, current
}

func TestIDs(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC)
	id := NewID(at)
	if !strings.HasPrefix(id, "20260102t030405.678z-") || !BegunAt(id).Equal(at) || NewID(at) == id || !BegunAt("x").IsZero() {
		t.Errorf("%s is of %v", id, BegunAt(id))
	}
	p, err := At(nil, "reftel")
	if err != nil {
		t.Fatal(err)
	}
	for index, want := range map[string]bool{p.Cables(id): true, p.Values(id): false, "reftel-lock": false, "other-" + id: false} {
		if _, ok := p.idOf(index); ok != want {
			t.Errorf("%s: %v", index, ok)
		}
	}
	for _, prefix := range []string{"", "Reftel", "_all", "a*", "a,b", "a/b", "1a", "a.b"} {
		if _, err := At(nil, prefix); err == nil {
			t.Errorf("the prefix %q is taken", prefix)
		}
	}
}

// TestSwitch publishes and rolls back: only one generation is in force, and only who
// knows which can replace it.
func TestSwitch(t *testing.T) {
	t.Parallel()
	p := place(t)
	ctx := t.Context()
	if _, err := p.Current(ctx); !errors.Is(err, ErrNone) {
		t.Errorf("nothing is there: %v", err)
	}
	day := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	one, two := begin(t, p, day), begin(t, p, day.Add(time.Hour))
	sealed(t, p, one)
	if _, err := p.Current(ctx); !errors.Is(err, ErrLost) {
		t.Errorf("one is there, and in force is none: %v", err)
	}
	if ids, current := list(t, p); !slices.Equal(ids, []string{one}) || current != "" {
		t.Errorf("unfinished ones are listed: %v %s", ids, current)
	}
	if err := p.Switch(ctx, "", one); err != nil {
		t.Fatal(err)
	}
	m := sealed(t, p, two)
	if err := p.Switch(ctx, one, two); err != nil {
		t.Fatal(err)
	}
	if err := p.Switch(ctx, one, begin(t, p, day.Add(2*time.Hour))); !errors.Is(err, ErrMoved) {
		t.Errorf("a stale publisher: %v", err)
	}
	if ids, current := list(t, p); !slices.Equal(ids, []string{two, one}) || current != two {
		t.Errorf("%v, in force %s", ids, current)
	}
	got, err := p.Manifest(ctx, two)
	if err != nil || got.Generation() != m.Generation() || got.Stats.Cables != 3 {
		t.Errorf("%+v, %v", got, err)
	}
	if err := p.Delete(ctx, two); err == nil {
		t.Error("what is in force was deleted")
	}
	l := p.Client.Load(ctx, p.Cables(two))
	if err := errors.Join(l.Add("x", map[string]any{}), l.Close()); !errors.Is(err, client.ErrNotAllowed) {
		t.Errorf("a sealed generation takes more: %v", err)
	}
	if err := p.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if all, err := p.indices(ctx); err != nil || len(all) != 4 {
		t.Errorf("swept: %d indices, %v", len(all), err)
	}
	if err := p.Switch(ctx, two, one); err != nil {
		t.Error(err)
	}
	if err := p.Prune(ctx, "", 1); err != nil {
		t.Error(err)
	}
	if ids, current := list(t, p); !slices.Equal(ids, []string{one}) || current != one {
		t.Errorf("rolled back and pruned: %v, in force %s", ids, current)
	}
}

// TestFaults holds that a manifest of a newer program and a damaged one are told apart.
func TestFaults(t *testing.T) {
	t.Parallel()
	newer, damaged := meta{Manifest: `{"id":"a","format":9,"cables":"many"}`}, meta{Manifest: `{"id":"a","format":1}`, Hash: "0"}
	if m := newer.read("a"); !errors.Is(m.Fault, ErrNewer) {
		t.Errorf("newer: %v", m.Fault)
	}
	if m := damaged.read("a"); !errors.Is(m.Fault, ErrDamaged) {
		t.Errorf("damaged: %v", m.Fault)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	p := place(t)
	id := begin(t, p, time.Now())
	large := make([]byte, pieceBytes+99)
	_, _ = rand.Read(large)
	if err := WriteFiles(t.Context(), p.Client, p.Values(id), map[string][]byte{"large": large, "empty": {}}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"large": large, "empty": {}, "none": nil} {
		got, err := p.ReadFile(t.Context(), id, name)
		if err != nil || !bytes.Equal(got, want) || (got == nil) != (want == nil) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

// TestLock holds that one has the lock at a time, keeps it while he lives, and loses it
// when he has been silent for long.
func TestLock(t *testing.T) {
	t.Parallel()
	p := place(t)
	first, held, err := p.Lock(t.Context())
	if err != nil {
		t.Fatal(err, client.Detail(err))
	}
	if _, _, err := p.Lock(t.Context()); !errors.Is(err, ErrBusy) {
		t.Errorf("the lock is taken twice: %v", err)
	}
	first.stop() // as if the process had ended
	first.done.Wait()
	second, _, err := p.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, lose := context.WithCancelCause(held)
	lost := false
	alive, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	first.keep(alive, func(err error) { lose(err); lost = errors.Is(err, ErrBusy) })
	if !lost {
		t.Error("who lost the lock does not know")
	}
	if err := first.Release(t.Context()); err != nil {
		t.Error(err)
	}
	if err := second.Release(t.Context()); err != nil {
		t.Error(err)
	}
	third, _, err := p.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := third.Release(t.Context()); err != nil {
		t.Error(err)
	}
}
