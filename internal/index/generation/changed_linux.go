package generation

import (
	"io/fs"
	"syscall"
	"time"
)

// changedAt is when anything of a file was changed last, and its number.
func changedAt(st fs.FileInfo) (at time.Time, number uint64) {
	s, ok := st.Sys().(*syscall.Stat_t)
	if !ok {
		return time.Time{}, 0
	}
	return time.Unix(s.Ctim.Unix()), s.Ino
}
