package memory

import (
	"io/fs"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

const (
	leastIngest  = 512 << 20 // what an ingest gets at least
	littleIngest = 800 << 20
	ingestShare  = 0.9 // of its memory, for the heap
)

// Most is how much memory an ingest may take besides mapped files: what was asked for, or
// a quarter of that of the machine or of its control group. root is the root of the file
// system.
func Most(root fs.FS, asked int64) int64 {
	if asked > 0 {
		return max(asked, leastIngest)
	}
	whole := machine(root)
	if limit, _ := group(root); limit > 0 && (whole == 0 || limit < whole) {
		whole = limit
	}
	if whole == 0 {
		return littleIngest
	}
	return max(whole/4, leastIngest)
}

// machine is the memory of the machine, 0 where nothing tells it.
func machine(root fs.FS) int64 {
	text, err := fs.ReadFile(root, "proc/meminfo")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "MemTotal:" && f[2] == "kB" {
			kilobytes, _ := strconv.ParseInt(f[1], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

// Ingest has garbage lie longer than a server would, since a tenth of the time of an
// ingest went into collecting it, until back is called: of little memory as much as there
// is, and of much no more than twice what is in use, less what is mapped of files. The usual
// variables go first.
func Ingest(most int64) (back func()) {
	percent := -2
	if os.Getenv("GOGC") == "" {
		percent = debug.SetGCPercent(300)
	}
	done := make(chan struct{})
	var before int64
	if os.Getenv("GOMEMLIMIT") == "" {
		before = debug.SetMemoryLimit(heapLimit(0, 0, most))
		go follow(most, done)
	}
	return func() {
		close(done)
		if before > 0 {
			debug.SetMemoryLimit(before)
		}
		if percent != -2 {
			debug.SetGCPercent(percent)
		}
	}
}

// follow sets the limit of the heap by what is in use.
func follow(most int64, done <-chan struct{}) {
	last := heapLimit(0, 0, most)
	eachSecond(done, func(live int64) {
		if l := heapLimit(live, mapped(), most); l != last {
			debug.SetMemoryLimit(l)
			last = l
		}
	})
}

// eachSecond tells how many bytes of the heap are in use, until done.
func eachSecond(done <-chan struct{}, do func(live int64)) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	for {
		select {
		case <-done:
			return
		case <-tick.C:
		}
		metrics.Read(sample)
		do(int64(sample[0].Value.Uint64()))
	}
}

// mapped is how much of files stands in the memory of this process, 0 where nothing tells it.
func mapped() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(text)) // pages: all, resident, and those of them that are of files
	if len(f) < 3 {
		return 0
	}
	pages, _ := strconv.ParseInt(f[2], 10, 64)
	return pages * int64(os.Getpagesize())
}

// heapLimit is the limit of a heap of which so much is in use, beside so much of mapped
// files: twice what is in use, in steps, but not less than an ingest of any size takes, and
// not more than it may. What is mapped takes of that as long as garbage has half of
// what is in use.
func heapLimit(live, mapped, most int64) int64 {
	const step = 64 << 20
	steps := func(n int64) int64 { return (n + step - 1) / step * step }
	limit := min(max(steps(2*live), littleIngest), int64(ingestShare*float64(most)))
	return min(limit, max(steps(limit-mapped), steps(live+live/2+2*step)))
}
