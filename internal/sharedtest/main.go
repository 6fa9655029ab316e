package sharedtest

import (
	"os"
	"runtime/debug"
	"testing"
)

// Main runs the tests of a package, and ends the process, as a TestMain does.
func Main(m *testing.M) {
	CollectSeldom()
	os.Exit(m.Run())
}

// CollectSeldom has garbage collected seldom: tests make many small archives in one
// process, which is not how the program lives, and would spend a fifth of their time on
// it. What measures memory, for the scorecard and in the long form, has it collected as
// the program does.
func CollectSeldom() {
	if !Scoring() && os.Getenv("REFTEL_LONG") == "" {
		debug.SetGCPercent(400)
	}
}

// CollectAsUsual has garbage collected as the program does until a test ends that holds
// how much memory something takes.
func CollectAsUsual(t testing.TB) {
	old := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(old) })
}
