//go:build !windows

package generation

import "golang.org/x/sys/unix"

// FreeSpace is how many bytes a program may still write to the disk of a folder.
func FreeSpace(dir string) (int64, error) {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return 0, err
	}
	return int64(fs.Bavail) * int64(fs.Bsize), nil
}
