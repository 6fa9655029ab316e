package recfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// fetch has the system read a part of a file, and does not wait for it. Where that fails
// the part is read when it is asked for.
func fetch(f *os.File, from, to int64) {
	_ = unix.Fadvise(int(f.Fd()), from, to-from, unix.FADV_WILLNEED)
}

// holds reports whether the system has a byte of a file in memory. To ask may have it read.
func holds(f *os.File, at int64) bool {
	var b [1]byte
	_, err := unix.Preadv2(int(f.Fd()), [][]byte{b[:]}, at, unix.RWF_NOWAIT)
	return err == nil
}
