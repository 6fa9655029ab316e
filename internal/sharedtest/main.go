package sharedtest

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"testing"
)

// Main runs the tests of a package, and ends the process, as a TestMain does.
func Main(m *testing.M) {
	CollectSeldom()
	remove := keepInMemory()
	status := m.Run()
	if err := remove(); err != nil {
		fmt.Fprintln(os.Stderr, "the folder for temporary files in memory:", err)
		status = 1
	}
	os.Exit(status)
}

// CollectSeldom has garbage collected seldom: tests make many small archives in one
// process, which is not how the program lives, and would spend a fifth of their time on
// it. What measures memory, for the scorecard and in the long form, has it collected as
// the program does.
func CollectSeldom() {
	if !asTheProgramLives() {
		debug.SetGCPercent(400)
	}
}

// CollectAsUsual has garbage collected as the program does until a test ends that holds
// how much memory something takes.
func CollectAsUsual(t testing.TB) {
	old := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(old) })
}

// keepInMemory has temporary files lie in memory, and returns what removes their folder.
// Each of some hundred archives of a few cables is made durable file by file, which took a
// third of the processor time of the tests of the index, and longer still by the clock.
// Where somebody says by TMPDIR where such files should lie, they lie there.
func keepInMemory() (remove func() error) {
	none := func() error { return nil }
	if _, told := os.LookupEnv("TMPDIR"); told || asTheProgramLives() {
		return none
	}
	in, ok := folderInMemory()
	if !ok {
		return none
	}
	dir, err := os.MkdirTemp(in, "reftel-tests-")
	if err != nil {
		return none // it is not for everybody: files lie where they usually do
	}
	if err := os.Setenv("TMPDIR", dir); err != nil {
		return func() error { return errors.Join(err, os.Remove(dir)) }
	}
	return func() error { return os.RemoveAll(dir) }
}

// asTheProgramLives tells that tests are run for what they measure.
func asTheProgramLives() bool { return Scoring() || os.Getenv("REFTEL_LONG") != "" }
