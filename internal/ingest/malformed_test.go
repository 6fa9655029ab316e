//go:build unix

package ingest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// A malformation is a way in which an input is malformed. want is a piece of the reason for
// which it is refused, or "read" where it makes a cable all the same; either will do
// where it is empty.
type malformation struct {
	name  string // of the file, in a folder of its own
	want  string
	data  func() string
	make  func(path string) error // in place of data
	heavy bool                    // megabytes: in the long form alone
}

const (
	malformedMemory = 512 << 10 // KB that a process may take for one kind
	malformedTime   = 10 * time.Second
	malformedDir    = "REFTEL_MALFORMED"
)

// TestMalformed holds that an ingest ends whatever it is given, that each malformed
// file is a cable or named with its reason, and that the good document beside it is
// read. In the long form each kind is read by a process of its own, in bounded memory
// and time.
func TestMalformed(t *testing.T) {
	t.Parallel()
	all := sourceKinds(t)
	if len(all) < 82 {
		t.Errorf("%d kinds", len(all))
	}
	long := sharedtest.Size(0, 0, 1) == 1
	dir := t.TempDir()
	var here []malformation
	for i, k := range all {
		if k.heavy && !long {
			continue
		}
		folder := filepath.Join(dir, fmt.Sprintf("%03d", i))
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, k.name)
		var err error
		if k.make != nil {
			err = k.make(path)
		} else {
			err = os.WriteFile(path, []byte(k.data()), 0o644)
		}
		if err != nil {
			t.Logf("%s cannot be made here: %v", k.name, err)
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, "~good.txt"), []byte(telegramOf(1000+i)), 0o644); err != nil {
			t.Fatal(err)
		}
		k.name = fmt.Sprintf("%03d/", i) // what is told of it begins so
		here = append(here, k)
		if long {
			readApart(t, folder)
		}
	}
	if long {
		sharedtest.Score(t, "C2", fmt.Sprintf("%d kinds, each read by a process within 512 MB and 10 s of the processor", len(here)), "82 kinds", !t.Failed())
		return
	}
	in := input(t, dir)
	read, refused, _ := outcomeOf(t, in)
	for _, k := range here {
		if !slices.Contains(read, k.name+"~good.txt") {
			t.Errorf("%s: the good document beside it was not read", k.name)
		}
		mine := func(s string) bool { return strings.HasPrefix(s, k.name) && !strings.HasSuffix(s, "~good.txt") }
		why := slices.DeleteFunc(slices.Clone(refused), func(s string) bool { return !mine(s) })
		made := slices.ContainsFunc(read, mine)
		switch {
		case k.want == "read" && !made, k.want == "" && !made && len(why) == 0:
			t.Errorf("%s: no cable, refused %q", k.name, why)
		case k.want != "" && k.want != "read" && !strings.Contains(strings.Join(why, "\n"), k.want):
			t.Errorf("%s: refused %q, want %q", k.name, why, k.want)
		}
	}
}

// readApart reads a folder in another process and holds what it takes.
func readApart(t *testing.T, folder string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestMalformedChild$")
	cmd.Env = append(os.Environ(), malformedDir+"="+folder)
	out, err := cmd.CombinedOutput()
	name, _ := os.ReadDir(folder)
	if err != nil {
		t.Errorf("%v: %v\n%.2000s", name, err, out)
		return
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	// The system counts what the parent had when it started the process to its
	// resource usage; the process itself tells better.
	var peak int
	if _, told, ok := strings.Cut(string(out), "VmHWM:"); !ok {
		t.Errorf("%v: no memory is told: %s", name, out)
	} else if _, err := fmt.Sscan(told, &peak); err != nil {
		t.Errorf("%v: %v", name, err)
	}
	if peak > malformedMemory || cpu > malformedTime {
		t.Errorf("%v: %d MB, %v of CPU", name, peak>>10, cpu)
	}
	t.Logf("%v: %d MB, %v", name, peak>>10, cpu.Round(10*time.Millisecond))
}

// TestMalformedChild is the other process.
func TestMalformedChild(t *testing.T) {
	folder := os.Getenv(malformedDir)
	if folder == "" {
		t.Skip("it is started by TestMalformed")
	}
	sharedtest.CollectAsUsual(t)
	good := false
	report, err := New(tables(t), nil).Collect(t.Context(), []Input{input(t, folder)}, func(c *cable.Cable, _ []byte) error {
		good = good || c.Source.Path == "~good.txt"
		return nil
	})
	if err != nil || !good {
		t.Fatalf("good document read: %v, %v, refused %d", good, err, len(report.Refused))
	}
	if report.Files < 2 && len(report.Refused) == 0 {
		t.Error("the malformed file is not told of")
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			fmt.Print(line)
		}
	}
}

func socket(path string) error {
	short, err := os.MkdirTemp("", "s") // the address of a socket is short
	if err != nil {
		return err
	}
	defer os.RemoveAll(short)
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(short, "s"), Net: "unix"})
	if err != nil {
		return err
	}
	l.SetUnlinkOnClose(false)
	defer l.Close()
	return os.Rename(filepath.Join(short, "s"), path)
}
