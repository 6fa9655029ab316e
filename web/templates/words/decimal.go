package words

import (
	"strconv"
	"strings"
)

// Decimal writes a number with some digits behind the point, or behind the comma, which
// languages have that do not put it between thousands.
func (s *Speaker) Decimal(x float64, digits int) string {
	t := strconv.FormatFloat(x, 'f', digits, 64)
	if s != nil && s.Group != "," {
		t = strings.Replace(t, ".", ",", 1)
	}
	return t
}
