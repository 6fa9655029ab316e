package cable

import "testing"

// FuzzDate holds that a date that is read is valid and prints as it was read,
// no more precise.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"1974", "1974-03", "1974-03-08", "1974-03-08T16:05", "2008-02-30", "0000", "9999-12-31T24:00", "0001-01-01T0:00", "74"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
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
