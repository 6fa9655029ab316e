package memory

import (
	"runtime/debug"
	"testing"
)

// TestSpare holds how much garbage lies beside what is in use, and that afterwards all is
// as it was.
func TestSpare(t *testing.T) {
	const mb = 1 << 20
	for live, want := range map[int64]int{0: 100, 20 * mb: 100, 170 * mb: 100, 256 * mb: 75, 512 * mb: 50, 1280 * mb: 35, 12800 * mb: 26} {
		if got := percentOf(live); got != want {
			t.Errorf("%d MB in use: %d percent, want %d", live/mb, got, want)
		}
	}
	t.Setenv("GOGC", "")
	back := Spare()
	back()
	if got := debug.SetGCPercent(usualPercent); got != usualPercent {
		t.Errorf("%d percent afterwards", got)
	}
}
