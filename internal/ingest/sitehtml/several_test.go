package sitehtml

import "testing"

// TestStarts holds where one page ends and another begins.
func TestStarts(t *testing.T) {
	const table = "<table class='cable'><tr><td>08OSLO123</td></tr></table><code><pre>UNCLAS</pre></code>"
	const page = "<!DOCTYPE html>\n<html><body><table class='menu'></table>" + table + "</body></html>"
	for in, want := range map[string]int{
		page:                                0,
		page + page:                         1,
		page + "\n" + page + page:           2,
		"<html>" + table + "<HTML>" + table: 1,
		table + table:                       1,
		"":                                  0,
	} {
		if got := starts([]byte(in)); len(got) != want {
			t.Errorf("%.80q: %v, want %d", in, got, want)
		}
	}
}
