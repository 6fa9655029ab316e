package recfile

import "syscall"

// Forget gives the memory back in which pages of a mapped file stand. They are read again
// where they are looked at again, from the cache of the system as a rule. b begins where
// the mapping does, or a whole number of mebibytes behind it.
func Forget(b []byte) {
	if len(b) > 0 {
		_ = syscall.Madvise(b, syscall.MADV_DONTNEED) // where it cannot, no more than memory is lost
	}
}
