package corpus

import (
	"math"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
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

// foreign are the function words of Spanish, French, Portuguese and German by frequency.
var foreign = [][]string{
	strings.Fields(`de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin
sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay
vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada vida otro después te otros aunque esa eso hace`),
	strings.Fields(`de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la les avec son
mais comme ou si leur y dont aussi cette nous sa être ont deux fait elle bien ses ces tout encore peut même sans entre faire après
lui où avait était autres depuis très leurs alors avant contre donc sous ainsi quand jusque moins chez vers encore aucun`),
	strings.Fields(`de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua
ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse
eles estão você tinha foram essa num nem suas meu às minha têm numa pelos havia seja qual será nós tenho lhe deles`),
	strings.Fields(`der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat
dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein
wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines jahr zwei jedoch ihr seit`),
}

// capital is the word with a capital first letter.
func capital(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:first]) + s[first:]
}
