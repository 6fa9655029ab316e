package tagger

// A gloss is an abbreviation that a text explains as that of an organisation: Kenya
// Farmers' Association (KFA). It holds for all texts that are read together.

// glossWeight is how much that says, of the abbreviation and of the words before it.
const glossWeight = 6 * unit

// longestGloss is how many tokens may stand between the bracket and the first of the
// words that an abbreviation is made of.
const longestGloss = 12

// codes are the shortest and the longest abbreviation that is looked for.
const (
	shortCode = 2
	longCode  = 8
)

// glosses finds them, favours the words that are explained and reports which
// abbreviations there were.
func (w *work) glosses(texts []string) {
	clear(w.glossed)
	for r, text := range texts {
		row, c := w.rows[r], &w.chains[r]
		for i := pad + 1; i < len(row)-pad-1; i++ {
			if !row[i].opens || !row[i+2].closes || !isCode(&row[i+1], text) {
				continue
			}
			from := spelled(row, text, i)
			switch {
			case from > 0 && c.isBody(row, from, i):
				for k := from; k < i; k++ {
					c.favour(k-pad, k > from)
				}
			case from > 0 || !headed(row, i):
				continue
			}
			if w.glossed == nil {
				w.glossed = map[uint64]bool{}
			}
			w.glossed[row[i+1].word] = true
		}
	}
	if len(w.glossed) == 0 {
		return
	}
	for r := range texts {
		row, c := w.rows[r], &w.chains[r]
		for i := pad; i < len(row)-pad; i++ {
			if w.glossed[row[i].word] && row[i].capitals && !c.never[i-pad] {
				c.favour(i-pad, false)
			}
		}
	}
}

// favour makes an organisation of a token: its beginning or a later word of it.
func (c *chain) favour(i int, inside bool) {
	if c.never[i] {
		c.never[i] = false
		c.score[i] = [8]int32{}
		c.emit[i], c.forward[i], c.backward[i] = outForCertain, outForCertain, [8]float64{Out: c.backward[i][Out]}
		c.score[i][BeginPER], c.score[i][BeginORG], c.score[i][BeginLOC] = never, never, never
	}
	if inside {
		c.score[i][InORG] += glossWeight
	} else {
		c.score[i][BeginORG] += glossWeight
	}
}

// isCode reports whether a token is written as an abbreviation that no list has as a
// country, a government or anything else.
func isCode(t *Token, text string) bool {
	const others = 1<<Countries | 1<<Peoples | 1<<Places | 1<<Governments | 1<<OtherCodes | 1<<Titles | 1<<Calendar
	return t.capitals && !t.Closed && t.shape == hasLetter|t.shape&hasVowel && t.length >= shortCode && t.length <= longCode && t.lists&others == 0 && int(t.End-t.Start) == int(t.length)
}

// spelled is the token before the bracket at i with which the words begin whose first
// letters are the abbreviation behind it; 0 where there are none. Little words may
// have no letter in it.
func spelled(row []Token, text string, i int) int {
	code := text[row[i+1].Start:row[i+1].End]
	return spell(row, i-1, code, max(pad, i-longestGloss))
}

func spell(row []Token, k int, code string, least int) int {
	for ; k >= least; k-- {
		t := &row[k]
		switch {
		case t.word == possessiveWord || t.joins:
			continue
		case t.Closed || t.shape&hasLetter == 0:
			return 0
		}
		little := t.length <= 3 && (ordinary(t.bucket) || t.foreign)
		if byte(t.head) == code[len(code)-1] && !(little && len(code) == 1) {
			if len(code) == 1 {
				return k
			}
			if from := spell(row, k-1, code[:len(code)-1], least); from > 0 || !little {
				return from
			}
		}
		if !little {
			return 0
		}
	}
	return 0
}

// isBody reports whether the words from a token to another name an organisation: one
// of them is what organisations are called by, or more likely than not they do.
func (c *chain) isBody(row []Token, from, to int) bool {
	if row[from].lists&(1<<Titles) != 0 {
		return false // Deputy Chief of Mission
	}
	sum := 0.0
	for k := from; k < to; k++ {
		if row[k].lists&(1<<Heads) != 0 {
			return true
		}
		sum += c.likely(k-pad, BeginORG) + c.likely(k-pad, InORG)
	}
	return 2*sum > float64(to-from)
}

// headed reports whether what organisations are called by is the last word before the
// bracket at i, or the last but those behind "of": the Bolivian Labor Federation (COB).
func headed(row []Token, i int) bool {
	for k := i - 1; k >= pad && k > i-6; k-- {
		t := &row[k]
		if t.Closed || t.shape&hasLetter == 0 {
			return false
		}
		if t.lists&(1<<Heads) != 0 {
			return k == i-1 || row[k+1].length == 2 && ordinary(row[k+1].bucket)
		}
	}
	return false
}
