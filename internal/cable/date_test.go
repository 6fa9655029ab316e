package cable

import (
	"fmt"
	"testing"
	"time"
)

// FuzzDate holds that a date that is read is one that the library reads, is valid and
// prints as it was read, no more precise.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"1974", "1974-03", "1974-03-08", "1974-03-08T16:05", "2008-02-30", "0000", "9999-12-31T24:00", "0001-01-01T0:00", "74", "1974-00", "1974-02-29", "1976-02-29", "1976-03-00", "0000-02-29", "1974-03-08T16:5x", "1974-03-08T", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		known := false
		for _, layout := range []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04"} {
			// The library takes an hour of one digit too.
			at, err := time.Parse(layout, s)
			known = known || err == nil && at.Format(layout) == s
		}
		d, err := ParseDate(s)
		if known != (err == nil) {
			t.Errorf("%q: read as %v and %v, by the library: %v", s, d, err, known)
		}
		if err != nil {
			if !d.IsZero() {
				t.Errorf("%q: %v and %v", s, d, err)
			}
			return
		}
		if d.Year > 0 && (!d.Valid() || d.String() != s) {
			t.Errorf("%q is read as %s", s, d)
		}
	})
}

// TestFigures holds that numbers are written as the library writes them, those of no date
// as well.
func TestFigures(t *testing.T) {
	for _, n := range []int{0, 7, 10, 74, 99, 100, 999, 1974, 10000, -1, -12, -123, -1234} {
		for least, form := range map[int]string{10: "%02d", 1000: "%04d"} {
			if got, want := string(figures(nil, n, least)), fmt.Sprintf(form, n); got != want {
				t.Errorf("%d by %d: %q, want %q", n, least, got, want)
			}
		}
	}
}
