// Package together measures whether two values stand in the same cables more often
// than chance would have it, for any engine. It knows numbers alone.
//
// The measure is the logarithm of the likelihood ratio (G²) of a table of two by two:
// cables with both values, with one, with the other, with neither. It is large where
// much would have to be chance. A mere ratio of the frequencies would put first what
// occurs twice in the archive, and mere frequency what is everywhere.
package together

import "math"

// Least is the score from which on two values go together: were they independent, one
// pair of a hundred would have so much by chance.
const Least = 6.63

// leastCables is how many cables must have both: of one, all is said by the cable.
const leastCables = 2

// Score measures how far two values go together, of which a and b cables have each,
// and both have both, of all cables. It is 0 where that is less than least or Least,
// where they meet no more often than chance would have it, where less than two cables
// have both, and for numbers that cannot be.
func Score(both, a, b, all int, least float64) float64 {
	if both < leastCables || both > a || both > b || a > all || b > all || a > all-b+both {
		return 0
	}
	n, m, k, l := float64(all), float64(both), float64(a), float64(b)
	over := m*n - k*l
	if over <= 0 {
		return 0
	}
	// Pearson's measure needs no logarithms, and twice of it is never less than this one.
	least = max(least, Least)
	if 2*n*over*over < least*k*l*(n-k)*(n-l) {
		return 0
	}
	g := 2 * (cell(m, k*l/n) + cell(k-m, k*(n-l)/n) + cell(l-m, (n-k)*l/n) + cell(n-k-l+m, (n-k)*(n-l)/n))
	if g < least {
		return 0
	}
	return g
}

// cell is what a number of cables adds, of which chance would have made another.
func cell(is, expected float64) float64 {
	if is <= 0 || expected <= 0 {
		return 0
	}
	return is * math.Log(is/expected)
}

// Most is the highest score that a value of b cables can have beside one of a cables.
// Up to a it grows with b, so that rarer values need not be looked at once it is too low.
func Most(a, b, all int) float64 { return Score(min(a, b), a, b, all, Least) }
