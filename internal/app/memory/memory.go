// Package memory keeps a server within the memory of its container, and an ingest
// within what it may take: it finds the limit that a control group sets, of version 1
// or 2, and the memory of the machine, and tells the collector of garbage to stay
// below. It reads the files of the system that tell these, and knows nothing else.
package memory

import (
	"io/fs"
	"math"
	"os"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// share of the limit is for the heap. The rest is for mapped files that are being
// read, stacks, and what comes between two collections.
const share = 0.7

// A Limit is what the collector keeps to.
type Limit struct {
	Bytes int64  // 0: none
	From  string // where it was told: GOMEMLIMIT, or the file of a control group
}

// Keep sets the limit of the process, unless GOMEMLIMIT did. root is the root of the
// file system.
func Keep(root fs.FS) Limit {
	if _, set := os.LookupEnv("GOMEMLIMIT"); set {
		l := Limit{Bytes: debug.SetMemoryLimit(-1), From: "GOMEMLIMIT"}
		if l.Bytes == math.MaxInt64 {
			l.Bytes = 0
		}
		return l
	}
	whole, from := group(root)
	if whole == 0 {
		return Limit{}
	}
	l := Limit{Bytes: int64(share * float64(whole)), From: from}
	debug.SetMemoryLimit(l.Bytes)
	return l
}

// group is the smallest limit of the control groups that the process is in, and the
// file that tells it; 0 where none limits memory.
func group(root fs.FS) (limit int64, from string) {
	self, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return 0, ""
	}
	for line := range strings.Lines(string(self)) {
		// 0::/system.slice/reftel.service, or 9:memory:/docker/1f
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) != 3 {
			continue
		}
		base, name := "sys/fs/cgroup", "memory.max"
		switch {
		case fields[1] != "":
			base, name = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
			if !strings.Contains(","+fields[1]+",", ",memory,") {
				continue
			}
		}
		// A group is bound by those around it. In a container the path may be that
		// of the host, and the group be the root of what is mounted.
		for dir := path.Clean("/" + fields[2]); ; dir = path.Dir(dir) {
			file := path.Join(base, dir, name)
			if n := told(root, file); n > 0 && (limit == 0 || n < limit) {
				limit, from = n, "/"+file
			}
			if dir == "/" {
				break
			}
		}
	}
	return limit, from
}

// unlimited is what version 1 writes for no limit, rounded to pages, or less.
const unlimited = 1 << 60

// told is the limit in a file, 0 for none.
func told(root fs.FS, file string) int64 {
	text, err := fs.ReadFile(root, file)
	if err != nil {
		return 0
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64) // "max" is no number
	if err != nil || n >= unlimited {
		return 0
	}
	return n
}
