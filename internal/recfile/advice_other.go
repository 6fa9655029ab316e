//go:build !linux

package recfile

// Forget does nothing where the system looks after mapped pages alone.
func Forget([]byte) {}

// Sparse does nothing where the system reads ahead as it sees fit.
func Sparse([]byte) {}
