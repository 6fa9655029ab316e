package recfile

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// TestAhead holds that records which are not in memory are there once they were asked for
// ahead, and that these are they.
func TestAhead(t *testing.T) {
	t.Parallel()
	const n, size = 3000, 5000
	path := filepath.Join(t.TempDir(), "records")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	record := func(i uint32) []byte { return bytes.Repeat([]byte{byte(i), byte(i >> 8)}, size/2) }
	for i := range uint32(n) {
		if err := w.Write(record(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := Open(path, n)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	mapped, err := Map(path, n)
	if err != nil {
		t.Fatal(err)
	}
	defer mapped.Close()
	mapped.Sparse()

	for name, tt := range map[string]struct {
		ahead func([]uint32)
		get   func(uint32) ([]byte, error)
	}{
		"file":   {file.Ahead, file.Get},
		"mapped": {mapped.Ahead, func(i uint32) ([]byte, error) { return mapped.Get(i), nil }},
		"spans": {func(of []uint32) {
			var spans []Span
			for _, i := range of {
				spans = append(spans, Span{file.offs[i], file.offs[i+1]})
			}
			slices.Reverse(spans)
			Fetch(file.f, spans)
		}, func(i uint32) ([]byte, error) { return mapped.Get(i), nil }},
	} {
		of := []uint32{0, 7, 8, 1200, 1205, 2400, n - 1}
		for tries := 0; slices.ContainsFunc(of, func(i uint32) bool { return resident(mapped.b, file.offs[i]) }); tries++ {
			if tries == 100 {
				t.Skip("the system keeps this file in memory")
			}
			Forget(mapped.b)
			forget(t, file.f)
		}
		tt.ahead(nil)
		tt.ahead(of)
		for _, i := range of {
			for end := time.Now().Add(20 * time.Second); !resident(mapped.b, file.offs[i]) || !resident(mapped.b, file.offs[i+1]-1); {
				if time.Now().After(end) {
					t.Fatalf("%s: record %d is not in memory", name, i)
				}
				time.Sleep(time.Millisecond)
			}
			if b, err := tt.get(i); err != nil || !bytes.Equal(b, record(i)) {
				t.Errorf("%s: record %d is another one, %v", name, i, err)
			}
		}
	}
}

// resident reports whether a byte of a mapped file is in memory. To ask by reading would
// have it read.
func resident(b []byte, at uint64) bool {
	page := b[at-at%uint64(os.Getpagesize()):]
	var is [1]byte
	_, _, err := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(unsafe.SliceData(page))), 1, uintptr(unsafe.Pointer(unsafe.SliceData(is[:]))))
	return err == 0 && is[0]&1 != 0
}

// forget has the system forget a file.
func forget(t *testing.T, f *os.File) {
	t.Helper()
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	if err := unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
		t.Fatal(err)
	}
}
