package tagger

import "strings"

// A slot is which places beside a plain word names of one sort stand in: before
// “chairman” that of a firm, behind “the daily” that of a paper, behind “lawyer”
// that of a person.
type slot uint8

const (
	hired slot = 1 << iota // before it stands whom people work for: a place, or an organisation
	owned                  // before it stands a firm
	led                    // behind it and “of” stands one
	named                  // behind it stands an organisation
	after                  // between a firm and a word of its own: vice chairman
	borne                  // behind it stands who is that: lawyer Holm
)

var slots = func() map[uint64]slot {
	out := map[uint64]slot{}
	for _, l := range [...]struct {
		slot  slot
		words string
	}{
		{hired, `officials spokesman spokesmen spokesperson spokeswoman staff representative representatives
			workers employees engineers technicians correspondent guerrillas fighters militants headquarters`},
		{owned, `chairman management manager managers executive executives director directors president shareholders
			subsidiary affiliate editor editorial`},
		{led, `chairman manager director editor publisher owner shareholders employees subsidiary affiliate`},
		{named, `firm company conglomerate consortium airline subsidiary affiliate contractor manufacturer brokerage publisher daily
			newspaper weekly monthly magazine agency party federation union`},
		{after, `vice deputy general managing senior executive board`},
		{borne, `codel leader chief commissioner lawyer attorney prosecutor envoy negotiator mediator banker economist journalist
			columnist editor spokesman correspondent activist dissident politician deputy boss strongman manager owner
			businessman industrialist engineer academician delegate candidate oppositionist adviser advisor aide`},
	} {
		for w := range strings.FieldsSeq(l.words) {
			row := tokens(w, nil)
			out[row[pad].word] |= l.slot
		}
	}
	return out
}()

// How much sooner an unknown name in such a place is an organisation (the last: a
// person), and how much later something else.
const (
	hiredWeight = 2 * unit
	ownedWeight = 4 * unit
	namedWeight = 5 * unit
	borneWeight = 3 * unit
)

// unknown reports whether a token is a name, if it is one, that no list has.
func unknown(t *Token) bool {
	return t.lists == 0 && !t.Closed && !t.foreign && t.length > 3 && t.shape&(hasLetter|hasDigit|isMark) == hasLetter && rare(t.bucket)
}

// lean adds to the scores of an unknown name what the plain words beside it say.
func lean(row []Token, i int, s *[8]int32) {
	if !unknown(&row[i]) {
		return
	}
	if slots[row[i-1].word]&borne != 0 {
		s[BeginPER] += borneWeight
		s[BeginORG], s[InORG] = s[BeginORG]-borneWeight, s[InORG]-borneWeight
		s[BeginLOC], s[InLOC] = s[BeginLOC]-borneWeight, s[InLOC]-borneWeight
		return
	}
	gain, begins := behind(row, i)
	if !begins {
		gain = max(gain, ahead(row, i))
	}
	if gain == 0 {
		return
	}
	s[BeginORG] += gain
	if begins {
		s[Out] -= gain
	} else {
		s[InORG] += gain
	}
	s[BeginPER], s[InPER] = s[BeginPER]-2*gain, s[InPER]-2*gain
	if gain > hiredWeight {
		s[BeginLOC], s[InLOC] = s[BeginLOC]-gain, s[InLOC]-gain
	}
}

// ahead is what the words behind a name say. A person may stand before “chairman of”,
// and whom a title tells may before “staff”.
func ahead(row []Token, i int) int32 {
	next, second := &row[i+1], &row[i+2]
	at := slots[next.word]
	switch {
	case row[i].titled != 0 || second.word == wordOf || second.word == wordFor:
		return 0
	case at&owned != 0 || at&after != 0 && slots[second.word]&owned != 0:
		return ownedWeight
	case at&hired != 0:
		return hiredWeight
	}
	return 0
}

// behind is what the words before a name say, and whether a name begins there: the
// daily …, the weekly El …, chairman of …, chairman Holm of …
func behind(row []Token, i int) (gain int32, begins bool) {
	before := &row[i-1]
	if slots[before.word]&named != 0 && before.lists>>insideShift == 0 { // not of an entry: Soviet Union
		return namedWeight, true
	}
	if before.foreign && slots[row[i-2].word]&named != 0 {
		return namedWeight, false
	}
	if before.word != wordOf {
		return 0, false
	}
	for k := i - 2; k >= pad && k >= i-4 && row[k].shape&isMark == 0; k-- {
		if slots[row[k].word]&led != 0 {
			return ownedWeight, false
		}
		if ordinary(row[k].bucket) {
			break
		}
	}
	return 0, false
}

var wordOf, wordFor = tokens("of", nil)[pad].word, tokens("for", nil)[pad].word
