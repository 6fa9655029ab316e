package cable

import (
	"testing"
	"time"
)

func TestMonths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		of, read time.Month
	}{
		{"MAR", time.March, time.March},
		{"March", time.March, time.March},
		{"march", time.March, time.March},
		{"SEPT", time.September, time.September},
		{"December", time.December, time.December},
		{"MARHC", time.March, 0},
		{"Mayor", time.May, 0},
		{"Ma", 0, 0},
		{"MARKET", time.March, 0},
		{"", 0, 0},
		{"Lima", 0, 0},
		{"\xcdA\xd2", 0, 0},
	} {
		if of, read := MonthOf(c.name), ParseMonth(c.name); of != c.of || read != c.read {
			t.Errorf("%q: begins as %d and is %d, want %d and %d", c.name, of, read, c.of, c.read)
		}
	}
}

func TestFullYear(t *testing.T) {
	t.Parallel()
	for year, want := range map[int]int{0: 2000, 9: 2009, 35: 2035, 36: 1936, 74: 1974, 99: 1999, 1974: 1974, 2012: 2012} {
		if got := FullYear(year); got != want {
			t.Errorf("%d is %d, want %d", year, got, want)
		}
	}
}
