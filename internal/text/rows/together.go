package rows

// A Together measures how near the words of a query stand to one another in a
// text: for each two that follow one another in the query, it adds up how near
// they come, in their order or the other way round.
//
//	nearness = Σ 1 / (1 + words by which they stand nearer or farther than in the query)²,
//	           half of it in the other order,
//	           half of it where one of the words is another form of what was typed
//
// over the occurrences of the later word, with the last occurrence of the other
// one; not across a break, and not over more than MaxBetween words.
type Together struct {
	// Pairs are the sums for the first and second word of the query, for the
	// second and third, and so on, of the texts since Begin.
	Pairs []float32

	places [][]uint32
	typed  []uint32 // the word of each place as it was typed, 0 for none
	apart  []int    // how many words on each place stands from the one before it
	last   []int    // where the last word of each place was
	asIs   []bool   // that it was as typed
	floor  int      // words before it are of another paragraph
}

// MaxBetween is how many words may stand between two that are near each other.
const MaxBetween = 8

// otherForm is what two words count for that were not both typed so.
const otherForm = 0.5

// NewTogether looks for the words of a query in their order, each one of several,
// of which one, or none, is as typed. apart is how many words on each one stands
// in the query from the one before it: 1 for the next.
func NewTogether(places [][]uint32, typed []uint32, apart []int) *Together {
	n := len(places)
	return &Together{Pairs: make([]float32, max(0, n-1)), places: places, typed: typed, apart: apart, last: make([]int, n), asIs: make([]bool, n)}
}

// Begin is before the first word of a cable.
func (t *Together) Begin() {
	clear(t.Pairs)
	t.Text()
}

// Text is before the first word of a text of its own, whose positions begin at 0.
func (t *Together) Text() {
	t.Break(-1)
	for i := range t.last {
		t.last[i] = -1
	}
}

// Break says that a text ends at pos, and another begins behind it.
func (t *Together) Break(pos int) { t.floor = pos + 1 }

// Add takes the next word, which may be another than those of the query, and what it counts
// for.
func (t *Together) Add(pos int, id uint32, weight float32) {
	for k := len(t.places) - 1; k >= 0; k-- { // a word that is asked for twice does not meet itself
		if !Has(t.places[k], id) {
			continue
		}
		asIs := id == t.typed[k]
		if k > 0 {
			t.Pairs[k-1] += weight * t.nearness(k-1, pos, t.apart[k], asIs)
		}
		if k+1 < len(t.places) {
			t.Pairs[k] += weight / 2 * t.nearness(k+1, pos, 1, asIs)
		}
		t.last[k], t.asIs[k] = pos, asIs
	}
}

// nearness is that of a word at pos and the last one of another place, which
// stand so many words apart in the query.
func (t *Together) nearness(place, pos, apart int, asIs bool) float32 {
	at := t.last[place]
	if at < t.floor || at == pos || pos-at-1 > MaxBetween {
		return 0
	}
	off := float32(1 + max(pos-at-apart, apart-pos+at))
	if !asIs || !t.asIs[place] {
		return otherForm / (off * off)
	}
	return 1 / (off * off)
}
