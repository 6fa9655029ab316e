package sharedtest

import (
	"os"
	"testing"
)

// Dear skips a test, or a part of one, that costs a second of processor time: what must
// run before a change lands, and not each time that somebody runs all tests. The gate runs
// all of them in a step of their own: .ci/dear finds them by this call, which therefore
// stands in the test function itself.
func Dear(t testing.TB) {
	t.Helper()
	if !Thorough() {
		t.Skip("dear: the gate runs it (.ci/dear), and REFTEL_DEAR=1")
	}
}

// Thorough reports whether tests run that are dear: in that step of the gate, in the long
// form and for the scorecard. A test that asks it for a size is run there too, so it stands
// in the test function as Dear does.
func Thorough() bool {
	return os.Getenv("REFTEL_DEAR") != "" || os.Getenv("REFTEL_LONG") != "" || Scoring()
}
