package recfile

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// fetch has the system read a part of a file, and does not wait for it. Where that fails
// the part is read when it is asked for.
func fetch(f *os.File, from, to int64) {
	if from >= to { // of nothing Linux takes all that follows
		return
	}
	_ = unix.Fadvise(int(f.Fd()), from, to-from, unix.FADV_WILLNEED)
}

// holds reports whether the system has a byte of a file in memory. To ask may have it read.
func holds(f *os.File, at int64) bool {
	var b [1]byte
	_, err := unix.Preadv2(int(f.Fd()), [][]byte{b[:]}, at, unix.RWF_NOWAIT)
	return err == nil
}

// fetchIn is fetch for a mapped file.
func fetchIn(b []byte, from, to uint64) {
	from -= from % uint64(os.Getpagesize())
	if from < to {
		_ = unix.Madvise(b[from:to], unix.MADV_WILLNEED)
	}
}

// holdsIn is holds for a mapped file. Of one that belongs to another user Linux says that it
// has all.
func holdsIn(b []byte, at uint64) bool {
	page := at - at%uint64(os.Getpagesize())
	var is [1]byte
	_, _, err := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&b[page])), 1, uintptr(unsafe.Pointer(&is[0])))
	return err != 0 || is[0]&1 != 0
}
