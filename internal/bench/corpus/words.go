package corpus

import (
	"math"
	"math/rand/v2"
	"strings"
)

// vocabulary is the number of different words besides the function words.
const vocabulary = 260_000

// scramble spreads close numbers far apart (the finaliser of SplitMix64).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// zipf draws a rank from 0 to n-1, rank k with a chance of nearly 1/(k+1). It
// needs no table: the sum of 1/k is the logarithm.
func zipf(r *rand.Rand, n int) int {
	return min(n-1, int(math.Exp(r.Float64()*math.Log(float64(n+1))))-1)
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

var (
	onsets = strings.Fields("b c d f g l m n p r s t v br cl cr dr fl gr pl pr st tr")
	nuclei = strings.Fields("a e i o u ai ea ou")
)

// root is the pseudo-word of a number, of two syllables for the first 33,000
// and of three for the others. Different numbers have different roots, because
// a word can be cut into onsets and nuclei in one way only.
func root(i int) string {
	syllables := len(onsets) * len(nuclei)
	length := 2
	for size := syllables * syllables; i >= size; size *= syllables {
		i -= size
		length++
	}
	var b strings.Builder
	for range length {
		// The multiplier has no factor in common with 23 × 8: neighbours differ,
		// and nothing is lost.
		s := (i%syllables*77 + i/syllables) % syllables
		b.WriteString(onsets[s/len(nuclei)])
		b.WriteString(nuclei[s%len(nuclei)])
		i /= syllables
	}
	return b.String()
}

// word is the word of a rank: a root, or one of its forms, so that stems have
// several words as they have in real text.
func word(rank int) string {
	form := rank % 8
	if form < 4 {
		return root(rank/8*4+form) + "n"
	}
	return root(rank/8*4+form-4) + [...]string{"ns", "ned", "ning", "nment"}[form-4]
}

// function are the function words of English by frequency, and the commonest
// words of telegrams.
var function = strings.Fields(`the of to and in a that for is on with was be as by he it at from has would will not have his
are which had this been were an or their said its they we but there also all no more other if about
government embassy minister who new could he one into than when what should may some these after such only any made
meeting officials over under between out both during two now against both most through our them within before while
very first last year however being including because those must each where further can well until our still even
since next then many without per day time so up like same us do him my upon yet per`)

// capital is the word with a capital first letter.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
