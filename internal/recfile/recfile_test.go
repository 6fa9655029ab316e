package recfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func write(t *testing.T, records [][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "folder", "records")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abandon()
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRecords reads records in every way that there is.
func TestRecords(t *testing.T) {
	t.Parallel()
	var records [][]byte
	for i := range 300 {
		records = append(records, bytes.Repeat([]byte{byte(i)}, i%7*i*10))
	}
	path := write(t, records)
	n := len(records)
	if k, err := Count(path); err != nil || k != n {
		t.Errorf("%d records, %v", k, err)
	}
	f, err := Open(path, n)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	m, err := Map(path, n)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	if m.Len() != n {
		t.Errorf("%d mapped", m.Len())
	}
	for i, want := range records {
		got, err := f.Get(uint32(i))
		if err != nil || !bytes.Equal(got, want) || !bytes.Equal(m.Get(uint32(i)), want) {
			t.Errorf("record %d, %v", i, err)
		}
	}
	next := 10
	err = f.Each(10, 290, func(i int, rec []byte) error {
		if i != next || !bytes.Equal(rec, records[i]) {
			return fmt.Errorf("record %d where %d should be", i, next)
		}
		next++
		return nil
	})
	if err != nil || next != 290 {
		t.Errorf("up to %d, %v", next, err)
	}
	var all bytes.Buffer
	var mu sync.Mutex
	seen := map[uint32]bool{}
	err = f.Walk(t.Context(), 3, &all, func(i uint32, rec []byte) error {
		mu.Lock()
		defer mu.Unlock()
		seen[i] = true
		if !bytes.Equal(rec, records[i]) {
			return fmt.Errorf("record %d differs", i)
		}
		return nil
	})
	if err != nil || len(seen) != n || !bytes.Equal(all.Bytes(), m.Bytes()) {
		t.Errorf("walked %d records of %d bytes, %v", len(seen), all.Len(), err)
	}
	broken := errors.New("broken")
	if err := f.Walk(t.Context(), 3, &all, func(uint32, []byte) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("a failure on the way: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Walk(ctx, 3, &all, func(uint32, []byte) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestDamaged holds that files which do not fit are told by name.
func TestDamaged(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(path string) error{
		"cut":        func(p string) error { return os.Truncate(p, 5) },
		"longer":     func(p string) error { return os.WriteFile(p, bytes.Repeat([]byte{1}, 100), 0o600) },
		"no offsets": func(p string) error { return os.Remove(p + Offsets) },
		"backwards": func(p string) error {
			b, err := os.ReadFile(p + Offsets)
			if err != nil {
				return err
			}
			copy(b[8:16], bytes.Repeat([]byte{9}, 8))
			return os.WriteFile(p+Offsets, b, 0o600)
		},
	} {
		path := write(t, [][]byte{[]byte("first"), []byte("second")})
		if err := damage(path); err != nil {
			t.Fatal(err)
		}
		if _, err := Map(path, 2); err == nil || !strings.Contains(err.Error(), "records") {
			t.Errorf("%s: mapped: %v", name, err)
		}
		f, err := Open(path, 2)
		if err == nil {
			err = f.Walk(t.Context(), 1, new(bytes.Buffer), func(uint32, []byte) error { return nil })
			_ = f.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "records") {
			t.Errorf("%s: walked: %v", name, err)
		}
	}
}

// TestWriteMapped holds that what is written of a mapped file is all of it, and that it can
// be read after its memory was given back.
func TestWriteMapped(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "records")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abandon()
	record := bytes.Repeat([]byte("telegram "), 1<<20)
	for range 3 { // more than is written at once
		if err := w.Write(record); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	m, err := Map(path, 3)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	for range 2 {
		var got bytes.Buffer
		if err := WriteMapped(&got, m.Bytes()); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), bytes.Repeat(record, 3)) {
			t.Fatal("other bytes than those of the file")
		}
		if !bytes.Equal(m.Get(1), record) {
			t.Fatal("a record is another one afterwards")
		}
	}
	full := errors.New("full")
	if err := WriteMapped(writer(func([]byte) (int, error) { return 0, full }), m.Bytes()); !errors.Is(err, full) {
		t.Errorf("%v instead of %v", err, full)
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }
