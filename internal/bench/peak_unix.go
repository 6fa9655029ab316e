//go:build unix

package bench

import (
	"errors"
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the most memory that a process held, mapped files too, in MB.
func peakMemory(s *os.ProcessState) (float64, error) {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.New("the system does not tell what memory it used")
	}
	unit := 1024.0
	if runtime.GOOS == "darwin" { // which counts bytes
		unit = 1
	}
	return float64(usage.Maxrss) * unit / 1e6, nil
}
