package bench

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// A Machine is what a measurement ran on.
type Machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Memory int64  `json:"memory"` // bytes
	Kernel string `json:"kernel"`
	Go     string `json:"go"`
}

func (m Machine) String() string {
	return fmt.Sprintf("%s, %d cores, %d GB memory, %s, %s.", m.CPU, m.Cores, (m.Memory+1<<29)>>30, m.Kernel, m.Go)
}

// thisMachine reads what Linux tells of itself.
func thisMachine() (Machine, error) {
	m := Machine{Cores: runtime.GOMAXPROCS(0), Go: runtime.Version() + " " + runtime.GOARCH}
	var err error
	read := func(path, key string) string {
		b, e := os.ReadFile(path)
		if e != nil {
			err = fmt.Errorf("what machine this is: %w", e)
		}
		return field(string(b), key)
	}
	m.CPU = read("/proc/cpuinfo", "model name")
	if m.CPU == "" {
		m.CPU = runtime.GOARCH
	}
	m.Memory = kilobytes(read("/proc/meminfo", "MemTotal"))
	release, e := os.ReadFile("/proc/sys/kernel/osrelease")
	if e != nil {
		err = fmt.Errorf("what machine this is: %w", e)
	}
	m.Kernel = "Linux " + strings.TrimSpace(string(release))
	return m, err
}

// field is the value of a line "key: value" of a file in /proc.
func field(text, key string) string {
	for line := range strings.Lines(text) {
		if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// kilobytes reads "123 kB" as bytes, 0 where it is something else.
func kilobytes(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSuffix(s, " kB"), 10, 64)
	if err != nil {
		return 0
	}
	return n << 10
}

// unmapped is what a process holds without mapped files, in MB.
func unmapped(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("the memory of process %d: %w", pid, err)
	}
	return float64(kilobytes(field(string(b), "RssAnon"))+kilobytes(field(string(b), "RssShmem"))) / 1e6, nil
}
