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

// Sparse tells the system that no more of a mapped file is wanted than the pages that are
// looked at and what is fetched. Otherwise it reads as much around each page as a setting of
// the disk says, which is 128 KB here and 8 MB there. b begins with a page.
func Sparse(b []byte) {
	if len(b) > 0 {
		_ = syscall.Madvise(b, syscall.MADV_RANDOM) // where it cannot, more is read than is wanted
	}
}
