package corpus

import (
	"fmt"
	"math/rand/v2"

	"reftel/internal/cable"
)

// A kind of names: how often it is mentioned, and from how many. Names of the
// topic come again and again; the others are drawn from so many that most of
// them stand in one or two cables only, as in real archives.
type nameKind struct {
	kind  string
	share float64 // of all mentions
	rare  float64 // share that is not the topic's own
	known int     // names that topics draw theirs from
	all   int     // rare names
	name  func(i int) string
}

var nameKinds = [...]nameKind{
	{cable.PER, 0.34, 0.20, 40_000, 850_000, personName},
	{cable.ORG, 0.25, 0.15, 25_000, 220_000, organisationName},
	{cable.LOC, 0.29, 0.06, 9_000, 75_000, placeName},
	{cable.MISC, 0.12, 0.10, 9_000, 90_000, otherName},
}

// givenNames is the number of first names.
const givenNames = 700

func personName(i int) string {
	return capital(root(i%givenNames*3)) + " " + capital(root(i/givenNames*5+1)) + "s"
}

func organisationName(i int) string {
	own := capital(root(i / 6 * 2))
	switch i % 6 {
	case 0:
		return "Ministry of " + own
	case 1:
		return own + " Council"
	case 2:
		return "National " + own + " Board"
	case 3:
		return own + " Trading Company"
	case 4:
		return own + " Party"
	}
	return "University of " + own
}

func placeName(i int) string { return capital(root(i*3+2)) + "r" }

func otherName(i int) string { return capital(root(i*3+1)) + "nian" }

// drawName draws a mention of a kind, "" for any, for a cable of topic t.
func drawName(r *rand.Rand, t *topic, kind string) Name {
	x := r.Float64()
	at := 0
	for at < len(nameKinds)-1 && (kind == "" && x >= nameKinds[at].share || kind != "" && kind != nameKinds[at].kind) {
		x -= nameKinds[at].share
		at++
	}
	k := &nameKinds[at]
	if r.Float64() < k.rare {
		return Name{k.kind, k.name(k.known + r.IntN(k.all))}
	}
	own := t.names[at]
	return Name{k.kind, k.name(own[zipf(r, len(own))])}
}

// annotated is the mention in the brackets of a tagger.
func (n Name) annotated() string { return fmt.Sprintf("[%s %s  ]", n.Kind, n.Text) }
