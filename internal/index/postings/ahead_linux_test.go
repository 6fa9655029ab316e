package postings

import (
	"os"
	"slices"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

// TestAhead holds that the lists of words that are not in memory are there once they were
// asked for ahead, whole and with their frequencies, and that they are these.
func TestAhead(t *testing.T) {
	t.Parallel()
	const n = 20000 // of which a list of many has two pages of documents, and ten of frequencies
	x, _, _ := small(t, n, 1)
	s := x.shards[0]
	read := func() (ords []uint32, times []uint32) {
		r := x.Readers()[0]
		lists, err := r.Keep(t.Context(), words.Body, []uint32{x.words.Find("lantern"), x.words.Find("number7")})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lists {
			if err := r.Frequencies(l, nil, func(of, freqs []uint32) {
				ords, times = append(ords, of...), append(times, freqs...)
			}); err != nil {
				t.Fatal(err)
			}
		}
		return ords, times
	}
	wantOrds, wantTimes := read()
	if len(wantOrds) < n/4 {
		t.Fatalf("%d cables of %d have the words", len(wantOrds), n)
	}

	find, err := x.Readers()[0].finder(words.Body)
	if err != nil || find == nil {
		t.Fatal(find, err)
	}
	at, err := find.find("lantern")
	if err != nil || at == 0 {
		t.Fatal(at, err)
	}
	docs, freqs := find.extents(at)
	if freqs.To-freqs.From < 2*around {
		t.Fatalf("frequencies of %d bytes are read with the place of their list", freqs.To-freqs.From)
	}
	x.Sparse()
	if err := s.file.Sync(); err != nil {
		t.Fatal(err)
	}
	there := func() int { return resident(find.data[docs.From:docs.To]) + resident(find.data[freqs.From:freqs.To]) }
	for tries := 0; there() > 0; tries++ {
		if tries == 100 {
			t.Skip("the system keeps this file in memory")
		}
		recfile.Forget(find.data)
		if err := unix.Fadvise(int(s.file.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
			t.Fatal(err)
		}
	}
	asked, err := x.Readers()[0].ahead(words.Body, []uint32{x.words.Find("lantern"), x.words.Find("number7")})
	if err != nil || !asked {
		t.Errorf("the disk was not asked, %v", err)
	}
	all := len(pages(find.data[docs.From:docs.To])) + len(pages(find.data[freqs.From:freqs.To]))
	for end := time.Now().Add(20 * time.Second); there() < all; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d of %d pages of the list are in memory", there(), all)
		}
	}
	if ords, times := read(); !slices.Equal(ords, wantOrds) || !slices.Equal(times, wantTimes) {
		t.Errorf("%d cables, want %d, or how often they have the words", len(ords), len(wantOrds))
	}
}

// pages is room for what is told of the pages of a stretch of mapped memory.
func pages(b []byte) []byte {
	size := uintptr(os.Getpagesize())
	begin := uintptr(unsafe.Pointer(unsafe.SliceData(b))) % size
	return make([]byte, (begin+uintptr(len(b))+size-1)/size)
}

// resident is how many of these pages are in memory. To ask by reading would have them read.
func resident(b []byte) (n int) {
	vec := pages(b)
	begin := uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	begin -= begin % uintptr(os.Getpagesize())
	size := uintptr(len(vec) * os.Getpagesize())
	if _, _, err := unix.Syscall(unix.SYS_MINCORE, begin, size, uintptr(unsafe.Pointer(unsafe.SliceData(vec)))); err != 0 {
		return 0
	}
	for _, v := range vec {
		n += int(v & 1)
	}
	return n
}
