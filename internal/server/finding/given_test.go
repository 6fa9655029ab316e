package finding

import (
	"strings"
	"testing"
)

func TestSameButGiven(t *testing.T) {
	for _, c := range []struct {
		asked, name string
		want        bool
	}{
		{"bob holm", "Robert S. Holm", true}, {"konstantinos holm", "Konstantine Holm", true}, {"jose santos holm", "I. Santos Holm", true},
		{"bob holm", "Roger Holm", false}, {"bob holm", "Holm", false}, {"bob holm", "Robert Berg", false}, {"bob holm", "", false}, {"jose santos holm", "Santos Holm", false},
	} {
		if got := sameButGiven(strings.Fields(c.asked), c.name); got != c.want {
			t.Errorf("%s, %s: %v", c.asked, c.name, got)
		}
	}
}
