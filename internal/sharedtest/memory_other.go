//go:build !linux

package sharedtest

// folderInMemory is none: not every system has one.
func folderInMemory() (dir string, ok bool) { return "", false }
