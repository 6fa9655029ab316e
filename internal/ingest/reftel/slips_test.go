package reftel

import (
	"strings"
	"testing"
)

// TestMaySlip holds that no expression finds a slip where none may be.
func TestMaySlip(t *testing.T) {
	free := 0
	for _, year := range []string{"", "79 ", "80", "O8", "2008 "} {
		for _, name := range []string{"OSLO", "0SLO", "SAO PAULO", "SA0 PAULO", "PORT 0F SPAIN", "OTTO 00", "LIMA", "O"} {
			for _, serial := range []string{" 12", " O4", "1O2", " 400", "0", " O", ""} {
				up := year + name + serial
				if maySlip(up) {
					continue
				}
				free++
				if letterForNought.MatchString(up) || letterInYear.MatchString(up) {
					t.Errorf("%q has a letter for a nought", up)
				}
				for _, g := range noughtForLetter.FindAllStringSubmatch(up, -1) {
					if strings.Contains(g[1], "0") {
						t.Errorf("%q has a nought for a letter", up)
					}
				}
				for _, w := range strings.Fields(strings.Join(longName.FindAllString(up, -1), " ")) {
					if strings.Contains(w, "0") {
						t.Errorf("%q has a nought in a name", up)
					}
				}
			}
		}
	}
	if free < 20 {
		t.Errorf("%d are free of them", free)
	}
}
