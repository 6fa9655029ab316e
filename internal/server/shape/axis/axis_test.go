package axis

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/web/static"
)

// TestMost holds the stylesheet to the axis: it counts bars in advance.
func TestMost(t *testing.T) {
	t.Parallel()
	if most := MaxYears + 2; most > static.MostBars {
		t.Errorf("%d bars, and the stylesheet counts to %d", most, static.MostBars)
	}
}

func held(b archive.DateBucket) int { return b.Held }

// years are buckets from the first to the last year, most of them empty.
func years(held map[int]int) []archive.DateBucket {
	first, last := 9999, 0
	for y := range held {
		first, last = min(first, y), max(last, y)
	}
	var out []archive.DateBucket
	for y := first; y <= last; y++ {
		if last-first < 400 || held[y] > 0 {
			out = append(out, archive.DateBucket{Date: cable.Date{Year: y}, Count: held[y] / 2, Held: held[y]})
		}
	}
	return out
}

// evenly are so many cables in each year.
func evenly(first, last, n int, other map[int]int) map[int]int {
	out := map[int]int{}
	for y := first; y <= last; y++ {
		out[y] = n
	}
	for y, k := range other {
		out[y] += k
	}
	return out
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		held map[int]int
		want string // the first bars and the last, and how many there are
	}{
		{"no years", nil, "0"},
		{"one year", map[int]int{1974: 3}, "1974 3; 1"},
		{"without tails", evenly(1966, 2009, 10, nil), "1966 10, 1967 10 .. 2008 10, 2009 10; 44"},
		{"one far cable", evenly(1973, 1979, 40, map[int]int{1807: 1}), "far 1807-1972 1, 1973 40 .. 1978 40, 1979 40; 8"},
		{"one far cable of thirty", evenly(1973, 1979, 4, map[int]int{1807: 2}), "1800-1809 2, 1810-1819 0 .. 1960-1969 0, 1970-1979 28; 18"},
		{"one far cable of forty-two", evenly(1973, 1979, 6, map[int]int{1807: 1}), "far 1807-1972 1, 1973 6 .. 1978 6, 1979 6; 8"},
		{"far on both sides", evenly(1973, 1979, 100, map[int]int{1807: 1, 1990: 2, 2010: 1}), "far 1807-1972 1, 1973 100 .. 1979 100, far 1980-2010 3; 9"},
		{"a tail that is near", evenly(1973, 1979, 100, map[int]int{1971: 1}), "1971 1, 1972 0 .. 1978 100, 1979 100; 9"},
		{"decades", evenly(1861, 1979, 10, nil), "1860-1869 90, 1870-1879 100 .. 1960-1969 100, 1970-1979 100; 12"},
		{"decades with a tail", evenly(1861, 1979, 10, map[int]int{1807: 1, 1815: 2}), "far 1800-1859 3, 1860-1869 90 .. 1960-1969 100, 1970-1979 100; 13"},
		{"a date that is wrong", map[int]int{197: 1, 1974: 1, 1976: 1}, "197 1, 1974 1, 1976 1; 3"},
		{"eighty years", evenly(1900, 1979, 1, nil), "1900 1, 1901 1 .. 1978 1, 1979 1; 80"},
	} {
		bars := Of(years(tt.held), held)
		if got := said(bars); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if len(bars) > MaxYears+2 {
			t.Errorf("%s: %d bars", tt.name, len(bars))
		}
	}
}

func said(bars []Bar) string {
	var out []string
	for i, b := range bars {
		if i > 1 && i < len(bars)-2 {
			continue
		}
		s := fmt.Sprint(b.First)
		if b.Last != b.First {
			s += fmt.Sprint("-", b.Last)
		}
		if b.Far {
			s = "far " + s
		}
		out = append(out, fmt.Sprint(s, " ", b.Held))
	}
	if len(out) == 4 && len(bars) > 4 {
		out = []string{out[0] + ", " + out[1] + " .. " + out[2] + ", " + out[3]}
	}
	return strings.TrimPrefix(strings.Join(out, ", ")+"; "+fmt.Sprint(len(bars)), "; ")
}

// FuzzOf holds that no cable is lost, and that bars follow each other.
func FuzzOf(f *testing.F) {
	f.Add([]byte("\x00\x01\xa6\x05\x01\x05\x01\x05"))
	f.Fuzz(func(t *testing.T, in []byte) {
		held0 := map[int]int{}
		y, total := 1, 0
		for i := 0; i+1 < len(in) && y < 9000; i += 2 {
			y += int(in[i])
			held0[y] += int(in[i+1])
			total += int(in[i+1])
		}
		last, sum := 0, 0
		for _, b := range Of(years(held0), held) {
			if b.First <= last || b.Last < b.First {
				t.Fatalf("%+v after %d", b, last)
			}
			last, sum = b.Last, sum+b.Held
		}
		if sum != total {
			t.Fatalf("%d of %d cables", sum, total)
		}
	})
}
