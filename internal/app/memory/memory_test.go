package memory

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"testing/fstest"
)

// TestMost holds how much an ingest may take, and how much of that its heap has.
func TestMost(t *testing.T) {
	t.Parallel()
	const meminfo = "MemTotal:       16384000 kB\nMemFree:        1000 kB\n"
	for name, tt := range map[string]struct {
		files       map[string]string
		asked, want int64
	}{
		"asked for":             {map[string]string{"proc/meminfo": meminfo}, 3 << 30, 3 << 30},
		"asked for too little":  {nil, 1 << 20, 512 << 20},
		"a machine":             {map[string]string{"proc/meminfo": meminfo}, 0, 4096000 << 10},
		"a container in it":     {map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "4294967296\n"}, 0, 1 << 30},
		"a small container":     {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1073741824\n"}, 0, 512 << 20},
		"nothing tells it":      {nil, 0, 800 << 20},
		"a file of other forms": {map[string]string{"proc/meminfo": "MemTotal: much\n"}, 0, 800 << 20},
	} {
		root := fstest.MapFS{}
		for f, content := range tt.files {
			root[f] = &fstest.MapFile{Data: []byte(content)}
		}
		if got := Most(root, tt.asked); got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
	const mb = 1 << 20
	for _, tt := range [][4]int64{
		{100, 0, 8000, 800}, {600, 0, 8000, 1216}, {600, 0, 1000, 900}, {9000, 0, 8000, 7200},
		{100, 30, 8000, 800}, {100, 300, 8000, 512}, {300, 600, 8000, 640}, {1000, 5000, 2000, 1664}, {2000, 5000, 2000, 1800},
	} {
		if got := heapLimit(tt[0]*mb, tt[1]*mb, tt[2]*mb); got != tt[3]*mb {
			t.Errorf("%d MB in use beside %d of files, of %d: %d MB, want %d", tt[0], tt[1], tt[2], got/mb, tt[3])
		}
	}
	if runtime.GOOS == "linux" && mapped() < 1*mb {
		t.Errorf("%d bytes of files in memory, less than the program", mapped())
	}
}

// TestGroup holds that the narrowest group counts, in both versions.
func TestGroup(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		files map[string]string
		want  int64
		from  string
	}{
		"a container": {map[string]string{
			"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1073741824\n",
		}, 1 << 30, "/sys/fs/cgroup/memory.max"},
		"a unit": {map[string]string{
			"proc/self/cgroup": "0::/system.slice/reftel.service\n", "sys/fs/cgroup/system.slice/reftel.service/memory.max": "max\n",
			"sys/fs/cgroup/system.slice/memory.max": "536870912\n",
		}, 512 << 20, "/sys/fs/cgroup/system.slice/memory.max"},
		"the path of the host": {map[string]string{
			"proc/self/cgroup": "0::/kubepods/pod7/3f\n", "sys/fs/cgroup/memory.max": "268435456\n",
		}, 256 << 20, "/sys/fs/cgroup/memory.max"},
		"a path that leaves": {map[string]string{
			"proc/self/cgroup": "0::/../../x\n", "sys/fs/cgroup/memory.max": "268435456\n", "x/memory.max": "1\n",
		}, 256 << 20, "/sys/fs/cgroup/memory.max"},
		"version 1": {map[string]string{
			"proc/self/cgroup": "11:cpu,cpuacct:/docker/1f\n9:memory:/docker/1f\n0::/docker/1f\n",
			"sys/fs/cgroup/memory/docker/1f/memory.limit_in_bytes": "805306368\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
		}, 768 << 20, "/sys/fs/cgroup/memory/docker/1f/memory.limit_in_bytes"},
		"version 1, no limit": {map[string]string{
			"proc/self/cgroup": "9:memory:/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
		}, 0, ""},
		"no limit":  {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n"}, 0, ""},
		"no groups": {nil, 0, ""},
		"nonsense":  {map[string]string{"proc/self/cgroup": "x\n1:2\n0::/\n", "sys/fs/cgroup/memory.max": "-5\n"}, 0, ""},
	} {
		m := fstest.MapFS{}
		for file, text := range tt.files {
			m[file] = &fstest.MapFile{Data: []byte(text)}
		}
		if got, from := group(m); got != tt.want || from != tt.from {
			t.Errorf("%s: %d from %q, want %d from %q", name, got, from, tt.want, tt.from)
		}
	}
}

// TestKeep holds that seven tenths are kept to, and that GOMEMLIMIT goes first.
func TestKeep(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	t.Cleanup(func() { debug.SetMemoryLimit(before) })
	root := fstest.MapFS{"proc/self/cgroup": {Data: []byte("0::/\n")}, "sys/fs/cgroup/memory.max": {Data: []byte("1000000000\n")}}
	t.Setenv("GOMEMLIMIT", "600MiB")
	debug.SetMemoryLimit(600 << 20) // as the runtime does at the start
	if got := Keep(root); got != (Limit{600 << 20, "GOMEMLIMIT"}) || debug.SetMemoryLimit(-1) != 600<<20 {
		t.Errorf("with GOMEMLIMIT: %+v, %d", got, debug.SetMemoryLimit(-1))
	}
	if err := os.Unsetenv("GOMEMLIMIT"); err != nil {
		t.Fatal(err)
	}
	if got := Keep(root); got != (Limit{700000000, "/sys/fs/cgroup/memory.max"}) || debug.SetMemoryLimit(-1) != 700000000 {
		t.Errorf("in a group: %+v, %d", got, debug.SetMemoryLimit(-1))
	}
	debug.SetMemoryLimit(math.MaxInt64)
	if got := Keep(fstest.MapFS{}); got != (Limit{}) || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		t.Errorf("without a limit: %+v", got)
	}
}
