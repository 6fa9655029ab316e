package sharedtest

import "syscall"

// folderInMemory is the folder of the system whose files lie in memory, where it has one
// with more room than tests need: in a container it may have next to none.
func folderInMemory() (dir string, ok bool) {
	const folder, tmpfs, room = "/dev/shm", 0x01021994, 1 << 30
	var fs syscall.Statfs_t
	if err := syscall.Statfs(folder, &fs); err != nil || fs.Type != tmpfs {
		return "", false
	}
	return folder, fs.Bavail*uint64(fs.Bsize) >= room
}
