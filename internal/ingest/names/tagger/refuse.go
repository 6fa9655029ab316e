package tagger

// refuses reports whether a name of one token that the labels tell is none, whatever
// stands round it.
func refuses(row []Token, i int, begin Label) bool {
	t := &row[i]
	const known = 1<<Countries | 1<<Peoples | 1<<Places | 1<<Governments | 1<<OrgCodes | 1<<OrgNames
	switch {
	case begin == BeginPER && ordinary(t.bucket) && t.titled == 0 && t.lists&(1<<Surnames|1<<Forenames) == 0:
		return true // Attachment, Finance
	case begin == BeginPER && t.titled == 0 && counted[row[i-1].word]:
		return true // each bell, their junta
	case t.lists&1<<Countries == 0 && combining(row, i):
		return true
	case t.lists&known != 0:
		return false
	case t.lists&(1<<Titles) != 0:
		return true // the Empress, DCM
	case len(row) == 1+2*pad:
		// Below a letter stand the initials of who signed it; a heading is a word.
		return t.capitals && t.length <= longestInitials || begin == BeginPER && !rare(t.bucket) && t.lists&(1<<Surnames|1<<Forenames) == 0
	}
	return false
}

// plain reports whether a token is a word that is written small and no list has as a
// name of a person.
func plain(t *Token) bool {
	return ordinary(t.bucket) && t.length > 3 && !t.foreign && t.lists&(1<<Surnames|1<<Forenames|1<<Surnames<<insideShift) == 0
}

// person is where the name of a person of several tokens begins, without a plain word
// before it: Keeper Holm. It is the end where nothing is left, or the last word is a
// plain one and the first tells no person: Lighthouse Lens.
func person(row []Token, i, end int) int {
	for i < end-1 && plain(&row[i]) && row[i].titled == 0 {
		i++
		for i < end-1 && row[i].shape&isMark != 0 {
			i++
		}
	}
	first, last := &row[i], &row[end-1]
	if plain(last) && first.titled == 0 && first.shape&hasStop == 0 && first.lists&(1<<Forenames) == 0 {
		return end
	}
	return i
}

// longestInitials is how many initials a person has at the most.
const longestInitials = 4

// combining reports whether a word is short for a people before another one: the first
// of Franco-Russian is no place of this name.
func combining(row []Token, i int) bool {
	return row[i+1].joins && row[i+2].lists&(1<<Peoples) != 0 && byte(row[i].tail) == 'O'
}

// initials reports whether a token is the initials of the name behind it, and no
// abbreviation: R.G. Dawson.
func initials(row []Token, i int) bool {
	t, next := &row[i], &row[i+1]
	return t.shape&hasStop != 0 && t.lists == 0 && next.shape == hasLetter|hasVowel && next.length > 2 && !next.Small && !next.Closed && !ordinary(next.bucket) &&
		next.lists&^(1<<Surnames|1<<Forenames|1<<Places) == 0
}

// counted are words that no person's name follows when it stands alone.
var counted = func() map[uint64]bool {
	out := map[uint64]bool{}
	for _, w := range [...]string{"each", "every", "any", "some", "these", "those", "no", "his", "her", "its", "their", "our", "my", "your"} {
		row := tokens(w, nil)
		out[row[pad].word] = true
	}
	return out
}()
