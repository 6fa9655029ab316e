package reference

import (
	"strings"
	"testing"
)

func TestMarking(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, tt := range []struct {
		code string
		year int
		want string // the beginning; "" for none
	}{
		{"SENSITIVE", 1973, "A caution of the White House"},
		{"SENSITIVE", 1994, "A caution of the White House"},
		{"SENSITIVE", 1995, "On an unclassified cable: sensitive but unclassified"},
		{"SENSITIVE", 0, ""},
		{"sensitive", 2009, "On an unclassified"},
		{"CONFIDENTIAL", 1861, "A word of the writer"},
		{"CONFIDENTIAL", 1948, "The level below SECRET"},
		{"CONFIDENTIAL", 1979, "The third and lowest"},
		{"RESTRICTED", 1950, "The lowest"},
		{"RESTRICTED", 1960, ""},
		{"NODIS", 1973, "No distribution"},
		{"NODIS", 0, "No distribution"},
		{"SIPDIS", 2005, "To be put on the SIPRNet"},
		{"SIPDIS", 1975, ""},
		{"XGDS-1 (ROE, PAUL H.) OR-M", 1978, "Exempt"},
		{"GDS, 12/26/85 (ROE, P.)", 1979, "Date of declassification under the order of 1978"},
		{"GDS 3/7/84", 1976, "General declassification schedule"},
		{"GP-3", 1969, "Group 3"},
		{"OADR", 1985, "Originating agency"},
		{"E.O. 11652", 1974, "The order of 1 June 1972"},
		{"REASON D", 2009, "foreign relations"},
		{"N/A", 1974, ""},
		{"", 1974, ""},
		{"NOBODY KNOWS", 1974, ""},
	} {
		got, _ := tables.Marking(tt.code, tt.year)
		if (tt.want == "") != (got == "") || !strings.HasPrefix(got, tt.want) {
			t.Errorf("Marking(%q, %d) = %q, want %q", tt.code, tt.year, got, tt.want)
		}
	}
}
