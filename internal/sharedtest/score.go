package sharedtest

import (
	"os"
	"testing"
)

// Score logs the figure of a row of the scorecard (docs/scorecard.md): what was
// measured, what is wanted, and whether that is met. It fails nothing, since figures
// of time say as much of the machine as of the program; what must hold in any case the
// test asserts beside it.
//
// The row is written out in the test function itself ("B3", or "B3 cut short" for a line
// of its own under it): cmd/scorecard finds the tests that feed it by that.
func Score(t testing.TB, row, figure, goal string, met bool) {
	t.Helper()
	verdict := "met"
	if !met {
		verdict = "not met"
	}
	t.Logf("scorecard: %s | %s | %s | %s", row, figure, goal, verdict)
}

// Scoring reports whether a test runs for the scorecard. What is worth seconds there, and
// not in each run of all tests, is done then.
func Scoring() bool { return os.Getenv("REFTEL_SCORECARD") != "" }
